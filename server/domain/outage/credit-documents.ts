import { formatInstant, type Seconds } from '../time/instant.js';
import type { Maintenance } from './maintenance.js';
import { componentsOf, endOf, type Outage, type Report, startOf } from './outage.js';

/** The subscription that a credit is calculated for: what it has, and who may have told of an outage for it. */
export interface Concerned {
  components: readonly string[];
  customer: string;
  partner: string | null;
}

/** A span of time, `[from, to)`. */
interface Span {
  from: Seconds;
  to: Seconds;
}

/** Outages as the credits contract takes them: the published ones that hit the subscription within the span, by id. */
export function outageDocuments(
  outages: ReadonlyMap<string, Outage>,
  concerned: Concerned,
  { from, to }: Span,
): Record<string, unknown>[] {
  return sorted(outages)
    .filter(([, outage]) => outage.status !== 'reported' && hits(componentsOf(outage), concerned))
    .filter(([, outage]) => startOf(outage) < to && (endOf(outage) ?? to) > from)
    .map(([id, outage]) => ({
      id,
      cause: outage.cause,
      reportedAt: written(reportedFor(outage.reports, concerned)),
      intervals: outage.intervals.map((interval) => ({
        from: formatInstant(interval.from),
        to: written(interval.to),
        impact: interval.impact,
        share: interval.share,
        components: [...interval.components],
      })),
    }));
}

/** When the customer, or its partner for it, first told of an outage. */
function reportedFor(reports: readonly Report[], { customer, partner }: Concerned): Seconds | null {
  const own = reports.filter(
    ({ party }) =>
      (party.kind === 'customer' && party.id === customer) || (party.kind === 'partner' && party.id === partner),
  );
  return own.reduce<Seconds | null>((first, { at }) => (first === null ? at : Math.min(first, at)), null);
}

/** Windows of maintenance as the credits contract takes them; one that was broken off ends where it was. */
export function maintenanceDocuments(
  windows: ReadonlyMap<string, Maintenance>,
  concerned: Concerned,
  { from, to }: Span,
): Record<string, unknown>[] {
  return sorted(windows)
    .map(([id, window]) => ({ id, ...window, endsAt: Math.min(window.endsAt, window.cancelledAt ?? window.endsAt) }))
    .filter(
      ({ startsAt, endsAt, components }) =>
        startsAt < endsAt && startsAt < to && endsAt > from && hits(components, concerned),
    )
    .map(({ id, startsAt, endsAt, components, announcedAt }) => ({
      id,
      startsAt: formatInstant(startsAt),
      endsAt: formatInstant(endsAt),
      components: [...components],
      announcedAt: formatInstant(announcedAt),
    }));
}

const hits = (components: readonly string[], concerned: Concerned): boolean =>
  components.some((component) => concerned.components.includes(component));

const sorted = <T>(things: ReadonlyMap<string, T>): [string, T][] =>
  [...things].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

const written = (at: Seconds | null): string | null => (at === null ? null : formatInstant(at));
