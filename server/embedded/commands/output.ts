import { ObjectId } from 'bson';
import { type Document, isDocument } from '../bson/types.js';
import { encodeDocument } from '../bson.js';
import { CommandError, ERROR, fail } from '../errors.js';
import { isUnique, parseIndex } from '../indexes/specification.js';
import { compileUpdate, type Update } from '../language/update.js';
import type { Collection } from '../storage/catalog.js';
import { nextTurn } from '../turns.js';
import { collectionName, missingField } from './arguments.js';
import { keepWithinBounds } from './capped.js';
import { ensureCollection } from './collection.js';
import type { Context } from './context.js';
import { changeRow } from './modify.js';
import { completed } from './prepare.js';
import { firstRow } from './rows.js';
import { validatorOf } from './validation.js';
import { isView } from './views.js';

// The last stage of a pipeline that writes its result into a collection.

/** How many documents are written in one transaction. */
const TOGETHER = 200;

interface Place {
  database: string;
  name: string;
}

/** Carries out `$out` or `$merge`. */
export async function writeOutput(
  context: Context,
  output: { stage: '$out' | '$merge'; spec: unknown },
  documents: Iterable<Document>,
): Promise<void> {
  if (output.stage === '$out') await replaceCollection(context, placeOf(context, output.spec, '$out'), documents);
  else await merge(context, output.spec, documents);
}

function placeOf({ database }: Context, spec: unknown, stage: string): Place {
  if (typeof spec === 'string') return { database, name: collectionName(database, spec, stage) };
  if (!isDocument(spec)) return fail('Location16990', `${stage} only supports a string or object argument`);
  if (
    stage === '$out' &&
    !(Object.keys(spec).length === 2 && Object.hasOwn(spec, 'db') && Object.hasOwn(spec, 'coll'))
  ) {
    fail('Location16994', "If an object is passed to $out it must have exactly 2 fields: 'db' and 'coll'");
  }
  const other = spec.db ?? database;
  if (typeof other !== 'string') return fail('TypeMismatch', `${stage}.db must be a string`);
  return { database: other, name: collectionName(other, spec.coll, stage) };
}

/** Refuses to write into what takes no documents of others: a view, and for `$out` a capped collection. */
function checkPlace({ engine }: Context, { database, name }: Place, stage: '$out' | '$merge'): void {
  const target = engine.catalog.find(database, name);
  if (isView(target))
    fail('CommandNotSupportedOnView', `Namespace ${database}.${name} is a view, not a collection, for ${stage}`);
  if (stage === '$out' && target?.options.capped === true)
    fail('Location17152', `namespace '${database}.${name}' is capped so it can't be used for $out`);
}

/** The new content is put beside the old one and takes its place at once. */
async function replaceCollection(context: Context, place: Place, documents: Iterable<Document>): Promise<void> {
  const { engine } = context;
  checkPlace(context, place, '$out');
  const temporary = `tmp.agg_out.${new ObjectId()}`;
  const target = await engine.writes.run(() => {
    const collection = engine.catalog.create(
      place.database,
      temporary,
      engine.catalog.find(place.database, place.name)?.options ?? {},
    );
    for (const index of engine.catalog.find(place.database, place.name)?.indexes.slice(1) ?? []) {
      engine.catalog.addIndex(collection, parseIndex(index.shown));
    }
    return collection;
  });
  try {
    await inParts(context, documents, (document) => {
      const prepared = completed(document);
      validatorOf(target, context.command)?.(prepared, undefined);
      engine.documents.insert(target, encodeDocument(prepared), prepared);
    });
    await engine.writes.run(() => {
      const old = engine.catalog.find(place.database, place.name);
      if (old) engine.catalog.drop(old);
      engine.catalog.rename(target, place.database, place.name);
    });
  } catch (error) {
    await engine.writes.run(() => {
      if (!target.dropped) engine.catalog.drop(target);
    });
    throw error;
  }
}

async function inParts(
  { engine }: Context,
  documents: Iterable<Document>,
  write: (document: Document) => void,
): Promise<void> {
  const iterator = documents[Symbol.iterator]();
  for (;;) {
    const part: Document[] = [];
    while (part.length < TOGETHER) {
      const { done, value } = iterator.next();
      if (done) break;
      part.push(value);
    }
    if (part.length === 0) return;
    const refusal = await engine.writes.run(() => {
      try {
        for (const document of part) write(document);
        return null;
      } catch (error) {
        if (error instanceof CommandError) return error;
        throw error;
      }
    });
    if (refusal) throw refusal;
    await nextTurn();
  }
}

type WhenMatched = 'replace' | 'keepExisting' | 'merge' | 'fail' | Document[];
type WhenNotMatched = 'insert' | 'discard' | 'fail';

interface Merge {
  place: Place;
  on: string[];
  whenMatched: WhenMatched;
  whenNotMatched: WhenNotMatched;
  variables: Document | undefined;
}

