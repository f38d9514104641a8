import { decodeDocument } from '../bson.js';
import type { Engine } from '../engine.js';
import type { Collection } from '../storage/catalog.js';
import { scanRecords } from '../storage/records.js';
import type { Index } from './definition.js';

/** How many entries are added to new indexes in one transaction, so that other writes do not wait long for their turn. */
const TOGETHER = 5_000;

/**
 * Fills indexes that are not ready with the documents that are there. Meanwhile every write keeps them up already, so
 * that a document is added at the latest when the build comes by; only then are they used. A build that is refused (two
 * documents with one unique key) takes the indexes away again; one that a crash ends begins anew at the next start.
 */
export async function buildIndexes(engine: Engine, collection: Collection, indexes: readonly Index[]): Promise<void> {
  const ids = new Set(indexes.filter((index) => !index.ready).map((index) => index.id));
  if (ids.size === 0) return;
  const building = (): Index[] => collection.indexes.filter((index) => ids.has(index.id));
  try {
    for (let from: number | undefined = 1; from !== undefined; ) {
      const start: number = from;
      from = await engine.writes.run(() => addSome(engine, collection, building(), start));
    }
    await engine.writes.run(() => {
      if (collection.dropped) return;
      for (const index of building()) index.ready = true;
      engine.catalog.save(collection);
    });
  } catch (error) {
    await engine.writes.run(() => {
      for (const index of building()) engine.catalog.dropIndex(collection, index);
    });
    throw error;
  }
}

/** Adds some documents from a record on; answers where to go on, if there is more. */
function addSome(engine: Engine, collection: Collection, indexes: readonly Index[], from: number): number | undefined {
  if (collection.dropped) return undefined;
  const together = Math.ceil(TOGETHER / Math.max(1, indexes.length));
  let added = 0;
  for (const { record, bytes } of scanRecords(engine.environment.documents, collection.id, false, from)) {
    if (added === together) return record;
    const document = decodeDocument(bytes);
    for (const index of indexes) engine.documents.addToIndex(collection, index, record, document);
    added++;
  }
  return undefined;
}

/** Takes up builds that a crash has ended; the entries that they have left are overwritten with the same. */
export async function resumeBuilds(engine: Engine, log: (message: string) => void): Promise<void> {
  for (const collection of engine.catalog.list()) {
    const unready = collection.indexes.filter((index) => !index.ready);
    for (const index of unready) {
      try {
        await buildIndexes(engine, collection, [index]);
      } catch (error) {
        log(
          `The index ${index.name} of ${collection.database}.${collection.name} could not be built: ${String(error)}`,
        );
      }
    }
  }
}
