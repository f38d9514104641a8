import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { checkFile, keepHeadroom } from './file.js';
import { takeOwnership } from './owner.js';

/** How much address space is set aside for the file; it takes no memory and no disk. */
const MAP_BYTES = 1024 ** 4;

/** After how many written bytes the file's length is looked at again. */
const LENGTH_CHECK_BYTES = 512 * 1024;

export type Table = Database<Buffer, Buffer>;

/** The file of a store and its four tables. All keys and values are bytes; keys are ordered by `memcmp`. */
export interface Environment {
  /** `database.collection` → what is known of it. */
  catalog: Table;
  /** collection, record → document. */
  documents: Table;
  /** index, key (, record) → record. */
  entries: Table;
  /** collection → counts. */
  counts: Table;
  /** Runs writes as one transaction that is on the disk when this returns; a throw undoes all of it. */
  transaction<T>(work: () => T): T;
  /** A part of a transaction that is undone by itself when it throws. */
  part<T>(work: () => T): T;
  /** Told of what is written, so that the file's length stays ahead of its pages. */
  wrote(bytes: number): void;
  /** Copies the store as it is now into a file, compacted; writes may go on. */
  copy(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store of a folder for this process alone. Throws StoreRefused for a file that cannot be trusted. */
export function openEnvironment(folder: string): Environment {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'store.mdb');
  const owner = takeOwnership(folder);
  try {
    checkFile(path);
    const root = openRoot(path);
    keepHeadroom(path);
    return environmentOf(root, path, owner.release);
  } catch (error) {
    owner.release();
    throw error;
  }
}

function openRoot(path: string): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    path,
    encoding: 'binary',
    keyEncoding: 'binary',
    maxDbs: 8,
    mapSize: MAP_BYTES,
    // A commit returns when data and then meta page are on the disk, in this order.
    overlappingSync: false,
  });
}

function environmentOf(root: RootDatabase<Buffer, Buffer>, path: string, release: () => void): Environment {
  const table = (name: string): Table =>
    root.openDB<Buffer, Buffer>(name, { encoding: 'binary', keyEncoding: 'binary' });
  let unchecked = 0;
  return {
    catalog: table('catalog'),
    documents: table('documents'),
    entries: table('entries'),
    counts: table('counts'),
    transaction(work) {
      const result = root.transactionSync(work);
      if (unchecked >= LENGTH_CHECK_BYTES) {
        unchecked = 0;
        keepHeadroom(path);
      }
      return result;
    },
    part: (work) => root.transactionSync(work),
    wrote(bytes) {
      unchecked += bytes;
    },
    copy: (target) => root.backup(target, true),
    async close() {
      await root.close();
      release();
    },
  };
}
