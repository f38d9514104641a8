import { Int32 } from 'bson';
import { encodeDocument } from '../bson/encode.js';
import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument, type Value } from '../bson/types.js';
import { fail } from '../errors.js';
import { collatorOf, foldOf, fullCollation } from '../language/collation.js';
import { compileFilter } from '../language/match.js';
import { show } from '../language/show.js';
import type { Index, IndexField } from './definition.js';

const KNOWN = new Set(['v', 'key', 'name', 'ns', 'background', 'unique', 'sparse', 'partialFilterExpression']);
const KNOWN_TOO = new Set([
  'expireAfterSeconds',
  'hidden',
  'prepareUnique',
  'collation',
  'storageEngine',
  'dropDups',
  'clustered',
]);
const NOT_SHOWN = new Set(['ns', 'background', 'dropDups', 'v', 'key', 'name', 'collation']);

/** What is asked for by `createIndexes`, as an index without a number. Refuses what MongoDB refuses, and kinds that are not had here. */
export function parseIndex(spec: Document): Omit<Index, 'id'> {
  for (const name of Object.keys(spec)) {
    if (!isOption(name)) {
      fail('InvalidIndexSpecificationOption', `The field '${name}' is not valid for an index specification.`);
    }
  }
  checkVersion(spec.v);
  const fields = parseKey(spec.key);
  if (isIdKey(fields) && spec.clustered !== true) checkIdIndex(spec);
  const name = parseName(spec.name);
  const collation = parseCollation(spec);
  if (versionOf(spec) < 2 && collation.shown) fail('CannotCreateIndex', 'An index of v:1 cannot have a collation');
  return {
    name,
    fields,
    unique: flag(spec, 'unique') || isIdKey(fields),
    guarded: flag(spec, 'prepareUnique') && !flag(spec, 'unique'),
    sparse: flag(spec, 'sparse'),
    partial: parsePartial(spec),
    expireAfterSeconds: parseExpiry(spec.expireAfterSeconds, fields),
    hidden: flag(spec, 'hidden'),
    multikey: fields.map(() => false),
    truncated: false,
    ready: true,
    fold: collation.fold,
    shown: { ...shownSpec(spec, name), ...(collation.shown && { collation: collation.shown }) },
  };
}

const isOption = (name: string): boolean => KNOWN.has(name) || KNOWN_TOO.has(name);

/** Without what is no option of an index. */
export const knownOptions = (spec: Document): Document =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => isOption(name)));

function checkVersion(v: Value): void {
  if (v === undefined) return;
  const version = numberOf(v);
  if (version === undefined) fail('TypeMismatch', "The field 'v' must be a number");
  if (version !== 1 && version !== 2)
    fail('CannotCreateIndex', `Invalid index specification; cannot create an index with v=${version}`);
}

const versionOf = ({ v }: Document): number => numberOf(v ?? null) ?? 2;

/** The index that every collection has. */
export const ID_INDEX: Document = { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' };

/** The index by `_id` of a collection with the given options; that of a clustered one is shown otherwise. */
export function idIndexOf({ clusteredIndex, expireAfterSeconds }: Document): Omit<Index, 'id'> {
  if (!isDocument(clusteredIndex)) return parseIndex(ID_INDEX);
  return {
    ...parseIndex({ ...clusteredIndex, clustered: true }),
    expireAfterSeconds: numberOf(expireAfterSeconds) ?? null,
  };
}

const isIdKey = (fields: readonly IndexField[]): boolean => fields.length === 1 && fields[0]?.path === '_id';

const NOT_FOR_ID = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'hidden', 'prepareUnique'];

function checkIdIndex(spec: Document): void {
  for (const name of NOT_FOR_ID) {
    if (spec[name] !== undefined)
      fail(
        'InvalidIndexSpecificationOption',
        `The field '${name}' is not valid for an _id index specification. Specification: ${show(spec)}`,
      );
  }
}

