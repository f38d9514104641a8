import type { Document } from '../bson/types.js';
import { encodeDocument, MAX_DOCUMENT_BYTES } from '../bson.js';
import { fail } from '../errors.js';
import { keyOfValue } from '../indexes/encode.js';
import type { Filter } from '../language/match.js';
import { seedUpsert, type Update } from '../language/update.js';
import type { Row } from '../planner/row.js';
import type { Collection } from '../storage/catalog.js';
import { keepWithinBounds } from './capped.js';
import { ensureCollection } from './collection.js';
import type { Context } from './context.js';
import { completed } from './prepare.js';
import { validatorOf } from './validation.js';

/** A document before and after a change. */
export interface Changed {
  before: Document;
  after: Document;
  /** False where the update left everything as it was. */
  modified: boolean;
}

/** Changes a row by an update. */
export function changeRow(context: Context, collection: Collection, row: Row, filter: Filter, update: Update): Changed {
  const before = row.document;
  const position = filter.position(before);
  const after = update.apply(before, { position, insert: false });
  if (after === before) return { before, after, modified: false };
  if (!sameId(before, after)) {
    fail('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  const bytes = encodeDocument(after);
  if (bytes.length > MAX_DOCUMENT_BYTES)
    fail('Location17419', `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`);
  if (bytes.equals(row.bytes)) return { before, after, modified: false };
  validatorOf(collection, context.command)?.(after, before);
  context.engine.documents.replace(
    collection,
    row.record,
    { bytes: row.bytes, document: before },
    { bytes, document: after },
  );
  return { before, after, modified: true };
}

const sameId = (a: Document, b: Document): boolean => a._id === b._id || keyOfValue(a._id).equals(keyOfValue(b._id));

/** Inserts what an update makes of a filter that has found nothing. */
export function upsertOne(context: Context, name: string, filter: Document, update: Update): Document {
  const { engine, database, command } = context;
  const after = completed(update.apply(seedUpsert(filter), { insert: true }));
  const collection = ensureCollection(engine, database, name);
  validatorOf(collection, command)?.(after, undefined);
  const bytes = encodeDocument(after);
  if (bytes.length > MAX_DOCUMENT_BYTES)
    fail('Location17420', `Document to upsert is larger than ${MAX_DOCUMENT_BYTES}`);
  engine.documents.insert(collection, bytes, after);
  keepWithinBounds(context, collection);
  return after;
}
