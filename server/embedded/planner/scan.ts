import type { Document } from '../bson/types.js';
import type { Index } from '../indexes/definition.js';
import { entryRange, ORDERED_BYTES } from '../indexes/entries.js';
import type { KeyRange } from '../storage/range.js';
import { cutBytes, EVERYTHING, type Interval } from './intervals.js';

/** The most combinations of points that are scanned one by one. */
const MOST_PREFIXES = 500;

/** Ranges of an index whose keys all begin with the same bytes; within a stream the keys are in order. */
export interface Stream {
  /** The length of what all keys of the stream have in common, without the index's number. */
  prefix: number;
  ranges: KeyRange[];
}

/** Which parts of an index are read, and how. */
export interface IndexScan {
  index: Index;
  /** The intervals of each field, in the order of the index, as far as they bound the scan. */
  bounds: readonly (readonly Interval[])[];
  /** How many fields bound the scan. */
  bounded: number;
  /** More than one stream only where their keys have to be merged by what follows the prefix. */
  streams: Stream[];
  reverse: boolean;
  /** The keys between which it was asked to look, where that is what bounds it. */
  ends?: { min: Document | undefined; max: Document | undefined };
}

/** Whether a list of intervals bounds anything. */
export const isBounded = (intervals: readonly Interval[] | undefined): intervals is readonly Interval[] =>
  intervals !== undefined && !(intervals.length === 1 && intervals[0] === EVERYTHING);

/**
 * The scan of an index within bounds. `shared` is how many leading fields (all points) make streams of their own, so that
 * each stream is in the order of the fields that follow.
 */
export function scanOf(
  index: Index,
  bounds: readonly (readonly Interval[])[],
  shared: number,
  reverse: boolean,
): IndexScan {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let bounded = 0;
  let streams: Stream[] | undefined;
  for (let at = 0; at < index.fields.length; at++) {
    if (at === shared && shared > 0) streams = prefixes.map((prefix) => ({ prefix: prefix.length, ranges: [] }));
    const intervals = bounds[at];
    if (!isBounded(intervals)) break;
    const direction = index.fields[at]?.direction ?? 1;
    bounded = at + 1;
    const ordered = direction > 0 ? intervals : [...intervals].reverse();
    const isPoints =
      intervals.every((interval) => interval.point) && intervals.length * prefixes.length <= MOST_PREFIXES;
    if (!isPoints) {
      return {
        index,
        bounds,
        bounded,
        reverse,
        streams: collect(
          streams,
          prefixes.flatMap((prefix) => ordered.map((interval) => within(index, prefix, interval, direction))),
        ),
      };
    }
    prefixes = prefixes.flatMap((prefix) =>
      ordered.map((interval) => Buffer.concat([prefix, turned(interval.low.key, direction)])),
    );
  }
  if (shared > 0 && !streams) streams = prefixes.map((prefix) => ({ prefix: prefix.length, ranges: [] }));
  const ranges = prefixes.map((prefix) => rangeBetween(index, prefix, Buffer.concat([prefix, Buffer.from([0xff])])));
  return { index, bounds, bounded, reverse, streams: collect(streams, ranges) };
}

/** Puts ranges, which are in order, into the streams that they belong to: as many to each. */
function collect(streams: Stream[] | undefined, ranges: KeyRange[]): Stream[] {
  if (!streams) return [{ prefix: 0, ranges }];
  const each = ranges.length / streams.length;
  return streams.map((stream, at) => ({ prefix: stream.prefix, ranges: ranges.slice(at * each, (at + 1) * each) }));
}

const turned = (key: Buffer, direction: number): Buffer =>
  direction > 0 ? key : Buffer.from(key.map((byte) => ~byte));

function within(index: Index, prefix: Buffer, interval: Interval, direction: number): KeyRange {
  const [low, high] = direction > 0 ? [interval.low, interval.high] : [interval.high, interval.low];
  return rangeBetween(
    index,
    Buffer.concat([prefix, cutBytes(low, direction)]),
    Buffer.concat([prefix, cutBytes(high, direction)]),
  );
}

/** Keys beyond the length that is kept whole are only a beginning and a hash, so bounds are cut there too. */
function rangeBetween(index: Index, low: Buffer, high: Buffer): KeyRange {
  const lowest = low.length > ORDERED_BYTES ? low.subarray(0, ORDERED_BYTES) : low;
  const highest =
    high.length > ORDERED_BYTES ? Buffer.concat([high.subarray(0, ORDERED_BYTES), Buffer.from([0xff])]) : high;
  return entryRange(index, lowest, highest);
}
