import { countValue, numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import { decodeDocument, encodeDocument } from '../bson.js';
import type { Engine } from '../engine.js';
import { fail } from '../errors.js';
import type { Index } from '../indexes/definition.js';
import { entryRange, readEntry } from '../indexes/entries.js';
import { isUnique } from '../indexes/specification.js';
import type { Collection } from '../storage/catalog.js';
import { entriesOf } from '../storage/range.js';
import { booleanField } from './arguments.js';

/** Changes what may be changed of an index: when it expires documents, whether it is hidden, and whether it is unique. */
export function modifyIndex(
  engine: Engine,
  collection: Collection,
  change: Document | undefined,
  dryRun: boolean,
): Document {
  if (!change) return { ok: 1 };
  const index = indexOf(collection, change);
  const reply: Document = {};
  if (change.expireAfterSeconds !== undefined) Object.assign(reply, modifyExpiry(index, change.expireAfterSeconds));
  if (change.hidden !== undefined) Object.assign(reply, modifyHidden(index, booleanField(change, 'hidden')));
  if (change.prepareUnique !== undefined) Object.assign(reply, prepare(index, booleanField(change, 'prepareUnique')));
  if (change.unique !== undefined) {
    if (!booleanField(change, 'unique')) fail('BadValue', 'collMod does not support converting an index to non-unique');
    Object.assign(reply, makeUnique(engine, collection, index, dryRun));
  }
  return { ...reply, ok: 1 };
}

const CHANGEABLE = ['expireAfterSeconds', 'hidden', 'prepareUnique', 'unique'];

function indexOf(collection: Collection, change: Document): Index {
  const { name, keyPattern } = change;
  if (name === undefined && keyPattern === undefined)
    fail('InvalidOptions', 'Must specify either index name or key pattern.');
  if (name !== undefined && keyPattern !== undefined)
    fail('InvalidOptions', 'Cannot specify both key pattern and name.');
  if (!CHANGEABLE.some((field) => change[field] !== undefined))
    fail('InvalidOptions', 'no expireAfterSeconds, hidden, unique, or prepareUnique field');
  const index = collection.indexes.find((one) => one.name === name || sameKey(one.shown.key, keyPattern));
  if (index) return index;
  return fail('IndexNotFound', `cannot find index ${shown(name ?? keyPattern)} for ns ${namespaceOf(collection)}`);
}

const shown = (asked: unknown): string => (isDocument(asked) ? JSON.stringify(asked) : String(asked));

const namespaceOf = ({ database, name }: Collection): string => `${database}.${name}`;

const sameKey = (a: unknown, b: unknown): boolean =>
  isDocument(a) && isDocument(b) && encodeDocument(a).equals(encodeDocument(b));

function modifyExpiry(index: Index, value: unknown): Document {
  const seconds = numberOf(value);
  if (seconds === undefined)
    return fail('TypeMismatch', "BSON field 'collMod.index.expireAfterSeconds' is the wrong type, expected a number");
  if (index.fields.length > 1)
    fail('InvalidOptions', 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  const before = index.expireAfterSeconds;
  index.expireAfterSeconds = seconds;
  index.shown = { ...index.shown, expireAfterSeconds: countValue(seconds) };
  return {
    ...(before !== null && { expireAfterSeconds_old: countValue(before) }),
    expireAfterSeconds_new: countValue(seconds),
  };
}

function modifyHidden(index: Index, hidden: boolean): Document {
  const before = index.hidden;
  index.hidden = hidden;
  index.shown = { ...index.shown, hidden };
  return { hidden_old: before, hidden_new: hidden };
}

/** From now on no further key may come twice; those that did stay. */
function prepare(index: Index, prepared: boolean): Document {
  const before = index.guarded;
  if (isUnique(index) || before === prepared) return {};
  index.guarded = prepared;
  const { prepareUnique: _, ...rest } = index.shown;
  index.shown = prepared ? { ...rest, prepareUnique: true } : rest;
  return { prepareUnique_old: before, prepareUnique_new: prepared };
}

/** Makes an index unique whose keys are guarded; refuses where some come twice still, and names the documents. */
function makeUnique(engine: Engine, collection: Collection, index: Index, dryRun: boolean): Document {
  if (isUnique(index)) return {};
  if (!index.guarded && !dryRun)
    fail('InvalidOptions', "Cannot make index unique with 'prepareUnique=false'. Run collMod to set it first.");
  const violations = violationsOf(engine, collection, index);
  if (violations.length > 0)
    fail(
      'CannotConvertIndexToUnique',
      'Cannot convert the index to unique. Please resolve conflicting documents before running collMod again.',
      { violations },
    );
  if (dryRun) return {};
  const { prepareUnique: _, ...rest } = index.shown;
  index.shown = { ...rest, unique: true };
  return { unique_new: true };
}

/** Documents that share a key of an index, by key. */
function violationsOf({ environment, documents }: Engine, collection: Collection, index: Index): Document[] {
  const violations: Document[] = [];
  let key: Buffer | undefined;
  let records: number[] = [];
  const note = (): void => {
    if (records.length > 1) violations.push({ ids: records.map((record) => idOf(documents.read(collection, record))) });
  };
  const everything = entryRange(index, Buffer.alloc(0), Buffer.from([0xff]));
  for (const found of entriesOf(environment.entries, everything)) {
    const entry = readEntry(index, found.key, found.value);
    if (!key?.equals(entry.key)) {
      note();
      key = entry.key;
      records = [];
    }
    records.push(entry.record);
  }
  note();
  return violations;
}

const idOf = (bytes: Buffer | undefined) => (bytes ? decodeDocument(bytes)._id : null);
