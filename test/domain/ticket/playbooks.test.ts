import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Caller } from '../../../server/domain/access/access.js';
import { beginByHand } from '../../../server/domain/ticket/playbooks/by-hand.js';
import { approvalSettled } from '../../../server/domain/ticket/playbooks/reacting.js';
import type { PlaybookWorld } from '../../../server/domain/ticket/playbooks/world.js';
import { wakeAtOf } from '../../../server/domain/ticket/settle.js';
import type { Upgrade } from '../../../server/domain/ticket/state.js';
import {
  AGREED,
  ada,
  cas,
  context,
  HANSA,
  handOver,
  lea,
  minutes,
  NINE,
  origin,
  pia,
  SOLVE,
  say,
  terms,
  typesOf,
} from './builders.js';
import {
  ASK,
  agreed,
  BOB,
  ECHO,
  given,
  LADDER,
  logged,
  statesOf,
  swept,
  type Told,
  toldAt,
  VOGT,
  worldOf,
} from './playbook-world.js';

const OWN = 'name: own\ntitle: Own\non: [closed]\nsteps: [{ set: { addTags: [own] } }]';
const ASK_UPGRADE = `
name: upgrade
title: Upgrade
on: [upgrade-requested]
steps:
  - ask:
      of: provider
      question: May they?
      within: { minutes: 5, calendar: always }
      silence: decline
      approved: [{ set: { upgrade: approved } }]
      declined: [{ set: { upgrade: declined } }]
`;

const PATIENCE = `
name: patience
title: Patience
on: [{ handed-over: { to: customer } }, by-hand]
steps:
  - wait: { minutes: 60, calendar: always, until: [replied], happened: [stop] }
  - solve: { note: "We take #{number} as done." }
`;

