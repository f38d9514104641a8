import { ABOVE, MARK } from '../indexes/encode.js';

// Where the keys of a field may lie. A cut is a place between keys: before a whole key, or after all that begin with some
// bytes. (Only whole keys have a "before": a key that goes on with 00 lies, turned round, after what it goes on from.)

export interface Cut {
  key: Buffer;
  after: boolean;
}

/** The keys between two cuts. */
export interface Interval {
  low: Cut;
  high: Cut;
  /** All of its keys are equal. */
  point: boolean;
}

export const pointAt = (key: Buffer): Interval => ({
  low: { key, after: false },
  high: { key, after: true },
  point: true,
});

/** The keys of a type, or from one type to another. No key begins with the byte before or after a type's mark. */
export const marksBetween = (first: number, last: number): Interval => ({
  low: beforeMark(first),
  high: afterMark(last),
  point: false,
});

export const beforeMark = (mark: number): Cut => ({ key: Buffer.from([mark - 1]), after: true });
export const afterMark = (mark: number): Cut => ({ key: Buffer.from([mark + 1]), after: false });

/** Every key. */
export const EVERYTHING: Interval = marksBetween(MARK.minKey, MARK.maxKey);

const END = Buffer.from([ABOVE]);

/** A cut as bytes: keys before it are below these bytes, the others are not. */
export function cutBytes({ key, after }: Cut, direction: number): Buffer {
  if (direction > 0) return after ? Buffer.concat([key, END]) : key;
  const turned = Buffer.from(key.map((byte) => ~byte));
  return after ? turned : Buffer.concat([turned, END]);
}

export const compareCuts = (a: Cut, b: Cut): number => Buffer.compare(cutBytes(a, 1), cutBytes(b, 1));

const isEmpty = (interval: Interval): boolean => compareCuts(interval.low, interval.high) >= 0;

/** What lies in both of two lists. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  for (const one of a) {
    for (const other of b) {
      const low = compareCuts(one.low, other.low) >= 0 ? one.low : other.low;
      const high = compareCuts(one.high, other.high) <= 0 ? one.high : other.high;
      const common: Interval = { low, high, point: one.point || other.point };
      if (!isEmpty(common)) both.push(common);
    }
  }
  return united(both);
}

/** A list in order, with what touches or overlaps made one. */
export function united(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals
    .filter((interval) => !isEmpty(interval))
    .sort((a, b) => compareCuts(a.low, b.low) || compareCuts(a.high, b.high));
  const result: Interval[] = [];
  for (const interval of sorted) {
    const last = result.at(-1);
    if (!last || compareCuts(interval.low, last.high) >= 0) result.push({ ...interval });
    else if (compareCuts(interval.high, last.high) > 0) {
      last.high = interval.high;
      last.point = false;
    }
  }
  return result;
}

/** Whether everything of one list lies in the other. */
export function isWithin(inner: readonly Interval[], outer: readonly Interval[]): boolean {
  return inner.every((one) =>
    outer.some((other) => compareCuts(other.low, one.low) <= 0 && compareCuts(one.high, other.high) <= 0),
  );
}
