import type { Document } from '../bson/types.js';
import { fail } from '../errors.js';
import type { Index } from '../indexes/definition.js';
import { keyOfValue } from '../indexes/encode.js';
import { type Collection, isClustered } from '../storage/catalog.js';
import type { Table } from '../storage/environment.js';
import { type Candidate, candidatesOf, type SortSpec } from './candidates.js';
import { type Conditions, conditionsOf } from './predicates.js';
import { type IndexScan, isBounded } from './scan.js';

/** How the rows of a query are found. */
export type Access =
  | { kind: 'nothing' }
  | { kind: 'collection'; reverse: boolean }
  | { kind: 'id'; key: Buffer }
  | { kind: 'indexes'; scans: IndexScan[] };

/** A way to answer a query. The filter is checked on every row unless it is `exact`. */
export interface Plan {
  access: Access;
  /** Whether rows come in the order that was asked for. */
  sorted: boolean;
  exact: boolean;
}

export interface Query {
  filter: Document;
  sort: SortSpec;
  /** How many rows are wanted at most, skipped ones included; 0 for all. */
  limit: number;
  hint: Index | 'natural' | null;
  /** 1 or −1 where the order of insertion was asked for by `$natural`. */
  natural: 1 | -1 | 0;
  hasCollation: boolean;
}

/** Decides how a query is answered. */
export function planQuery(collection: Collection, entries: Table, query: Query): Plan {
  const { filter, sort } = query;
  const sortedAlready = sort.length === 0;
  const clustered = isClustered(collection) && (query.natural !== 0 || query.hint === 'natural');
  if (clustered) return inClusterOrder(collection, entries, query);
  if (query.natural !== 0 || query.hint === 'natural') {
    return { access: { kind: 'collection', reverse: query.natural < 0 }, sorted: sortedAlready, exact: false };
  }
  const id = query.hint === null && !query.hasCollation ? idOf(filter) : undefined;
  if (id) return { access: { kind: 'id', key: id }, sorted: true, exact: Object.keys(filter).length === 1 };
  const conditions = conditionsOf(filter, query.hasCollation);
  if (conditions.predicates.some((predicate) => predicate.intervals.length === 0)) {
    return { access: { kind: 'nothing' }, sorted: true, exact: true };
  }
  const plan = byIndex(collection, entries, query, conditions) ?? byArms(collection, entries, query, conditions);
  if (plan) return plan;
  if (isClustered(collection)) return inClusterOrder(collection, entries, query);
  return {
    access: { kind: 'collection', reverse: false },
    sorted: sortedAlready,
    exact: Object.keys(filter).length === 0,
  };
}

/** A clustered collection is gone through by its `_id`. */
function inClusterOrder(collection: Collection, entries: Table, query: Query): Plan {
  const direction = query.natural < 0 ? -1 : 1;
  const byId: Query = {
    ...query,
    filter: {},
    sort: [{ path: '_id', direction }],
    limit: 0,
    hint: collection.indexes[0] ?? null,
    natural: 0,
  };
  const plan = byIndex(collection, entries, byId, conditionsOf({}, query.hasCollation));
  if (!plan) return { access: { kind: 'nothing' }, sorted: true, exact: true };
  return { ...plan, sorted: query.sort.length === 0, exact: Object.keys(query.filter).length === 0 };
}

/** The key of the one `_id` that a filter asks for. */
function idOf(filter: Document): Buffer | undefined {
  if (!Object.hasOwn(filter, '_id')) return undefined;
  const [found, ...others] = conditionsOf({ _id: filter._id }).predicates;
  if (!found?.exact || others.length > 0 || found.intervals.length !== 1) return undefined;
  const [interval] = found.intervals;
  return interval?.point ? interval.low.key : undefined;
}

/** How many keys are looked at to compare indexes. */
const SAMPLE = 200;
/** How many at most where more rows than that are wanted in an order. */
const LARGE_SAMPLE = 1_000;

/** How many keys a scan has, if they are fewer than `most`. */
function estimate(entries: Table, scan: IndexScan, most: number): number {
  let count = 0;
  for (const range of scan.streams.flatMap((stream) => stream.ranges)) {
    if (count >= most) break;
    const keys = entries.getKeys({ start: range.low, end: range.high, limit: most - count });
    for (const _ of keys) count++;
  }
  return count;
}

const hasBounds = ({ scan }: Candidate): boolean => isBounded(scan.bounds[0]);

function byIndex(collection: Collection, entries: Table, query: Query, conditions: Conditions): Plan | undefined {
  const options = { forced: query.hint !== null, orderUsable: !query.hasCollation };
  const indexes = query.hint && query.hint !== 'natural' ? [query.hint] : collection.indexes;
  const candidates = candidatesOf(indexes, conditions, query.filter, query.sort, options);
  // Arms may be found by an index each; a single index that bounds nothing is no better than the collection.
  const isUnbound = !candidates.some(hasBounds);
  if (isUnbound && query.hint === null && conditions.ors.length > 0) {
    const arms = byArms(collection, entries, query, conditions);
    if (arms && (arms.sorted || query.limit === 0)) return arms;
  }
  const best = choose(candidates, entries, query);
  if (!best) return undefined;
  return {
    access: { kind: 'indexes', scans: [best.scan] },
    sorted: best.sorted || query.sort.length === 0,
    exact: best.exact,
  };
}

