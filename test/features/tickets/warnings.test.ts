import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Caller } from '../../../server/domain/access/access.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface Row {
  metric: string;
  party: string;
  cycle: number;
  [field: string]: unknown;
}

describe('warnings and breaches at the desk', () => {
  let desk: TestDesk;
  let provider: string;
  let hansa: string;
  let lead: Caller;
  let id: string;

  before(async () => {
    desk = await openTestDesk('2026-11-02T09:00:00Z');
    provider = await desk.key({ kind: 'provider' }, ['tickets:write']);
    hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write']);
    lead = await desk.person('lena', { kind: 'provider' }, ['lead']);
    await desk.person('otto', { kind: 'provider' }, ['agent']);
    await desk.person('olga', { kind: 'provider' }, ['agent']);
    const turns = [{ from: '2026-10-26', people: ['olga'] }];
    const rota = { id: 'voice-call', name: 'Voice', queue: 'voice', timeZone: 'Europe/Berlin', layers: turns };
    await desk.call(await desk.key({ kind: 'provider' }, ['admin']), 'POST', '/rotas', rota);
    const logged = await desk.call(provider, 'POST', '/tickets', {
      ...{ subject: 'No calls', priority: 'urgent', deal: 'D-1001', component: 'voice-eu', court: 'provider' },
      requester: { email: 'it@hansa-logistics.example' },
    });
    expect(logged.status, JSON.stringify(logged.body)).to.equal(201);
    id = logged.body.id;
    const agent = await desk.session('otto');
    expect((await desk.call(agent, 'POST', `/tickets/${id}/claim`, {})).status).to.equal(200);
  });
  after(() => desk.close());

  const rows = async (as: string): Promise<Row[]> => (await desk.call(as, 'GET', `/tickets/${id}`)).body.sla.targets;
  const row = async (as: string, metric: string, party: string) =>
    (await rows(as)).find((one) => one.metric === metric && one.party === party);
  const entries = async (as: string) =>
    (await desk.call(as, 'GET', `/tickets/${id}/timeline`)).body.items.filter(({ type }: { type: string }) =>
      type.startsWith('sla-'),
    ) as { at: string; type: string; what: string; data: { target: Row; [field: string]: unknown } }[];

  it('are told at the fractions of the policy, each at its instant', async () => {
    await desk.moveTo('2026-11-02T12:30:00Z');
    const handling = (await entries(provider)).filter(({ data }) => data.target.metric === 'handling');
    expect(handling.map(({ at, what, type }) => [at, type, what])).to.deep.equal([
      ['2026-11-02T10:00:00Z', 'sla-due-soon', '50 % used: handling of the provider'],
      ['2026-11-02T10:30:00Z', 'sla-due-soon', '75 % used: handling of the provider'],
      ['2026-11-02T10:48:00Z', 'sla-due-soon', '90 % used: handling of the provider'],
      ['2026-11-02T11:00:01Z', 'sla-breached', 'Breached: handling of the provider'],
    ]);
  });

  it('are mailed to who has the ticket, who leads its queue and who is on call for it, once each, with why', async () => {
    await desk.settle();
    const { body } = await desk.call(provider, 'GET', `/tickets/${id}/mails`);
    const warned = (body.items as { kind: string; address: string; reason: string }[]).filter(
      ({ kind, address }) => kind === 'breach-warning' && address !== null,
    );
    expect(new Set(warned.map(({ address, reason }) => `${address}: ${reason}`))).to.deep.equal(
      new Set([
        'otto@people.example: You have the ticket.',
        'ada@northwind.example: You lead the queue Voice.',
        'olga@people.example: You are on call for the queue Voice.',
        'karin.vogt@hansa-it.example: You lead the queue Hansa IT helpdesk.',
      ]),
    );
    const told = (party: string) => entriesOf(party).then(({ length }) => length);
    const entriesOf = async (party: string) =>
      (await entries(provider)).filter(({ data }) => data.target.party === party);
    const [ours, theirs, both] = [await told('provider'), await told('partner'), await told('promise')];
    expect([ours > 0, theirs, both > 0]).to.deep.equal([true, 0, true]);
    expect(warned).to.have.length(3 * (ours + both) + both);
  });

  it('say who used the time, and who broke a target of their own', async () => {
    const first = await row(provider, 'first_response', 'promise');
    expect(first).to.deep.include({ state: 'breached', fault: 'provider', asked: ['provider'], reasons: [] });
    const handling = await row(provider, 'handling', 'provider');
    expect(handling).to.deep.include({ state: 'breached', asked: ['provider'], reasons: [] });
    const update = await row(provider, 'update', 'promise');
    expect(update).to.deep.include({ state: 'breached', fault: 'provider', asked: ['provider'] });
    expect(update?.elapsedByCourt).to.deep.equal({ provider: 9000, partner: 0, third_party: 0 });
  });

  it('tell the partner nothing of the provider’s own', async () => {
    expect((await rows(hansa)).some(({ party }) => party === 'provider')).to.equal(false);
    const update = await row(hansa, 'update', 'promise');
    expect(update).to.deep.include({ state: 'breached', asked: [], reasons: [] });
    expect(update).to.not.have.property('fault');
    const told = (await entries(hansa)).find(
      ({ type, data }) => type === 'sla-breached' && data.target.metric === 'update',
    );
    expect(told?.data).to.not.have.property('fault');
    expect(told?.data).to.have.property('byCourt');
  });

  it('are asked for a reason of the list, and found by it', async () => {
    const open = async (as: string, wanted = true) =>
      (await desk.call(as, 'GET', `/tickets?reasonOpen=${wanted}`)).body.items.map((one: { id: string }) => one.id);
    expect(await open(provider)).to.deep.equal([id]);
    expect(await open(hansa)).to.deep.equal([]);
    const say = (as: string, key: string, reason: string, note?: string) =>
      desk.call(as, 'POST', `/tickets/${id}/breaches/${key}/reason`, { reason, ...(note && { note }) });
    expect((await say(provider, 'handling.provider.1', 'customer-visit')).body.errors).to.deep.equal([
      { path: 'reason', message: 'must be a reason that provider can give' },
    ]);
    expect((await say(provider, 'handling.provider.7', 'vendor')).status).to.equal(404);
    expect((await say(hansa, 'handling.provider.1', 'overlooked')).status).to.equal(404);
    expect((await say(hansa, 'update.promise.1', 'overlooked')).status).to.equal(403);
    const said = await say(provider, 'handling.provider.1', 'vendor', 'Fibre cut');
    expect(said.status, JSON.stringify(said.body)).to.equal(200);
    const session = await desk.session(lead.id);
    for (const key of ['first_response.provider.1', 'first_response.promise.1', 'update.promise.1']) {
      expect(await open(provider), key).to.deep.equal([id]);
      expect((await say(session, key, 'vendor')).status, key).to.equal(200);
    }
    const handling = await row(provider, 'handling', 'provider');
    expect(handling?.asked).to.deep.equal([]);
    expect(handling?.reasons).to.have.length(1);
    expect(await open(provider)).to.deep.equal([]);
    expect(await open(provider, false)).to.deep.equal([id]);
    const { items } = (await desk.call(provider, 'GET', `/tickets/${id}/timeline`)).body;
    expect(items.at(-4)).to.deep.include({
      ...{ type: 'ticket-breach-explained', what: 'Said why: handling of the provider' },
      why: 'A vendor was late: Fibre cut',
    });
  });

  it('leave the contract’s input of the clocks as it is', async () => {
    const { body } = await desk.call(provider, 'GET', `/tickets/${id}/sla`);
    expect(JSON.stringify(body.input)).to.not.include('warnAt');
  });
});
