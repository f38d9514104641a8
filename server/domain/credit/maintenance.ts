import type { Seconds } from '../time/instant.js';
import { intersection, type Spans, union } from '../time/spans.js';
import type { CreditInput } from './input.js';
import type { Maintenance } from './read-outage.js';

/** The maintenance of a calculation. */
export interface CountedMaintenance {
  /** The counted windows, the one that starts first before the others. */
  windows: readonly Maintenance[];
  /** From here on they exclude nothing: the allowance is used up. */
  usedUpAt: Seconds;
}

/** The windows that touch a counted component and were announced in time, and how long they exclude anything. */
export function countedMaintenance(
  { terms, maintenance }: CreditInput,
  counted: readonly string[],
  measured: Spans,
): CountedMaintenance {
  const rule = terms.exclude.maintenance;
  if (!rule) return { windows: [], usedUpAt: Number.POSITIVE_INFINITY };
  const windows = maintenance
    .filter(({ components }) => components.some((name) => counted.includes(name)))
    .filter((window) => wasAnnounced(window, rule.noticeHours))
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  return { windows, usedUpAt: usedUp(intersection(open(windows), measured), rule.allowanceSeconds) };
}

function wasAnnounced({ startsAt, announcedAt }: Maintenance, noticeHours: number | null): boolean {
  return noticeHours === null || (announcedAt !== null && announcedAt <= startsAt - noticeHours * 3600);
}

const open = (windows: readonly Maintenance[]): Spans =>
  union(windows.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt })));

function usedUp(spans: Spans, allowanceSeconds: number | null): Seconds {
  if (allowanceSeconds === null) return Number.POSITIVE_INFINITY;
  if (allowanceSeconds === 0) return Number.NEGATIVE_INFINITY;
  let rest = allowanceSeconds;
  for (const { from, to } of spans) {
    if (rest <= to - from) return from + rest;
    rest -= to - from;
  }
  return Number.POSITIVE_INFINITY;
}

/** When a window is open and excludes what happens in it. */
export const excludes = ({ startsAt, endsAt }: Maintenance, { usedUpAt }: CountedMaintenance): Spans =>
  union([{ from: startsAt, to: Math.min(endsAt, usedUpAt) }]);

/** When some counted window excludes what happens in it. */
export const exclusions = (maintenance: CountedMaintenance): Spans =>
  union(maintenance.windows.flatMap((window) => excludes(window, maintenance)));

/** When a component is in counted maintenance. */
export const maintenanceOf = (component: string, maintenance: CountedMaintenance): Spans =>
  union(
    maintenance.windows
      .filter(({ components }) => components.includes(component))
      .flatMap((window) => excludes(window, maintenance)),
  );