const MERGE_FIELDS = new Set(['into', 'on', 'let', 'whenMatched', 'whenNotMatched']);

function parseMerge(context: Context, spec: unknown): Merge {
  if (typeof spec === 'string') {
    return {
      place: placeOf(context, spec, '$merge'),
      on: ['_id'],
      whenMatched: 'merge',
      whenNotMatched: 'insert',
      variables: undefined,
    };
  }
  if (!isDocument(spec)) return fail('Location51182', '$merge requires a string or object argument');
  for (const name of Object.keys(spec)) {
    if (!MERGE_FIELDS.has(name)) fail('Location40415', `BSON field '$merge.${name}' is an unknown field.`);
  }
  if (spec.into === undefined) return missingField('$merge.into');
  if (Array.isArray(spec.on) && spec.on.length === 0)
    fail('Location51187', "If explicitly specifying $merge 'on', must include at least one field");
  const on = spec.on === undefined ? ['_id'] : Array.isArray(spec.on) ? spec.on.map(String) : [String(spec.on)];
  return {
    place: placeOf(context, spec.into, '$merge'),
    on,
    whenMatched: matchedOf(spec.whenMatched),
    whenNotMatched: notMatchedOf(spec.whenNotMatched),
    variables: isDocument(spec.let) ? spec.let : undefined,
  };
}

function matchedOf(value: unknown): WhenMatched {
  if (value === undefined) return 'merge';
  if (Array.isArray(value)) return value.filter(isDocument);
  if (value === 'replace' || value === 'keepExisting' || value === 'merge' || value === 'fail') return value;
  return fail('BadValue', `Enumeration value '${String(value)}' for field 'whenMatched' is not a valid value.`);
}

function notMatchedOf(value: unknown): WhenNotMatched {
  if (value === undefined) return 'insert';
  if (value === 'insert' || value === 'discard' || value === 'fail') return value;
  return fail('BadValue', `Enumeration value '${String(value)}' for field 'whenNotMatched' is not a valid value.`);
}

async function merge(context: Context, spec: unknown, documents: Iterable<Document>): Promise<void> {
  const parsed = parseMerge(context, spec);
  const { place, on } = parsed;
  const { engine } = context;
  checkPlace(context, place, '$merge');
  const existing = engine.catalog.find(place.database, place.name);
  const hasUnique = (collection: Collection) =>
    collection.indexes.some(
      (index) =>
        isUnique(index) &&
        index.fields
          .map(({ path }) => path)
          .sort()
          .join() === [...on].sort().join(),
    );
  if (on.join() !== '_id' && !(existing && hasUnique(existing))) {
    fail('Location51183', 'Cannot find index to verify that join fields will be unique');
  }
  await inParts(context, documents, (document) => mergeOne(context, parsed, document));
}

function checkJoinField(path: string, value: unknown): void {
  if (value === undefined || value === null)
    fail('Location51132', `$merge write error: 'on' field '${path}' cannot be missing, null or undefined`);
  if (Array.isArray(value)) fail('Location51185', `$merge write error: 'on' field '${path}' cannot be an array`);
}

function mergeOne(
  context: Context,
  { place, on, whenMatched, whenNotMatched, variables }: Merge,
  document: Document,
): void {
  const { engine } = context;
  const collection = ensureCollection(engine, place.database, place.name);
  for (const path of on) if (path !== '_id') checkJoinField(path, document[path]);
  const withId = completed(document);
  const filter = Object.fromEntries(on.map((path) => [path, { $eq: path === '_id' ? withId._id : document[path] }]));
  const found = firstRow(context, collection, { filter });
  if (!found) {
    if (whenNotMatched === 'insert') {
      validatorOf(collection, context.command)?.(withId, undefined);
      engine.documents.insert(collection, encodeDocument(withId), withId);
      keepWithinBounds(context, collection);
    } else if (whenNotMatched === 'fail') {
      fail(
        'Location13113',
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    }
    return;
  }
  if (whenMatched === 'keepExisting') return;
  if (whenMatched === 'fail') {
    throw new CommandError(
      ERROR.DuplicateKey,
      'DuplicateKey',
      `E11000 duplicate key error collection: ${place.database}.${place.name} index: _id_`,
      {
        keyPattern: Object.fromEntries(on.map((path) => [path, 1])),
        keyValue: Object.fromEntries(on.map((path) => [path, document[path]])),
      },
    );
  }
  changeRow(context, collection, found.row, found.filter, updateFor(whenMatched, document, variables, context.now));
}

function updateFor(
  whenMatched: 'replace' | 'merge' | Document[],
  document: Document,
  variables: Document | undefined,
  now: Date,
): Update {
  if (Array.isArray(whenMatched))
    return compileUpdate(whenMatched, { now, variables: { ...variables, new: document } });
  const { _id, ...fields } = document;
  if (whenMatched === 'replace') return compileUpdate(fields, { now });
  return compileUpdate([{ $replaceWith: { $mergeObjects: ['$$ROOT', { $literal: fields }] } }], { now });
}
