import type { Seconds } from '../time/instant.js';

/** How bad an interval of an outage is. Terms of Use give each a weight. */
export const IMPACTS = ['full', 'degraded', 'minor'] as const;
export type Impact = (typeof IMPACTS)[number];

/** Whose doing an outage was. Terms of Use name those that do not count. */
export const CAUSES = ['provider', 'partner', 'customer', 'third_party', 'force_majeure', 'suspension'] as const;
export type Cause = (typeof CAUSES)[number];

/** A stretch in which impact, share and components stayed the same; `to` is `null` while it goes on. */
export interface OutageInterval {
  from: Seconds;
  to: Seconds | null;
  impact: Impact;
  /** A decimal string from 0 to 1, the measured part of users or requests; `null` where nobody measured. */
  share: string | null;
  components: readonly string[];
}

/** Who told of an outage first, party by party: some Terms of Use count from the customer's report. */
export interface Report {
  party: { kind: 'provider' } | { kind: 'partner' | 'customer'; id: string };
  at: Seconds;
}

interface Facts {
  title: string;
  cause: Cause;
  /** By start, none overlapping; only the last may go on. */
  intervals: readonly OutageInterval[];
  reports: readonly Report[];
}

/** Only what was published is shown, mailed and counted. */
export type Outage =
  | (Facts & { status: 'reported' })
  | (Facts & { status: 'ongoing'; publishedAt: Seconds })
  | (Facts & { status: 'ended'; publishedAt: Seconds });

/** What happened; texts are kept apart and named by their id. */
export type OutageEvent = { at: Seconds } & (
  | { type: 'outage.reported'; components: readonly string[]; party: Report['party'] }
  | { type: 'outage.published'; components: readonly string[] }
  | { type: 'outage.updated'; note: string; interval: OutageInterval | null }
  | { type: 'outage.corrected'; fields: readonly string[]; note: string }
  | { type: 'outage.ended'; endedAt: Seconds }
);

/** Every component that any interval hits, in the order in which they were hit. */
export const componentsOf = ({ intervals }: Pick<Outage, 'intervals'>): string[] => [
  ...new Set(intervals.flatMap(({ components }) => components)),
];

export const startOf = ({ intervals }: Pick<Outage, 'intervals'>): Seconds =>
  intervals.reduce((first, { from }) => Math.min(first, from), Number.POSITIVE_INFINITY);

/** `null` while it goes on. */
export const endOf = ({ intervals }: Pick<Outage, 'intervals'>): Seconds | null => intervals.at(-1)?.to ?? null;
