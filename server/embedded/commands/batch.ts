import { Long } from 'bson';
import type { Document } from '../bson/types.js';
import { RawArray } from '../bson.js';
import type { Cursor, Results, Tail } from '../cursors.js';
import type { Engine } from '../engine.js';
import type { Pace } from '../turns.js';

const FIRST_BATCH = 101;
const MOST_BYTES = 16 * 1024 * 1024;

interface Batch {
  documents: Buffer[];
  /** A document that has no room any more. */
  held: Buffer | null;
  isLast: boolean;
}

/** Reads a batch: at most so many documents (0: as fit), at most 16 MiB, at least one. */
async function readBatch(results: Results, held: Buffer | null, count: number, pace: Pace): Promise<Batch> {
  const documents: Buffer[] = held ? [held] : [];
  let size = held?.length ?? 0;
  const isFull = () => count > 0 && documents.length >= count;
  while (!isFull()) {
    const { done, value } = results.next();
    if (done) return { documents, held: null, isLast: true };
    if (value === null || documents.length % 64 === 63) {
      if (pace.isOver()) await pace.rest();
    }
    if (value === null) continue;
    if (documents.length > 0 && size + value.length > MOST_BYTES) return { documents, held: value, isLast: false };
    documents.push(value);
    size += value.length;
  }
  return { documents, held: null, isLast: false };
}

export interface FirstBatchOptions {
  namespace: string;
  batchSize: number | undefined;
  singleBatch?: boolean;
  noTimeout?: boolean;
  /** How many documents there are at most, where it is known; saves a cursor that has nothing more. */
  limit?: number;
  /** Where the cursor stays open at the end of the result. */
  tail?: Tail | undefined;
}

/** Answers with the first batch of a result, and a cursor if there may be more. */
export async function firstBatch(
  engine: Engine,
  results: Results,
  options: FirstBatchOptions,
  pace: Pace,
): Promise<Document> {
  const { namespace, batchSize = FIRST_BATCH, singleBatch = false, noTimeout = false, limit = 0, tail } = options;
  try {
    const batch: Batch =
      batchSize === 0 ? { documents: [], held: null, isLast: false } : await readBatch(results, null, batchSize, pace);
    const isDone =
      !tail && (batch.isLast || singleBatch || (limit > 0 && batch.documents.length >= limit && !batch.held));
    let id = Long.ZERO;
    if (isDone) results.return?.();
    else id = engine.cursors.open(namespace, results, batch.held, noTimeout, tail).id;
    return { cursor: { firstBatch: new RawArray(batch.documents), id, ns: namespace }, ok: 1 };
  } catch (error) {
    results.return?.();
    throw error;
  }
}

/** Answers with the next batch of a cursor. */
export async function nextBatch(engine: Engine, cursor: Cursor, count: number, pace: Pace): Promise<Document> {
  try {
    const batch = await readBatch(cursor.results, cursor.held, count, pace);
    cursor.held = batch.held;
    cursor.busy = false;
    const isDone = batch.isLast && !cursor.tail;
    if (isDone) engine.cursors.close(cursor);
    const id = isDone ? Long.ZERO : cursor.id;
    return { cursor: { nextBatch: new RawArray(batch.documents), id, ns: cursor.namespace }, ok: 1 };
  } catch (error) {
    engine.cursors.close(cursor);
    throw error;
  }
}
