import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, statSync } from 'node:fs';
import { ALL_THE_TIME, checkPages, type Patience } from '../pages/check.js';
import { type Meta, readMetas } from '../pages/meta.js';
import { allAtOnce, type Steps } from '../pages/walk.js';
import { StoreRefused } from './refused.js';

// LMDB maps its file and trusts it: a cut file opens without complaint, and the process dies of SIGBUS when it touches
// what is missing; a turned bit in a page leads it astray. So the file is looked through before LMDB sees it.
// To make "shorter than its pages" always mean "cut", the file is kept longer than its pages need (LMDB itself may leave
// out unused pages at the end).

const HEADROOM = 4 * 1024 * 1024;

const MOST_FAULTS = 50;

/** How long a start may hold values against their checksums, in ms: about 100,000 documents. */
const VALUES_MS = 300;
/** How long it may hold leaves against their branches, in ms: some millions of documents. */
const LEAVES_MS = 1000;

const startPatience = (): Patience => ({
  values: performance.now() + VALUES_MS,
  leaves: performance.now() + LEAVES_MS,
});

/**
 * Refuses a file that is not a store's, that is shorter than its own pages, or whose pages are not what they were. Answers
 * whether everything was looked at, values and their checksums too; a missing file is a new store.
 */
export function checkFile(path: string, patience: Patience = startPatience()): { complete: boolean } {
  return existsSync(path) ? allAtOnce(checkSteps(path, patience)) : { complete: true };
}

/**
 * The same without a limit of time, in small steps, for what a start had no time for. A store that is open meanwhile must
 * hold a snapshot, so that no page is used again before it was looked at.
 */
export function* checkOpenFile(path: string): Steps<void> {
  yield* checkSteps(path, ALL_THE_TIME);
}

function* checkSteps(path: string, patience: Patience): Steps<{ complete: boolean }> {
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size === 0) throw new StoreRefused(`${path} is empty. ${wayOut(path)}`);
    return yield* checkPages(file, soundMeta(file, path), patience, {
      fault(fault) {
        throw new StoreRefused(`${path} is damaged (${fault.message}). ${wayOut(path)}`);
      },
    });
  } finally {
    closeSync(file);
  }
}

/** All that is wrong with a file, up to some dozens of faults; nothing where it is sound. */
export function faultsOf(path: string): string[] {
  const faults: string[] = [];
  const file = openSync(path, 'r');
  try {
    const findings = { fault: (fault: Error) => faults.length < MOST_FAULTS && faults.push(fault.message) };
    allAtOnce(checkPages(file, soundMeta(file, path), ALL_THE_TIME, findings));
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error;
    faults.push(error.message);
  } finally {
    closeSync(file);
  }
  return faults;
}

/** What the head of a file says, where both its meta pages are there and agree, and nothing of the file is missing. */
function soundMeta(file: number, path: string): Meta {
  const [newest, older] = readMetas(file);
  if (!newest) throw new StoreRefused(`${path} is not a store's file, or its head is destroyed. ${wayOut(path)}`);
  const { size } = fstatSync(file);
  const needed = (newest.lastPage + 1) * newest.pageSize;
  if (size < needed) throw cut(path, size, needed);
  // With one of them gone, the other may be a transaction behind: nothing is opened that may lack what was acknowledged.
  const isTwin = older?.pageSize === newest.pageSize && newest.transaction - older.transaction <= 1;
  if (!isTwin) throw new StoreRefused(`${path} is damaged (a half of its head is destroyed). ${wayOut(path)}`);
  return newest;
}

const wayOut = (path: string): string =>
  `Nothing was changed. "desk store doctor --repair" saves what can be read; "desk store restore" brings a backup back; moving ${path} away begins anew.`;

const cut = (path: string, size: number, needed: number): StoreRefused =>
  new StoreRefused(`${path} was cut: it has ${size} bytes and needs ${needed}. ${wayOut(path)}`);

/** Refuses a file that is shorter than it once was. */
export function refuseShorter(path: string, length: number): void {
  const { size } = statSync(path);
  if (size < length) throw cut(path, size, length);
}

/** Keeps the file longer than its pages need, see above, where there is room. Answers the new length, if there is one. */
export function keepHeadroom(path: string): number | undefined {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    const used = Math.max(0, ...readMetas(file).map((meta) => (meta.lastPage + 1) * meta.pageSize));
    if (size >= used + HEADROOM / 4) return undefined;
    ftruncateSync(file, used + HEADROOM);
    return used + HEADROOM;
  } catch {
    // A full disk, or a limit. What has been committed is none the less so; LMDB makes room for its pages itself.
    return undefined;
  } finally {
    closeSync(file);
  }
}
