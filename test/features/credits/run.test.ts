import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

describe('from an outage to an issued credit', () => {
  let test: TestDesk;
  let admin: string;
  let hansa: string;
  let iberia: string;

  before(async () => {
    test = await openTestDesk('2026-10-30T07:00:00Z');
    admin = await test.key({ kind: 'provider' }, ['admin']);
    hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['outages:write', 'credits:read', 'tickets:write']);
    iberia = await test.key({ kind: 'partner', id: 'iberia-cloud' }, ['credits:read']);
  });
  after(() => test.close());

  const outage = (over: object = {}) => ({
    ...{ title: 'No calls in Europe', components: ['voice-eu'], impact: 'full', cause: 'provider' },
    ...{ startedAt: '2026-10-30T07:00:00Z', endedAt: null, ...over },
  });
  const creditsOf = async (as: string, query = ''): Promise<Answered['body'][]> =>
    (await test.call(as, 'GET', `/credits?limit=200${query}`)).body.items;

  it('keeps a partner’s report until a lead publishes it, links tickets, and counts it until it ends', async () => {
    const ticket = await test.call(hansa, 'POST', '/tickets', {
      ...{
        subject: 'No calls',
        requester: { email: 'it@hansa-logistics.example' },
        deal: 'D-1001',
        component: 'voice-eu',
      },
    });
    const reported = await test.call(hansa, 'POST', '/outages', outage());
    expect([reported.status, reported.body.state, reported.body.published]).to.deep.equal([201, 'reported', false]);
    const { id } = reported.body;
    const other = await test.key({ kind: 'partner', id: 'quick-relay' }, ['outages:write']);
    expect((await test.call(other, 'GET', `/outages/${id}`)).status).to.equal(404);
    expect((await test.call(hansa, 'POST', `/outages/${id}/publish`)).status).to.equal(403);

    const published = await test.call(admin, 'POST', `/outages/${id}/publish`);
    expect([published.status, published.body.state]).to.deep.equal([200, 'ongoing']);
    await test.settle();
    const shown = (await test.call(hansa, 'GET', `/outages/${id}`)).body;
    expect(shown.tickets).to.deep.equal([{ id: ticket.body.id, number: ticket.body.number }]);
    expect(Object.keys(shown.exposure)).to.deep.equal(['customers', 'subscriptions', 'minutes', 'money']);
    expect(shown.exposure.customers).to.equal(3);
    expect((await test.call(other, 'GET', `/outages/${id}`)).body.tickets).to.deep.equal([]);
    const status = await fetch(`${test.url}/status`);
    expect(await status.text())
      .to.include('No calls in Europe')
      .and.include('Voice, Europe is down.');

    await test.moveTo('2026-10-30T09:00:00Z');
    const ended = await test.call(admin, 'POST', `/outages/${id}/end`, { endedAt: '2026-10-30T08:30:00Z' });
    expect([ended.status, ended.body.state, ended.body.endedAt]).to.deep.equal([200, 'ended', '2026-10-30T08:30:00Z']);
    expect(ended.body.exposure.customers).to.be.greaterThan(3);
  });

  it('issues each credit once, to the party that is invoiced, with a ledger that balances', async () => {
    const early = await test.call(admin, 'POST', '/credit-runs', { month: '2026-10', dryRun: true });
    expect(early.body.failures).to.deep.equal([]);
    await test.moveTo('2026-11-02T00:00:00Z');
    await test.moveTo('2026-11-02T08:00:00Z');
    const before = await creditsOf(admin, '&period=2026-10');
    const again = await test.call(admin, 'POST', '/credit-runs', { through: '2026-10-31' });
    expect(again.body.counts.alreadyRecorded).to.be.at.least(before.length);
    expect(await creditsOf(admin, '&period=2026-10')).to.deep.equal(before);

    const [resale] = (await creditsOf(admin, '&period=2026-10')).filter(
      ({ subscription }) => subscription.id === 'S-1001',
    );
    // 90 minutes of October in Berlin, which has an hour more: 99.798658 %, below 99.9: 10 % of 1,200.00.
    expect(resale).to.deep.include({
      uptimePercent: '99.798658',
      state: 'waiting',
      waitingFor: 'grace',
      amount: { amount: 12_000, currency: 'EUR' },
    });
    expect(resale.creditedTo).to.deep.equal({ kind: 'partner', id: 'hansa-it', name: 'Hansa IT' });
    await test.moveTo('2026-11-06T00:00:00Z');

    const whole = (await test.call(admin, 'GET', `/credits/${resale.id}`)).body;
    expect(whole.state).to.equal('issued');
    expect(whole.number).to.match(/^CN-2026-\d{5}$/);
    expect(whole.input.outages).to.have.length(1);
    expect(whole.journal.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).to.equal(0);
    const pdf = await test.call(admin, 'GET', `/credits/${resale.id}/note.pdf`);
    expect(pdf.headers.get('content-type')).to.equal('application/pdf');

    const balances = (await test.call(admin, 'GET', '/ledger/balances')).body.items as {
      currency: string;
      amount: number;
    }[];
    for (const currency of new Set(balances.map((one) => one.currency))) {
      const sum = balances.filter((one) => one.currency === currency).reduce((total, { amount }) => total + amount, 0);
      expect(sum, currency).to.equal(0);
    }
    const numbers = (await creditsOf(admin)).flatMap(({ number }) => number ?? []);
    expect(new Set(numbers).size).to.equal(numbers.length);
  });

  it('shows a credit to whom it concerns, with what each may see', async () => {
    const own = await creditsOf(hansa, '&period=2026-10');
    expect(new Set(own.map(({ partner }) => partner.id))).to.deep.equal(new Set(['hansa-it']));
    const [voice] = own.filter(({ subscription }) => subscription.id === 'S-1001');
    // The partner promises its customer 99.95 %: 10 % of the retail fee of 1,560.00.
    expect(voice.passThrough).to.deep.equal({ percent: '10', amount: { amount: 15_600, currency: 'EUR' } });
    const [agency] = (await creditsOf(iberia, '&period=2026-10')).filter(
      ({ subscription }) => subscription.id === 'S-2001',
    );
    expect(agency.creditedTo.kind).to.equal('customer');
    expect(agency.amount).to.equal(null);
    expect(agency.clawback).to.deep.equal({ partner: 'iberia-cloud', commission: { amount: 3_300, currency: 'EUR' } });
    expect((await test.call(iberia, 'GET', `/credits/${voice.id}`)).status).to.equal(404);
    expect((await test.call(hansa, 'POST', '/credit-runs', { month: '2026-10' })).status).to.equal(403);
  });

  it('takes back in the ledger what is voided, once', async () => {
    const [credit] = (await creditsOf(admin, '&period=2026-10&state=issued')).filter(
      ({ subscription }) => subscription.id === 'S-1004',
    );
    const voided = await test.call(admin, 'POST', `/credits/${credit.id}/void`);
    expect(voided.body.state).to.equal('voided');
    await test.settle();
    const entries = (await test.call(admin, 'GET', '/ledger/entries?limit=200')).body.items as {
      source: string;
      words: string;
    }[];
    expect(entries.filter(({ words }) => words.startsWith('Credit void'))).to.have.length(1);
    expect((await test.call(admin, 'POST', `/credits/${credit.id}/void`)).status).to.equal(409);
  });

  it('names what is wrong with a run', async () => {
    const both = await test.call(admin, 'POST', '/credit-runs', { month: '2026-13', through: '2026-02-30' });
    expect(both.status).to.equal(422);
    expect(both.body.errors.map(({ path }: { path: string }) => path)).to.include.members(['month', 'through']);
  });
});
