import { addOpenSeconds } from '../time/calendar.js';
import { SECONDS_A_DAY } from '../time/date.js';
import type { Seconds } from '../time/instant.js';
import { elapsedSeconds, targetOf } from './row.js';
import type { Row, SlaContext, SlaState } from './types.js';

/** Without a word of the policy a target warns when a quarter of it is left, at most an hour. */
const LEFT_SHARE = 4;
const LEFT_AT_MOST = 3600;
/** How far ahead an instant is looked for. */
const HORIZON = 400 * SECONDS_A_DAY;

/** A place on a clock at which it warns. */
export interface WarnPoint {
  /** Of the target; `null`: by the desk's own rule. */
  percent: number | null;
  /** How many seconds have elapsed then. */
  elapsed: number;
}

/** Where a row warns, in order; a row without a target nowhere. */
export function warnPoints(row: Row, { policy }: Pick<SlaState, 'policy'>): WarnPoint[] {
  const { target } = row;
  if (target === null) return [];
  const named = targetOf(policy, row)?.warnAt;
  if (!named) {
    return [{ percent: null, elapsed: target - Math.min(LEFT_AT_MOST, Math.floor(target / LEFT_SHARE)) }];
  }
  return named.map((percent) => ({ percent, elapsed: Math.ceil((target * percent) / 100) }));
}

/** The places that a row's clock has reached. */
export const reachedPoints = (row: Row, state: Pick<SlaState, 'policy'>): WarnPoint[] =>
  warnPoints(row, state).filter(({ elapsed }) => elapsed <= elapsedSeconds(row));

/**
 * When a running row's clock shows so much, if nothing happens until then: at once where it does already, `null` beyond
 * 400 days.
 */
export function showsAt(row: Row, elapsed: number, { at }: Pick<SlaState, 'at'>, context: SlaContext): Seconds | null {
  const more = elapsed - elapsedSeconds(row);
  return more <= 0 ? at : addOpenSeconds(context.hoursOf(row.calendar), at, more, at + HORIZON);
}
