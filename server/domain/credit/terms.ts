import type { Direction, Rational } from '../money/rational.js';
import type { Calendar } from '../time/calendar.js';

/** How a subscription's time is cut into the periods that are judged one by one. */
export const PERIOD_KINDS = ['calendar-month', 'calendar-quarter', 'calendar-year', 'service-month'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Terms of Use as read from a document: what was promised, what is excluded, what a miss is worth. */
export interface Terms {
  id: string;
  version: number;
  title: string;
  period: PeriodKind;
  timeZone: string;
  uptime: UptimeTerms;
  exclude: Exclusions;
  credit: CreditTerms;
  claim: Claim | null;
}

/** How many of the counted components must be down for the service to be. */
export type Coverage = 'any' | 'all' | { atLeast: number };

export interface UptimeTerms {
  source: 'outages' | 'measurement';
  /** The components that the terms cover; `null`: all of the subscription's. */
  components: readonly string[] | null;
  coverage: Coverage;
  /** `null`: always. */
  serviceHours: Calendar | null;
  countFrom: 'start' | 'report';
  useShare: boolean;
  denominator: 'measured' | 'available';
  /** The weight of each impact, 0 to 1. */
  impacts: ReadonlyMap<string, Rational>;
  minimumOutageSeconds: number;
  roundEachRun: { toSeconds: number; direction: Direction } | null;
  roundPercent: { decimals: number; direction: Direction } | null;
}

export interface Exclusions {
  causes: readonly string[];
  /** `null`: maintenance excludes nothing. Inside, `null` is any notice, and no end of the allowance. */
  maintenance: { noticeHours: number | null; allowanceSeconds: number | null } | null;
}

export type CreditTerms = CreditRule & {
  of: 'fee' | 'affected';
  /** Of the base; `null`: no cap. */
  capPercent: Rational | null;
  capSpan: { percent: Rational; of: 'monthly-fee' | 'annual-fee' } | null;
  /** The smallest credit that is given, in minor units. */
  minimum: number;
  form: 'invoice' | 'extension' | 'payout' | null;
};

export type CreditRule =
  | { rule: 'tiers' | 'service-days'; commitment: Rational | null; tiers: readonly UptimeTier[] }
  | { rule: 'downtime-tiers'; commitment: Rational | null; per: Per; tiers: readonly DowntimeTier[] }
  | {
      rule: 'per-step';
      commitment: Rational | null;
      per: Per;
      freeSeconds: number;
      stepSeconds: number;
      completeOnly: boolean;
      remedy: Remedy;
    }
  | { rule: 'per-point'; commitment: Rational; points: Rational; percent: Rational; completeOnly: boolean }
  | { rule: 'downtime-multiple'; commitment: Rational; multiple: Rational; beyondOnly: boolean }
  | { rule: 'fixed'; commitment: Rational; amount: number };

export type RuleName = CreditRule['rule'];
export type Per = 'period' | 'run';

/** What a tier or a step gives: percents of the base, or days of it. */
export interface Remedy {
  kind: 'percent' | 'days';
  amount: Rational;
}

/** A tier as it was written, for those who read the answer. */
export type WrittenTier = Readonly<Record<string, string | number>>;

/** Holds where uptime is `below` its bound, or `atMost` it. */
export interface UptimeTier {
  kind: 'below' | 'atMost';
  bound: Rational;
  remedy: Remedy;
  written: WrittenTier;
}

/** Holds where downtime reaches so many seconds. */
export interface DowntimeTier {
  fromSeconds: number;
  remedy: Remedy;
  written: WrittenTier;
}

/** How a credit is asked for. It changes nothing in the calculation. */
export interface Claim {
  required: boolean;
  by: 'desk' | 'customer' | null;
  within: number | null;
  unit: 'days' | 'business-days' | 'periods' | null;
  from: 'outage-end' | 'period-end' | null;
}
