import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { SYSTEM } from '../../../server/domain/access/access.js';
import { commandOf } from '../../../server/platform/log/command.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface Entry {
  at: string;
  type: string;
  who: { id: string | null; name: string | null; party: string };
  what: string;
  why: string | null;
  data: Record<string, unknown>;
  message: { text: string; visibility: string; author: { name: string | null; party: string } } | null;
}
interface Ticket {
  id: string;
  version: number;
  court: string;
  priority: string;
  tags: string[];
  playbooks: { run: string; playbook: string; version: number; state: string; next: string; wakeAt: string | null }[];
  upgrade: { state: string; approval: string | null } | null;
}

describe('playbooks on tickets', () => {
  let desk: TestDesk;
  let provider: string;
  let hansa: string;
  let alpenfels: string;
  let relay: string;
  let people = 0;

  before(async () => {
    desk = await openTestDesk('2026-11-02T08:00:00Z');
    provider = await desk.key({ kind: 'provider' }, ['admin', 'tickets:write']);
    hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['admin', 'tickets:write']);
    alpenfels = await desk.key({ kind: 'partner', id: 'alpenfels' }, ['tickets:write']);
    relay = await desk.key({ kind: 'partner', id: 'quick-relay' }, ['tickets:write']);
  });
  after(() => desk.close());

  async function log(as: string, deal: string, over: object = {}): Promise<Ticket> {
    const { status, body } = await desk.call(as, 'POST', '/tickets', {
      ...{ subject: 'No outbound calls', kind: 'incident', priority: 'urgent', court: 'partner', deal },
      ...{ requester: { email: 'somebody@customer.example' }, ...over },
    });
    expect(status, JSON.stringify(body)).to.equal(201);
    return body;
  }
  async function contact(customer: string): Promise<string> {
    const id = `${customer}-${people++}`;
    await desk.person(id, { kind: 'customer', id: customer }, ['contact']);
    return desk.session(id);
  }
  const get = async (id: string, as = provider): Promise<Ticket> => (await desk.call(as, 'GET', `/tickets/${id}`)).body;
  const timeline = async (id: string, as = provider): Promise<Entry[]> =>
    (await desk.call(as, 'GET', `/tickets/${id}/timeline`)).body.items;
  const give = (as: string, id: string, verb: string, body: object = {}) =>
    desk.call(as, 'POST', `/tickets/${id}/${verb}`, body);
  const ofPlaybooks = (entries: readonly Entry[]) => entries.filter(({ type }) => type.startsWith('playbook-'));
  const minute = async (count: number): Promise<string> =>
    new Date(Date.parse(await desk.now()) + count * 60_000).toISOString().replace('.000Z', 'Z');
  const playbook = async (as: string, owner: string | null, name: string, text: string) => {
    const path = owner === null ? `/playbooks/${name}` : `/partners/${owner}/playbooks/${name}`;
    const { status, body } = await desk.call(as, 'PUT', path, text, { 'content-type': 'application/yaml' });
    expect(status, JSON.stringify(body)).to.be.oneOf([200, 201]);
  };

  it('handle the same ticket of two partners differently, and the timeline says why', async () => {
    const mine = await log(hansa, 'D-1001');
    expect(mine.court).to.equal('partner');
    expect(mine.playbooks).to.deep.equal([
      {
        ...{ run: `${mine.id}-r1`, playbook: 'escalation', version: 1, state: 'waiting' },
        ...{ next: mine.playbooks[0]?.next, wakeAt: '2026-11-02T08:30:00Z' },
      },
    ]);
    expect(mine.playbooks[0]?.next).to.include('30');
    const passed = await log(relay, 'D-4001');
    expect([passed.court, passed.tags]).to.deep.equal(['provider', ['relayed']]);
    const handedOver = (await timeline(passed.id)).find(({ type }) => type === 'ticket-handed-over');
    expect(handedOver).to.deep.include({
      who: { id: null, name: 'Playbook escalation', party: 'system' },
      why: 'Playbook escalation, version 1, step 1.then.1.',
    });
    expect(handedOver?.message).to.deep.include({
      text: 'Quick Relay passes every ticket on.',
      visibility: 'desks',
    });
    const [first] = ofPlaybooks(await timeline(mine.id));
    expect(first?.what).to.match(/^Hansa IT first begins: the ticket was /);
  });

  it('pass their waits at their own instants, however late somebody looks', async () => {
    const ticket = await log(alpenfels, 'D-3001', { priority: 'high' });
    const start = Date.parse(await desk.now());
    await desk.moveTo(await minute(300));
    const ended = (await timeline(ticket.id)).filter(
      ({ type, why }) => type === 'playbook-told' || (why?.includes('Playbook') && type === 'ticket-handed-over'),
    );
    expect(ended.map(({ type, at }) => [type, (Date.parse(at) - start) / 60_000])).to.deep.equal([
      ['playbook-told', 0],
      ['playbook-told', 15],
      ['playbook-told', 30],
      ['ticket-handed-over', 30],
    ]);
    const now = await get(ticket.id);
    expect([now.court, now.priority, now.tags]).to.deep.equal(['provider', 'urgent', ['ladder-exhausted']]);
    expect(now.playbooks.map(({ state }) => state)).to.deep.equal(['finished']);
    const clocks = (await desk.call(provider, 'GET', `/tickets/${ticket.id}/sla`)).body.input.events as {
      type: string;
    }[];
    expect(clocks.filter(({ type }) => type === 'priority' || type === 'court')).to.have.length(2);
  });

  it('mail each of those whom they name once', async () => {
    const ticket = await log(alpenfels, 'D-3001', { priority: 'urgent' });
    await desk.moveTo(await minute(60));
    await desk.settle();
    await desk.settle();
    const { sent } = await desk.desk.mail.post.about({ kind: 'ticket', id: ticket.id });
    const warned = sent.filter(({ kind }) => kind === 'breach-warning').map(({ address }) => address);
    for (const address of ['hotline@alpenfels.example', 'zurbriggen@alpenfels.example', 'amherd@alpenfels.example']) {
      expect(
        warned.filter((one) => one === address),
        address,
      ).to.have.length(1);
    }
  });

  it('end their waits by what happens, and tell each reader what is theirs', async () => {
    const ticket = await log(alpenfels, 'D-3001');
    await give(alpenfels, ticket.id, 'replies', { text: 'On it.' });
    expect((await get(ticket.id)).playbooks.map(({ state, next }) => [state, next])).to.deep.equal([
      ['stopped', 'The hotline has it.'],
    ]);
    expect((await get(ticket.id, alpenfels)).playbooks).to.have.length(1);
    expect(ofPlaybooks(await timeline(ticket.id, alpenfels))).to.not.deep.equal([]);

    const shared = await log(provider, 'D-3002', { kind: 'question', court: undefined, priority: 'normal' });
    await playbook(provider, null, 'watch', WATCH);
    expect((await give(provider, shared.id, 'playbook-runs', { playbook: 'watch' })).status).to.equal(200);
    expect((await get(shared.id, alpenfels)).playbooks).to.deep.equal([]);
    expect(ofPlaybooks(await timeline(shared.id, alpenfels))).to.deep.equal([]);
    const prioritised = (await timeline(shared.id, alpenfels)).find(({ type }) => type === 'ticket-prioritised');
    expect(prioritised).to.deep.include({ why: 'A playbook says so.', who: { id: null, name: null, party: 'system' } });
    const matter = await contact('matter-bank');
    expect(await get(shared.id, matter)).to.not.have.property('playbooks');
    expect(ofPlaybooks(await timeline(shared.id, matter))).to.deep.equal([]);
    expect((await desk.call(relay, 'GET', `/tickets/${shared.id}/playbook-runs`)).status).to.equal(404);
    expect((await desk.call(matter, 'GET', `/tickets/${shared.id}/playbook-runs`)).body.items).to.deep.equal([]);
    expect((await desk.call(alpenfels, 'GET', `/tickets/${ticket.id}/playbook-runs`)).body.items).to.have.length(1);
  });

  it('begin by hand for whoever may, once', async () => {
    const ticket = await log(hansa, 'D-1001', { priority: 'low' });
    expect(ticket.playbooks).to.deep.equal([]);
    const begun = await give(hansa, ticket.id, 'playbook-runs', { playbook: 'escalation' });
    expect([begun.status, begun.body.playbooks[0].state]).to.deep.equal([200, 'waiting']);
    const began = (await timeline(ticket.id)).find(({ type }) => type === 'playbook-began');
    expect(began?.who.party).to.equal('partner');
    const again = await give(hansa, ticket.id, 'playbook-runs', { playbook: 'escalation' });
    expect([again.status, again.body.code]).to.deep.equal([409, 'wrong-state']);
    const unknown = await give(hansa, ticket.id, 'playbook-runs', { playbook: 'watch' });
    expect([unknown.status, unknown.body.errors[0].path]).to.deep.equal([422, 'playbook']);
    const customer = await contact('hansa-logistics');
    expect((await give(customer, ticket.id, 'playbook-runs', { playbook: 'escalation' })).status).to.equal(403);
    expect((await give(relay, ticket.id, 'playbook-runs', { playbook: 'escalation' })).status).to.equal(404);
  });

  it('stop with the ticket', async () => {
    const customer = await contact('hansa-logistics');
    const closed = await log(hansa, 'D-1001');
    await give(customer, closed.id, 'close');
    expect((await get(closed.id)).playbooks.map(({ state }) => state)).to.deep.equal(['stopped']);

    const [gone, stays] = [await log(hansa, 'D-1001'), await log(hansa, 'D-1001')];
    expect((await give(provider, gone.id, 'merge', { into: stays.id })).status).to.equal(200);
    expect((await get(gone.id)).playbooks.map(({ state }) => state)).to.deep.equal(['stopped']);
    expect((await get(stays.id)).playbooks.map(({ state }) => state)).to.deep.equal(['waiting']);
  });

  it('stop and begin anew with another origin', async () => {
    const ticket = await log(provider, 'D-3001', { court: 'provider' });
    expect(ticket.playbooks).to.have.length(1);
    const moved = await give(provider, ticket.id, 'origin', { deal: 'D-4001', reason: 'It was a mistake.' });
    expect(moved.status, JSON.stringify(moved.body)).to.equal(200);
    const { playbooks } = await get(ticket.id);
    expect(playbooks.map(({ state, next }) => [state, next])).to.deep.equal([
      ['stopped', 'The ticket has another origin.'],
      ['finished', 'All of its steps are done.'],
    ]);
    expect((await get(ticket.id, relay)).playbooks).to.have.length(1);
    await desk.settle();
    const kept = (await desk.call(provider, 'GET', `/tickets/${ticket.id}/playbook-runs`)).body.items;
    expect(kept.map(({ run }: { run: string }) => run)).to.have.members([`${ticket.id}-r1`, `${ticket.id}-r2`]);
  });

  it('wait for approvals, which are told once', async () => {
    const asked = await log(provider, 'D-3002', {
      ...{ kind: 'upgrade', court: undefined, upgrade: { subscription: 'S-3003', item: 'gigabytes', quantity: 9000 } },
    });
    const approval = asked.upgrade?.approval ?? '';
    const { tickets } = desk.desk;
    const pending = await tickets.pendingApproval(asked.id, approval);
    expect(pending?.request.question).to.include('9000 gigabytes');
    const told = (await timeline(asked.id)).find(({ type }) => type === 'ticket-approval-asked');
    expect(JSON.stringify(told)).to.not.include('@');
    const settle = () => tickets.settleApproval(commandOf(SYSTEM), asked.id, { approval, outcome: 'approved' });
    await Promise.all([settle(), settle(), settle()]);
    expect((await get(asked.id)).upgrade?.state).to.equal('approved');
    const settled = (await timeline(asked.id)).filter(({ type }) => /approval-settled|upgrade-settled/.test(type));
    expect(settled).to.have.length(2);
    expect(await tickets.pendingApproval(asked.id, approval)).to.equal(null);
  });

  it('do each step once, however many change the ticket at once', async () => {
    await playbook(hansa, 'hansa-it', 'busy', BUSY);
    const ticket = await log(hansa, 'D-1001', { kind: 'question', priority: 'low' });
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, (_, n) => give(hansa, ticket.id, 'replies', { text: `Word ${n}` })),
      give(provider, ticket.id, 'claim'),
    ]);
    expect(answers.map(({ status }) => status)).to.include(200);
    const steps = ofPlaybooks(await timeline(ticket.id)).filter(({ type }) => type === 'playbook-stepped');
    const keys = steps.map(({ data }) => `${data.run} ${data.step}`);
    expect(new Set(keys).size).to.equal(keys.length);
    expect(steps.length).to.be.greaterThan(2);
  });
});

const WATCH = `
name: watch
title: Watch it
on: [component-changed]
steps:
  - set: { priority: high }
  - wait: { minutes: 60, calendar: always }
`;

const BUSY = `
name: busy
title: Busy
on: [replied]
steps:
  - set: { addTags: [busy] }
  - hand-over: { to: provider, note: "They wrote." }
  - notify: { to: partner, text: "Somebody wrote." }
  - wait: { until: [solved] }
`;
