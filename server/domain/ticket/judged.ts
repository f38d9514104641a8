import { elapse, lives, refold } from '../sla/fold.js';
import type { JudgedRow } from '../sla/report.js';
import type { History } from '../sla/types.js';
import type { Seconds } from '../time/instant.js';
import { breachesAfter } from './breaches.js';
import { clockContext } from './clocks.js';
import type { TicketEvent } from './events.js';
import { rowKey } from './row-key.js';
import type { TicketState } from './state.js';

/** A judged row of a ticket: its name, and when it was judged: broken, or ended in time. */
export type TicketRow = Omit<JudgedRow, 'partner' | 'deal'> & { key: string; at: Seconds };

type Explained = Extract<TicketEvent, { type: 'ticket-breach-explained' }>;

/** The rows of a ticket that ended in time or are broken, by its whole history as it is told now. */
export function judgedRows(
  history: History,
  events: readonly TicketEvent[],
  calendars: TicketState['calendars'],
): TicketRow[] {
  const context = clockContext(calendars);
  const until = events.at(-1)?.at ?? history.created.at;
  const folded = refold(history, context);
  const sla = elapse(folded, Math.max(until, folded.at), context);
  const known = lives(history, context);
  const starts = Object.fromEntries([...known].map(([key, { startedAt }]) => [key, startedAt]));
  const breaches = breachesAfter({ sla, starts, createdAt: history.created.at }, true);
  const faults = new Map(breaches.map((breach) => [rowKey(breach), breach.fault]));
  const said = saidIn(events);
  return [...sla.ended, ...sla.open].flatMap((row): TicketRow[] => {
    const { metric, party, breachedAt, endedAt, endedBy, target } = row;
    const kept = endedAt !== null && endedBy !== 'policy' && target !== null ? endedAt : null;
    const at = breachedAt ?? kept;
    if (at === null) return [];
    const key = rowKey(row);
    const isBroken = breachedAt !== null;
    return [
      {
        ...{ key, metric, party, at, breached: isBroken, byCourt: { ...row.elapsed } },
        priority: known.get(key)?.priority ?? sla.priority,
        fault: isBroken ? (faults.get(key) ?? null) : null,
        reasons: isBroken
          ? [...(said.get(key)?.values() ?? [])].map(({ party, reason }) => ({ party, id: reason.id }))
          : [],
      },
    ];
  });
}

/** Whose a ticket is. */
export interface Held {
  deal: string | null;
  partner: string | null;
}

/**
 * Whose rows are that were judged at an instant. A ticket that goes on under other terms from an instant leaves behind
 * what was over by then; where everything is counted anew, all of it is of whom the ticket is now.
 */
export function heldAt(events: readonly TicketEvent[], now: Held): (at: Seconds) => Held {
  const passings: { at: Seconds; before: Held }[] = [];
  for (const event of events.toReversed()) {
    const isAnew =
      event.type === 'ticket-origin-settled' ||
      (event.type === 'ticket-agreements-changed' && event.rule === 'recompute') ||
      (event.type === 'ticket-origin-changed' && event.moved?.rule !== 'from-now');
    if (isAnew) break;
    if (event.type === 'ticket-origin-changed') passings.push(event);
  }
  return (at) => {
    const { deal, partner } = passings.findLast((passing) => at < passing.at)?.before ?? now;
    return { deal, partner };
  };
}

/** What was said last of each row, by each party. */
function saidIn(events: readonly TicketEvent[]): Map<string, Map<string, Explained>> {
  const said = new Map<string, Map<string, Explained>>();
  for (const event of events) {
    if (event.type !== 'ticket-breach-explained') continue;
    const key = rowKey(event.row);
    said.set(key, new Map([...(said.get(key) ?? []), [event.party, event]]));
  }
  return said;
}