describe('playbooks of a ticket', () => {
  it('begin with it, and stand in its state with when they wake', () => {
    const { state, events } = logged(worldOf(LADDER));
    expect(typesOf(events)).to.deep.equal(['ticket-created', 'playbook-began', 'playbook-stepped']);
    expect(state.runs).to.have.length(1);
    expect(state.runs[0]).to.deep.include({ id: 't1-r1', state: 'waiting', wakeAt: NINE + minutes(15) });
    expect(wakeAtOf(state)).to.equal(NINE + minutes(15));
  });

  it('pass each wait at its own instant, whenever somebody looks', () => {
    const world = worldOf(LADDER);
    const late = swept(logged(world), world, NINE + minutes(120));
    expect(toldAt(late, 'playbook-told')).to.deep.equal([15]);
    expect(toldAt(late, 'ticket-prioritised')).to.deep.equal([30]);
    expect(statesOf(late)).to.deep.equal([['ladder', 'finished']]);
    expect(late.state.sla.priority).to.equal('urgent');
    expect(late.state.tags).to.deep.equal([{ tag: 'late', side: 'partner:P-1' }]);
  });

  it('say what they do in their owner’s name, and keep words and people out of the events', () => {
    const world = worldOf(LADDER);
    const at = NINE + minutes(2);
    const handed = given(logged(world), world, at, ada, handOver('partner'));
    const late = swept(handed, world, NINE + minutes(40));
    const note = late.events.findLast((event) => event.type === 'ticket-handed-over');
    expect(note).to.deep.include({
      why: 'playbook',
      cause: { run: 't1-r1', playbook: note?.cause?.playbook, step: '5' },
    });
    expect(world.said.get('t1-r1:5')).to.deep.include({
      text: 'Nobody at Hansa IT took it.',
      author: { id: 'playbook:P-1:ladder', name: 'Playbook ladder', party: 'partner', company: 'P-1' },
    });
    expect(world.said.get('t1-r1:2')?.text).to.equal('#1 was not taken.');
    expect(JSON.stringify(late.events)).to.not.include('vogt@hansa.example').and.not.include('was not taken.');
  });

  it('end with what ends their wait, and stop with the ticket', () => {
    const world = worldOf(LADDER);
    const claimed = given(given(logged(world), world, NINE + 60, ada, handOver('partner')), world, NINE + 120, pia, {
      verb: 'claim',
    });
    expect(statesOf(claimed)).to.deep.equal([['ladder', 'stopped']]);
    const closed = given(logged(world), world, NINE + 60, cas, { verb: 'close' });
    expect(statesOf(closed)).to.deep.equal([['ladder', 'stopped']]);
  });

  it('begin nothing by what they do themselves', () => {
    const world = worldOf(LADDER, ECHO);
    const late = swept(logged(world), world, NINE + minutes(60));
    expect(late.events.filter(({ type }) => type === 'playbook-began')).to.have.length(1);
  });

  it('end a wait by solving, for the desk that had the ticket, with a last word to the customer', () => {
    const world = worldOf(agreed(null, PATIENCE));
    const waiting = given(logged(world), world, NINE, ada, handOver('customer'));
    const early = given(waiting, world, NINE + minutes(59), cas, say('customer'));
    expect(statesOf(swept(early, world, NINE + minutes(90)))).to.deep.equal([['patience', 'stopped']]);
    const { state, events } = swept(waiting, world, NINE + minutes(90));
    expect(state).to.deep.include({ status: 'solved', solvedBy: 'provider', court: null });
    expect(state.solvedAt).to.equal(NINE + minutes(60));
    expect(typesOf(events).slice(-4)).to.deep.equal([
      ...['playbook-stepped', 'ticket-replied', 'ticket-solved', 'playbook-ended'],
    ]);
    expect(events.findLast(({ type }) => type === 'ticket-replied')).to.deep.include({ at: NINE + minutes(60) });
    expect(world.said.get('t1-r1:2')).to.deep.include({ text: 'We take #1 as done.' });
  });

  it('solve nothing that is the other desk’s turn, and write to no customer who is the partner’s to write to', () => {
    const partner = worldOf(agreed(HANSA.id, PATIENCE.replace('on: [', 'on: [ticket-created, ')));
    const told = swept(logged(partner), partner, NINE + minutes(60));
    expect(told.state.status).to.equal('open');
    expect(told.events.findLast(({ type }) => type === 'playbook-skipped')).to.deep.include({
      words: 'It was not solved: it is in the court of the provider.',
    });
    const quiet = {
      ...worldOf(agreed(null, PATIENCE)),
      terms: () => terms({ contactAuthority: 'provider-via-partner' }),
    };
    const late = swept(given(logged(quiet), quiet, NINE, ada, handOver('customer')), quiet, NINE + minutes(60));
    const word = late.events.findLast(({ type }) => type === 'ticket-replied');
    expect(word?.type === 'ticket-replied' && word.message.visibility).to.equal('desks');
  });

  it('leave what the ticket does not allow, and say so', () => {
    const world = worldOf({ ...LADDER, definition: { ...LADDER.definition, endsOn: [] } });
    const solved = given(logged(world), world, NINE + 60, ada, SOLVE);
    const late = swept(solved, world, NINE + minutes(60));
    expect(toldAt(late, 'playbook-skipped')).to.deep.equal([30, 30]);
    expect(late.state).to.deep.include({ status: 'solved', priority: 'high' });
  });

  it('set queue and assignee by name, and only the provider’s choose among its queues', () => {
    const steps = `
on: [ticket-created]
steps: [{ assign: { queue: vip, person: bob } }, { assign: { queue: none } }]`;
    const ours = logged(worldOf(agreed(null, `name: vip\ntitle: Vip${steps}`)));
    const why = { by: 'playbook', playbook: 'vip', version: 1 };
    expect([ours.state.queue, ours.state.assignee?.name]).to.deep.equal([{ id: 'vip', name: 'VIP', why }, 'Bob']);
    expect(typesOf(ours.events).filter((type) => type === 'playbook-skipped')).to.have.length(1);
    const theirs = logged(worldOf(agreed(HANSA.id, `name: vip\ntitle: Vip${steps}`)));
    expect([theirs.state.queue, theirs.state.assignee]).to.deep.equal([null, null]);
  });

  it('write to the customer only as far as the contact authority goes', () => {
    const text = `
name: wait
title: Wait
on: [ticket-created]
steps: [{ hand-over: { to: customer, note: "Please send the log." } }]`;
    const visibilityIn = (world: PlaybookWorld) => {
      const told = logged(world).events.find((event) => event.type === 'ticket-handed-over');
      return told?.type === 'ticket-handed-over' ? told.message?.visibility : undefined;
    };
    const via = { terms: () => terms({ contactAuthority: 'provider-via-partner' }) };
    expect(visibilityIn(worldOf(agreed(null, text)))).to.equal('customer');
    expect(visibilityIn({ ...worldOf(agreed(null, text)), ...via })).to.equal('desks');
    expect(visibilityIn({ ...worldOf(agreed(HANSA.id, text)), ...via })).to.equal('customer');
  });

  it('wait for approvals, which stand in the ticket until they are over', () => {
    const world = worldOf(ASK);
    const normal = { verb: 'priority', priority: 'normal', correction: false, history: null } as const;
    const asked = given(logged(world), world, NINE + 60, ada, normal);
    const [pending] = asked.state.approvals;
    expect(pending).to.deep.include({ id: 't1-r1:1', run: 't1-r1', step: '1', askedAt: NINE + 60 });
    const outcome = { approval: 't1-r1:1', outcome: 'expired' } as const;
    const until = NINE + 60 + minutes(20);
    const expired = approvalSettled(outcome, asked.state, world, until + 40);
    expect(expired.events.map(({ type, at }) => [type, at - until])).to.deep.equal([
      ['ticket-approval-settled', 0],
      ['playbook-stepped', 0],
      ['ticket-prioritised', 0],
      ['playbook-ended', 0],
    ]);
    expect(expired.state).to.deep.include({ approvals: [], priority: 'low' });
    expect(approvalSettled(outcome, expired.state, world, until + 50).events).to.deep.equal([]);
    const closed = given(asked, world, NINE + 120, cas, { verb: 'close' });
    expect(typesOf(closed.events)).to.include('ticket-approval-withdrawn');
    expect(closed.state.approvals).to.deep.equal([]);
  });

  it('stop with another origin, where others begin', () => {
    const other = terms({ id: 'D-2', partner: { id: 'P-2', name: 'Iberia' } });
    const theirs = agreed(
      'P-2',
      'name: ladder\ntitle: Theirs\non: [origin-settled]\nsteps: [{ set: { addTags: [x] } }]',
    );
    const world = worldOf(LADDER, theirs);
    const before = logged(world);
    const created = { at: NINE, type: 'created', priority: 'high', court: 'provider' } as const;
    const history = { policy: AGREED.policy, created, since: [] };
    const moved = given(before, world, NINE + 60, lea, {
      ...{
        verb: 'origin',
        deal: other,
        remember: false,
        reason: 'Mistaken',
        agreed: AGREED,
        queue: null,
        judged: null,
      },
      history,
    });
    expect(moved.state.runs.map(({ playbook, state }) => [playbook.owner, state])).to.deep.equal([
      ['P-1', 'stopped'],
      ['P-2', 'finished'],
    ]);
  });

  it('ask about an upgrade once it is known under which deal', () => {
    const ask = agreed(null, ASK_UPGRADE);
    const upgrade: Upgrade = {
      ...{ subscription: 'S-1', item: 'seats', quantity: 9, from: '2026-03-03', increase: 4, preAgreed: false },
      ...{ reason: 'Beyond.', state: 'pending', approval: null },
    };
    const known = logged(worldOf(ask), { kind: 'upgrade', upgrade });
    expect(known.state.upgrade?.approval).to.equal('t1-r1:1');
    const triage = origin({ triage: true, deal: null, partner: null });
    expect(logged(worldOf(ask), { kind: 'upgrade', upgrade, origin: triage }).state.runs).to.deep.equal([]);
  });

  it('begin by hand for whoever may', () => {
    const byHand = (caller: Caller, name: string, before: Told = logged(worldOf(ASK, ECHO))) =>
      beginByHand(name, before.state, context(caller), NINE + 60, worldOf(ASK, ECHO, agreed('P-1', OWN)));
    const begun = byHand(ada, 'echo');
    expect(begun.ok && begun.events.map((event) => ('byHand' in event ? event.byHand : undefined))[0]).to.equal(true);
    expect(byHand(pia, 'own').ok).to.equal(true);
    expect([byHand(pia, 'echo'), byHand(cas, 'own'), byHand(ada, 'none')].map((no) => !no.ok && no.code)).to.deep.equal(
      ['invalid', 'not-allowed', 'invalid'],
    );
    const solved = { ...logged(worldOf()), state: { ...logged(worldOf()).state, status: 'solved' as const } };
    expect(byHand(ada, 'echo', solved)).to.deep.include({ ok: false, code: 'wrong-state' });
  });
});

