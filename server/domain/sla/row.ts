import { addOpenSeconds, openSeconds } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import type { Court, EndedBy, Metric, Party, Policy, Row, SlaContext, Target } from './types.js';

/** How rows and targets are matched: by metric and party. */
export const nameOf = ({ metric, party }: { metric: Metric; party: Party }): string => `${metric} ${party}`;

export const targetOf = (policy: Policy, named: { metric: Metric; party: Party }): Target | undefined =>
  policy.targets.find(({ metric, party }) => metric === named.metric && party === named.party);

/** The courts that are a party's own. */
export function courtsOf(party: Party): readonly Court[] {
  return party === 'promise' ? ['provider', 'partner'] : [party];
}

/** The courts in which a row's clock runs: a promise to keep the customer posted also while others are awaited. */
function runsIn({ metric, party }: { metric: Metric; party: Party }): readonly Court[] {
  return metric === 'update' && party === 'promise' ? [...courtsOf(party), 'third_party'] : courtsOf(party);
}

export const elapsedSeconds = (row: Row): number => Object.values(row.elapsed).reduce((sum, part) => sum + part, 0);

/** A row of a target that starts, with nothing elapsed. */
export function newRow(target: Target, cycle: number, priority: string, at: Seconds): Row {
  const row: Row = {
    metric: target.metric,
    party: target.party,
    cycle,
    calendar: target.calendar,
    target: null,
    reachedAt: null,
    breachedAt: null,
    elapsed: Object.fromEntries(runsIn(target).map((court) => [court, 0])),
    endedAt: null,
    endedBy: null,
    resumes: false,
  };
  follow(row, target, priority, at);
  return row;
}

/**
 * Lets an open row follow a target under a priority from an instant on. Target seconds that stay as they were do not
 * take effect anew; time that is already beyond new ones breaches at that instant.
 */
export function follow(row: Row, target: Target, priority: string, at: Seconds): void {
  row.calendar = target.calendar;
  const minutes = Object.hasOwn(target.minutes, priority) ? target.minutes[priority] : undefined;
  const seconds = minutes === undefined ? null : minutes * 60;
  if (seconds === row.target) return;
  row.target = seconds;
  row.reachedAt = null;
  if (seconds === null) return;
  const elapsed = elapsedSeconds(row);
  if (elapsed === seconds) row.reachedAt = at;
  if (elapsed > seconds) row.breachedAt ??= at;
}

/**
 * Counts an open row's time in a court. It is breached by the second that exceeds the target, as of the instant at
 * which the target was reached.
 */
export function count(row: Row, court: Court, from: Seconds, to: Seconds, context: SlaContext): void {
  if (row.elapsed[court] === undefined) return;
  const hours = context.hoursOf(row.calendar);
  const more = openSeconds(hours, from, to);
  const before = elapsedSeconds(row);
  row.elapsed[court] += more;
  if (row.target === null) return;
  if (before < row.target && before + more >= row.target) {
    row.reachedAt = addOpenSeconds(hours, from, row.target - before, to);
  }
  if (before + more > row.target) row.breachedAt ??= row.reachedAt;
}

export function end(row: Row, at: Seconds, by: EndedBy): void {
  row.endedAt = at;
  row.endedBy = by;
  row.resumes = row.metric === 'resolution' && by === 'solved';
}
