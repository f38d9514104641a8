import type { Snapshot, Table } from './environment.js';

/** A stretch of keys: from `low` on, up to and without `high`. */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

export interface Entry {
  key: Buffer;
  value: Buffer;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 512;

/**
 * Goes through a range in chunks and holds no transaction between them, so that a slow reader keeps no pages from being
 * used again, and a writer may change what it walks over. Later chunks see later writes, as MongoDB's yielding reads do,
 * unless a snapshot is given.
 */
export function* entriesOf(
  table: Table,
  range: KeyRange,
  reverse = false,
  snapshot?: Snapshot,
): Generator<Entry, void, undefined> {
  let from = reverse ? range.high : range.low;
  const to = reverse ? range.low : range.high;
  let started = false;
  // Each chunk is as large as what was read before it: never more than twice what is wanted is read.
  for (let size = FIRST_CHUNK, read = 0; ; size = Math.min(read, LARGEST_CHUNK)) {
    // Backwards, the high end is where it starts and is excluded by itself; `end` then is the low end and belongs to it.
    const options = {
      start: from,
      end: to,
      reverse,
      limit: size,
      exclusiveStart: started || reverse,
      inclusiveEnd: reverse,
      ...(snapshot && { transaction: snapshot }),
    };
    const chunk: Entry[] = [...table.getRange(options)];
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < size) return;
    from = last.key;
    read += size;
    started = true;
  }
}

/** How many keys there are in a range, counted up to a limit. */
export function countRange(table: Table, range: KeyRange, limit: number = Number.MAX_SAFE_INTEGER): number {
  return table.getKeysCount({ start: range.low, end: range.high, ...(limit < Number.MAX_SAFE_INTEGER && { limit }) });
}
