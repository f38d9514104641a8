import { Long } from 'bson';
import { countValue, numberOf } from '../bson/numbers.js';
import type { Document } from '../bson/types.js';
import { encodeDocument, MAX_DOCUMENT_BYTES } from '../bson.js';
import { fail } from '../errors.js';
import { collatorOf } from '../language/collation.js';
import { keyOf } from '../language/keys.js';
import { ownCollation, prepareRead, type Read, type ReadSpec, readResults, readRows } from '../query.js';
import { aggregate, documentsThrough } from './aggregate.js';
import {
  booleanField,
  checkFields,
  collationField,
  countField,
  documentField,
  missingField,
  targetOf,
  textField,
  typeName,
} from './arguments.js';
import { firstBatch, nextBatch } from './batch.js';
import type { Context, Handler } from './context.js';
import { countOf } from './counting.js';
import { findTail, isTailable, nextOfTail } from './tail.js';
import { valuesAt } from './values.js';
import { isView, stagesOfLeading } from './views.js';

const FIND_FIELDS =
  'filter sort projection hint skip limit batchSize singleBatch max min returnKey showRecordId tailable awaitData oplogReplay noCursorTimeout allowPartialResults collation allowDiskUse let'.split(
    ' ',
  );

/** The query of a `find`. */
export function findSpec(command: Document): ReadSpec {
  checkFields(command, FIND_FIELDS);
  if (booleanField(command, 'returnKey'))
    fail('CommandNotSupported', 'find with returnKey is not supported by the embedded store');
  return {
    filter: documentField(command, 'filter') ?? {},
    sort: documentField(command, 'sort'),
    projection: documentField(command, 'projection'),
    skip: countField(command, 'skip') ?? 0,
    limit: countField(command, 'limit') ?? 0,
    hint: command.hint,
    collation: collationField(command),
    variables: documentField(command, 'let'),
    min: endField(command, 'min'),
    max: endField(command, 'max'),
    showRecordId: booleanField(command, 'showRecordId'),
  };
}

function endField(command: Document, field: 'min' | 'max'): Document | undefined {
  const end = documentField(command, field);
  return end && Object.keys(end).length > 0 ? end : undefined;
}

export const find: Handler = async (context) => {
  const { engine, command, pace, now } = context;
  const { namespace, collection } = targetOf(context);
  const spec = findSpec(command);
  const batchSize = countField(command, 'batchSize');
  if (isTailable(command)) return findTail(context, spec, batchSize);
  if (isView(collection)) return aggregate({ ...context, command: throughView(command, spec) });
  const read = prepareRead(engine, collection, spec, now);
  const options = {
    namespace,
    batchSize,
    singleBatch: booleanField(command, 'singleBatch'),
    noTimeout: booleanField(command, 'noCursorTimeout'),
    limit: read.limit,
  };
  return firstBatch(engine, readResults(engine, collection, read), options, pace);
};

/** The `aggregate` that does on a view what a `find` asks for. */
function throughView(command: Document, spec: ReadSpec): Document {
  const { projection, sort, filter, skip, limit, min, max } = spec;
  if (min || max) fail('InvalidPipelineOperator', `Option ${max ? 'max' : 'min'} not supported in aggregation.`);
  const stages = stagesOfLeading({ filter, sort, skip, limit });
  if (projection && Object.keys(projection).length > 0) stages.push({ $project: projection });
  const { batchSize, collation, maxTimeMS, lsid } = command;
  return {
    aggregate: command.find,
    pipeline: stages,
    cursor: batchSize === undefined ? {} : { batchSize },
    ...(collation !== undefined && { collation }),
    ...(command.let !== undefined && { let: command.let }),
    ...(maxTimeMS !== undefined && { maxTimeMS }),
    ...(lsid !== undefined && { lsid }),
  };
}

export const getMore: Handler = async (context) => {
  const { engine, command, database, pace } = context;
  checkFields(command, ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime']);
  const id = command.getMore;
  if (!(id instanceof Long))
    fail('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const name = textField(command, 'collection');
  const count = countField(command, 'batchSize') ?? 0;
  const cursor = engine.cursors.take(id, `${database}.${name}`);
  if (command.maxTimeMS !== undefined && !cursor.tail?.awaitData) {
    cursor.busy = false;
    fail('BadValue', 'cannot set maxTimeMS on getMore command for a non-awaitData cursor');
  }
  if (cursor.tail) return nextOfTail(engine, cursor, count, countField(command, 'maxTimeMS') ?? 0);
  return nextBatch(engine, cursor, count, pace);
};

export const killCursors: Handler = ({ engine, command, database }) => {
  checkFields(command, ['cursors']);
  const namespace = `${database}.${textField(command, 'killCursors')}`;
  const ids = cursorIds(command);
  const killed = ids.filter((id) => engine.cursors.kill(id, namespace));
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
};

function cursorIds({ cursors }: Document): Long[] {
  if (cursors === undefined || cursors === null) return missingField('killCursors.cursors');
  const wrong = (path: string, value: unknown, type: string) =>
    fail(
      'TypeMismatch',
      `BSON field 'killCursors.${path}' is the wrong type '${typeName(value)}', expected type '${type}'`,
    );
  if (!Array.isArray(cursors)) return wrong('cursors', cursors, 'array');
  return cursors.map((id, at) => (id instanceof Long ? id : wrong(`cursors.${at}`, id, 'long')));
}

export const count: Handler = async (context) => {
  const { command } = context;
  checkFields(command, ['query', 'limit', 'skip', 'hint', 'collation', 'fields']);
  const limit = numberOf(command.limit ?? 0) ?? refuseLimit(command.limit);
  const spec: ReadSpec = {
    filter: documentField(command, 'query') ?? {},
    skip: countField(command, 'skip') ?? 0,
    limit: Math.floor(Math.abs(limit)),
    hint: command.hint,
    collation: collationField(command),
  };
  return { n: countValue(await countFound(context, spec)), ok: 1 };
};

const refuseLimit = (limit: unknown): never =>
  fail(
    'TypeMismatch',
    `BSON field 'count.limit' is the wrong type '${typeName(limit)}', expected types '[long, int, decimal, double]'`,
  );

/** How many documents of a collection or a view a query finds. */
async function countFound(context: Context, spec: ReadSpec): Promise<number> {
  const { engine, now } = context;
  const { name, collection } = targetOf(context);
  if (isView(collection)) {
    let found = 0;
    for (const _ of documentsThrough(context, name, stagesOfLeading(spec))) found++;
    return found;
  }
  return countOf(context, collection, prepareRead(engine, collection, spec, now));
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
  checkFields(command, ['key', 'query', 'collation']);
  const key = textField(command, 'key');
  const { name, collection } = targetOf(context);
  const spec: ReadSpec = {
    filter: documentField(command, 'query') ?? {},
    collation: collationField(command) ?? ownCollation(collection),
  };
  const found = new Map<string, unknown>();
  let bytes = 0;
  const path = key.split('.');
  const collator = collatorOf(spec.collation);
  const visit = (document: Document): void => {
    for (const value of valuesAt(document, path)) {
      const same = keyOf(value, collator);
      if (found.has(same)) continue;
      found.set(same, value);
      bytes += encodeDocument({ value }).length;
      if (bytes > MAX_DOCUMENT_BYTES) fail('Location17217', 'distinct too big, 16mb cap');
    }
  };
  if (isView(collection))
    for (const document of documentsThrough(context, name, stagesOfLeading(spec))) visit(document);
  else await eachRow(context, prepareRead(engine, collection, spec, now), visit);
  return { values: [...found.values()], ok: 1 };
};