function parseKey(key: Value): IndexField[] {
  if (key === undefined) fail('FailedToParse', "The 'key' field is a required property of an index specification");
  if (!isDocument(key)) fail('TypeMismatch', "The field 'key' must be an object");
  const paths = Object.keys(key);
  if (paths.length === 0) fail('CannotCreateIndex', 'Index keys cannot be empty.');
  if (paths.length > 32) fail('CannotCreateIndex', 'too many compound keys');
  return paths.map((path) => parseField(path, key[path]));
}

function parseField(path: string, value: Value): IndexField {
  if (typeof value === 'string') {
    const kinds = ['text', 'hashed', '2d', '2dsphere', 'geoHaystack', 'wildcard'];
    fail(
      'CannotCreateIndex',
      kinds.includes(value)
        ? `Indexes of type '${value}' are not supported by the embedded store`
        : `Unknown index plugin '${value}'`,
    );
  }
  const direction = numberOf(value);
  if (direction === undefined) {
    fail('CannotCreateIndex', 'Values in v:2 index key pattern must be numbers > 0, numbers < 0, or strings');
  }
  if (direction === 0 || Number.isNaN(direction)) {
    fail('CannotCreateIndex', 'Values in the index key pattern cannot be 0.');
  }
  checkPath(path);
  return { path, names: path.split('.'), direction: direction > 0 ? 1 : -1 };
}

function checkPath(path: string): void {
  const names = path.split('.');
  if (path === '' || names.includes('')) fail('CannotCreateIndex', 'Index keys cannot contain an empty field.');
  if (names.includes('$**')) fail('CannotCreateIndex', 'Wildcard indexes are not supported by the embedded store');
  if (names.some((name, at) => name.startsWith('$') && !(at > 0 && /^\$(ref|id|db)$/.test(name)))) {
    fail('CannotCreateIndex', "Index key contains an illegal field name: field name starts with '$'.");
  }
}

function parseName(name: Value): string {
  if (name === undefined) fail('FailedToParse', "The 'name' field is a required property of an index specification");
  if (typeof name !== 'string') fail('TypeMismatch', "The field 'name' must be a string");
  if (name === '' || name.includes('\0')) fail('CannotCreateIndex', 'index name cannot be empty');
  if (name === '*') fail('BadValue', "The index name '*' is not valid.");
  return name;
}

function flag(spec: Document, name: string): boolean {
  const value = spec[name];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number === undefined)
    fail('TypeMismatch', `The field '${name}' has value ${name}: ${String(value)}, which is not convertible to bool`);
  return number !== 0;
}

function parsePartial(spec: Document): Index['partial'] {
  const condition = spec.partialFilterExpression;
  if (condition === undefined) return null;
  if (!isDocument(condition)) fail('TypeMismatch', "The field 'partialFilterExpression' must be an object");
  if (flag(spec, 'sparse')) fail('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  checkPartial(condition);
  return { condition, filter: compileFilter(condition) };
}

const PARTIAL_OPERATORS = new Set(['$eq', '$lt', '$lte', '$gt', '$gte', '$exists', '$type', '$in']);

/** Only what a filter can be shown to imply may stand in a partial index's condition. */
function checkPartial(condition: Document): void {
  for (const [name, value] of Object.entries(condition)) {
    if (name === '$and' || name === '$or') {
      for (const part of Array.isArray(value) ? value : []) if (isDocument(part)) checkPartial(part);
    } else if (name.startsWith('$')) {
      fail('CannotCreateIndex', `Expression not supported in partial index: ${name}`);
    } else if (isDocument(value)) {
      for (const operator of Object.keys(value)) {
        if (!operator.startsWith('$')) continue;
        if (!PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && value.$exists === false)) {
          fail('CannotCreateIndex', `Expression not supported in partial index: ${name} ${operator}`);
        }
      }
    }
  }
}

