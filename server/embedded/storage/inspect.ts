import { decodeDocument } from '../bson.js';
import type { Index } from '../indexes/definition.js';
import { entryRange, hasEntry, keysOf, readEntry } from '../indexes/entries.js';
import type { Pace } from '../turns.js';
import type { Collection } from './catalog.js';
import type { Environment, Snapshot } from './environment.js';
import { entriesOf } from './range.js';
import { readRecord, scanRecords } from './records.js';

/** What is wrong with an index (or with the collection itself, `index` null). */
export interface Fault {
  index: string | null;
  text: string;
}

export interface Inspection {
  documents: number;
  damaged: number;
  /** How many keys each index has. */
  keys: Map<string, number>;
  faults: Fault[];
}

/** The most faults that are named. */
const MOST_FAULTS = 100;
const REST_EVERY = 64;

/** One inspection on its way. */
interface Course {
  environment: Environment;
  collection: Collection;
  snapshot: Snapshot;
  pace: Pace;
  result: Inspection;
  blame(index: string | null, text: string): void;
}

/**
 * Holds every index of a collection against its documents, at one moment, in little memory: each key that a rebuild would
 * make is there, and there are no more keys than that.
 */
export async function inspect(environment: Environment, collection: Collection, pace: Pace): Promise<Inspection> {
  const result: Inspection = { documents: 0, damaged: 0, keys: new Map(), faults: [] };
  const indexes = collection.indexes.filter((index) => index.ready);
  const counted = collection.documents;
  const course: Course = {
    ...{ environment, collection, pace, result },
    snapshot: environment.snapshot(),
    blame(index, text) {
      if (result.faults.length < MOST_FAULTS) result.faults.push({ index, text });
    },
  };
  try {
    const wanted = await lookForKeys(course, indexes);
    for (const index of indexes) await lookForMore(course, index, wanted.get(index) ?? 0);
  } finally {
    course.snapshot.done();
  }
  if (result.documents !== counted) {
    course.blame(null, `There are ${result.documents} documents, and ${counted} were counted`);
  }
  return result;
}

/** Looks for every key of every document; answers how many there must be in each index. */
async function lookForKeys(course: Course, indexes: readonly Index[]): Promise<Map<Index, number>> {
  const { environment, collection, snapshot, result, blame, pace } = course;
  const wanted = new Map<Index, number>(indexes.map((index) => [index, 0]));
  for (const { record, bytes } of scanRecords(environment.documents, collection.id, false, 0, snapshot)) {
    result.documents++;
    try {
      const document = decodeDocument(bytes);
      for (const index of indexes) {
        const { keys } = keysOf(index, document);
        wanted.set(index, (wanted.get(index) ?? 0) + keys.length);
        for (const key of keys) {
          if (!hasEntry(environment.entries, index, key.bytes, record, snapshot))
            blame(index.name, `The index ${index.name} lacks a key of record ${record}`);
        }
      }
    } catch (error) {
      result.damaged++;
      blame(null, `Record ${record} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (result.documents % REST_EVERY === 0 && pace.isOver()) await pace.rest();
  }
  return wanted;
}

/** Counts the keys of an index; where there are more than there must be, says which. */
async function lookForMore(course: Course, index: Index, wanted: number): Promise<void> {
  const { environment, snapshot, result, blame, pace } = course;
  const range = entryRange(index, Buffer.alloc(0), Buffer.from([0xff]));
  const each = async (visit: (entry: { key: Buffer; record: number }) => void): Promise<number> => {
    let count = 0;
    for (const { key, value } of entriesOf(environment.entries, range, false, snapshot)) {
      visit(readEntry(index, key, value));
      if (++count % REST_EVERY === 0 && pace.isOver()) await pace.rest();
    }
    return count;
  };
  const count = await each(() => undefined);
  result.keys.set(index.name, count);
  if (count === wanted) return;
  await each(({ key, record }) => {
    if (!hasKey(course, index, key, record))
      blame(index.name, `The index ${index.name} has a key for record ${record} that its document has not`);
  });
}

function hasKey({ environment, collection, snapshot }: Course, index: Index, key: Buffer, record: number): boolean {
  const bytes = readRecord(environment.documents, collection.id, record, snapshot);
  return bytes !== undefined && keysOf(index, decodeDocument(bytes)).keys.some((own) => own.bytes.equals(key));
}
