import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { SYSTEM } from '../../../server/domain/access/access.js';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

describe('a request for more, at the door', () => {
  let test: TestDesk;
  let hansa: string;
  let iberia: string;
  let provider: string;
  let agent: string;

  before(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z');
    hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write', 'admin']);
    iberia = await test.key({ kind: 'partner', id: 'iberia-cloud' }, ['tickets:write', 'admin']);
    provider = await test.key({ kind: 'provider' }, ['admin']);
    await test.person('abe', { kind: 'provider' }, ['agent']);
    agent = await test.session('abe');
  });
  after(() => test.close());

  const body = (upgrade: object, over: object = {}) => ({
    ...{ subject: 'More seats', kind: 'upgrade', requester: { email: 'it@hansa-logistics.example' }, ...over },
    upgrade: { subscription: 'S-1001', item: 'seats', quantity: 45, ...upgrade },
  });
  const log = (as: string, upgrade: object, over: object = {}, key?: string): Promise<Answered> =>
    test.call(as, 'POST', '/tickets', body(upgrade, over), key === undefined ? {} : { 'idempotency-key': key });
  const stateOf = async (ticket: string) => (await test.desk.tickets.get(SYSTEM, ticket)).state.upgrade;
  const quantities = async (as = hansa, subscription = 'S-1001', on = '2026-11-30') =>
    (await test.call(as, 'GET', `/subscriptions/${subscription}/quantities?on=${on}`)).body;

  it('names every fault by its path, and knows no subscription of strangers', async () => {
    const faults = await log(hansa, { item: 'lines', from: '2026-11-01' }, { deal: 'D-1002' });
    expect([faults.status, faults.body.errors]).to.deep.equal([
      422,
      [
        { path: 'upgrade.subscription', message: 'S-1001 is not of the deal D-1002' },
        { path: 'upgrade.item', message: 'is not among what S-1001 has: seats' },
        { path: 'upgrade.from', message: 'must not be before today, 2026-11-02' },
      ],
    ]);
    const foreign = await log(iberia, {});
    const none = await log(iberia, { subscription: 'S-none' });
    expect([foreign.status, foreign.body.errors]).to.deep.equal([
      422,
      [{ path: 'upgrade.subscription', message: 'there is no subscription S-1001' }],
    ]);
    expect([none.status, none.body.errors[0].path]).to.deep.equal([422, 'upgrade.subscription']);
    for (const quantity of [0, -3, 4.5]) expect((await log(hansa, { quantity })).status).to.equal(422);
    expect((await quantities()).upgrades).to.deep.equal([]);
  });

  it('goes by the date where the subscription is', async () => {
    await test.moveTo('2026-11-02T23:30:00Z');
    // In Berlin it is the third already.
    const past = await log(hansa, { from: '2026-11-02' });
    expect(past.body.errors).to.deep.equal([{ path: 'upgrade.from', message: 'must not be before today, 2026-11-03' }]);
    const { body: made } = await log(hansa, { quantity: 41 });
    expect(made.upgrade).to.deep.include({ from: '2026-11-04', quantity: 41 });
    expect(made.origin.deal).to.deep.equal({ id: 'D-1001' });
  });

  it('judges it by the bounds, and reserves once however often it is sent', async () => {
    const first = await log(hansa, { quantity: 47 }, {}, 'upgrade-1');
    const again = await log(hansa, { quantity: 47 }, {}, 'upgrade-1');
    expect([first.status, again.status, again.body.id]).to.deep.equal([201, 201, first.body.id]);
    expect(await stateOf(first.body.id)).to.deep.include({ increase: 6, preAgreed: true, reason: '' });
    const beyond = await log(hansa, { quantity: 52 });
    expect(await stateOf(beyond.body.id)).to.deep.include({
      ...{ increase: 5, preAgreed: false },
      reason: '5 more seats are beyond the 10 agreed for 2026-11, of which 7 are used up.',
    });
    const { upgrades } = await quantities();
    expect(upgrades.filter(({ ticket }: { ticket: string }) => ticket === first.body.id)).to.have.length(1);
  });

  it('lets only one of two have the last of the bounds', async () => {
    // Of S-1002's 20 seats and 400 EUR a quarter, 12 seats at 31 EUR each are within; twice they are not.
    const ask = (quantity: number) => log(hansa, { subscription: 'S-1002', quantity });
    const both = await Promise.all([ask(112), ask(113)]);
    expect(both.map(({ status }) => status)).to.deep.equal([201, 201]);
    const judged = await Promise.all(both.map(({ body: { id } }) => stateOf(id)));
    expect(judged.filter((one) => one?.preAgreed)).to.have.length(1);
  });

  it('gives back what was reserved for a ticket that is refused', async () => {
    const refused = await log(provider, { subscription: 'S-5001', quantity: 33 }, { court: 'partner' });
    expect([refused.status, refused.body.errors[0].path]).to.deep.equal([422, 'court']);
    expect((await quantities(provider, 'S-5001')).upgrades).to.deep.equal([]);
  });

  it('frees what was reserved for a ticket that a killed process never made', async () => {
    const { parties } = test.desk;
    const checked = { subscription: 'S-1001', item: 'seats', quantity: 49, from: '2026-11-05', today: '2026-11-03' };
    await test.desk.upgrades.take('never-made', { ...checked, deal: 'D-1001' });
    const known = async () =>
      [...(await parties.byIds('subscription', ['S-1001'])).values()].flatMap(({ upgrades }) => upgrades);
    expect((await known()).some(({ request }) => request === 'never-made')).to.equal(true);
    await test.moveTo('2026-11-03T00:00:00Z');
    const left = await known();
    expect(left.some(({ request }) => request === 'never-made')).to.equal(false);
    expect(left.every(({ until }) => until === null)).to.equal(true);
  });

  it('shows agreed quantities by their day, and fees to who may see them', async () => {
    const { body: ticket } = await log(hansa, { quantity: 48, from: '2026-11-16' });
    await test.settle();
    expect((await stateOf(ticket.id))?.state).to.equal('approved');
    const days = ['2026-11-03', '2026-11-15', '2026-11-16'];
    const shown = await Promise.all(days.map((on) => quantities(hansa, 'S-1001', on)));
    // What was agreed before in this test is in force from the fourth.
    expect(shown.map(({ items }) => items.seats)).to.deep.equal([40, 47, 48]);
    expect(shown.map(({ monthlyFee }) => monthlyFee.amount)).to.deep.equal([120_000, 141_000, 144_000]);
    expect(await quantities(agent)).to.not.have.property('monthlyFee');
    expect((await test.call(iberia, 'GET', '/subscriptions/S-1001/quantities')).status).to.equal(404);
  });
});
