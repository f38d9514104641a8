import type { Seconds } from '../time/instant.js';
import { difference, intersection, type Spans, union } from '../time/spans.js';
import type { Interval } from '../time/zone.js';
import type { JudgedInterval } from './judged.js';
import { type CountedMaintenance, excludes } from './maintenance.js';

/** A stretch of an outage that does not count, and why. */
export interface Excluded {
  outage: string;
  from: Seconds;
  to: Seconds;
  reason: string;
}

/** Everything that does not count inside the measured span, by start, outage and reason. */
export function excludedStretches(
  judged: readonly JudgedInterval[],
  maintenance: CountedMaintenance,
  span: Interval | null,
): Excluded[] {
  if (!span) return [];
  const pieces = judged.flatMap((interval) => {
    const inside = intersection(union([interval]), [span]);
    return interval.reason === null
      ? inMaintenance(interval, inside, maintenance)
      : inside.map((piece) => ({ ...piece, outage: interval.outage, reason: String(interval.reason) }));
  });
  return joined(pieces).sort(
    (a, b) => a.from - b.from || byCodeUnit(a.outage, b.outage) || byCodeUnit(a.reason, b.reason),
  );
}

/** Each component of an interval by itself; of several windows the one that starts first excludes. */
function inMaintenance(interval: JudgedInterval, inside: Spans, maintenance: CountedMaintenance): Excluded[] {
  return interval.components.flatMap((component) => {
    const pieces: Excluded[] = [];
    let rest = inside;
    for (const window of maintenance.windows) {
      if (rest.length === 0) break;
      if (!window.components.includes(component)) continue;
      const open = excludes(window, maintenance);
      for (const piece of intersection(rest, open)) {
        pieces.push({ ...piece, outage: interval.outage, reason: `maintenance:${window.id}` });
      }
      rest = difference(rest, open);
    }
    return pieces;
  });
}

/** Pieces of one outage and reason that touch or overlap become one. */
function joined(pieces: readonly Excluded[]): Excluded[] {
  const groups = new Map<string, Excluded[]>();
  for (const piece of pieces) {
    const name = JSON.stringify([piece.outage, piece.reason]);
    const group = groups.get(name);
    if (group) group.push(piece);
    else groups.set(name, [piece]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? union(group).map(({ from, to }) => ({ ...first, from, to })) : [];
  });
}

/** The order of strings everywhere: by code unit. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
