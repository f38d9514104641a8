import type { Seconds } from '../time/instant.js';
import type { Placed, TicketState } from './state.js';

/** A ticket that nobody has, in a queue of the desk whose turn it is. */
export interface Unclaimed {
  queue: string;
  since: Seconds;
}

/** A ticket that somebody of the desk has whose turn it is, and did not put off until later. */
export interface Held {
  queue: string;
  by: string;
  /** When somebody did something with it last. */
  since: Seconds;
}

type Standing = Pick<TicketState, 'unclaimed' | 'held'>;

/** The queue of the desk whose turn it is. */
export function queueInCourt({ court, queue, partnerQueue }: Pick<TicketState, 'court' | 'queue' | 'partnerQueue'>) {
  if (court === 'provider') return queue;
  return court === 'partner' ? partnerQueue : null;
}

const holderOf = ({ court, assignee }: TicketState): string | null =>
  assignee !== null && assignee.party === court ? assignee.id : null;

/** Where a ticket waits, or whose it is, after something happened. `touched`: somebody did it, and not the clock. */
export function standing(before: TicketState, after: TicketState, at: Seconds, touched: boolean): Standing {
  const queue = queueInCourt(after);
  // Until a snooze is over nobody is to do anything with it, and nothing of it lies idle.
  if (after.status !== 'open' || queue === null || after.snooze) return { unclaimed: null, held: null };
  const by = holderOf(after);
  if (by === null) return { unclaimed: waits(before, queue, at), held: null };
  const known = before.held?.by === by && before.held.queue === queue.id && !touched ? before.held : null;
  return { unclaimed: null, held: known ?? { queue: queue.id, by, since: at } };
}

const waits = ({ unclaimed }: TicketState, { id }: Placed, at: Seconds): Unclaimed =>
  unclaimed?.queue === id ? unclaimed : { queue: id, since: at };
