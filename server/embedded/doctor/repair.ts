import { linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decodeDocument } from '../bson/decode.js';
import { encodeDocument } from '../bson/encode.js';
import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import { CommandError } from '../errors.js';
import { type Catalog, type Collection, FORMAT, HEAD, openCatalog } from '../storage/catalog.js';
import { seal } from '../storage/checksum.js';
import { type Documents, documentsOf } from '../storage/documents.js';
import { type Environment, openEnvironment, storeFile, syncFolder } from '../storage/environment.js';
import { takeOwnership } from '../storage/owner.js';
import { scanRecords } from '../storage/records.js';
import { salvage } from './salvage.js';

/** What a repair has done. */
export interface Repaired {
  /** What was wrong with the file. */
  faults: string[];
  documents: number;
  /** Documents that could not be kept, and collections whose names are lost. */
  notes: string[];
  /** Where the damaged file lies now. */
  kept: string;
}

const TOGETHER = 500;

/**
 * Puts all that can be read of a store into a new file, with its indexes built anew; the damaged file is kept beside it.
 * Nothing is changed before the new one is whole. Throws StoreRefused where the store is in use.
 */
export async function repair(folder: string, now: Date): Promise<Repaired> {
  const owner = takeOwnership(folder);
  const workplace = join(folder, 'repair');
  try {
    rmSync(workplace, { recursive: true, force: true });
    const environment = openEnvironment(workplace);
    let outcome: Omit<Repaired, 'kept'>;
    try {
      const faults = refill(environment, storeFile(folder));
      outcome = { faults, ...rebuild(environment) };
    } finally {
      await environment.close();
    }
    const kept = `${storeFile(folder)}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
    linkSync(storeFile(folder), kept);
    renameSync(storeFile(workplace), storeFile(folder));
    rmSync(`${storeFile(folder)}-lock`, { force: true });
    syncFolder(folder);
    return { ...outcome, kept };
  } finally {
    rmSync(workplace, { recursive: true, force: true });
    owner.release();
  }
}

/** Puts the catalog and the documents that can be read into a new store. */
function refill(environment: Environment, path: string): string[] {
  const known = new Set<number>();
  const renamed = new Map<number, number>();
  let highest = 0;
  let waiting: (() => void)[] = [];
  const write = (): void => {
    const puts = waiting;
    waiting = [];
    environment.transaction(() => {
      for (const put of puts) put();
    });
  };
  const put = (table: 'catalog' | 'documents', key: Buffer, value: Buffer): void => {
    waiting.push(() => {
      const sealed = seal(key, value);
      environment[table].putSync(key, sealed);
      environment.wrote(sealed.length);
    });
    if (waiting.length >= TOGETHER) write();
  };

  const faults = salvage(path, ({ table, key, value }) => {
    if (table === 'catalog' && key[0] !== DOT) {
      const ids = idsOf(decodeDocument(value));
      known.add(ids[0] ?? 0);
      highest = Math.max(highest, ...ids);
      put('catalog', key, value);
    } else if (table === 'documents') {
      const id = key.readUInt32BE(0);
      highest = Math.max(highest, id);
      if (!known.has(id)) renamed.set(id, id);
      put('documents', key, value);
    }
  });
  for (const id of renamed.keys())
    put('catalog', Buffer.from(`recovered.collection_${id}`), lostCollection(id, ++highest));
  put('catalog', HEAD, encodeDocument({ format: FORMAT, nextId: highest + 1, collections: [], indexes: [] }));
  write();
  return faults;
}

const DOT = 0x2e;

/** The numbers of a collection and its indexes. */
function idsOf(content: Document): number[] {
  const indexes = Array.isArray(content.indexes) ? content.indexes.filter(isDocument) : [];
  return [content.id, ...indexes.map((index) => index.id)].map((id) => numberOf(id) ?? 0);
}

/** A collection whose name was lost, as the catalog describes one. */
const lostCollection = (id: number, indexId: number): Buffer =>
  encodeDocument({
    ...{ id, options: {} },
    indexes: [
      { id: indexId, shown: { v: 2, key: { _id: 1 }, name: '_id_' }, multikey: [false], truncated: false, ready: true },
    ],
  });

/** Counts the documents of a refilled store and builds its indexes. */
function rebuild(environment: Environment): { documents: number; notes: string[] } {
  const catalog = openCatalog(environment);
  const documents = documentsOf(environment, catalog);
  const notes: string[] = [];
  let count = 0;
  for (const collection of catalog.list()) {
    if (collection.database === 'recovered')
      notes.push(`The name of ${collection.database}.${collection.name} is lost`);
    count += rebuildCollection({ environment, catalog, documents }, collection, notes);
  }
  return { documents: count, notes };
}

function rebuildCollection(
  store: { environment: Environment; catalog: Catalog; documents: Documents },
  collection: Collection,
  notes: string[],
): number {
  const { environment, catalog } = store;
  for (const index of collection.indexes) index.ready = true;
  Object.assign(collection, { documents: 0, bytes: 0 });
  let from: number | undefined = 1;
  while (from !== undefined) {
    const start: number = from;
    from = environment.transaction(() => {
      const next = addSome(store, collection, start, notes);
      catalog.touch(collection);
      catalog.saveCounts();
      return next;
    });
  }
  environment.transaction(() => catalog.save(collection));
  return collection.documents;
}

/** Adds some documents to the indexes, from a record on; answers where to go on, if there is more. */
function addSome(
  { environment, documents }: { environment: Environment; documents: Documents },
  collection: Collection,
  from: number,
  notes: string[],
): number | undefined {
  let added = 0;
  for (const { record, bytes } of scanRecords(environment.documents, collection.id, false, from)) {
    if (added++ === TOGETHER) return record;
    try {
      documents.adopt(collection, record, bytes, decodeDocument(bytes));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      notes.push(`Record ${record} of ${collection.database}.${collection.name} is left out: ${error.message}`);
    }
  }
  return undefined;
}
