import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase, type Transaction } from 'lmdb';
import type { Steps } from '../pages/walk.js';
import { seal, unseal } from './checksum.js';
import { checkFile, checkOpenFile, keepHeadroom, refuseShorter } from './file.js';
import { takeOwnership } from './owner.js';

/** How much address space is set aside for the file; it takes no memory and no disk. */
const MAP_BYTES = 1024 ** 4;

/** After how many written bytes the file's length is looked at again. */
const LENGTH_CHECK_BYTES = 512 * 1024;

export type Table = Database<Buffer, Buffer>;

/** The store as it was at one moment, for reads that must agree with each other. */
export type Snapshot = Transaction;

/** The file of a store and its four tables. All keys and values are bytes; keys are ordered by `memcmp`. */
export interface Environment {
  /** Whether everything was looked at before the opening; of large stores only as much as there was time for. */
  isWhole: boolean;
  /** Looks through the whole file as it is now, in small steps. Throws StoreRefused. */
  check(): Steps<void>;
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
  /**
   * The same, answering once it is on the disk: others read on meanwhile, and see what was before. `work` begins later, at
   * a turn of its own; there is only one such transaction at a time.
   */
  commit<T>(work: () => T): Promise<T>;
  /** A part of a transaction that is undone by itself when it throws. */
  part<T>(work: () => T): T;
  /** Told of what is written, so that the file's length stays ahead of its pages. */
  wrote(bytes: number): void;
  /** To be given back by `done()`: as long as it is held, the file grows with every write. */
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/** The file of a store within its folder. */
export const storeFile = (folder: string): string => join(folder, 'store.mdb');

/** Opens the store of a folder for this process alone. Throws StoreRefused for a file that cannot be trusted. */
export function openEnvironment(folder: string): Environment {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = storeFile(folder);
  const owner = takeOwnership(folder);
  try {
    const birth = beginBirth(path);
    const { complete } = checkFile(path);
    const root = openRoot(path);
    const environment = environmentOf(root, path, complete, owner.release);
    birth?.end();
    return environment;
  } catch (error) {
    owner.release();
    throw error;
  }
}

/**
 * A file that is not there is a new store, an empty one is a store that was cut to nothing. So that a kill while a new one
 * is made leaves nothing that looks like damage, a mark lies beside it until it is whole.
 */
function beginBirth(path: string): { end(): void } | undefined {
  const mark = `${path}.new`;
  if (existsSync(path) && !existsSync(mark)) return undefined;
  writeFileSync(mark, '');
  rmSync(path, { force: true });
  return {
    end() {
      rmSync(mark);
      syncFolder(join(path, '..'));
    },
  };
}

/** Makes sure that the names in a folder are on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Where the store itself keeps the length that its file once had; a file never gets shorter. */
export const LENGTH_KEY = Buffer.from('.length');

function noteLength(catalog: Table, length: number): void {
  const value = Buffer.allocUnsafe(8);
  value.writeDoubleLE(length);
  catalog.putSync(LENGTH_KEY, seal(LENGTH_KEY, value));
}

/** Refuses a file that was cut where nothing is written yet: who knows what else was done to it. */
function checkLength(path: string, catalog: Table): void {
  const sealed = catalog.getBinary(LENGTH_KEY);
  if (sealed) refuseShorter(path, unseal(LENGTH_KEY, sealed, 'length').readDoubleLE());
}

/** Copies a store's file as it is now, compacted; another process may go on writing to it. */
export async function copyOf(path: string, target: string): Promise<void> {
  const root = openRoot(path, true);
  try {
    await root.backup(target, true);
  } finally {
    await root.close();
  }
  const copy = openRoot(target);
  // A copy has a length of its own.
  copy.openDB<Buffer, Buffer>('catalog', BYTES).removeSync(LENGTH_KEY);
  await copy.close();
  rmSync(`${target}-lock`, { force: true });
}

const BYTES = { encoding: 'binary', keyEncoding: 'binary' } as const;

/**
 * How many entries of the list of free pages are loaded before a transaction takes new pages instead of looking on, and
 * up to how many the list is kept in memory between transactions. The library's own 50,000 and 75,000 are less than a
 * large deletion or the making of indexes leaves: each commit would then put the list together anew, in tens of
 * milliseconds.
 */
const FREE_PAGES = { maxFreeSpaceToLoad: 10_000, maxFreeSpaceToRetain: 1_000_000 };

function openRoot(path: string, readOnly = false): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    path,
    encoding: 'binary',
    keyEncoding: 'binary',
    maxDbs: 8,
    readOnly,
    mapSize: MAP_BYTES,
    // A commit returns when data and then meta page are on the disk, in this order.
    overlappingSync: false,
    // What belongs together is put together before it comes here.
    eventTurnBatching: false,
    ...FREE_PAGES,
  });
}

function environmentOf(
  root: RootDatabase<Buffer, Buffer>,
  path: string,
  isWhole: boolean,
  release: () => void,
): Environment {
  const table = (name: string): Table => root.openDB<Buffer, Buffer>(name, BYTES);
  const catalog = table('catalog');
  let unchecked = 0;
  let newLength: number | undefined;
  const lengthen = (): void => {
    unchecked = 0;
    newLength = keepHeadroom(path) ?? newLength;
  };
  const measured = <T>(work: () => T): T => {
    if (newLength !== undefined) noteLength(catalog, newLength);
    return work();
  };
  const noteCommit = (): void => {
    newLength = undefined;
    if (unchecked >= LENGTH_CHECK_BYTES) lengthen();
  };
  checkLength(path, catalog);
  lengthen();
  return {
    isWhole,
    catalog,
    documents: table('documents'),
    entries: table('entries'),
    counts: table('counts'),
    transaction(work) {
      const result = root.transactionSync(() => measured(work));
      noteCommit();
      return result;
    },
    async commit(work) {
      try {
        // Of the library's asynchronous transactions only a child is undone by a throw.
        const result = await root.childTransaction(() => measured(work));
        noteCommit();
        return result;
      } catch (error) {
        throw await reasonOf(error);
      }
    },
    part: (work) => root.transactionSync(work),
    wrote(bytes) {
      unchecked += bytes;
    },
    snapshot: () => root.useReadTransaction(),
    *check() {
      const held = root.useReadTransaction();
      try {
        yield* checkOpenFile(path);
      } finally {
        held.done();
      }
    },
    async close() {
      await root.close();
      release();
    },
  };
}

/** Why a commit failed: the library's error holds the reason as a promise. */
async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error && 'commitError' in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (reason) {
    return reason;
  }
}