describe('a playbook that calls whoever is on call', () => {
  const calling = (owner: string | null, ...steps: readonly string[]) =>
    agreed(
      owner,
      `name: call\ntitle: Call\non: [ticket-created]\nsteps:\n${steps.map((one) => `  - ${one}\n`).join('')}`,
    );
  const tell = (rota: string) => `escalate: { on-call: ${rota}, text: "#{number}" }`;
  const told = (owner: string | null, ...steps: readonly string[]) => {
    const world = worldOf(calling(owner, ...steps));
    const { state, events } = swept(logged(world), world, NINE + minutes(31));
    return {
      state,
      receivers: [...world.said.values()].map((text) => (text.kind === 'notice' ? text.receivers : null)),
      words: events.flatMap((event) => (event.type === 'playbook-skipped' ? [event.words] : [])),
    };
  };
  const WAIT = 'wait: { minutes: 30, calendar: always }';

  it('tells who is on call at the instant of the step, however late somebody looks', () => {
    const { receivers, words } = told(null, WAIT, tell('noc'));
    expect(receivers).to.deep.equal([{ to: 'people', party: 'provider', tier: 'on-call noc', people: [BOB.contact] }]);
    expect(words).to.deep.equal([]);
  });

  it('tells the whole desk in a gap, and says so', () => {
    const { receivers, words } = told(null, tell('noc'));
    expect(receivers).to.deep.equal([{ to: 'provider' }]);
    expect(words).to.deep.equal(['The whole desk is told: nobody is on call in noc.']);
  });

  it('calls nobody of a partner that the ticket is not of', () => {
    const hansa = { to: 'people', party: 'partner', tier: 'on-call hansa', people: [VOGT.contact] };
    expect(told(null, tell('hansa')).receivers).to.deep.equal([hansa]);
    expect(told(HANSA.id, tell('hansa')).receivers).to.deep.equal([hansa]);
    for (const [owner, rota] of [
      [null, 'others'],
      [HANSA.id, 'others'],
      [HANSA.id, 'noc'],
      [null, 'nowhere'],
    ] as const) {
      const { receivers, words } = told(owner, tell(rota));
      expect(receivers, rota).to.deep.equal([{ to: owner === null ? 'provider' : 'partner' }]);
      expect(words, rota).to.deep.equal([`The whole desk is told: there is no rota ${rota} for it.`]);
    }
  });

  it('gives the ticket to them, and asks them', () => {
    const ask =
      'ask: { of: { on-call: noc }, question: "May we?", within: { minutes: 60, calendar: always }, silence: decline, approved: [stop], declined: [stop] }';
    const { state } = told(null, WAIT, 'assign: { on-call: noc }', ask);
    expect(state.assignee?.id).to.equal('bob');
    expect(state.approvals.map(({ request }) => request.of)).to.deep.equal([
      { to: 'people', party: 'provider', tier: 'on-call noc', people: [BOB.contact] },
    ]);
    const { words } = told(null, 'assign: { on-call: noc }');
    expect(words).to.deep.equal(['Nobody was assigned: nobody is on call in noc.']);
  });
});
