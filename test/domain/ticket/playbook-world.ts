import type { Caller } from '../../../server/domain/access/access.js';
import { type AgreedPlaybook, readPlaybook } from '../../../server/domain/playbook/index.js';
import { createTicket } from '../../../server/domain/ticket/create.js';
import { decide, type TicketCommand } from '../../../server/domain/ticket/decide.js';
import type { TicketEvent } from '../../../server/domain/ticket/events.js';
import { withPlaybooks } from '../../../server/domain/ticket/playbooks/reacting.js';
import type { OnCallByRota, PlaybookText, PlaybookWorld } from '../../../server/domain/ticket/playbooks/world.js';
import { settle } from '../../../server/domain/ticket/settle.js';
import type { TicketState } from '../../../server/domain/ticket/state.js';
import { openHours } from '../../../server/domain/time/calendar.js';
import type { Seconds } from '../../../server/domain/time/instant.js';
import { context, HANSA, made, minutes, NINE, newTicket, stored, terms } from './builders.js';

export function agreed(owner: string | null, text: string): AgreedPlaybook {
  const read = readPlaybook(text);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return { owner, version: 1, definition: read.playbook, tiers: {} };
}

export const LADDER = agreed(
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
export const ECHO = agreed(
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
export const ASK = agreed(
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

export const BOB = { id: 'bob', contact: { name: 'Bob', address: 'bob@northwind.example' } };
export const VOGT = { id: 'vogt', contact: { name: 'Ms Vogt', address: 'vogt@hansa.example' } };
/** Bob is on call for the provider from half past nine on, Ms Vogt for Hansa IT always, for others others. */
const ROTAS: Readonly<Record<string, (at: Seconds) => OnCallByRota>> = {
  noc: (at) => ({ partner: null, person: at >= NINE + minutes(30) ? BOB : null }),
  hansa: () => ({ partner: HANSA.id, person: VOGT }),
  others: () => ({ partner: 'iberia', person: VOGT }),
};

/** A desk with these playbooks, which keeps what they say. */
export function worldOf(...current: AgreedPlaybook[]): PlaybookWorld & { said: Map<string, PlaybookText> } {
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

export interface Told {
  state: TicketState;
  events: readonly TicketEvent[];
}

export const logged = (world: PlaybookWorld, over: Parameters<typeof newTicket>[0] = {}): Told => {
  const { state, events } = withPlaybooks(made(createTicket(newTicket(over), NINE)), world);
  return { state: stored(state), events };
};

/** A change as the store makes it: what is due, then the command, each with what playbooks make of it. */
export function given(before: Told, world: PlaybookWorld, at: Seconds, caller: Caller, command: TicketCommand): Told {
  const due = settle(before.state, at, world);
  const decision = decide(command, due.state, context(caller), at);
  const { state, events } = decision.ok ? withPlaybooks(decision, world) : { state: due.state, events: [] };
  return { state: stored(state), events: [...before.events, ...due.events, ...events] };
}

export function swept(before: Told, world: PlaybookWorld, at: Seconds): Told {
  const { state, events } = settle(before.state, at, world);
  return { state: stored(state), events: [...before.events, ...events] };
}

export const statesOf = ({ state }: Told) => state.runs.map((run) => [run.playbook.name, run.state]);
export const toldAt = ({ events }: Told, type: TicketEvent['type']) =>
  events.filter((event) => event.type === type).map(({ at }) => (at - NINE) / 60);
