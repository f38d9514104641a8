import type { Document } from '../bson/types.js';
import type { Index } from '../indexes/definition.js';
import { EVERYTHING, type Interval, intersect } from './intervals.js';
import type { Conditions, Predicate } from './predicates.js';
import { type IndexScan, isBounded, scanOf } from './scan.js';
import { isComplete } from './usable.js';

/** The order that is asked for. */
export type SortSpec = readonly { path: string; direction: 1 | -1 }[];

/** An index that could answer a query. */
export interface Candidate {
  scan: IndexScan;
  /** Whether the rows come in the order that is asked for. */
  sorted: boolean;
  /** Whether the bounds say everything that the filter says. */
  exact: boolean;
}

/** All ways to answer conditions by one index. `isArm`: one of several whose results are merged by the whole sort. */
export function candidatesOf(
  indexes: readonly Index[],
  conditions: Conditions,
  filter: Document,
  sort: SortSpec,
  { isArm = false, forced = false, orderUsable = true } = {},
): Candidate[] {
  const found: Candidate[] = [];
  for (const index of indexes) {
    if (!forced && (!index.ready || index.hidden || index.fold || !isComplete(index, conditions, filter))) continue;
    const bounds = boundsOf(index, conditions);
    const order = orderUsable && sort.length > 0 ? orderOf(index, bounds.intervals, sort, isArm) : undefined;
    if (!forced && !order && !isBounded(bounds.intervals[0])) continue;
    const scan = scanOf(index, bounds.intervals, order?.shared ?? 0, order?.reverse ?? false);
    const isWhole = bounds.used.size === conditions.predicates.length && scan.bounded >= bounds.last;
    const exact =
      conditions.complete &&
      conditions.ors.length === 0 &&
      isWhole &&
      !index.truncated &&
      !index.multikey.includes(true);
    found.push({ scan, sorted: order !== undefined, exact });
  }
  return found;
}

interface Bounds {
  intervals: (readonly Interval[])[];
  used: Set<Predicate>;
  /** How many leading fields the used predicates reach over. */
  last: number;
}

/**
 * What bounds each field of an index. Where a field was ever an array, each of its predicates may be about another
 * element, so only one of them bounds it, and only one such field is bounded, unless they are about one element.
 */
function boundsOf(index: Index, { predicates }: Conditions): Bounds {
  const used = new Set<Predicate>();
  const intervals: (readonly Interval[])[] = [];
  let group: number | null | undefined;
  let last = 0;
  index.fields.forEach(({ path }, at) => {
    let usable = predicates.filter((predicate) => predicate.path === path);
    if (index.multikey[at] && usable.length > 0) {
      usable =
        group === undefined ? combinable(usable) : usable.filter((one) => one.group !== null && one.group === group);
      if (usable.length > 0) group = usable[0]?.group ?? null;
    }
    let found: readonly Interval[] = [EVERYTHING];
    for (const predicate of usable) {
      found = found[0] === EVERYTHING ? predicate.intervals : intersect(found, predicate.intervals);
      used.add(predicate);
    }
    if (usable.length > 0) last = at + 1;
    intervals.push(found);
  });
  return { intervals, used, last };
}

/** Predicates that are about the same element: the most selective one alone, or a group of `$elemMatch`. */
function combinable(predicates: readonly Predicate[]): Predicate[] {
  const grouped = predicates.find((predicate) => predicate.group !== null);
  if (grouped) return predicates.filter((predicate) => predicate.group === grouped.group);
  const weight = ({ intervals }: Predicate) =>
    intervals.every((interval) => interval.point) ? intervals.length : 1_000_000;
  const [best] = [...predicates].sort((a, b) => weight(a) - weight(b));
  return best ? [best] : [];
}

/** How an index gives an order, if it does: how many leading points make streams of their own, and in which direction. */
function orderOf(
  index: Index,
  bounds: readonly (readonly Interval[])[],
  sort: SortSpec,
  isArm: boolean,
): { shared: number; reverse: boolean } | undefined {
  if (index.truncated) return undefined;
  const isFixed = (at: number) => {
    const intervals = bounds[at];
    return isBounded(intervals) && intervals.length === 1 && intervals[0]?.point === true && !index.multikey[at];
  };
  const fixed = new Set(isArm ? [] : index.fields.filter((_, at) => isFixed(at)).map((field) => field.path));
  const wanted = sort.filter(({ path }) => !fixed.has(path));
  for (let shared = 0; shared <= index.fields.length; shared++) {
    const reverse = matches(index, shared, wanted, fixed);
    if (reverse !== undefined) return { shared: isAllFixed(shared, isFixed) ? 0 : shared, reverse };
    // Only points can be passed over.
    if (!isBounded(bounds[shared]) || !bounds[shared]?.every((interval) => interval.point)) return undefined;
  }
  return undefined;
}

const isAllFixed = (count: number, isFixed: (at: number) => boolean): boolean =>
  Array.from({ length: count }, (_, at) => at).every(isFixed);

/** Whether the fields from `start` on are in the wanted order (false) or its reverse (true). */
function matches(index: Index, start: number, wanted: SortSpec, fixed: ReadonlySet<string>): boolean | undefined {
  let reverse: boolean | undefined;
  let at = start;
  for (const { path, direction } of wanted) {
    while (at < index.fields.length && index.fields[at]?.path !== path && fixed.has(index.fields[at]?.path ?? '')) at++;
    const field = index.fields[at];
    if (!field || field.path !== path || index.multikey[at]) return undefined;
    const isReverse = field.direction !== direction;
    if (reverse !== undefined && reverse !== isReverse) return undefined;
    reverse = isReverse;
    at++;
  }
  return reverse ?? false;
}
