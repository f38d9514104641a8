import { changed, type Decision } from '../../domain/decision.js';
import type { ChangeRule } from '../../domain/ticket/events.js';
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

/** A change of agreements on its way through the tickets: plain data, as stored. */
export interface ChangeState {
  scope: ChangeScope;
  rule: ChangeRule;
  reason: string | null;
  by: Actor;
  /** Also the instant of the agreements that are to hold. */
  startedAt: Seconds;
  endedAt: Seconds | null;
  status: 'running' | 'done';
  /** The last ticket that was dealt with. */
  position: string;
  counts: ChangeCounts;
  /** The first of those that could not be moved. */
  failures: readonly ChangeFailure[];
}

export type ChangeEvent =
  | { type: 'sla-change-began'; at: Seconds; rule: ChangeRule; scope: ChangeScope }
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
  what: Pick<ChangeState, 'scope' | 'rule' | 'reason' | 'by'>,
  at: Seconds,
): Decision<ChangeState, ChangeEvent> {
  const counts = { looked: 0, moved: 0, kept: 0, unchanged: 0, failed: 0 };
  const state: ChangeState = {
    ...{ ...what, startedAt: at, endedAt: null, status: 'running', position: '', counts, failures: [] },
  };
  return changed(state, [{ type: 'sla-change-began', at, rule: what.rule, scope: what.scope }]);
}

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
