import type { Metric, Party } from '../sla/types.js';

/** In what a policy was agreed, the nearest to a ticket first. */
export const SOURCES = ['deal', 'partner', 'plan', 'default'] as const;
export type Source = (typeof SOURCES)[number];

/** A target as a policy has it: minutes by priority, counted in a calendar named by its id. */
export interface PolicyTarget {
  metric: Metric;
  party: Party;
  calendar: string;
  minutes: Readonly<Record<string, number>>;
  /** At which percent of it to warn; left out: by the desk's own rule. */
  warnAt?: readonly number[];
}

/** One version of a policy, and in what it was agreed. */
export interface SourcedPolicy {
  source: Source;
  policy: { id: string; version: number };
  targets: readonly PolicyTarget[];
}

/** A target that counts, and where it comes from. */
export interface SourcedTarget extends Omit<SourcedPolicy, 'targets'> {
  target: PolicyTarget;
}

/** For each metric and party the target of the nearest policy that names it, in the order in which they are found. */
export function nearestTargets(policies: readonly SourcedPolicy[]): SourcedTarget[] {
  const nearest = new Map<string, SourcedTarget>();
  for (const wanted of SOURCES) {
    for (const { source, policy, targets } of policies.filter(({ source }) => source === wanted)) {
      for (const target of targets) {
        const name = `${target.metric} ${target.party}`;
        if (!nearest.has(name)) nearest.set(name, { source, policy, target });
      }
    }
  }
  return [...nearest.values()];
}
