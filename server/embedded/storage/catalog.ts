import { Binary, UUID } from 'bson';
import { decodeDocument } from '../bson/decode.js';
import { encodeDocument } from '../bson/encode.js';
import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import type { Index } from '../indexes/definition.js';
import { idIndexOf, parseIndex } from '../indexes/specification.js';
import { seal, unseal } from './checksum.js';
import { type Environment, LENGTH_KEY } from './environment.js';
import { lastRecord } from './records.js';
import { StoreRefused } from './refused.js';

/** A collection and what is known of it. Changed only within a transaction. */
export interface Collection {
  id: number;
  database: string;
  name: string;
  uuid: Binary;
  /** What was given at its creation, as listCollections shows it. */
  options: Document;
  indexes: Index[];
  documents: number;
  bytes: number;
  /** The number of the record inserted last. */
  lastRecord: number;
  dropped: boolean;
}

/** Which collections there are. Lives in memory; the catalog table is what is left of it after a crash. */
export interface Catalog {
  find(database: string, name: string): Collection | undefined;
  /** The collections of a database (of all, without one), by name. */
  list(database?: string): Collection[];
  create(database: string, name: string, options: Document): Collection;
  /** Takes a collection out; what it held is swept up later. */
  drop(collection: Collection): void;
  rename(collection: Collection, database: string, name: string): void;
  addIndex(collection: Collection, index: Omit<Index, 'id'>): Index;
  dropIndex(collection: Collection, index: Index): void;
  /** Stores what has changed of a collection's description. */
  save(collection: Collection): void;
  /** Notes that a collection's counts have changed; stored with the transaction. */
  touch(collection: Collection): void;
  /** Stores the counts that have changed. */
  saveCounts(): void;
  /** Reads everything again, after a transaction was undone. */
  reload(): void;
  /** What dropped collections and indexes have left behind. */
  leftovers(): Leftovers;
  forget(swept: Partial<Leftovers>): void;
}

export interface Leftovers {
  collections: number[];
  indexes: number[];
}

/** Whether a collection's natural order is that of its `_id`. */
export const isClustered = ({ options }: Pick<Collection, 'options'>): boolean => options.clusteredIndex !== undefined;

/** The version of what is stored, and of how. */
export const FORMAT = 1;
/** Where the catalog keeps what is of no single collection. */
export const HEAD = Buffer.from('.store');

interface Head extends Leftovers {
  nextId: number;
}

/** Opens the catalog of a store, and makes the first one of a new store. */
export function openCatalog(environment: Environment): Catalog {
  const { catalog: table, counts } = environment;
  const collections = new Map<string, Collection>();
  const touched = new Set<Collection>();
  let head: Head = { nextId: 1, collections: [], indexes: [] };

  const keyOf = (database: string, name: string): string => `${database}.${name}`;
  const put = (key: Buffer, document: Document): void => {
    const sealed = seal(key, encodeDocument(document));
    table.putSync(key, sealed);
    environment.wrote(sealed.length);
  };
  const saveHead = (): void => put(HEAD, { format: FORMAT, ...head });
  const nextId = (): number => {
    const id = head.nextId++;
    saveHead();
    return id;
  };

  function save(collection: Collection): void {
    put(Buffer.from(keyOf(collection.database, collection.name)), describe(collection));
  }

  function touch(collection: Collection): void {
    touched.add(collection);
  }

  function read(): void {
    const known = new Map([...collections.values()].map((collection) => [collection.id, collection]));
    collections.clear();
    touched.clear();
    for (const { key, value } of table.getRange()) {
      if (key.equals(LENGTH_KEY)) continue;
      const content = decodeDocument(unseal(key, value, 'catalog'));
      if (key.equals(HEAD)) head = readHead(content);
      else {
        const name = key.toString('utf8');
        const fresh = readCollection(environment, name, content);
        const collection = Object.assign(known.get(fresh.id) ?? fresh, fresh);
        collections.set(name, collection);
        known.delete(fresh.id);
      }
    }
    for (const gone of known.values()) gone.dropped = true;
  }

  read();
  if (collections.size === 0 && head.nextId === 1) environment.transaction(saveHead);

  return {
    find: (database, name) => collections.get(keyOf(database, name)),
    list: (database) =>
      [...collections.values()]
        .filter((collection) => database === undefined || collection.database === database)
        .sort((a, b) => (keyOf(a.database, a.name) < keyOf(b.database, b.name) ? -1 : 1)),
    create(database, name, options) {
      const id = nextId();
      const uuid = new UUID().toBinary();
      const collection: Collection = {
        id,
        database,
        name,
        uuid,
        options,
        indexes: [{ ...idIndexOf(options), id: nextId() }],
        documents: 0,
        bytes: 0,
        lastRecord: 0,
        dropped: false,
      };
      collections.set(keyOf(database, name), collection);
      save(collection);
      return collection;
    },
    drop(collection) {
      head.collections.push(collection.id);
      head.indexes.push(...collection.indexes.map((index) => index.id));
      saveHead();
      table.removeSync(Buffer.from(keyOf(collection.database, collection.name)));
      counts.removeSync(countKey(collection));
      collections.delete(keyOf(collection.database, collection.name));
      touched.delete(collection);
      collection.dropped = true;
    },
    rename(collection, database, name) {
      table.removeSync(Buffer.from(keyOf(collection.database, collection.name)));
      collections.delete(keyOf(collection.database, collection.name));
      Object.assign(collection, { database, name });
      collections.set(keyOf(database, name), collection);
      save(collection);
    },
    addIndex(collection, index) {
      const added = { ...index, id: nextId() };
      collection.indexes = [...collection.indexes, added];
      save(collection);
      return added;
    },
    dropIndex(collection, index) {
      head.indexes.push(index.id);
      saveHead();
      collection.indexes = collection.indexes.filter((other) => other !== index);
      save(collection);
    },
    save,
    touch,
    saveCounts() {
      for (const collection of touched) {
        const key = countKey(collection);
        counts.putSync(key, seal(key, countValue(collection)));
      }
      touched.clear();
    },
    reload: read,
    leftovers: () => ({ collections: [...head.collections], indexes: [...head.indexes] }),
    forget(swept) {
      head.collections = head.collections.filter((id) => !swept.collections?.includes(id));
      head.indexes = head.indexes.filter((id) => !swept.indexes?.includes(id));
      saveHead();
    },
  };
}

