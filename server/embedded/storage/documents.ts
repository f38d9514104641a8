import type { Document } from '../bson/types.js';
import { MAX_DOCUMENT_BYTES } from '../bson/types.js';
import { CommandError, ERROR, fail } from '../errors.js';
import type { Index } from '../indexes/definition.js';
import {
  holderOf,
  type IndexKey,
  type IndexKeys,
  keysOf,
  otherHolderOf,
  putEntry,
  removeEntry,
} from '../indexes/entries.js';
import type { Catalog, Collection } from './catalog.js';
import type { Environment } from './environment.js';
import { readRecord, removeRecord, writeRecord } from './records.js';

// Each change of a document: first everything that can refuse it (keys, uniqueness, size), then the writes. So a refusal
// leaves nothing behind, and document, index entries and counts change in one transaction.

/** Changes single documents. To be called within a transaction only. */
export interface Documents {
  read(collection: Collection, record: number): Buffer | undefined;
  /** Adds a document; its bytes are what is stored. */
  insert(collection: Collection, bytes: Buffer, document: Document): number;
  replace(collection: Collection, record: number, before: StoredDocument, after: StoredDocument): void;
  remove(collection: Collection, record: number, before: StoredDocument): void;
  /** Adds a record that lies there already to all indexes and counts; one that they refuse is taken away. */
  adopt(collection: Collection, record: number, bytes: Buffer, document: Document): void;
  /** Adds a document's entries to an index that is being built. */
  addToIndex(collection: Collection, index: Index, record: number, document: Document): void;
}

export interface StoredDocument {
  bytes: Buffer;
  document: Document;
}

export function documentsOf(environment: Environment, catalog: Catalog): Documents {
  const { documents: table, entries } = environment;

  /** Refuses a key that another record has. */
  function checkUnique(collection: Collection, index: Index, keys: readonly IndexKey[], own: number): void {
    if (!index.unique && !index.guarded) return;
    for (const key of keys) {
      const holder = index.unique ? holderOf(entries, index, key.bytes) : otherHolderOf(entries, index, key.bytes, own);
      if (holder !== undefined && holder !== own) throw duplicateKey(collection, index, key);
    }
  }

  function addKeys(
    collection: Collection,
    index: Index,
    found: IndexKeys,
    keys: readonly IndexKey[],
    record: number,
  ): void {
    for (const key of keys) environment.wrote(putEntry(entries, index, key.bytes, record));
    noteKinds(collection, index, found);
  }

  /** Remembers what the planner must know of an index's keys. */
  function noteKinds(collection: Collection, index: Index, found: IndexKeys): void {
    const isNews =
      found.multikey.some((flag, at) => flag && !index.multikey[at]) || (found.truncated && !index.truncated);
    if (!isNews) return;
    index.multikey = index.multikey.map((flag, at) => flag || found.multikey[at] === true);
    index.truncated ||= found.truncated;
    catalog.save(collection);
  }

  function count(collection: Collection, documents: number, bytes: number): void {
    collection.documents += documents;
    collection.bytes += bytes;
    catalog.touch(collection);
  }

  return {
    read: (collection, record) => readRecord(table, collection.id, record),

    insert(collection, bytes, document) {
      checkSize(bytes);
      const record = collection.lastRecord + 1;
      const keys = collection.indexes.map((index) => keysOf(index, document));
      for (const [at, index] of collection.indexes.entries())
        checkUnique(collection, index, keys[at]?.keys ?? [], record);
      collection.lastRecord = record;
      writeRecord(table, collection.id, record, bytes);
      environment.wrote(bytes.length);
      collection.indexes.forEach((index, at) => {
        const found = keys[at];
        if (found) addKeys(collection, index, found, found.keys, record);
      });
      count(collection, 1, bytes.length);
      return record;
    },

    replace(collection, record, before, after) {
      checkSize(after.bytes);
      const changes = collection.indexes.map((index) => difference(index, before.document, after.document));
      for (const { index, added } of changes) checkUnique(collection, index, added, record);
      writeRecord(table, collection.id, record, after.bytes);
      environment.wrote(after.bytes.length);
      for (const { index, found, added, removed } of changes) {
        for (const key of removed) removeEntry(entries, index, key.bytes, record);
        addKeys(collection, index, found, added, record);
      }
      count(collection, 0, after.bytes.length - before.bytes.length);
    },

    remove(collection, record, before) {
      removeRecord(table, collection.id, record);
      for (const index of collection.indexes) {
        for (const key of keysOf(index, before.document).keys) removeEntry(entries, index, key.bytes, record);
      }
      count(collection, -1, -before.bytes.length);
    },

    adopt(collection, record, bytes, document) {
      try {
        const found = collection.indexes.map((index) => ({ index, keys: keysOf(index, document) }));
        for (const { index, keys } of found) checkUnique(collection, index, keys.keys, record);
        for (const { index, keys } of found) addKeys(collection, index, keys, keys.keys, record);
        count(collection, 1, bytes.length);
      } catch (error) {
        removeRecord(table, collection.id, record);
        throw error;
      }
    },

    addToIndex(collection, index, record, document) {
      const found = keysOf(index, document);
      checkUnique(collection, index, found.keys, record);
      addKeys(collection, index, found, found.keys, record);
    },
  };
}

/** Which keys of an index come and go with a change. */
function difference(index: Index, before: Document, after: Document) {
  const old = keysOf(index, before).keys;
  const found = keysOf(index, after);
  const has = (keys: readonly IndexKey[], key: IndexKey) => keys.some((other) => other.bytes.equals(key.bytes));
  return {
    index,
    found,
    added: found.keys.filter((key) => !has(old, key)),
    removed: old.filter((key) => !has(found.keys, key)),
  };
}

function checkSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    fail(
      'BSONObjectTooLarge',
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    );
  }
}

function duplicateKey(collection: Collection, index: Index, key: IndexKey): CommandError {
  const keyPattern: Document = {};
  const keyValue: Document = {};
  index.fields.forEach(({ path }, at) => {
    keyPattern[path] = index.shown.key === undefined ? 1 : (index.shown.key as Document)[path];
    keyValue[path] = key.values[at];
  });
  const namespace = `${collection.database}.${collection.name}`;
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${keyText(keyValue)}`;
  return new CommandError(ERROR.DuplicateKey, 'DuplicateKey', message, { keyPattern, keyValue });
}

/** A duplicate key in the words of MongoDB's message: `{ name: "x" }`. */
function keyText(keyValue: Document): string {
  const parts = Object.entries(keyValue).map(([path, value]) => `${path}: ${valueText(value)}`);
  return `{ ${parts.join(', ')} }`;
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || value === undefined) return value === null ? 'null' : 'undefined';
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.map(valueText).join(', ')} ]`;
  if (Object.getPrototypeOf(value) === Object.prototype) return keyText(value as Document);
  if (typeof value === 'object' && '_bsontype' in value && value._bsontype === 'ObjectId')
    return `ObjectId('${String(value)}')`;
  return String(value);
}
