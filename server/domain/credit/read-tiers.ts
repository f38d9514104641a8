import { fault, key, list, object, optional, type Place, whole } from '../input/reader.js';
import { notNegative, percentage } from '../money/decimal.js';
import { compare, isBelow, type Rational } from '../money/rational.js';
import type { DowntimeTier, Remedy, UptimeTier, WrittenTier } from './terms.js';

const REMEDIES = ['percent', 'days'] as const;
const BOUNDS = ['below', 'atMost'] as const;

/** What a tier says, as far as it could be read: a fault in one part hides none of the other. */
interface Draft<Bound> {
  place: Place;
  bound: Bound | undefined;
  remedy: Remedy | undefined;
}

type UptimeBound = Pick<UptimeTier, 'kind' | 'bound'>;
type DowntimeBound = Pick<DowntimeTier, 'fromSeconds'>;

/** Reads the tiers of a rule on uptime; what they give is in `unit`. */
export function uptimeTiers(place: Place, unit: Remedy['kind']): UptimeTier[] | undefined {
  const drafts = draftList(place, (it) => uptimeTier(it, unit));
  rejectTiers(drafts ?? [], {
    boundKey: ({ kind }) => kind,
    sameBound: (a, b) => a.kind === b.kind && compare(a.bound, b.bound) === 0,
    isWorse: isStricter,
  });
  return drafts && complete(drafts);
}

/** Whether the first holds at fewer uptimes than the second: of equal bounds `below` does. */
export function isStricter(a: UptimeBound, b: UptimeBound): boolean {
  const order = compare(a.bound, b.bound);
  return order < 0 || (order === 0 && a.kind === 'below' && b.kind === 'atMost');
}

/** Reads the tiers of a rule on downtime: all of them with percents, or all with days. */
export function downtimeTiers(place: Place): DowntimeTier[] | undefined {
  const drafts = draftList(place, downtimeTier);
  rejectMixture(place, drafts ?? []);
  rejectTiers(drafts ?? [], {
    boundKey: () => 'fromSeconds',
    sameBound: (a, b) => a.fromSeconds === b.fromSeconds,
    isWorse: (a, b) => a.fromSeconds > b.fromSeconds,
  });
  return drafts && complete(drafts);
}

const complete = <Bound>(drafts: readonly Draft<Bound>[]) =>
  drafts.flatMap(({ place, bound, remedy: given }) =>
    bound && given ? [{ ...bound, remedy: given, written: written(place) }] : [],
  );

function rejectMixture(place: Place, drafts: readonly Draft<unknown>[]): void {
  const given = drafts.flatMap((draft) => (draft.remedy ? [{ place: draft.place, kind: draft.remedy.kind }] : []));
  const strangers = given.filter(({ kind }) => kind !== given[0]?.kind);
  if (strangers.length > 0) fault(place, 'must all give percent, or all days');
  for (const { place: it, kind } of strangers) {
    fault(it, 'must give the same as the other tiers');
    fault(key(it, kind), 'must be what the other tiers give');
  }
}

function draftList<Bound>(place: Place, reader: (place: Place) => Draft<Bound>): Draft<Bound>[] | undefined {
  const drafts = list(place, reader);
  return drafts && Array.isArray(place.value) && place.value.length === 0 ? fault(place, 'must not be empty') : drafts;
}

interface TierOrder<Bound> {
  boundKey: (bound: Bound) => string;
  sameBound: (a: Bound, b: Bound) => boolean;
  /** Whether the first stands for a worse service than the second. */
  isWorse: (a: Bound, b: Bound) => boolean;
}

/** Notes a bound that is there twice, and a worse service that gives less. */
function rejectTiers<Bound>(drafts: readonly Draft<Bound>[], { boundKey, sameBound, isWorse }: TierOrder<Bound>): void {
  for (const [index, { place, bound, remedy: given }] of drafts.entries()) {
    if (!bound) continue;
    if (drafts.slice(0, index).some((other) => other.bound && sameBound(bound, other.bound))) {
      fault(key(place, boundKey(bound)), 'is the bound of an earlier tier');
    }
    const isLess = (other: Remedy) => given?.kind === other.kind && isBelow(given.amount, other.amount);
    if (given && drafts.some((it) => it.bound && it.remedy && isWorse(bound, it.bound) && isLess(it.remedy))) {
      fault(key(place, given.kind), 'must not be less than what a better service gives');
    }
  }
}

function uptimeTier(place: Place, unit: Remedy['kind']): Draft<UptimeBound> {
  if (!object(place, [...BOUNDS, unit])) return { place, bound: undefined, remedy: undefined };
  const kind = oneKey(place, BOUNDS);
  const bound = kind && percentage(key(place, kind));
  const amount = notNegative(key(place, unit));
  return { place, bound: kind && bound && { kind, bound }, remedy: amount && { kind: unit, amount } };
}

function downtimeTier(place: Place): Draft<DowntimeBound> {
  if (!object(place, ['fromSeconds', ...REMEDIES])) return { place, bound: undefined, remedy: undefined };
  const fromSeconds = whole(key(place, 'fromSeconds'), 0);
  return { place, bound: fromSeconds === undefined ? undefined : { fromSeconds }, remedy: remedy(place) };
}

/** Reads the `percent` or the `days` that something gives. */
export function remedy(place: Place): Remedy | undefined {
  const kind = oneKey(place, REMEDIES);
  const amount: Rational | undefined = kind && notNegative(key(place, kind));
  return kind && amount && { kind, amount };
}

/** Notes what is at fault in the tiers of no known rule: whatever they have must be fit for some rule. */
export function tierParts(place: Place): void {
  list(place, (it) => {
    if (!object(it, [...BOUNDS, 'fromSeconds', ...REMEDIES])) return;
    for (const name of BOUNDS) optional(key(it, name), percentage, null);
    for (const name of REMEDIES) optional(key(it, name), notNegative, null);
    optional(key(it, 'fromSeconds'), (seconds) => whole(seconds, 0), null);
  });
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
