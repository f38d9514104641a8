import { holderOf, readEntry } from '../indexes/entries.js';
import type { Filter } from '../language/match.js';
import type { Collection } from '../storage/catalog.js';
import type { Environment } from '../storage/environment.js';
import { entriesOf } from '../storage/range.js';
import { readRecord, scanRecords } from '../storage/records.js';
import { merged } from './merge.js';
import type { Access, Plan } from './plan.js';
import { Row, type Rows } from './row.js';
import { type IndexScan, isBounded, type Stream } from './scan.js';

/** What a plan looked at. */
export interface Examined {
  keys: number;
  documents: number;
}

/** After how many entries a search lets others have their turn. */
const PAUSE_EVERY = 64;

/** Carries out a plan: the rows that fulfil the filter, in the order of the plan. */
export function* rowsOf(
  environment: Environment,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  examined: Examined,
): Rows {
  for (const row of foundBy(environment, collection, plan.access, examined)) {
    if (row === null) yield null;
    else if (plan.exact || filter.matches(row.document)) yield row;
    else if (examined.documents % PAUSE_EVERY === 0) yield null;
  }
}

function* foundBy(environment: Environment, collection: Collection, access: Access, examined: Examined): Rows {
  if (collection.dropped) return;
  switch (access.kind) {
    case 'nothing':
      return;
    case 'collection':
      for (const { record, bytes } of scanRecords(environment.documents, collection.id, access.reverse)) {
        examined.documents++;
        yield new Row(record, bytes);
        if (collection.dropped) return;
      }
      return;
    case 'id': {
      const [index] = collection.indexes;
      const record = index && holderOf(environment.entries, index, access.key);
      if (record === undefined) return;
      examined.keys++;
      yield* fetch(environment, collection, record, examined);
      return;
    }
    case 'indexes':
      for (const record of recordsOf(environment, access.scans, examined)) {
        if (record === null) yield null;
        else yield* fetch(environment, collection, record, examined);
        if (collection.dropped) return;
      }
  }
}

function* fetch(environment: Environment, collection: Collection, record: number, examined: Examined): Rows {
  const bytes = readRecord(environment.documents, collection.id, record);
  // It may have gone since the entry was read.
  if (!bytes) return;
  examined.documents++;
  yield new Row(record, bytes);
}

interface Found {
  record: number;
  /** What follows the common prefix of the stream: what streams are merged by. */
  order: Buffer;
}

/** The records that scans find, each once. */
export function* recordsOf(
  environment: Environment,
  scans: readonly IndexScan[],
  examined: Examined,
): Generator<number | null, void, undefined> {
  const streams = scans.flatMap((scan) => scan.streams.map((stream) => found(environment, scan, stream, examined)));
  const [only] = streams;
  const isMerged = streams.length > 1;
  const sign = scans[0]?.reverse ? -1 : 1;
  const entries = isMerged ? merged(streams, (a, b) => sign * Buffer.compare(a.order, b.order)) : (only ?? []);
  const seen = isMerged || scans.some(({ index }) => index.multikey.includes(true)) ? new Set<number>() : null;
  for (const entry of entries) {
    if (entry === null) yield null;
    else if (!seen?.has(entry.record)) {
      seen?.add(entry.record);
      yield entry.record;
    }
  }
}

function* found(
  environment: Environment,
  { index, reverse }: IndexScan,
  stream: Stream,
  examined: Examined,
): Generator<Found | null, void, undefined> {
  const ranges = reverse ? [...stream.ranges].reverse() : stream.ranges;
  for (const range of ranges) {
    for (const { key, value } of entriesOf(environment.entries, range, reverse)) {
      examined.keys++;
      const entry = readEntry(index, key, value);
      yield { record: entry.record, order: entry.key.subarray(stream.prefix) };
      if (examined.keys % PAUSE_EVERY === 0) yield null;
    }
  }
}

/** Whether the keys of a plan alone say how many documents there are. */
export function isCountable(plan: Plan): plan is Plan & { access: { kind: 'indexes'; scans: [IndexScan] } } {
  if (!plan.exact || plan.access.kind !== 'indexes' || plan.access.scans.length !== 1) return false;
  return plan.access.scans.every((scan) => isBounded(scan.bounds[0]));
}
