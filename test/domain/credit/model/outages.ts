import { order, QUARTER, seconds } from './clock.js';
import type { Document, IntervalDocument, MaintenanceDocument, OutageDocument } from './document.js';
import { big, decimal, type Fraction, mul } from './fractions.js';

/** An interval as the contract sees it. */
export interface ModelInterval {
  outage: string;
  start: number;
  stop: number;
  weight: Fraction;
  components: string[];
  reason: string | null;
}

export const countedComponents = ({ terms, subscription }: Document): string[] =>
  subscription.components.filter((name) => terms.uptime.components?.includes(name) ?? true);

/** When any counted window excludes in measured time, and which one excludes a component at an instant. */
export function maintenanceOf(input: Document, measured: readonly number[]) {
  const counted = countedComponents(input);
  const rule = input.terms.exclude?.maintenance;
  const windows = input.maintenance.filter((window) => {
    if (!rule || !window.components.some((name) => counted.includes(name))) return false;
    if (rule.noticeHours == null) return true;
    if (window.announcedAt == null) return false;
    return seconds(window.announcedAt) + rule.noticeHours * 3600 <= seconds(window.startsAt);
  });
  const isOpen = (window: MaintenanceDocument, at: number) =>
    seconds(window.startsAt) <= at && at < seconds(window.endsAt);
  const open = new Set(measured.filter((at) => windows.some((window) => isOpen(window, at))));
  let usedUpAt = rule?.allowanceSeconds === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  for (const [index, at] of [...open].entries()) {
    if ((index + 1) * QUARTER === rule?.allowanceSeconds) usedUpAt = at + QUARTER;
  }
  const excluding = (component: string, at: number): MaintenanceDocument | undefined => {
    if (at >= usedUpAt) return undefined;
    return windows
      .filter((window) => window.components.includes(component) && isOpen(window, at))
      .sort((a, b) => order(a.startsAt, b.startsAt) || order(a.id, b.id))[0];
  };
  const inAnyWindow = new Set([...open].filter((at) => at < usedUpAt));
  return { inAnyWindow, excluding };
}

/** The intervals of an outage, in whichever form it has. */
const intervalsOf = (outage: OutageDocument): IntervalDocument[] =>
  outage.intervals ?? [
    {
      from: outage.startedAt ?? '',
      to: outage.endedAt ?? null,
      impact: outage.impact ?? '',
      share: outage.share ?? null,
      components: outage.components ?? [],
    },
  ];

/** Every interval of an outage, from where it counts, with the first reason that applies. */
export function judge(input: Document, outage: OutageDocument): ModelInterval[] {
  const { uptime, exclude } = input.terms;
  const counted = countedComponents(input);
  const all = intervalsOf(outage).map((interval) => {
    const impact = decimal(uptime.impacts[interval.impact] ?? '0');
    const share = uptime.useShare ? decimal(interval.share ?? '1') : big(1);
    const start = seconds(interval.from);
    const stop = seconds(interval.to ?? input.asOf);
    return { interval, start, stop, impact, share, weight: mul(impact, share) };
  });
  const end = Math.max(...all.map(({ stop }) => stop));
  const byReport = uptime.countFrom === 'report';
  const reported = !byReport || (outage.reportedAt != null && seconds(outage.reportedAt) < end);
  const countsFrom = byReport && reported ? seconds(outage.reportedAt ?? '') : Number.NEGATIVE_INFINITY;
  const heavy = new Set<number>();
  for (const { start, stop, weight } of all) {
    for (let at = start; at < stop; at += QUARTER) if (weight[0] > 0n && at >= countsFrom) heavy.add(at);
  }
  const tooShort = heavy.size * QUARTER < (uptime.minimumOutageSeconds ?? 0);
  const reasonOf = ({ interval, impact, share }: (typeof all)[number]): string | null => {
    if (exclude?.causes?.includes(outage.cause)) return `cause:${outage.cause}`;
    if (impact[0] === 0n) return `impact:${interval.impact}`;
    if (share[0] === 0n) return 'share';
    if (!reported) return 'not-reported';
    return tooShort ? 'too-short' : null;
  };
  return all.map((one) => ({
    outage: outage.id,
    start: Math.max(one.start, countsFrom),
    stop: one.stop,
    weight: one.weight,
    components: one.interval.components.filter((name) => counted.includes(name)),
    reason: reasonOf(one),
  }));
}
