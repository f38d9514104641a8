import { existsSync } from 'node:fs';
import { openEngine } from '../engine.js';
import { storeFile } from '../storage/environment.js';
import { faultsOf } from '../storage/file.js';
import { inspect } from '../storage/inspect.js';
import { takeOwnership } from '../storage/owner.js';
import { StoreInUse, StoreRefused } from '../storage/refused.js';
import { paceOf } from '../turns.js';

/** What is known of a store after it was gone through. */
export interface Report {
  /** What is wrong with the file itself; where anything is, its collections are not looked into. */
  file: string[];
  collections: { namespace: string; documents: number; indexes: number; faults: string[] }[];
  isSound: boolean;
}

/** Goes through a store that nobody uses: every page, every checksum, every index against its documents. Throws StoreRefused. */
export async function examine(folder: string): Promise<Report> {
  const path = storeFile(folder);
  if (!existsSync(path)) throw new StoreRefused(`There is no store in ${folder}.`);
  const owner = takeOwnership(folder);
  let file: string[];
  try {
    file = faultsOf(path);
  } finally {
    owner.release();
  }
  if (file.length > 0) return { file, collections: [], isSound: false };
  try {
    const collections = await examineCollections(folder);
    return { file, collections, isSound: collections.every(({ faults }) => faults.length === 0) };
  } catch (error) {
    if (!(error instanceof StoreRefused) || error instanceof StoreInUse) throw error;
    // All its pages are there, but it is shorter than it once was: a fault of the file as any other.
    return { file: [error.message], collections: [], isSound: false };
  }
}

async function examineCollections(folder: string): Promise<Report['collections']> {
  const engine = openEngine(folder);
  const collections: Report['collections'] = [];
  try {
    for (const collection of engine.catalog.list()) {
      const { documents, keys, faults } = await inspect(engine.environment, collection, paceOf(0));
      collections.push({
        namespace: `${collection.database}.${collection.name}`,
        documents,
        indexes: keys.size,
        faults: faults.map(({ text }) => text),
      });
    }
  } finally {
    await engine.close();
  }
  return collections;
}
