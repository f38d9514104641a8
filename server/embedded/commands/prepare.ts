import { ObjectId, Timestamp } from 'bson';
import { type Document, isDocument, type Value } from '../bson/types.js';
import { decodeDocument, encodeDocument, MAX_DOCUMENT_BYTES } from '../bson.js';
import { fail } from '../errors.js';

/** A document as it is stored: with an `_id`, and that first. */
export function prepareInsert(bytes: Buffer): { bytes: Buffer; document: Document } {
  const document = decodeDocument(bytes);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    fail('BadValue', `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT_BYTES}`);
  }
  const names = Object.keys(document);
  if (names[0] === '_id' && !names.some((name) => isUnsetTimestamp(document[name]))) {
    checkId(document._id);
    return { bytes, document };
  }
  const prepared = completed(document);
  return { bytes: encodeDocument(prepared), document: prepared };
}

/** With an `_id` in front, and the time where an empty timestamp stands. */
export function completed(document: Document): Document {
  const id = Object.hasOwn(document, '_id') ? document._id : new ObjectId();
  checkId(id);
  const result: Document = { _id: id };
  for (const [name, value] of Object.entries(document)) {
    if (name !== '_id') result[name] = isUnsetTimestamp(value) ? nextTimestamp() : value;
  }
  return result;
}

const isUnsetTimestamp = (value: Value): boolean => value instanceof Timestamp && value.isZero();

let lastTimestamp = { t: 0, i: 0 };

function nextTimestamp(): Timestamp {
  const t = Math.floor(Date.now() / 1000);
  lastTimestamp = t > lastTimestamp.t ? { t, i: 1 } : { t: lastTimestamp.t, i: lastTimestamp.i + 1 };
  return new Timestamp(lastTimestamp);
}

/** Refuses what cannot be an `_id`. */
export function checkId(id: Value): void {
  const kind = Array.isArray(id) ? 'array' : id === undefined ? 'undefined' : kindOf(id);
  if (kind) fail('InvalidIdField', `The '_id' value cannot be of type ${kind}`);
  if (!isDocument(id)) return;
  const [name] = Object.keys(id).filter((field) => field.startsWith('$'));
  if (name !== undefined && !['$ref', '$id', '$db'].includes(name)) {
    fail(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
    );
  }
}

const kindOf = (id: Value): string | undefined =>
  typeof id === 'object' && id !== null && '_bsontype' in id && id._bsontype === 'BSONRegExp' ? 'regex' : undefined;
