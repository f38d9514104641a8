import { changed, type Decision } from '../../domain/decision.js';
import type { ChangeRule, DealMark } from '../../domain/ticket/events.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Actor } from '../../platform/log/event.js';

/** Which agreements changed, and to which tickets that is to be taken. */
export interface ChangeScope {
  policies: readonly string[];
  calendars: readonly string[];
  deals: readonly string[];
  partners: readonly string[];
}

/** How many tickets were looked at, and what became of them. */
export interface ChangeCounts {
  looked: number;
  /** Taken to what holds now. */
  moved: number;
  /** On record that they stay. */
  kept: number;
  /** Under what holds now already, or closed by then. */
  unchanged: number;
  failed: number;
}

export interface ChangeFailure {
  ticket: string;
  number: number;
  reason: string;
}

/** What becomes of a deal. */
export interface DealChange {
  id: string;
  verb: DealMark['verb'];
  /** The instant at which it ends, as the deal says it. */
  until: string;
  /** The deal that follows it, in full. */
  successor: { id: string } | null;
  tickets: (typeof DEAL_TICKETS)[number];
}

/** What becomes of the open tickets of a deal: they stay until closed, follow the deal, or go back to the provider. */
export const DEAL_TICKETS = ['stay', 'successor', 'provider'] as const;

/** A change of agreements on its way through the tickets: plain data, as stored. */
export interface ChangeState {
  scope: ChangeScope;
  rule: ChangeRule;
  reason: string | null;
  by: Actor;
  startedAt: Seconds;
  /** When tickets are dealt with: at once, or when a deal ends. */
  dueAt: Seconds;
  /** What comes before the tickets is done: the deal's end and its successor. */
  ready: boolean;
  deal: DealChange | null;
  endedAt: Seconds | null;
  status: 'running' | 'done';
  /** The last ticket that was dealt with. */
  position: string;
  counts: ChangeCounts;
  /** The first of those that could not be moved. */
  failures: readonly ChangeFailure[];
  /** Why nothing could be done at all. */
  fault: string | null;
}

export type ChangeEvent =
  | { type: 'sla-change-began'; at: Seconds; rule: ChangeRule; scope: ChangeScope }
  | { type: 'sla-change-made-ready'; at: Seconds; deal: string }
  | { type: 'sla-change-given-up'; at: Seconds; fault: string }
  | { type: 'sla-change-went-on'; at: Seconds; counts: ChangeCounts }
  | { type: 'sla-change-ended'; at: Seconds; counts: ChangeCounts };

/** What became of one ticket. */
export type Dealt = { ticket: string; number: number } & (
  | { outcome: 'moved' | 'kept' | 'unchanged' }
  | { outcome: 'failed'; reason: string }
);

const FAILURES_KEPT = 100;

/** A change that begins. */
export function begun(
  what: Pick<ChangeState, 'scope' | 'rule' | 'reason' | 'by' | 'deal'> & { dueAt: Seconds | null },
  at: Seconds,
): Decision<ChangeState, ChangeEvent> {
  const counts = { looked: 0, moved: 0, kept: 0, unchanged: 0, failed: 0 };
  const state: ChangeState = {
    ...{ ...what, startedAt: at, endedAt: null, status: 'running', position: '', counts, failures: [], fault: null },
    ...{ dueAt: Math.max(at, what.dueAt ?? at), ready: what.deal === null },
  };
  return changed(state, [{ type: 'sla-change-began', at, rule: what.rule, scope: what.scope }]);
}

/** The deal has ended, or will, and its successor is there. */
export const madeReady = (state: ChangeState, at: Seconds): Decision<ChangeState, ChangeEvent> =>
  state.ready || state.deal === null
    ? changed(state, [])
    : changed({ ...state, ready: true }, [{ type: 'sla-change-made-ready', at, deal: state.deal.id }]);

/** What comes before the tickets was refused: nothing is done. */
export const givenUp = (fault: string, state: ChangeState, at: Seconds): Decision<ChangeState, ChangeEvent> =>
  state.ready || state.status === 'done'
    ? changed(state, [])
    : changed({ ...state, status: 'done', endedAt: at, fault }, [{ type: 'sla-change-given-up', at, fault }]);

/** When the next of it is due; `null`: never. */
export const wakeAtOf = ({ status, ready, startedAt, dueAt }: ChangeState): Seconds | null =>
  status === 'done' ? null : ready ? dueAt : startedAt;

/** A change after some more tickets: those behind its position, as long as nobody else has dealt with them. */
export function wentOn(
  { from, dealt, all }: { from: string; dealt: readonly Dealt[]; all: boolean },
  state: ChangeState,
  at: Seconds,
): Decision<ChangeState, ChangeEvent> {
  if (state.status === 'done' || state.position !== from) return changed(state, []);
  const counts = { ...state.counts, looked: state.counts.looked + dealt.length };
  for (const { outcome } of dealt) counts[outcome]++;
  const failures = dealt.flatMap((one): ChangeFailure[] =>
    one.outcome === 'failed' ? [{ ticket: one.ticket, number: one.number, reason: one.reason }] : [],
  );
  const next: ChangeState = {
    ...state,
    ...{ counts, position: dealt.at(-1)?.ticket ?? from },
    failures: [...state.failures, ...failures].slice(0, FAILURES_KEPT),
    ...(all && { status: 'done', endedAt: at }),
  };
  return changed(next, [{ type: all ? 'sla-change-ended' : 'sla-change-went-on', at, counts }]);
}
