import type { Seconds } from '../time/instant.js';
import type { Maintenance } from './maintenance.js';
import { endOf, type Outage, startOf } from './outage.js';

const SECONDS_A_DAY = 86_400;

/** How a component was on a day: the worst of it, and for how many seconds. */
export interface DayOfComponent {
  /** Midnight in UTC. */
  from: Seconds;
  worst: 'up' | 'degraded' | 'down';
  seconds: number;
  outages: readonly string[];
}

/** The last so many days of a component in UTC, today included; what is degraded weighs less than what is down. */
export function daysOf(
  component: string,
  outages: ReadonlyMap<string, Outage>,
  now: Seconds,
  count: number,
): DayOfComponent[] {
  const today = now - (now % SECONDS_A_DAY);
  return Array.from({ length: count }, (_, index) => {
    const from = today - (count - 1 - index) * SECONDS_A_DAY;
    return dayOf(component, outages, from, Math.min(from + SECONDS_A_DAY, now));
  });
}

function dayOf(component: string, outages: ReadonlyMap<string, Outage>, from: Seconds, to: Seconds): DayOfComponent {
  const hit: { from: Seconds; to: Seconds; full: boolean; id: string }[] = [];
  for (const [id, outage] of outages) {
    for (const interval of outage.intervals) {
      const [start, end] = [Math.max(interval.from, from), Math.min(interval.to ?? to, to)];
      if (start < end && interval.components.includes(component)) {
        hit.push({ from: start, to: end, full: interval.impact === 'full', id });
      }
    }
  }
  return {
    from,
    worst: hit.length === 0 ? 'up' : hit.some(({ full }) => full) ? 'down' : 'degraded',
    seconds: covered(hit),
    outages: [...new Set(hit.map(({ id }) => id))],
  };
}

/** Seconds in which at least one of the stretches is. */
function covered(stretches: readonly { from: Seconds; to: Seconds }[]): number {
  let [seconds, reached] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    seconds += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return seconds;
}

/** How a component is at an instant, by the outages that hit it just then. */
export function stateAt(component: string, outages: Iterable<Outage>, at: Seconds): DayOfComponent['worst'] {
  const hits = [...outages]
    .flatMap(({ intervals }) => intervals)
    .filter(({ from, to, components }) => from <= at && (to ?? at + 1) > at && components.includes(component));
  if (hits.length === 0) return 'up';
  return hits.some(({ impact }) => impact === 'full') ? 'down' : 'degraded';
}

/** What is on now, and what is announced. */
export function present(outages: ReadonlyMap<string, Outage>, windows: ReadonlyMap<string, Maintenance>, now: Seconds) {
  const running = [...outages].filter(([, outage]) => startOf(outage) <= now && (endOf(outage) ?? now + 1) > now);
  const standing = [...windows].filter(([, { cancelledAt, endsAt }]) => cancelledAt === null && endsAt > now);
  return {
    running,
    under: standing.filter(([, { startsAt }]) => startsAt <= now),
    announced: standing.filter(([, { startsAt }]) => startsAt > now).sort(([, a], [, b]) => a.startsAt - b.startsAt),
  };
}