/**
 * The collation of an index in full. Where it is to be unique, texts are folded in its keys, which then are good for
 * nothing else; other keys are kept in plain order. A query with a collation looks at the documents.
 */
function parseCollation(spec: Document): { shown?: Document; fold: Index['fold'] } {
  const { collation } = spec;
  if (collation === undefined || !collatorOf(collation) || !isDocument(collation)) return { fold: null };
  const shown = fullCollation(collation);
  if (!flag(spec, 'unique')) return { shown, fold: null };
  const { version: _, ...given } = collation;
  const fold = foldOf(withoutDefaults(given));
  if (!fold) fail('CannotCreateIndex', 'Unique indexes with such a collation are not supported by the embedded store');
  return { shown, fold };
}

/** Without the options that say what holds anyway. */
function withoutDefaults(collation: Document): Document {
  const full = fullCollation({});
  const isSaid = ([name, value]: [string, Value]) =>
    name === 'locale' || !sameBytes({ value: full[name] ?? null }, { value: value ?? null });
  return Object.fromEntries(Object.entries(collation).filter(isSaid));
}

function parseExpiry(value: Value, fields: readonly IndexField[]): number | null {
  if (value === undefined) return null;
  const seconds = numberOf(value);
  if (seconds === undefined) fail('CannotCreateIndex', "TTL index 'expireAfterSeconds' option must be numeric");
  if (!(seconds >= 0 && seconds <= 0x7fffffff)) {
    fail(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, not ${seconds}`,
    );
  }
  if (fields.length > 1) {
    fail('CannotCreateIndex', 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  return Math.floor(seconds);
}

function shownSpec(spec: Document, name: string): Document {
  const shown: Document = { v: new Int32(versionOf(spec)), key: spec.key, name };
  for (const [option, value] of Object.entries(spec)) if (!NOT_SHOWN.has(option)) shown[option] = value;
  return shown;
}

const sameBytes = (a: Document, b: Document): boolean => encodeDocument(a).equals(encodeDocument(b));

const keyText = (index: Pick<Index, 'fields'>): string =>
  index.fields.map(({ path, direction }) => `${path}\0${direction}`).join('\0\0');

/** Whether an index is shown as unique: from its creation, or made so afterwards. */
export const isUnique = ({ unique, shown }: Pick<Index, 'unique' | 'shown'>): boolean =>
  unique || shown.unique === true;

/** What makes an index another one even over the same fields. */
const sameSignature = (a: Omit<Index, 'id'>, b: Omit<Index, 'id'>): boolean =>
  keyText(a) === keyText(b) &&
  isUnique(a) === isUnique(b) &&
  a.sparse === b.sparse &&
  sameBytes({ p: a.partial?.condition ?? null }, { p: b.partial?.condition ?? null }) &&
  sameBytes({ c: a.shown.collation ?? null }, { c: b.shown.collation ?? null });

/** Whether an index exists already as asked for; refuses one that clashes with an existing one. */
export function existsAlready(asked: Omit<Index, 'id'>, existing: readonly Index[]): boolean {
  for (const index of existing) {
    if (index.name === asked.name) {
      if (!sameSignature(index, asked)) {
        fail(
          'IndexKeySpecsConflict',
          clash(asked, index, 'An existing index has the same name as the requested index'),
        );
      }
      if (index.expireAfterSeconds !== asked.expireAfterSeconds) {
        fail(
          'IndexOptionsConflict',
          clash(asked, index, 'An equivalent index already exists with the same name but different options'),
        );
      }
      return true;
    }
    if (sameSignature(index, asked)) {
      if (isIdKey(asked.fields)) return true;
      fail('IndexOptionsConflict', `Index already exists with a different name: ${index.name}`);
    }
  }
  return false;
}

const clash = (asked: Omit<Index, 'id'>, index: Index, why: string): string =>
  `${why}. Requested index: ${asked.name}, existing index: ${index.name}`;