/** The candidate that has the least to examine, as far as a look at some keys tells. */
function choose(candidates: readonly Candidate[], entries: Table, query: Query): Candidate | undefined {
  const [only, second] = candidates;
  if (!second) return only;
  const rated = candidates.map((candidate) => ({ candidate, cost: estimate(entries, candidate.scan, SAMPLE) }));
  rated.sort(
    (a, b) =>
      a.cost - b.cost || b.candidate.scan.bounded - a.candidate.scan.bounded || spare(a.candidate) - spare(b.candidate),
  );
  const [least] = rated;
  if (query.sort.length === 0 || !least) return least?.candidate;
  const [sorted] = rated.filter(({ candidate }) => candidate.sorted);
  if (!sorted || (least.cost < SAMPLE && least.cost < sorted.cost)) return least.candidate;
  const few = fewerThanWanted(candidates, sorted.candidate, entries, query.limit);
  if (few) return few;
  const isWorthIt = query.limit > 0 || hasBounds(sorted.candidate) || !hasBounds(least.candidate);
  return isWorthIt ? sorted.candidate : least.candidate;
}

/**
 * The candidate whose keys end before the rows that are wanted could be found: going through the order would look at all
 * that it has, and find no more than those. To look at so many keys costs less than either.
 */
function fewerThanWanted(
  candidates: readonly Candidate[],
  sorted: Candidate,
  entries: Table,
  limit: number,
): Candidate | undefined {
  const most = Math.min(limit, LARGE_SAMPLE);
  if (most <= SAMPLE) return undefined;
  const [least] = candidates
    .filter((candidate) => candidate !== sorted && hasBounds(candidate))
    .map((candidate) => ({ candidate, cost: estimate(entries, candidate.scan, most) }))
    .sort((a, b) => a.cost - b.cost);
  return least && least.cost < estimate(entries, sorted.scan, most) ? least.candidate : undefined;
}

/** Fields of an index that bound nothing. */
const spare = ({ scan }: Candidate): number => scan.index.fields.length - scan.bounded;

/** A plan with an index for each arm of an `$or`. */
function byArms(collection: Collection, entries: Table, query: Query, conditions: Conditions): Plan | undefined {
  if (query.hint !== null) return undefined;
  for (const arms of conditions.ors) {
    const chosen = arms.map((arm) => bestOfArm(collection, entries, query, conditions, arm));
    const found = chosen.filter((candidate) => candidate !== undefined);
    if (found.length === 0 || found.length < chosen.length) continue;
    const reverse = found[0]?.scan.reverse;
    const sorted = found.every((candidate) => candidate.sorted && candidate.scan.reverse === reverse);
    return {
      access: { kind: 'indexes', scans: found.map((candidate) => candidate.scan) },
      sorted: sorted || query.sort.length === 0,
      exact: false,
    };
  }
  return undefined;
}

function bestOfArm(
  collection: Collection,
  entries: Table,
  query: Query,
  outer: Conditions,
  arm: Document,
): Candidate | undefined {
  const own = conditionsOf(arm, query.hasCollation);
  const both: Conditions = {
    predicates: [...own.predicates, ...outer.predicates],
    ors: own.ors,
    complete: false,
  };
  const options = { isArm: true, orderUsable: !query.hasCollation };
  const all = candidatesOf(collection.indexes, both, { $and: [arm, query.filter] }, query.sort, options).filter(
    hasBounds,
  );
  const sorted = all.filter((candidate) => candidate.sorted);
  return choose(query.limit > 0 && sorted.length > 0 ? sorted : all, entries, query);
}

/** The index that a hint names, by name or by key pattern. */
export function hintedIndex(collection: Collection | undefined, hint: unknown): Query['hint'] {
  if (hint === undefined || hint === null || hint === '') return null;
  if (typeof hint === 'string') {
    if (!collection) return null;
    return hinted(collection.indexes.find(({ name, ready }) => name === hint && ready));
  }
  if (typeof hint !== 'object') return fail('FailedToParse', 'Hint must be a string or an object');
  const names = Object.keys(hint);
  if (names.length === 0) return null;
  if (names.includes('$natural')) return 'natural';
  if (!collection) return null;
  const pattern = (key: unknown) => keyOfValue(key).toString('latin1');
  return hinted(collection.indexes.find((index) => index.ready && pattern(index.shown.key) === pattern(hint)));
}

/** An index whose texts are folded cannot answer; the collection does. */
function hinted(index: Index | undefined): Query['hint'] {
  if (!index) return refuseHint();
  return index.fold ? 'natural' : index;
}

const refuseHint = (): never =>
  fail(
    'BadValue',
    'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
  );
