import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ALL_THE_TIME } from '../pages/check.js';
import { copyOf, storeFile, syncFolder } from './environment.js';
import { checkFile, faultsOf } from './file.js';
import { takeOwnership } from './owner.js';
import { StoreInUse, StoreRefused } from './refused.js';

/**
 * Copies a store into a file, compacted, as it is at one moment; it may be in use meanwhile. The copy is gone through
 * before it gets its name, so that a backup is known to be whole. Throws StoreRefused.
 */
export async function backUp(folder: string, target: string): Promise<void> {
  const path = storeFile(folder);
  if (!existsSync(path)) throw new StoreRefused(`There is no store in ${folder}.`);
  if (existsSync(target)) throw new StoreRefused(`${target} exists already.`);
  const owner = ownerUnlessInUse(folder);
  const unfinished = `${resolve(target)}.unfinished`;
  try {
    // A store that is in use has been checked by its process.
    if (owner) checkFile(path, ALL_THE_TIME);
    rmSync(unfinished, { force: true });
    await copyOf(path, unfinished);
    checkFile(unfinished, ALL_THE_TIME);
    putInPlace(unfinished, resolve(target));
  } finally {
    rmSync(unfinished, { force: true });
    owner?.release();
  }
}

function ownerUnlessInUse(folder: string): { release(): void } | undefined {
  try {
    return takeOwnership(folder, 0);
  } catch (error) {
    if (error instanceof StoreInUse) return undefined;
    throw error;
  }
}

/**
 * Makes a backup the store of a folder. A store that is there already is refused, or, with `replace`, kept beside it;
 * answers where. Throws StoreRefused.
 */
export function restore(
  source: string,
  folder: string,
  { replace, now }: { replace: boolean; now: Date },
): string | null {
  if (!existsSync(source)) throw new StoreRefused(`There is no file ${source}.`);
  const [fault] = faultsOf(source);
  if (fault !== undefined) throw new StoreRefused(`${source} cannot be restored: ${fault}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = storeFile(folder);
  const owner = takeOwnership(folder);
  const unfinished = `${path}.unfinished`;
  try {
    if (existsSync(path) && !replace) throw new StoreRefused(`${path} exists already. Say --replace to put it aside.`);
    copyFileSync(source, unfinished);
    const kept = existsSync(path) ? `${path}.replaced-${now.toISOString().replace(/[:.]/g, '-')}` : null;
    if (kept) linkSync(path, kept);
    rmSync(`${path}-lock`, { force: true });
    putInPlace(unfinished, path);
    rmSync(`${path}.new`, { force: true });
    return kept;
  } finally {
    rmSync(unfinished, { force: true });
    owner.release();
  }
}

/** Gives a file its name once its content is on the disk. */
function putInPlace(unfinished: string, path: string): void {
  const file = openSync(unfinished, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  syncFolder(dirname(path));
}
