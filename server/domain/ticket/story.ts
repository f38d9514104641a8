import { type Changed, changed } from '../decision.js';
import type { History, SlaEvent } from '../sla/types.js';
import type { Seconds } from '../time/instant.js';
import { breachesAfter } from './breaches.js';
import { feed, rowKey, untold } from './clocks.js';
import { standing } from './custody.js';
import type { PlaybookCause, TicketEvent, TicketHappening } from './events.js';
import type { TicketState } from './state.js';

export type Change = Partial<Omit<TicketState, 'id' | 'version' | 'number' | 'events' | 'sla' | 'fed' | 'updatedAt'>>;

/**
 * Puts a decision together, event by event: each with the change of state that it tells of and what it feeds to the
 * clocks. Whatever happens ends a snooze. `history` is needed for what rewrites the clocks' past; `cause` is the step of
 * a playbook that does it.
 */
export function story(
  before: TicketState,
  at: Seconds,
  history: History | null = null,
  cause: PlaybookCause | null = null,
) {
  let state = before;
  const events: TicketEvent[] = [];

  function tell(happening: TicketHappening, change: Change = {}, ...sla: readonly SlaEvent[]): undefined {
    const number = state.events + 1;
    events.push({ ...happening, at, number, ...(sla.length > 0 && { sla }), ...(cause && { cause: causeIn(cause) }) });
    const snooze = happening.type === 'ticket-snoozed' ? state.snooze : null;
    const next = { ...state, snooze, ...change };
    state = {
      ...next,
      ...standing(state, next, at, !isByClock(happening)),
      ...feed(next, sla, history),
      updatedAt: at,
      events: number,
    };
  }

  return {
    /** The state so far. */
    get state(): TicketState {
      return state;
    },
    tell,
    /** Changes what the last event implies. */
    adjust(change: Change): void {
      const next = { ...state, ...change };
      state = { ...next, ...standing(state, next, at, false) };
    },
    /** The decision, with the breaches that a new target brought at once. */
    done(): Changed<TicketState, TicketEvent> {
      for (const breach of untold(state)) {
        tell({ type: 'sla-breached', ...breach }, { told: [...state.told, rowKey(breach.target)] });
      }
      const breaches = breachesAfter(state, false);
      if (breaches.length > 0 || state.breaches) state = { ...state, breaches };
      return changed(state, events);
    },
  };
}

/** What happens without that anybody works on the ticket. */
const isByClock = ({ type }: TicketHappening): boolean =>
  type === 'ticket-woke' ||
  type === 'ticket-triage-due' ||
  type === 'ticket-reminded' ||
  type.startsWith('sla-') ||
  type.startsWith('playbook-');

const causeIn = ({ run, playbook, step }: PlaybookCause): PlaybookCause => ({ run, playbook, step });

export type Story = ReturnType<typeof story>;
