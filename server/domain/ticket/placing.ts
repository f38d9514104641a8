import { type Changed, changed } from '../decision.js';
import type { CalendarsByName } from '../playbook/facts.js';
import { openFor } from '../routing/presence.js';
import { chooseQueue, type QueueFacts, type QueueRules } from '../routing/queues.js';
import type { Seconds } from '../time/instant.js';
import { standing } from './custody.js';
import type { TicketEvent } from './events.js';
import type { Placed, Side, TicketState } from './state.js';
import { type Story, story } from './story.js';
import type { DealTerms } from './terms.js';

/** The queues of both sides of a ticket; a partner's only where it has one. */
export interface QueueShelf {
  provider: readonly QueueRules[];
  partner: readonly QueueRules[];
}

/** What placing a ticket asks of the world outside of it. */
export interface QueueWorld {
  /** The provider's queues, and those of this partner. */
  queues(partner: string | null): QueueShelf;
  calendars: CalendarsByName;
  terms(deal: string): DealTerms | null;
}

type ChangedTicket = Changed<TicketState, TicketEvent>;
type Places = Pick<TicketState, 'queue' | 'partnerQueue' | 'triage'>;

/** Puts a new ticket into its queues; the event that tells of it says which and why. */
export function placeNew(created: Omit<ChangedTicket, 'ok'>, world: QueueWorld): ChangedTicket {
  const places = placesOf(created.state, world);
  const state = { ...created.state, ...places };
  const { queue, partnerQueue } = places;
  const events = created.events.map((event) =>
    event.type === 'ticket-created' ? { ...event, queue, partnerQueue } : event,
  );
  return changed({ ...state, ...standing(created.state, state, state.createdAt, true) }, events);
}

/** Chooses the queues anew after what they go by has changed. Where somebody put it by hand it stays. */
export function placeAnew(event: TicketEvent, before: TicketState, world: QueueWorld): ChangedTicket {
  if (!movesQueues(event) || before.status !== 'open') return changed(before, []);
  const { queue, partnerQueue, triage } = placesOf(before, world);
  const told = story({ ...before, triage }, Math.max(event.at, before.updatedAt));
  moved(told, 'provider', queue);
  const partner = before.origin.partner?.id ?? null;
  if (partner !== null) moved(told, `partner:${partner}`, partnerQueue);
  else if (before.partnerQueue !== null) told.adjust({ partnerQueue: null });
  return told.done();
}

function moved(told: Story, side: Side, queue: Placed | null): void {
  const field = side === 'provider' ? 'queue' : 'partnerQueue';
  const from = told.state[field];
  if (from?.id === queue?.id) {
    told.adjust({ [field]: queue });
    return;
  }
  told.tell({ type: 'ticket-queued', side, from: from && { id: from.id, name: from.name }, queue }, { [field]: queue });
}

/** What queues go by: the court, the priority, the component, the origin; and whoever leaves it to the rules again. */
function movesQueues(event: TicketEvent): boolean {
  switch (event.type) {
    case 'ticket-prioritised':
    case 'ticket-handed-over':
    case 'ticket-reopened':
    case 'ticket-origin-settled':
    case 'ticket-origin-changed':
    case 'ticket-queue-left':
      return true;
    case 'ticket-edited':
      return event.component !== undefined;
    default:
      return false;
  }
}

function placesOf(state: TicketState, world: QueueWorld): Places {
  const partner = state.origin.partner?.id ?? null;
  const shelf = world.queues(partner);
  const facts = queueFacts(state, world);
  const queue = placeIn(shelf.provider, facts, state.queue);
  const isTheirs = partner !== null && shelf.partner.some(({ id }) => id === state.partnerQueue?.id);
  const partnerQueue = partner === null ? null : placeIn(shelf.partner, facts, isTheirs ? state.partnerQueue : null);
  return { queue, partnerQueue, triage: triageIn(shelf.provider, { ...state, queue }, world) };
}

/** Where no queue takes it, it stays where it is. */
function placeIn(queues: readonly QueueRules[], facts: QueueFacts, present: Placed | null): Placed | null {
  if (present !== null && isByHand(present)) return present;
  const found = chooseQueue(queues, facts);
  if (!found) return present;
  const { queue, why } = found;
  return { id: queue.id, name: queue.name, why };
}

/** Whether somebody, or a playbook, put it there. */
export const isByHand = ({ why }: Placed): boolean => why?.by === 'person' || why?.by === 'playbook';

function queueFacts(state: TicketState, world: Pick<QueueWorld, 'terms'>): QueueFacts {
  const { kind, component, priority, court, origin } = state;
  const terms = origin.deal === null ? null : world.terms(origin.deal);
  return {
    ...{ kind, component, priority, court },
    partner: origin.partner?.id ?? null,
    dealType: terms?.type ?? null,
    language: terms?.language ?? null,
  };
}

/** Until when it is to be settled where it comes from, as its queue says. What was told stays told. */
function triageIn(queues: readonly QueueRules[], state: TicketState, world: QueueWorld): TicketState['triage'] {
  const queue = queues.find(({ id }) => id === state.queue?.id);
  if (!state.origin.triage || !queue || queue.triageMinutes === null) return null;
  const dueAt = triageDueAt(queue, queue.triageMinutes * 60, state.createdAt, world.calendars);
  return dueAt === null ? null : { dueAt, told: state.triage?.told ?? false };
}

function triageDueAt(
  { calendar }: QueueRules,
  seconds: number,
  since: Seconds,
  calendars: CalendarsByName,
): Seconds | null {
  const hours = calendar === null ? undefined : calendars.get(calendar);
  return openFor(hours ?? null, since, seconds);
}
