import { createHash } from 'node:crypto';
import { type Document, isDocument, type Value } from '../bson/types.js';
import { seal, unseal } from '../storage/checksum.js';
import type { Snapshot, Table } from '../storage/environment.js';
import type { KeyRange } from '../storage/range.js';
import type { Index } from './definition.js';
import { KeyWriter } from './encode.js';
import { extract } from './extract.js';

// An entry of a unique index is (index, key) → record, of any other (index, key, record) → nothing.

/** The longest key that is kept whole, in bytes; LMDB takes 1978 with all that is around it. */
export const LONGEST_KEY = 1500;
const HASH_BYTES = 32;
const INDEX_BYTES = 4;
export const RECORD_BYTES = 6;

/** A key that a document has in an index, and the values that it was made of. */
export interface IndexKey {
  bytes: Buffer;
  values: Value[];
}

export interface IndexKeys {
  keys: IndexKey[];
  multikey: boolean[];
  truncated: boolean;
}

const writer = new KeyWriter();

/** The bytes of a tuple of values, cut to a beginning and a hash when they are too long. */
function keyOfTuple(index: Index, values: readonly Value[]): { bytes: Buffer; truncated: boolean } {
  writer.reset();
  const { fields, fold } = index;
  for (let at = 0; at < fields.length; at++) {
    writer.field(fold ? folded(values[at], fold) : values[at], fields[at]?.direction ?? 1);
  }
  const bytes = writer.bytes();
  if (bytes.length <= LONGEST_KEY) return { bytes, truncated: false };
  const hash = createHash('sha256').update(bytes).digest();
  return { bytes: Buffer.concat([bytes.subarray(0, LONGEST_KEY - HASH_BYTES), hash]), truncated: true };
}

/** A value with every text in it folded. */
function folded(value: Value, fold: (text: string) => string): Value {
  if (typeof value === 'string') return fold(value);
  if (Array.isArray(value)) return value.map((item: Value) => folded(item, fold));
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, folded(item, fold)]));
}

/** The most bytes of a key that can be relied upon for order. */
export const ORDERED_BYTES = LONGEST_KEY - HASH_BYTES;

/** All keys of a document in an index, each once; none if a partial or sparse index leaves it out. */
export function keysOf(index: Index, document: Document): IndexKeys {
  const none = { keys: [], multikey: [], truncated: false };
  if (index.partial && !index.partial.filter.matches(document)) return none;
  const { tuples, multikey } = extract(
    document,
    index.fields.map((field) => field.names),
    index.sparse,
  );
  let truncated = false;
  const keys: IndexKey[] = [];
  const seen = new Set<string>();
  for (const values of tuples) {
    const key = keyOfTuple(index, values);
    truncated ||= key.truncated;
    if (tuples.length > 1) {
      const text = key.bytes.toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    keys.push({ bytes: key.bytes, values });
  }
  return { keys, multikey, truncated };
}

const indexPrefix = (index: Index): Buffer => {
  const prefix = Buffer.allocUnsafe(INDEX_BYTES);
  prefix.writeUInt32BE(index.id);
  return prefix;
};

function entryKey(index: Index, key: Buffer, record: number): Buffer {
  const bytes = Buffer.allocUnsafe(INDEX_BYTES + key.length + (index.unique ? 0 : RECORD_BYTES));
  bytes.writeUInt32BE(index.id);
  bytes.set(key, INDEX_BYTES);
  if (!index.unique) bytes.writeUIntBE(record, INDEX_BYTES + key.length, RECORD_BYTES);
  return bytes;
}

const NOTHING = Buffer.alloc(0);

/** Writes the entry of a key. */
export function putEntry(table: Table, index: Index, key: Buffer, record: number): number {
  const bytes = entryKey(index, key, record);
  let value = NOTHING;
  if (index.unique) {
    value = Buffer.allocUnsafe(RECORD_BYTES);
    value.writeUIntBE(record, 0, RECORD_BYTES);
  }
  table.putSync(bytes, seal(bytes, value));
  return bytes.length;
}

/** Removes the entry of a key. */
export function removeEntry(table: Table, index: Index, key: Buffer, record: number): void {
  table.removeSync(entryKey(index, key, record));
}

/** The record that holds a key of a unique index. */
export function holderOf(table: Table, index: Index, key: Buffer): number | undefined {
  const bytes = entryKey(index, key, 0);
  const value = table.getBinary(bytes);
  return value && unseal(bytes, value, `entry of the index ${index.name}`).readUIntBE(0, RECORD_BYTES);
}

const LAST_RECORD = Buffer.alloc(RECORD_BYTES + 1, 0xff);

/** Another record that has a key of an index that is not unique. */
export function otherHolderOf(table: Table, index: Index, key: Buffer, own: number): number | undefined {
  const { low, high } = entryRange(index, key, Buffer.concat([key, LAST_RECORD]));
  for (const found of table.getRange({ start: low, end: high })) {
    const entry = readEntry(index, found.key, found.value);
    if (entry.record !== own && entry.key.equals(key)) return entry.record;
  }
  return undefined;
}

/** Whether a record has an entry of a key. */
export function hasEntry(table: Table, index: Index, key: Buffer, record: number, snapshot: Snapshot): boolean {
  const bytes = entryKey(index, key, record);
  const value = table.get(bytes, { transaction: snapshot });
  return value !== undefined && readEntry(index, bytes, value).record === record;
}

/** What an entry says: its key without index and record, and the record. */
export function readEntry(index: Index, key: Buffer, value: Buffer): { key: Buffer; record: number } {
  const content = unseal(key, value, `entry of the index ${index.name}`);
  if (index.unique) return { key: key.subarray(INDEX_BYTES), record: content.readUIntBE(0, RECORD_BYTES) };
  const end = key.length - RECORD_BYTES;
  return { key: key.subarray(INDEX_BYTES, end), record: key.readUIntBE(end, RECORD_BYTES) };
}

/** The stretch of the table that holds the keys from `low` up to and without `high` of an index. */
export function entryRange(index: Index, low: Buffer, high: Buffer): KeyRange {
  const prefix = indexPrefix(index);
  return { low: Buffer.concat([prefix, low]), high: Buffer.concat([prefix, high]) };
}
