import { compare, type Rational, times, ZERO } from '../money/rational.js';
import type { Seconds } from '../time/instant.js';
import { secondsOf, union } from '../time/spans.js';
import type { Interval } from '../time/zone.js';
import type { CreditInput } from './input.js';
import type { Outage, OutageInterval } from './read-outage.js';
import type { Terms } from './terms.js';

/** An interval of an outage, from where it counts, with its weight and why it does not count, if so. */
export interface JudgedInterval extends Interval {
  outage: string;
  /** The counted components that it hits; at least one. */
  components: readonly string[];
  /** 0 to 1. */
  weight: Rational;
  /** `cause:…`, `impact:…`, `share`, `not-reported`, `too-short`; `null`: it counts. */
  reason: string | null;
}

/** The components that both the subscription has and the terms cover. */
export function countedComponents({ terms, subscription }: CreditInput): string[] {
  const covered = terms.uptime.components;
  return subscription.components.filter((name) => covered === null || covered.includes(name));
}

/** Judges every interval that hits a counted component. */
export function judgeOutages(input: CreditInput, counted: readonly string[]): JudgedInterval[] {
  return input.outages.flatMap((outage) => judgeOutage(input.terms, input.asOf, outage, counted));
}

function judgeOutage(terms: Terms, asOf: Seconds, outage: Outage, counted: readonly string[]): JudgedInterval[] {
  const reported = isReported(terms, asOf, outage);
  const countsFrom = reported ? reportOf(terms, outage) : Number.NEGATIVE_INFINITY;
  const intervals = outage.intervals.map((interval) => ({
    interval,
    from: Math.max(interval.from, countsFrom),
    to: interval.to ?? asOf,
    weight: weightOf(terms, interval),
  }));
  const heavy = union(intervals.filter(({ weight }) => compare(weight, ZERO) > 0));
  const tooShort = secondsOf(heavy) < terms.uptime.minimumOutageSeconds;
  return intervals.flatMap(({ interval, from, to, weight }) => {
    const components = counted.filter((name) => interval.components.includes(name));
    if (components.length === 0 || from >= to) return [];
    const reason =
      reasonOf(terms, outage.cause, interval) ?? (!reported ? 'not-reported' : tooShort ? 'too-short' : null);
    return [{ outage: outage.id, from, to, components, weight, reason }];
  });
}

/** Whether the terms wait for a report, and it came before the outage's end. */
function isReported({ uptime }: Terms, asOf: Seconds, { reportedAt, intervals }: Outage): boolean {
  if (uptime.countFrom === 'start') return true;
  return reportedAt !== null && intervals.some(({ to }) => reportedAt < (to ?? asOf));
}

const reportOf = ({ uptime }: Terms, { reportedAt }: Outage): Seconds =>
  uptime.countFrom === 'report' && reportedAt !== null ? reportedAt : Number.NEGATIVE_INFINITY;

function weightOf({ uptime }: Terms, { impact, share }: OutageInterval): Rational {
  const weight = uptime.impacts.get(impact) ?? ZERO;
  return uptime.useShare ? times(weight, share) : weight;
}

/** Why an interval does not count whatever its outage's length and report. */
function reasonOf({ exclude, uptime }: Terms, cause: string, { impact, share }: OutageInterval): string | null {
  if (exclude.causes.includes(cause)) return `cause:${cause}`;
  if (compare(uptime.impacts.get(impact) ?? ZERO, ZERO) === 0) return `impact:${impact}`;
  return uptime.useShare && compare(share, ZERO) === 0 ? 'share' : null;
}