function readHead(content: Document): Head {
  const format = numberOf(content.format);
  if (format !== FORMAT) {
    throw new StoreRefused(`This store has format ${format}; this version reads format ${FORMAT} only.`);
  }
  const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map((id) => numberOf(id) ?? 0) : []);
  return {
    nextId: numberOf(content.nextId) ?? 1,
    collections: numbers(content.collections),
    indexes: numbers(content.indexes),
  };
}

function describe(collection: Collection): Document {
  const indexes = collection.indexes.map(({ id, shown, multikey, truncated, ready, guarded }) => ({
    id,
    shown,
    multikey,
    truncated,
    ready,
    ...(guarded && { guarded }),
  }));
  return { id: collection.id, uuid: collection.uuid, options: collection.options, indexes };
}

function readCollection(environment: Environment, namespace: string, content: Document): Collection {
  const dot = namespace.indexOf('.');
  const id = numberOf(content.id) ?? 0;
  const collection: Collection = {
    id,
    database: namespace.slice(0, dot),
    name: namespace.slice(dot + 1),
    uuid: content.uuid instanceof Binary ? content.uuid : new UUID().toBinary(),
    options: isDocument(content.options) ? content.options : {},
    indexes: readIndexes(content),
    documents: 0,
    bytes: 0,
    lastRecord: lastRecord(environment.documents, id),
    dropped: false,
  };
  const key = countKey(collection);
  const stored = environment.counts.getBinary(key);
  if (stored) {
    const value = unseal(key, stored, 'counts');
    collection.documents = value.readDoubleLE(0);
    collection.bytes = value.readDoubleLE(8);
  }
  return collection;
}

/** The stored indexes; when a clustered collection's documents expire is said by its options. */
function readIndexes({ indexes, options }: Document): Index[] {
  const [first, ...others] = Array.isArray(indexes) ? indexes.filter(isDocument).map(readIndex) : [];
  if (!first) return [];
  const { expireAfterSeconds } = idIndexOf(isDocument(options) ? options : {});
  return [{ ...first, expireAfterSeconds }, ...others];
}

function readIndex(content: Document): Index {
  const index = parseIndex(isDocument(content.shown) ? content.shown : {});
  return {
    ...index,
    // Made unique after its creation, an index keeps the entries that it had.
    ...(content.guarded === true && { unique: false, guarded: true }),
    id: numberOf(content.id) ?? 0,
    multikey: Array.isArray(content.multikey) ? content.multikey.map((flag) => flag === true) : index.multikey,
    truncated: content.truncated === true,
    ready: content.ready !== false,
  };
}

function countKey(collection: { id: number }): Buffer {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(collection.id);
  return key;
}

function countValue({ documents, bytes }: Collection): Buffer {
  const value = Buffer.allocUnsafe(16);
  value.writeDoubleLE(documents, 0);
  value.writeDoubleLE(bytes, 8);
  return value;
}
