import { expect } from 'chai';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

type Body = Answered['body'];

describe('a deal that ends, passes on or changes its type', () => {
  let test: TestDesk;
  let admin: string;
  let hansa: string;
  let alpenfels: string;
  beforeEach(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z');
    admin = await test.key({ kind: 'provider' }, ['admin', 'tickets:write', 'tickets:read']);
    hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write', 'tickets:read']);
    alpenfels = await test.key({ kind: 'partner', id: 'alpenfels' }, ['tickets:write', 'tickets:read']);
  });
  afterEach(() => test.close());

  const ok = async (as: string, method: string, path: string, body?: object): Promise<Body> => {
    const answer = await test.call(as, method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const get = (path: string, as = admin): Promise<Body> => ok(as, 'GET', path);
  const logged = (): Promise<Body> =>
    ok(hansa, 'POST', '/tickets', {
      ...{ subject: 'No calls', priority: 'high', deal: 'D-1001', court: 'partner' },
      requester: { email: 'it@hansa-logistics.example' },
    });
  async function carriedOut(path: string, body: object): Promise<Body> {
    const { id } = await ok(admin, 'POST', path, body);
    await test.moveTo(await test.now());
    return get(`/sla/changes/${id}`);
  }
  const lastOf = async (ticket: string, type: string, as = admin): Promise<Body> =>
    (await get(`/tickets/${ticket}/timeline`, as)).items.findLast((entry: Body) => entry.type === type);

  it('leaves its tickets as they are until they are closed, where they are to stay', async () => {
    const { id } = await logged();
    const done = await carriedOut('/deals/D-1001/end', { tickets: 'stay', reason: 'Notice was given' });
    expect([done.state, done.counts.kept, done.rule]).to.deep.equal(['done', 1, 'keep']);
    expect((await get('/deals/D-1001')).until).to.equal('2026-11-02T08:00:00Z');
    const ticket = await get(`/tickets/${id}`, hansa);
    expect([ticket.court, ticket.origin.deal.id]).to.deep.equal(['partner', 'D-1001']);
    expect((await lastOf(id, 'ticket-agreements-changed')).what).to.equal(
      'Stays under deal D-1001 until it is closed, though the deal has ended',
    );
  });

  it('gives its tickets back to the provider, out of the court of a partner that left', async () => {
    const { id } = await logged();
    await test.moveTo('2026-11-02T09:00:00Z');
    const done = await carriedOut('/deals/D-1001/end', { tickets: 'provider', rule: 'from-now' });
    expect(done.counts).to.deep.include({ moved: 1, failed: 0 });
    const ticket = await get(`/tickets/${id}`);
    expect([ticket.court, ticket.origin.deal, ticket.origin.partner, ticket.origin.customer.id]).to.deep.equal([
      ...['provider', null, null],
      'hansa-logistics',
    ]);
    expect((await lastOf(id, 'ticket-handed-over')).why).to.equal('The ticket has no partner any more.');
    expect((await test.call(hansa, 'GET', `/tickets/${id}`)).status).to.equal(404);
  });

  it('takes its tickets to another partner, who reads nothing that the desks said before', async () => {
    const { id } = await logged();
    await ok(hansa, 'POST', `/tickets/${id}/replies`, { text: 'Between us: mind the trunk', visibility: 'desks' });
    const runs = (await get(`/tickets/${id}/playbook-runs`)).items;
    const asked = {
      ...{ tickets: 'successor', rule: 'recompute', reason: 'Hansa IT gave it up' },
      successor: { id: 'D-9001', partner: 'alpenfels' },
    };
    const foreseen = await ok(admin, 'POST', '/deals/D-1001/pass', { ...asked, dryRun: true });
    expect([foreseen.rule, foreseen.looked, foreseen.items.length, foreseen.partners[0].partner.id]).to.deep.equal([
      ...['recompute', 1, 1],
      'hansa-it',
    ]);
    expect((await test.call(admin, 'GET', '/deals/D-9001')).status, 'nothing is added').to.equal(404);
    expect((await get('/deals/D-1001')).until).to.equal(null);
    const done = await carriedOut('/deals/D-1001/pass', asked);
    const moved = (await lastOf(id, 'ticket-origin-changed')).data.rows;
    expect(foreseen.items[0].rows).to.deep.equal(moved);
    expect([done.counts.moved, done.deal.successor, done.fault]).to.deep.equal([1, 'D-9001', null]);
    expect(await get('/deals/D-9001')).to.deep.include({ partner: 'alpenfels', from: '2026-11-02T08:00:00Z' });
    expect((await test.call(hansa, 'GET', `/tickets/${id}`)).status).to.equal(404);
    const ticket = await get(`/tickets/${id}`, alpenfels);
    expect([ticket.court, ticket.origin.deal.id]).to.deep.equal(['partner', 'D-9001']);
    const said = (await get(`/tickets/${id}/messages`, alpenfels)).items.map(({ text }: Body) => text);
    expect(said).to.not.include('Between us: mind the trunk');
    const entry = await lastOf(id, 'ticket-origin-changed', alpenfels);
    expect([entry.what, entry.why, entry.data.change, entry.data.rule]).to.deep.equal([
      'Moved to deal D-9001',
      'The deal D-1001 has passed to another partner. Hansa IT gave it up',
      ...[done.id, 'recompute'],
    ]);
    const handling = (await get(`/tickets/${id}/sla`)).targets.find(
      (row: Body) => row.metric === 'handling' && row.party === 'partner',
    );
    expect(handling.policy.id).to.equal('alpenfels-ola');
    const before = new Set(runs.map(({ run }: Body) => run));
    const active = (await get(`/tickets/${id}/playbook-runs`)).items.filter(({ state }: Body) => state === 'waiting');
    expect(active.filter(({ run }: Body) => before.has(run))).to.deep.equal([]);
  });

  it('leaves what was broken before it passed to who had it then, with what they said of it', async () => {
    const { id } = await logged();
    const rows = async (as: string): Promise<Body[]> => (await get(`/tickets/${id}`, as)).sla.targets;
    const isLate = ({ party, state }: Body) => party === 'partner' && state === 'breached';
    const span = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';
    const theirs = (partner: string) => test.key({ kind: 'partner', id: partner }, ['admin']);
    const lateOf = async (as: string): Promise<Body[]> => {
      const lines = (await get(`/reports/sla?${span}&by=partner`, as)).items.filter(
        ({ breached }: Body) => breached > 0,
      );
      return lines.map(({ key, breached }: Body) => [key, breached]);
    };
    await test.moveTo('2026-11-04T08:00:00Z');
    const late = (await rows(hansa)).filter(isLate);
    expect(late).to.not.deep.equal([]);
    const [{ metric, cycle }] = late;
    const said = { reason: 'overlooked', note: 'Our man was ill' };
    await ok(hansa, 'POST', `/tickets/${id}/breaches/${metric}.partner.${cycle}/reason`, said);
    await test.settle();
    const before = await lateOf(admin);
    const asked = { tickets: 'successor', rule: 'from-now', successor: { id: 'D-9001', partner: 'alpenfels' } };
    expect((await carriedOut('/deals/D-1001/pass', asked)).counts.moved).to.equal(1);
    await test.settle();

    expect([before.length, await lateOf(admin)]).to.deep.equal([1, before]);
    expect(await lateOf(await theirs('hansa-it'))).to.deep.equal(before);
    expect(await lateOf(await theirs('alpenfels'))).to.deep.equal([]);
    const told = async (as: string) => [
      (await rows(as)).flatMap(({ reasons = [] }) => reasons.map(({ note }: Body) => note)),
      (await lastOf(id, 'ticket-breach-explained', as))?.why,
    ];
    expect(await told(admin)).to.deep.equal([[said.note], 'Overlooked: Our man was ill']);
    expect(await told(alpenfels)).to.deep.equal([[], undefined]);
  });

  it('comes to its tickets when it ends, and not before', async () => {
    const { id } = await logged();
    const at = '2026-11-03T00:00:00Z';
    const body = { at, tickets: 'successor', rule: 'from-now', successor: { id: 'D-9001', type: 'direct' } };
    const begun = await carriedOut('/deals/D-1001/retype', body);
    expect([begun.state, begun.dueAt, (await get('/deals/D-1001')).until]).to.deep.equal(['running', at, at]);
    expect((await get(`/tickets/${id}`)).origin.deal.id).to.equal('D-1001');
    await test.moveTo(at);
    const ticket = await get(`/tickets/${id}`);
    expect([ticket.origin.deal.id, ticket.origin.partner, ticket.court]).to.deep.equal(['D-9001', null, 'provider']);
    expect((await get(`/sla/changes/${begun.id}`)).state).to.equal('done');
  });

  it('takes its tickets along later too, once it has ended by itself', async () => {
    const { id } = await logged();
    const until = '2026-11-02T09:00:00Z';
    const { version } = await get('/deals/D-1001');
    await ok(admin, 'PATCH', '/deals/D-1001', { until, version });
    await test.moveTo('2026-11-02T10:00:00Z');
    expect((await get(`/tickets/${id}`, hansa)).origin.deal.id).to.equal('D-1001');
    const asked = { tickets: 'successor', rule: 'from-now', successor: { id: 'D-9001', partner: 'alpenfels' } };
    const done = await carriedOut('/deals/D-1001/pass', asked);
    expect([done.counts.moved, (await get('/deals/D-1001')).until]).to.deep.equal([1, until]);
    expect(await get('/deals/D-9001')).to.deep.include({ from: '2026-11-02T10:00:00Z', until: null });
    expect((await get(`/tickets/${id}`, alpenfels)).origin.deal.id).to.equal('D-9001');
  });

  it('is refused with every fault, to all but admins', async () => {
    const wrong = { tickets: 'successor', at: '2026-11-01T00:00:00Z', successor: { id: 'D-1002', partner: 'nobody' } };
    const { status, body } = await test.call(admin, 'POST', '/deals/D-1001/pass', wrong);
    expect([status, body.errors.map(({ path }: Body) => path)]).to.deep.equal([
      422,
      ['at', 'rule', 'successor.id', 'successor.partner'],
    ]);
    expect((await test.call(hansa, 'POST', '/deals/D-1001/end', { tickets: 'stay' })).status).to.equal(403);
    expect((await test.call(admin, 'POST', '/deals/D-none/end', { tickets: 'stay' })).status).to.equal(404);
  });
});
