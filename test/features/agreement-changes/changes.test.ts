import { expect } from 'chai';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

type Body = Answered['body'];

describe('agreements that change while tickets are open', () => {
  let test: TestDesk;
  let admin: string;
  let hansa: string;
  beforeEach(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z');
    admin = await test.key({ kind: 'provider' }, ['admin', 'tickets:write', 'tickets:read']);
    hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write', 'tickets:read']);
  });
  afterEach(() => test.close());

  const get = async (path: string, as = admin): Promise<Body> => (await test.call(as, 'GET', path)).body;
  const ok = async (as: string, method: string, path: string, body?: object): Promise<Body> => {
    const answer = await test.call(as, method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const logged = (more: object = {}): Promise<Body> =>
    ok(hansa, 'POST', '/tickets', {
      ...{ subject: 'No calls', priority: 'high', deal: 'D-1001', court: 'provider' },
      ...{ requester: { email: 'it@hansa-logistics.example' }, ...more },
    });
  /** The first response that is promised gets so many minutes, and the provider's handling three times as many. */
  async function agreeOn(minutes: number): Promise<void> {
    const { version, ...content } = await get('/policies/hansa-ola');
    const targets = content.targets.map((target: Body) =>
      target.metric === 'first_response'
        ? { ...target, minutes: { high: minutes } }
        : target.party === 'provider'
          ? { ...target, minutes: { high: 3 * minutes } }
          : target,
    );
    const change = { ...content, targets };
    const put = await test.call(admin, 'PUT', '/policies/hansa-ola', change, { 'if-match': `"${version}"` });
    expect(put.status).to.equal(200);
  }
  const firstOf = async (ticket: string, party = 'promise', as = admin): Promise<Body> =>
    (await get(`/tickets/${ticket}/sla`, as)).targets.find(
      (row: Body) => row.metric === 'first_response' && row.party === party,
    );
  /** Lets a change go through all tickets. */
  async function carriedOut(asked: object): Promise<Body> {
    const { id, state } = await ok(admin, 'POST', '/sla/changes', asked);
    expect(state).to.equal('running');
    await test.moveTo(await test.now());
    return get(`/sla/changes/${id}`);
  }
  const typesOf = async (ticket: string): Promise<string[]> =>
    (await get(`/tickets/${ticket}/timeline`)).items.map(({ type }: Body) => type);

  it('are foreseen ticket by ticket and by partner, with nothing changed', async () => {
    const { id, number } = await logged();
    const before = await firstOf(id);
    await test.moveTo('2026-11-02T08:40:00Z');
    await agreeOn(10);
    const asked = { rule: 'recompute', policies: ['hansa-ola'], dryRun: true };
    const foreseen = await ok(admin, 'POST', '/sla/changes', asked);
    expect(foreseen.partners).to.deep.equal([
      { partner: { id: 'hansa-it', name: 'Hansa IT' }, tickets: 1, due: 1, breached: 1, mended: 0 },
    ]);
    expect(foreseen.nextCursor).to.equal(null);
    const [item] = foreseen.items;
    expect([item.ticket, item.rows.length > 0]).to.deep.equal([{ id, number }, true]);
    const row = item.rows.find((one: Body) => one.metric === 'first_response' && one.party === 'promise');
    expect(row.before).to.deep.equal({
      ...{ state: 'running', targetSeconds: before.targetSeconds, dueAt: before.dueAt, breachedAt: null },
    });
    expect(row.after).to.deep.include({ state: 'breached', targetSeconds: 600 });
    expect((await get('/sla/changes')).items).to.deep.equal([]);
    expect((await firstOf(id)).policy).to.deep.equal({ id: 'hansa-ola', version: 1 });
  });

  it('are counted anew, shown as broken, and announced to nobody', async () => {
    const { id } = await logged();
    await test.moveTo('2026-11-02T08:40:00Z');
    await agreeOn(10);
    const done = await carriedOut({ rule: 'recompute', policies: ['hansa-ola'], reason: 'As signed in October' });
    expect([done.state, done.counts]).to.deep.equal([
      'done',
      { looked: 1, moved: 1, kept: 0, unchanged: 0, failed: 0 },
    ]);
    const row = await firstOf(id);
    expect([row.state, row.policy.version, row.calendar.id]).to.deep.equal(['breached', 2, 'berlin-office']);
    await test.moveTo('2026-11-02T08:41:00Z');
    expect(await typesOf(id)).to.not.include('sla-breached');
    const { items } = await get(`/tickets/${id}/timeline`);
    const entry = items.find(({ type }: Body) => type === 'ticket-agreements-changed');
    expect([entry.who.name, entry.data.change, entry.data.rule, entry.why]).to.deep.equal([
      ...['test', done.id, 'recompute'],
      `Change ${done.id} of the agreements.`,
    ]);
    expect(entry.data.rows.map(({ party }: Body) => party)).to.include('provider');
    const theirs = (await get(`/tickets/${id}/timeline`, hansa)).items.find(
      ({ type }: Body) => type === 'ticket-agreements-changed',
    );
    expect(theirs.data.rows.filter(({ party }: Body) => party === 'provider')).to.deep.equal([]);
  });

  it('count from now on, and leave ended targets on the version they ended with', async () => {
    const { id } = await logged();
    await test.moveTo('2026-11-02T08:05:00Z');
    await ok(admin, 'POST', `/tickets/${id}/replies`, { text: 'We look into it.', visibility: 'customer' });
    const other = await logged();
    await agreeOn(10);
    await test.moveTo('2026-11-02T08:10:00Z');
    await carriedOut({ rule: 'from-now', policies: ['hansa-ola'] });
    expect((await firstOf(id)).policy.version).to.equal(1);
    expect(await firstOf(other.id)).to.deep.include({
      ...{ state: 'running', targetSeconds: 600, dueAt: '2026-11-02T08:15:00Z' },
      policy: { id: 'hansa-ola', version: 2 },
    });
    await test.moveTo('2026-11-02T08:16:00Z');
    expect(await typesOf(other.id)).to.include('sla-breached');
  });

  it('leave tickets on their version where they are to be kept, and say so once', async () => {
    const { id } = await logged();
    const before = await firstOf(id);
    await agreeOn(10);
    const kept = await carriedOut({ rule: 'keep', policies: ['hansa-ola'] });
    expect(kept.counts).to.deep.equal({ looked: 1, moved: 0, kept: 1, unchanged: 0, failed: 0 });
    expect(await firstOf(id)).to.deep.equal(before);
    expect((await typesOf(id)).filter((type) => type === 'ticket-agreements-changed')).to.have.length(1);
  });

  it('reach tickets by their calendars, and no ticket twice', async () => {
    const { id } = await logged();
    const { version, ...content } = await get('/calendars/berlin-office');
    const changed = { ...content, holidays: [...(content.holidays ?? []), '2026-11-03'] };
    await test.call(admin, 'PUT', '/calendars/berlin-office', changed, { 'if-match': `"${version}"` });
    const first = await carriedOut({ rule: 'recompute', calendars: ['berlin-office'] });
    const second = await carriedOut({ rule: 'recompute', calendars: ['berlin-office'] });
    expect([first.counts.moved, second.counts.moved, second.counts.unchanged]).to.deep.equal([1, 0, 1]);
    expect((await firstOf(id)).calendar).to.deep.equal({ id: 'berlin-office', version: 2 });
    expect((await get('/sla/changes')).items.map((one: Body) => one.id)).to.have.members([first.id, second.id]);
  });

  it('name every fault, and are for whoever manages agreements', async () => {
    const asked = { rule: 'keep', policies: ['nothing'], deals: ['D-1001', 'D-none'] };
    const { status, body } = await test.call(admin, 'POST', '/sla/changes', asked);
    expect([status, body.errors.map(({ path }: Body) => path)]).to.deep.equal([422, ['policies[0]', 'deals[1]']]);
    expect((await test.call(admin, 'POST', '/sla/changes', { rule: 'keep' })).status).to.equal(422);
    expect((await test.call(hansa, 'POST', '/sla/changes', asked)).status).to.equal(403);
    expect((await test.call(hansa, 'GET', '/sla/changes')).status).to.equal(403);
    expect((await test.call(admin, 'GET', '/sla/changes/none')).status).to.equal(404);
  });
});
