import { decodeDocument } from '../bson.js';
import type { Index } from '../indexes/definition.js';
import { entryRange, keysOf, readEntry } from '../indexes/entries.js';
import type { Pace } from '../turns.js';
import type { Collection } from './catalog.js';
import type { Environment } from './environment.js';
import { entriesOf } from './range.js';
import { scanRecords } from './records.js';

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

/** Holds every index of a collection against its documents: what a rebuild would make is what there must be. */
export async function inspect(environment: Environment, collection: Collection, pace: Pace): Promise<Inspection> {
  const result: Inspection = { documents: 0, damaged: 0, keys: new Map(), faults: [] };
  const blame = (index: string | null, text: string): void => {
    if (result.faults.length < MOST_FAULTS) result.faults.push({ index, text });
  };
  const expected = await expectedEntries(environment, collection, pace, result, blame);
  for (const index of collection.indexes) {
    if (!index.ready) continue;
    const wanted = expected.get(index) ?? new Set<string>();
    let count = 0;
    for (const { key, value } of entriesOf(
      environment.entries,
      entryRange(index, Buffer.alloc(0), Buffer.from([0xff])),
    )) {
      const entry = readEntry(index, key, value);
      count++;
      if (!wanted.delete(entryText(entry.key, entry.record))) {
        blame(index.name, `The index ${index.name} has a key for record ${entry.record} that its document has not`);
      }
      if (count % 64 === 0 && pace.isOver()) await pace.rest();
    }
    for (const missing of wanted)
      blame(index.name, `The index ${index.name} lacks a key of record ${missing.split(' ')[0]}`);
    result.keys.set(index.name, count);
  }
  if (result.documents !== collection.documents) {
    blame(null, `There are ${result.documents} documents, and ${collection.documents} were counted`);
  }
  return result;
}

const entryText = (key: Buffer, record: number): string => `${record} ${key.toString('latin1')}`;

async function expectedEntries(
  environment: Environment,
  collection: Collection,
  pace: Pace,
  result: Inspection,
  blame: (index: string | null, text: string) => void,
): Promise<Map<Index, Set<string>>> {
  const expected = new Map<Index, Set<string>>(collection.indexes.map((index) => [index, new Set()]));
  for (const { record, bytes } of scanRecords(environment.documents, collection.id)) {
    result.documents++;
    try {
      const document = decodeDocument(bytes);
      for (const [index, entries] of expected) {
        for (const key of keysOf(index, document).keys) entries.add(entryText(key.bytes, record));
      }
    } catch (error) {
      result.damaged++;
      blame(null, `Record ${record} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (result.documents % 64 === 0 && pace.isOver()) await pace.rest();
  }
  return expected;
}
