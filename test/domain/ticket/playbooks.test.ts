import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Caller } from '../../../server/domain/access/access.js';
import {
  type AgreedPlaybook,
  type ApprovalOutcome,
  isActive,
  readPlaybook,
} from '../../../server/domain/playbook/index.js';
import { refold } from '../../../server/domain/sla/fold.js';
import { clockContext, rowsAt } from '../../../server/domain/ticket/clocks.js';
import { createTicket } from '../../../server/domain/ticket/create.js';
import { decide, type TicketCommand } from '../../../server/domain/ticket/decide.js';
import type { TicketEvent } from '../../../server/domain/ticket/events.js';
import { beginByHand } from '../../../server/domain/ticket/playbooks/by-hand.js';
import { approvalSettled, withPlaybooks } from '../../../server/domain/ticket/playbooks/reacting.js';
import type { OnCallByRota, PlaybookText, PlaybookWorld } from '../../../server/domain/ticket/playbooks/world.js';
import { settle, wakeAtOf } from '../../../server/domain/ticket/settle.js';
import type { TicketState, Upgrade } from '../../../server/domain/ticket/state.js';
import { PRIORITIES } from '../../../server/domain/ticket/vocabulary.js';
import { openHours } from '../../../server/domain/time/calendar.js';
import type { Seconds } from '../../../server/domain/time/instant.js';
import {
  AGREED,
  ada,
  cas,
  context,
  EVERYBODY,
  HANSA,
  handOver,
  lea,
  made,
  minutes,
  NINE,
  newTicket,
  origin,
  pia,
  SOLVE,
  say,
  stored,
  terms,
  typesOf,
} from './builders.js';

function agreed(owner: string | null, text: string): AgreedPlaybook {
  const read = readPlaybook(text);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return { owner, version: 1, definition: read.playbook, tiers: {} };
}

const LADDER = agreed(
  HANSA.id,
  `
name: ladder
title: Ladder
on: [ticket-created, origin-settled]
contacts: { first: [{ name: Ms Vogt, address: vogt@hansa.example }] }
steps:
  - wait: { minutes: 15, calendar: always, until: [{ acknowledged: { by: partner } }], happened: [{ stop: In hand. }] }
  - escalate: { tier: first, text: "#{number} was not taken." }
  - wait: { minutes: 15, calendar: always, until: [{ acknowledged: { by: partner } }], happened: [{ stop: In hand. }] }
  - set: { priority: urgent, addTags: [late] }
  - hand-over: { to: provider, note: "Nobody at {partner} took it." }
`,
);
const ECHO = agreed(
  null,
  `
name: echo
title: Echo
on: [replied, priority-changed, handed-over, reopened]
endsOn: [solved]
steps:
  - set: { addTags: [moved] }
  - wait: { minutes: 7, calendar: always, until: [replied] }
  - notify: { to: partner, text: "Something moved." }
  - branch:
      if: { court: provider }
      then:
        - wait: { until: [handed-over, closed] }
        - set: { priority: high }
`,
);
const ASK = agreed(
  null,
  `
name: ask
title: Ask
on: [priority-changed]
steps:
  - ask:
      of: partner
      question: May {customer} have {priority}?
      within: { minutes: 20, calendar: always }
      silence: decline
      approved: [{ set: { addTags: [agreed] } }]
      declined: [{ set: { priority: low } }]
`,
);

const BOB = { id: 'bob', contact: { name: 'Bob', address: 'bob@northwind.example' } };
const VOGT = { id: 'vogt', contact: { name: 'Ms Vogt', address: 'vogt@hansa.example' } };
/** Bob is on call for the provider from half past nine on, Ms Vogt for Hansa IT always, for others others. */
const ROTAS: Readonly<Record<string, (at: Seconds) => OnCallByRota>> = {
  noc: (at) => ({ partner: null, person: at >= NINE + minutes(30) ? BOB : null }),
  hansa: () => ({ partner: HANSA.id, person: VOGT }),
  others: () => ({ partner: 'iberia', person: VOGT }),
};

/** A desk with these playbooks, which keeps what they say. */
function worldOf(...current: AgreedPlaybook[]): PlaybookWorld & { said: Map<string, PlaybookText> } {
  const said = new Map<string, PlaybookText>();
  return {
    said,
    shelf: () => ({ current, pinned: [] }),
    calendars: new Map([['always', openHours({ timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} })]]),
    terms: () => terms(),
    queue: (id) => (id === 'vip' ? { id, name: 'VIP', partner: null } : null),
    queues: () => ({ provider: [], partner: [] }),
    person: (id) => (id === 'bob' ? { id, name: 'Bob', party: 'provider', company: null } : null),
    onCall: (rota, at) => ROTAS[rota]?.(at) ?? null,
    keep(text) {
      said.set(text.key, text);
      return text.key;
    },
  };
}

interface Told {
  state: TicketState;
  events: readonly TicketEvent[];
}

const logged = (world: PlaybookWorld, over: Parameters<typeof newTicket>[0] = {}): Told => {
  const { state, events } = withPlaybooks(made(createTicket(newTicket(over), NINE)), world);
  return { state: stored(state), events };
};

/** A change as the store makes it: what is due, then the command, each with what playbooks make of it. */
function given(before: Told, world: PlaybookWorld, at: Seconds, caller: Caller, command: TicketCommand): Told {
  const due = settle(before.state, at, world);
  const decision = decide(command, due.state, context(caller), at);
  const { state, events } = decision.ok ? withPlaybooks(decision, world) : { state: due.state, events: [] };
  return { state: stored(state), events: [...before.events, ...due.events, ...events] };
}

