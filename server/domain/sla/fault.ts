import type { Seconds } from '../time/instant.js';
import type { Party } from './types.js';

/** Who has a target of their own, an OLA. */
const OWNERS = ['provider', 'partner'] as const;
export type Owner = (typeof OWNERS)[number];

/** A target that was broken, and when its time was used up. */
export interface Broken {
  party: Party;
  breachedAt: Seconds;
}

/**
 * Who broke a target of their own while a promise ran, up to the instant at which the promise's time was used up.
 * Nobody: the promise is tighter than the OLAs.
 */
export const faultOf = (
  promise: { startedAt: Seconds; breachedAt: Seconds },
  broken: readonly Broken[],
): readonly Owner[] =>
  OWNERS.filter((owner) =>
    broken.some(
      ({ party, breachedAt }) => party === owner && breachedAt >= promise.startedAt && breachedAt <= promise.breachedAt,
    ),
  );
