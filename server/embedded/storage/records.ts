import { seal, unseal } from './checksum.js';
import type { Snapshot, Table } from './environment.js';
import { entriesOf, type KeyRange } from './range.js';

const COLLECTION_BYTES = 4;
const RECORD_BYTES = 6;

/** A document as it lies in the store. Records are numbered in the order of their insertion. */
export interface StoredRecord {
  record: number;
  bytes: Buffer;
}

function recordKey(collection: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(COLLECTION_BYTES + RECORD_BYTES);
  key.writeUInt32BE(collection);
  key.writeUIntBE(record, COLLECTION_BYTES, RECORD_BYTES);
  return key;
}

/** All records of a collection. */
export const recordRange = (collection: number): KeyRange => ({
  low: recordKey(collection, 0),
  high: recordKey(collection + 1, 0),
});

/** The bytes of a record. */
export function readRecord(table: Table, collection: number, record: number, snapshot?: Snapshot): Buffer | undefined {
  const key = recordKey(collection, record);
  const value = snapshot ? table.get(key, { transaction: snapshot }) : table.getBinary(key);
  return value && unseal(key, value, 'document');
}

/** Writes the bytes of a record. */
export function writeRecord(table: Table, collection: number, record: number, bytes: Buffer): void {
  const key = recordKey(collection, record);
  table.putSync(key, seal(key, bytes));
}

/** Removes a record. */
export function removeRecord(table: Table, collection: number, record: number): void {
  table.removeSync(recordKey(collection, record));
}

/** All records of a collection in the order of their insertion, or backwards, from a record on. */
export function* scanRecords(
  table: Table,
  collection: number,
  reverse = false,
  from = 0,
  snapshot?: Snapshot,
): Generator<StoredRecord, void, undefined> {
  const range = recordRange(collection);
  if (from > 0) range.low = recordKey(collection, from);
  for (const { key, value } of entriesOf(table, range, reverse, snapshot)) {
    yield { record: key.readUIntBE(COLLECTION_BYTES, RECORD_BYTES), bytes: unseal(key, value, 'document') };
  }
}

/** The number of the last record, 0 if there is none. */
export function lastRecord(table: Table, collection: number): number {
  for (const { record } of scanRecords(table, collection, true)) return record;
  return 0;
}