function swept(before: Told, world: PlaybookWorld, at: Seconds): Told {
  const { state, events } = settle(before.state, at, world);
  return { state: stored(state), events: [...before.events, ...events] };
}

const statesOf = ({ state }: Told) => state.runs.map((run) => [run.playbook.name, run.state]);
const toldAt = ({ events }: Told, type: TicketEvent['type']) =>
  events.filter((event) => event.type === type).map(({ at }) => (at - NINE) / 60);

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

const command: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc.constantFrom(say('customer'), say('desks'), handOver('provider'), handOver('partner'), handOver('customer')),
  fc.constantFrom<TicketCommand>({ verb: 'claim' }, { verb: 'release' }, SOLVE, { verb: 'close' }),
  fc.constant<TicketCommand>({ verb: 'reopen', court: null, message: null }),
  fc
    .constantFrom(...PRIORITIES)
    .map((priority) => ({ verb: 'priority', priority, correction: false, history: null }) as const),
);
/** Somebody asks for something after a pause, and an approval that waits comes out. */
interface Lived {
  caller: Caller;
  command: TicketCommand;
  pause: number;
  /** How often somebody looks in between. */
  looks: number;
  outcome: ApprovalOutcome['outcome'] | null;
}
const life: fc.Arbitrary<Lived[]> = fc.array(
  fc.record({
    ...{ caller: fc.constantFrom(...Object.values(EVERYBODY)), command, pause: fc.integer({ min: 0, max: 1500 }) },
    looks: fc.integer({ min: 0, max: 3 }),
    outcome: fc.constantFrom('approved' as const, 'declined' as const, 'expired' as const, null),
  }),
  { maxLength: 14 },
);

/** A random life, with its sweeps or without any. */
function lived(steps: readonly Lived[], world: PlaybookWorld, looking: boolean): Told {
  let told = logged(world);
  let at = NINE;
  for (const { caller, command: what, pause, looks, outcome } of steps) {
    for (let look = 1; looking && look <= looks; look++) {
      told = swept(told, world, at + Math.floor((pause * look) / (looks + 1)));
    }
    at += pause;
    told = given(told, world, at, caller, what);
    const [pending] = told.state.approvals;
    if (!pending || outcome === null) continue;
    const settled = withPlaybooks(
      approvalSettled({ approval: pending.id, outcome }, told.state, world, Math.max(at, told.state.updatedAt)),
      world,
    );
    told = { state: stored(settled.state), events: [...told.events, ...settled.events] };
  }
  return swept(told, world, at + 86_400);
}

describe('any life of a ticket with playbooks', () => {
  const world = worldOf(LADDER, ECHO, ASK);

  it('does every step once, in order, within its limits, and what was fed folds to the same clocks', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { state, events } = lived(steps, world, true);
        const stepped = events.flatMap(({ type, cause }) =>
          type === 'playbook-stepped' && cause ? [`${cause.run} ${cause.step}`] : [],
        );
        expect(new Set(stepped).size).to.equal(stepped.length);
        expect(events.map(({ number }) => number)).to.deep.equal(events.map((_, index) => index + 1));
        expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))).to.equal(true);
        const active = state.runs.filter(isActive);
        expect(active.length).to.be.at.most(8);
        expect(state.runs.length - active.length).to.be.at.most(4);
        expect(state.approvals.map(({ id }) => id)).to.deep.equal(active.flatMap(({ approval }) => approval?.id ?? []));
        if (state.status === 'closed') expect(active).to.deep.equal([]);
        const begun = new Set(
          events.flatMap(({ type, cause }) => (type === 'playbook-began' && cause ? [cause.run] : [])),
        );
        expect(begun.size).to.equal(state.begun);
        const ended = events.filter(({ type }) => type === 'playbook-ended').length;
        expect(begun.size - ended).to.equal(active.length);
        const since = events.flatMap(({ sla }) => sla ?? []);
        const created = { at: NINE, type: 'created', priority: 'high', court: 'provider' } as const;
        const sla = refold({ policy: AGREED.policy, created, since }, clockContext(AGREED.calendars));
        const later = state.updatedAt + 60;
        expect(rowsAt({ sla, calendars: AGREED.calendars }, later).court).to.deep.equal(rowsAt(state, later).court);
        expect([sla.priority, sla.court]).to.deep.equal([state.priority, state.court]);
      }),
      { seed: 11, numRuns: 250 },
    );
  });

  it('is the same whether somebody looks in time or late', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const [looked, late] = [lived(steps, world, true), lived(steps, world, false)];
        expect(looked.events).to.deep.equal(late.events);
        expect({ ...looked.state, version: 0, shown: [] }).to.deep.equal({ ...late.state, version: 0, shown: [] });
      }),
      { seed: 12, numRuns: 250 },
    );
  });

  it('climbs the ladder as a slow reading of what happened says', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const told = lived(steps, worldOf(LADDER), true);
        const taken = told.events.find(
          (event) =>
            (event.type === 'ticket-assigned' && event.claimed && event.to.party === 'partner') ||
            (event.type === 'ticket-replied' && event.message.author.party === 'partner') ||
            event.type === 'ticket-solved' ||
            event.type === 'ticket-closed',
        );
        const isClimbed = (minute: number) => taken === undefined || taken.at >= NINE + minutes(minute);
        expect(toldAt(told, 'playbook-told')).to.deep.equal(isClimbed(15) ? [15] : []);
        const last = told.events.filter(({ type, cause }) => type === 'playbook-stepped' && cause?.step === '4');
        expect(last.map(({ at }) => (at - NINE) / 60)).to.deep.equal(isClimbed(30) ? [30] : []);
      }),
      { seed: 13, numRuns: 250 },
    );
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
