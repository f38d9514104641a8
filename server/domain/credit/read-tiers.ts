import { fault, key, list, object, type Place, whole } from '../input/reader.js';
import { notNegative, percentage } from '../money/decimal.js';
import { compare, isBelow, type Rational } from '../money/rational.js';
import type { DowntimeTier, Remedy, UptimeTier, WrittenTier } from './terms.js';

const REMEDIES = ['percent', 'days'] as const;
const BOUNDS = ['below', 'atMost'] as const;

/** Reads the tiers of a rule on uptime; what they give is in `unit`. */
export function uptimeTiers(place: Place, unit: Remedy['kind']): UptimeTier[] | undefined {
  const tiers = tierList(place, (it) => uptimeTier(it, unit));
  rejectTiers(tiers, {
    boundKey: ({ kind }) => kind,
    sameBound: (a, b) => a.kind === b.kind && compare(a.bound, b.bound) === 0,
    isWorse: (a, b) => isStricter(a, b),
  });
  return tiers?.map(({ tier }) => tier);
}

/** Whether the first holds at fewer uptimes than the second: of equal bounds `below` does. */
export function isStricter(a: UptimeTier, b: UptimeTier): boolean {
  const order = compare(a.bound, b.bound);
  return order < 0 || (order === 0 && a.kind === 'below' && b.kind === 'atMost');
}

/** Reads the tiers of a rule on downtime: all of them with percents, or all with days. */
export function downtimeTiers(place: Place): DowntimeTier[] | undefined {
  const tiers = tierList(place, downtimeTier);
  rejectMixture(place, tiers ?? []);
  rejectTiers(tiers, {
    boundKey: () => 'fromSeconds',
    sameBound: (a, b) => a.fromSeconds === b.fromSeconds,
    isWorse: (a, b) => a.fromSeconds > b.fromSeconds,
  });
  return tiers?.map(({ tier }) => tier);
}

function rejectMixture(place: Place, tiers: readonly Placed<DowntimeTier>[]): void {
  const [first] = tiers;
  const strangers = tiers.filter(({ tier }) => tier.remedy.kind !== first?.tier.remedy.kind);
  if (strangers.length > 0) fault(place, 'must all give percent, or all days');
  for (const { place: it, tier } of strangers) {
    fault(it, 'must give the same as the other tiers');
    fault(key(it, tier.remedy.kind), 'must be what the other tiers give');
  }
}

interface Placed<Tier> {
  place: Place;
  tier: Tier;
}

function tierList<Tier>(place: Place, reader: (place: Place) => Tier | undefined): Placed<Tier>[] | undefined {
  const tiers = list(place, (it) => {
    const tier = reader(it);
    return tier && { place: it, tier };
  });
  return tiers && Array.isArray(place.value) && place.value.length === 0 ? fault(place, 'must not be empty') : tiers;
}

interface TierOrder<Tier> {
  boundKey: (tier: Tier) => string;
  sameBound: (a: Tier, b: Tier) => boolean;
  /** Whether the first stands for a worse service than the second. */
  isWorse: (a: Tier, b: Tier) => boolean;
}

/** Notes a bound that is there twice, and a worse service that gives less. */
function rejectTiers<Tier extends { remedy: Remedy }>(
  tiers: readonly Placed<Tier>[] | undefined,
  { boundKey, sameBound, isWorse }: TierOrder<Tier>,
): void {
  for (const [index, { place, tier }] of (tiers ?? []).entries()) {
    if (tiers?.slice(0, index).some((other) => sameBound(tier, other.tier))) {
      fault(key(place, boundKey(tier)), 'is the bound of an earlier tier');
    }
    const givesLess = (other: Tier) =>
      other.remedy.kind === tier.remedy.kind && isBelow(tier.remedy.amount, other.remedy.amount);
    if (tiers?.some((other) => isWorse(tier, other.tier) && givesLess(other.tier))) {
      fault(key(place, tier.remedy.kind), 'must not be less than what a better service gives');
    }
  }
}

function uptimeTier(place: Place, unit: Remedy['kind']): UptimeTier | undefined {
  if (!object(place, [...BOUNDS, unit])) return undefined;
  const kind = oneKey(place, BOUNDS);
  const bound = kind && percentage(key(place, kind));
  const amount = notNegative(key(place, unit));
  return kind && bound && amount && { kind, bound, remedy: { kind: unit, amount }, written: written(place) };
}

function downtimeTier(place: Place): DowntimeTier | undefined {
  if (!object(place, ['fromSeconds', ...REMEDIES])) return undefined;
  const fromSeconds = whole(key(place, 'fromSeconds'), 0);
  const given = remedy(place);
  return fromSeconds === undefined || !given ? undefined : { fromSeconds, remedy: given, written: written(place) };
}

/** Reads the `percent` or the `days` that something gives. */
export function remedy(place: Place): Remedy | undefined {
  const kind = oneKey(place, REMEDIES);
  const amount: Rational | undefined = kind && notNegative(key(place, kind));
  return kind && amount && { kind, amount };
}

/** Which one of two keys is there. Both or neither is a fault of the place and of the keys. */
function oneKey<const Name extends string>(place: Place, pair: readonly [Name, Name]): Name | undefined {
  const present = pair.filter((name) => key(place, name).value !== undefined && key(place, name).value !== null);
  const [only, second] = present;
  if (only && !second) return only;
  fault(place, `must have ${second ? 'only one' : 'one'} of ${pair.join(' and ')}`);
  for (const name of pair) fault(key(place, name), second ? 'stands beside the other' : 'is required, or the other');
  return undefined;
}

function written(place: Place): WrittenTier {
  const entries = typeof place.value === 'object' && place.value !== null ? Object.entries(place.value) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string' || typeof value === 'number'));
}
