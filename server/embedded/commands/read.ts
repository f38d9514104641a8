import { Long } from 'bson';
import { countValue, numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import { fail } from '../errors.js';
import { keyOfValue } from '../indexes/encode.js';
import { isCountable } from '../planner/access.js';
import { prepareRead, type Read, type ReadSpec, readResults, readRows } from '../query.js';
import { countRange } from '../storage/range.js';
import { booleanField, checkFields, collationField, countField, documentField, targetOf } from './arguments.js';
import { firstBatch, nextBatch } from './batch.js';
import type { Context, Handler } from './context.js';
import { valuesAt } from './values.js';

const FIND_FIELDS =
  'filter sort projection hint skip limit batchSize singleBatch max min returnKey showRecordId tailable awaitData oplogReplay noCursorTimeout allowPartialResults collation allowDiskUse let';

/** The query of a `find`. */
export function findSpec(command: Document): ReadSpec {
  checkFields(command, FIND_FIELDS.split(' '));
  for (const field of ['max', 'min', 'returnKey', 'showRecordId', 'tailable']) {
    if (isDocument(command[field]) || booleanFieldIfThere(command, field)) {
      fail('CommandNotSupported', `find with ${field} is not supported by the embedded store`);
    }
  }
  return {
    filter: documentField(command, 'filter') ?? {},
    sort: documentField(command, 'sort'),
    projection: documentField(command, 'projection'),
    skip: countField(command, 'skip') ?? 0,
    limit: countField(command, 'limit') ?? 0,
    hint: command.hint,
    collation: collationField(command),
    variables: documentField(command, 'let'),
  };
}

const booleanFieldIfThere = (command: Document, field: string): boolean =>
  !isDocument(command[field]) && booleanField(command, field);

export const find: Handler = async (context) => {
  const { engine, command, pace, now } = context;
  const { namespace, collection } = targetOf(context);
  const spec = findSpec(command);
  const read = prepareRead(engine, collection, spec, now);
  const options = {
    namespace,
    batchSize: countField(command, 'batchSize'),
    singleBatch: booleanField(command, 'singleBatch'),
    noTimeout: booleanField(command, 'noCursorTimeout'),
    limit: read.limit,
  };
  return firstBatch(engine, readResults(engine, collection, read), options, pace);
};

export const getMore: Handler = async (context) => {
  const { engine, command, database, pace } = context;
  checkFields(command, ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime']);
  const id = command.getMore;
  if (!(id instanceof Long))
    fail('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  if (typeof command.collection !== 'string')
    fail('TypeMismatch', "BSON field 'getMore.collection' is the wrong type, expected type 'string'");
  const count = countField(command, 'batchSize') ?? 0;
  return nextBatch(engine, engine.cursors.take(id, `${database}.${command.collection}`), count, pace);
};

export const killCursors: Handler = (context) => {
  const { engine, command } = context;
  const { namespace } = targetOf(context);
  const ids = Array.isArray(command.cursors) ? command.cursors.filter((id) => id instanceof Long) : [];
  const killed = ids.filter((id) => engine.cursors.kill(id, namespace));
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
};

export const count: Handler = async (context) => {
  const { command } = context;
  checkFields(command, ['query', 'limit', 'skip', 'hint', 'collation', 'fields']);
  const limit = numberOf(command.limit) ?? 0;
  const spec: ReadSpec = {
    filter: documentField(command, 'query') ?? {},
    skip: countField(command, 'skip') ?? 0,
    limit: Math.abs(limit),
    hint: command.hint,
    collation: collationField(command),
  };
  return { n: countValue(await countOf(context, spec)), ok: 1 };
};

/** How many documents a query finds; by counts and keys alone where they say it. */
async function countOf(context: Context, spec: ReadSpec): Promise<number> {
  const { engine, now } = context;
  const { collection } = targetOf(context);
  const read = prepareRead(engine, collection, spec, now);
  if (!collection) return 0;
  const all = countByKeys(context, read, collection.documents);
  if (all === undefined) {
    let found = 0;
    await eachRow(context, read, () => {
      found++;
    });
    return found;
  }
  const rest = Math.max(0, all - read.skip);
  return read.limit > 0 ? Math.min(rest, read.limit) : rest;
}

function countByKeys({ engine }: Context, read: Read, documents: number): number | undefined {
  if (Object.keys(read.spec.filter).length === 0) return documents;
  if (!isCountable(read.plan)) return undefined;
  let count = 0;
  for (const { ranges } of read.plan.access.scans[0].streams) {
    for (const range of ranges) count += countRange(engine.environment.entries, range);
  }
  read.examined.keys += count;
  return count;
}

/** Calls for each row of a query, letting others have their turn. */
export async function eachRow(context: Context, read: Read, visit: (document: Document) => void): Promise<void> {
  const { engine, pace } = context;
  let seen = 0;
  for (const row of readRows(engine, targetOf(context).collection, read)) {
    if (row !== null) visit(row.document);
    if ((row === null || ++seen % 64 === 0) && pace.isOver()) await pace.rest();
  }
}

export const distinct: Handler = async (context) => {
  const { command, engine, now } = context;
  checkFields(command, ['key', 'query', 'collation', 'hint']);
  const { key } = command;
  if (typeof key !== 'string')
    fail('TypeMismatch', "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  const spec: ReadSpec = {
    filter: documentField(command, 'query') ?? {},
    hint: command.hint,
    collation: collationField(command),
  };
  const read = prepareRead(engine, targetOf(context).collection, spec, now);
  const found = new Map<string, { key: Buffer; value: unknown }>();
  const path = key.split('.');
  await eachRow(context, read, (document) => {
    for (const value of valuesAt(document, path)) {
      const bytes = keyOfValue(value);
      const text = bytes.toString('latin1');
      if (!found.has(text)) found.set(text, { key: bytes, value });
    }
  });
  const values = [...found.values()].sort((a, b) => Buffer.compare(a.key, b.key)).map(({ value }) => value);
  return { values, ok: 1 };
};
