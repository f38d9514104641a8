import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import { encodeDocument, RawArray } from '../bson.js';
import type { Cursor, Results } from '../cursors.js';
import type { Engine } from '../engine.js';
import { fail } from '../errors.js';
import { Row } from '../planner/row.js';
import { prepareRead, type ReadSpec, shownRow } from '../query.js';
import type { Collection } from '../storage/catalog.js';
import { readRecord, scanRecords } from '../storage/records.js';
import { paceOf } from '../turns.js';
import { booleanField, targetOf } from './arguments.js';
import { firstBatch, nextBatch } from './batch.js';
import type { Context } from './context.js';
import { isView } from './views.js';

// Cursors that stay at the end of a capped collection and go on with what is inserted later.

/** Whether a `find` asks for such a cursor; refuses what does not go together with it. */
export function isTailable(command: Document): boolean {
  const isTailing = booleanField(command, 'tailable');
  if (!isTailing && booleanField(command, 'awaitData'))
    fail('FailedToParse', "Cannot set 'awaitData' without also setting 'tailable'");
  if (!isTailing) return false;
  const { sort } = command;
  const isNatural = isDocument(sort) && Object.keys(sort).join() === '$natural' && numberOf(sort.$natural) === 1;
  if (isDocument(sort) && Object.keys(sort).length > 0 && !isNatural)
    fail('BadValue', 'cannot use tailable option with a sort other than {$natural: 1}');
  if (booleanField(command, 'singleBatch'))
    fail('BadValue', "cannot use tailable option with the 'singleBatch' option");
  return true;
}

/** Answers a `find` with what is there, and a cursor that waits at its end. */
export function findTail(
  context: Context,
  spec: ReadSpec,
  batchSize: number | undefined,
): Document | Promise<Document> {
  const { engine, command, pace } = context;
  const { namespace, collection } = targetOf(context);
  if (isView(collection)) fail('InvalidPipelineOperator', 'Option tailable not supported in aggregation.');
  // There is nothing to wait at: MongoDB gives no cursor either.
  if (!collection) return firstBatch(engine, [][Symbol.iterator](), { namespace, batchSize }, pace);
  if (collection.options.capped !== true)
    fail('BadValue', `error processing query: ns=${namespace} tailable cursor requested on non capped collection`);
  const results = rowsAsTheyCome(context, collection, spec);
  const tail = collection.documents > 0 ? { awaitData: booleanField(command, 'awaitData') } : undefined;
  const noTimeout = booleanField(command, 'noCursorTimeout');
  return firstBatch(engine, results, { namespace, batchSize, noTimeout, tail }, pace);
}

/** The rows of a capped collection in the order of their insertion. After its end it may be asked again. */
function rowsAsTheyCome({ engine, now }: Context, collection: Collection, spec: ReadSpec): Results {
  const { environment } = engine;
  const read = prepareRead(engine, collection, { ...spec, sort: undefined, hint: { $natural: 1 } }, now);
  let last = 0;
  let toSkip = read.skip;
  let given = 0;
  let looked = 0;

  function* rows(): Generator<Buffer | null, void, undefined> {
    if (collection.dropped) fail('QueryPlanKilled', 'collection dropped');
    if (last > 0 && !readRecord(environment.documents, collection.id, last))
      fail('CappedPositionLost', `CollectionScan died due to position in capped collection being deleted: ${last}`);
    for (const { record, bytes } of scanRecords(environment.documents, collection.id, false, last + 1)) {
      if (read.limit > 0 && given >= read.limit) return;
      if (collection.dropped) fail('QueryPlanKilled', 'collection dropped');
      last = record;
      const row = new Row(record, bytes);
      if (!read.filter.matches(row.document) || toSkip-- > 0) {
        if (++looked % 64 === 0) yield null;
        continue;
      }
      given++;
      yield read.project || spec.showRecordId ? encodeDocument(shownRow(read, row)) : bytes;
    }
  }

  let found = rows();
  return {
    next() {
      const step = found.next();
      if (step.done) found = rows();
      return step;
    },
    return() {
      found.return();
      return { done: true, value: undefined };
    },
  };
}

/** How long a cursor waits for documents where nothing else is said, in ms. */
const WAIT_MS = 1000;
/** How often it looks. */
const LOOK_MS = 20;

/** The next batch of a cursor that waits at the end; waits for the first document as long as it may. */
export async function nextOfTail(engine: Engine, cursor: Cursor, count: number, maxTimeMs: number): Promise<Document> {
  const until = performance.now() + (maxTimeMs || WAIT_MS);
  for (;;) {
    const reply = await nextBatch(engine, cursor, count, paceOf(0));
    if (!cursor.tail?.awaitData || performance.now() >= until || isFilled(reply)) return reply;
    cursor.busy = true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (cursor.closed) fail('CursorKilled', `cursor id ${cursor.id} was killed`);
  }
}

const isFilled = ({ cursor }: Document): boolean =>
  isDocument(cursor) && cursor.nextBatch instanceof RawArray && cursor.nextBatch.documents.length > 0;
