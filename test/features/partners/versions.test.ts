import { expect } from 'chai';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

describe('versions of agreements and the date from which they hold', () => {
  let test: TestDesk;
  let admin: string;
  before(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z');
    admin = await test.key({ kind: 'provider' }, ['admin', 'tickets:write', 'tickets:read']);
  });
  after(() => test.close());

  const put = async (path: string, change: Record<string, unknown>) => {
    const { version, ...content } = (await test.call(admin, 'GET', path)).body;
    return test.call(admin, 'PUT', path, { ...content, ...change }, { 'if-match': `"${version}"` });
  };
  const logged = async () => {
    const body = { subject: 'Nothing works', priority: 'urgent', requester: { email: 'somebody@nowhere.example' } };
    return (await test.call(admin, 'POST', '/tickets', body)).body;
  };
  const resolutionOf = (ticket: { sla: { targets: { metric: string; targetSeconds: number; policy: unknown }[] } }) => {
    const found = ticket.sla.targets.find(({ metric }) => metric === 'resolution');
    return found && { seconds: found.targetSeconds, policy: found.policy };
  };

  it('give a new ticket the policy that is in force, and leave the others on theirs', async () => {
    const before = await logged();
    const { targets } = (await test.call(admin, 'GET', '/policies/desk-default')).body;
    const tighter = targets.map((target: { metric: string }) =>
      target.metric === 'resolution' ? { ...target, minutes: { urgent: 7 } } : target,
    );
    const changed = await put('/policies/desk-default', { targets: tighter, from: '2026-11-02T10:00:00Z' });
    expect([changed.status, changed.body.from]).to.deep.equal([200, '2026-11-02T10:00:00Z']);
    expect(resolutionOf(await logged())).to.deep.equal(resolutionOf(before));

    await test.moveTo('2026-11-02T10:00:00Z');
    expect(resolutionOf(await logged())).to.deep.equal({ seconds: 420, policy: { id: 'desk-default', version: 2 } });
    const kept = (await test.call(admin, 'GET', `/tickets/${before.id}`)).body;
    expect(resolutionOf(kept)).to.deep.equal(resolutionOf(before));
  });

  it('put a calendar together by local date, and tell it in the words of the contract', async () => {
    const { hours } = (await test.call(admin, 'GET', '/calendars/berlin-office')).body;
    await put('/calendars/berlin-office', { from: '2026-11-05', hours: { ...hours, mon: [['10:00', '11:00']] } });
    await put('/calendars/berlin-office', { from: null, hours, holidays: ['2026-11-03'] });
    const hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write', 'tickets:read']);
    const request = {
      subject: 'No calls',
      priority: 'high',
      deal: 'D-1001',
      requester: { email: 'it@hansa-logistics.example' },
    };
    const ticket = (await test.call(hansa, 'POST', '/tickets', request)).body;
    const { input } = (await test.call(admin, 'GET', `/tickets/${ticket.id}/sla`)).body;
    const berlin = input.calendars['berlin-office@3'];
    expect(berlin.hours.mon).to.deep.equal([['10:00', '11:00']]);
    expect(berlin.exceptions['2026-11-03']).to.deep.equal([]);
    expect(berlin.exceptions['2026-11-02']).to.deep.equal(hours.mon);
  });

  it('hold the time zone of a calendar and the scope of a policy for good', async () => {
    const moved = await put('/calendars/berlin-office', { timeZone: 'Europe/Madrid' });
    expect([moved.status, moved.body.errors[0].path]).to.deep.equal([422, 'timeZone']);
    const wider = await put('/policies/hansa-ola', { scope: { kind: 'default' } });
    expect([wider.status, wider.body.errors[0].path]).to.deep.equal([422, 'scope']);
  });
});

describe('the lint of the agreements in force', () => {
  let test: TestDesk;
  before(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z');
  });
  after(() => test.close());

  it('says what does not work out, to whoever manages agreements', async () => {
    const admin = await test.key({ kind: 'provider' }, ['admin']);
    const policy = { id: 'nobody', name: 'For nobody', scope: { kind: 'plan', plan: 'platinum' }, targets: [] };
    expect((await test.call(admin, 'POST', '/policies', policy)).status).to.equal(201);
    const { body } = await test.call(admin, 'GET', '/sla/lint');
    const unused = body.items.filter(({ code }: { code: string }) => code === 'policy-unused');
    expect(unused.map(({ policies, words }: { policies: string[]; words: string }) => [policies, words])).to.deep.equal(
      [[['nobody'], 'Nobody uses the policy For nobody (nobody).']],
    );
    const hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:read']);
    expect((await test.call(hansa, 'GET', '/sla/lint')).status).to.equal(403);
  });
});
