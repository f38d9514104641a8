import { addOpenSeconds } from '../time/calendar.js';
import { SECONDS_A_DAY } from '../time/date.js';
import { formatInstant, type Seconds } from '../time/instant.js';
import { elapse } from './fold.js';
import { elapsedSeconds, nameOf } from './row.js';
import type { Court, EndedBy, Metric, Party, Row, SlaContext, SlaState } from './types.js';

/** How far ahead a due instant is looked for. */
const HORIZON = 400 * SECONDS_A_DAY;

/** A row as the contract of the SLA clock shows it; instants are ISO 8601. */
export interface TargetView {
  metric: Metric;
  party: Party;
  cycle: number;
  state: 'breached' | 'not_applicable' | 'met' | 'running' | 'paused';
  elapsedSeconds: number;
  elapsedByCourt: Partial<Record<Court, number>>;
  targetSeconds: number | null;
  dueAt: string | null;
  breachedAt: string | null;
  metAt: string | null;
  endedBy: EndedBy | null;
}

export interface SlaView {
  targets: TargetView[];
  court: Record<Court, number>;
}

/** The clocks as they stand at an instant that is not before the state's last event. */
export function view(state: SlaState, now: Seconds, context: SlaContext): SlaView {
  const current = elapse(state, now, context);
  const places = new Map(current.order.map((name, place) => [name, place]));
  const place = (row: Row) => places.get(nameOf(row)) ?? places.size;
  const rows = [...current.ended, ...current.open].sort((a, b) => place(a) - place(b) || a.cycle - b.cycle);
  return { targets: rows.map((row) => present(row, current, context)), court: { ...current.courts } };
}

/** When an open row is due, and when it will be seen to be broken. */
export interface Deadline {
  metric: Metric;
  party: Party;
  cycle: number;
  /** As the contract shows it: the instant at which the target is used up, past or to come. */
  dueAt: Seconds;
  /**
   * The end of the first second beyond the target: one second after `dueAt`, or after the night or holiday that
   * begins there. `null` for a row that is broken already, and beyond 400 days.
   */
  breaksAt: Seconds | null;
}

/** The deadlines of the rows that have not ended, the earliest first. They hold until the next event. */
export function deadlines(state: SlaState, context: SlaContext): Deadline[] {
  return state.open
    .flatMap((row): Deadline[] => {
      const dueAt = dueOf(row, state, context);
      if (dueAt === null) return [];
      const { metric, party, cycle } = row;
      return [{ metric, party, cycle, dueAt, breaksAt: breakOf(row, state, context) }];
    })
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** Which rows break while time passes until an instant without an event, in order of `breaksAt`. */
export function breaches(state: SlaState, until: Seconds, context: SlaContext): (Deadline & { breaksAt: Seconds })[] {
  return deadlines(state, context)
    .flatMap(({ breaksAt, ...rest }) => (breaksAt !== null && breaksAt <= until ? [{ ...rest, breaksAt }] : []))
    .sort((a, b) => a.breaksAt - b.breaksAt);
}

/** The rows that are breached in a later state of the same clocks and were not in the earlier one. */
export function newlyBreached(before: SlaState, after: SlaState): Row[] {
  const idOf = (row: Row) => `${nameOf(row)} ${row.cycle}`;
  const isBreached = (row: Row) => row.breachedAt !== null;
  const known = new Set([...before.ended, ...before.open].filter(isBreached).map(idOf));
  return [...after.ended, ...after.open].filter((row) => isBreached(row) && !known.has(idOf(row)));
}

function present(row: Row, current: SlaState, context: SlaContext): TargetView {
  return {
    metric: row.metric,
    party: row.party,
    cycle: row.cycle,
    state: stateOf(row, current.court),
    elapsedSeconds: elapsedSeconds(row),
    elapsedByCourt: { ...row.elapsed },
    targetSeconds: row.target,
    dueAt: written(dueOf(row, current, context)),
    breachedAt: written(row.breachedAt),
    metAt: written(row.endedBy === 'policy' ? null : row.endedAt),
    endedBy: row.endedBy,
  };
}

/** The one place that knows which state a row is shown in. */
function stateOf(row: Row, court: Court | null): TargetView['state'] {
  if (row.breachedAt !== null) return 'breached';
  if (row.target === null || row.endedBy === 'policy') return 'not_applicable';
  if (row.endedBy !== null) return 'met';
  return court !== null && row.elapsed[court] !== undefined ? 'running' : 'paused';
}

function dueOf(row: Row, state: SlaState, context: SlaContext): Seconds | null {
  if (row.target === null || stateOf(row, state.court) !== 'running') return row.breachedAt;
  return row.reachedAt ?? reachedBy(row, row.target, state, context);
}

function breakOf(row: Row, state: SlaState, context: SlaContext): Seconds | null {
  if (row.target === null || stateOf(row, state.court) !== 'running') return null;
  return reachedBy(row, row.target + 1, state, context);
}

/** When a running row will have so much elapsed time if nothing changes, within the horizon. */
const reachedBy = (row: Row, elapsed: number, { at }: SlaState, context: SlaContext): Seconds | null =>
  addOpenSeconds(context.hoursOf(row.calendar), at, elapsed - elapsedSeconds(row), at + HORIZON);

const written = (at: Seconds | null): string | null => (at === null ? null : formatInstant(at));
