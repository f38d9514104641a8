import { fail, failAt } from '../errors.js';
import { type Collator, collatorOf } from './collation.js';
import { compareValues } from './compare.js';
import { toDouble } from './numbers.js';
import { isIndex } from './paths.js';
import { show } from './show.js';
import { type Document, fieldOf, isDocument, isNumber } from './values.js';

/** One field of a sort. */
export interface SortField {
  path: readonly string[];
  direction: 1 | -1;
}

/** A compiled sort: what of a document decides its place, and how two such keys compare. */
export interface Sorter {
  keyOf(document: Document): readonly unknown[];
  compareKeys(a: readonly unknown[], b: readonly unknown[]): number;
}

/** Compiles a sort to a comparison of documents. For many documents `compileSorter` is the faster one. */
export function compileSort(
  sort: Document,
  options: { collation?: Document | undefined } = {},
): (a: Document, b: Document) => number {
  const { keyOf, compareKeys } = compileSorter(sort, collatorOf(options.collation));
  return (a, b) => compareKeys(keyOf(a), keyOf(b));
}

/** Compiles a sort that works on keys, which are taken once from each document. */
export function compileSorter(sort: Document, collator?: Collator): Sorter {
  const fields = sortFieldsOf(sort);
  return {
    keyOf: (document) => sortKey(document, fields, collator),
    compareKeys: (a, b) => compareKeys(a, b, fields, collator),
  };
}

/** The fields of a sort specification; refuses directions other than 1 and −1. */
export function sortFieldsOf(sort: Document): SortField[] {
  return Object.keys(sort).map((name) => {
    const direction = sort[name];
    if (name === '') failAt(40352, 'FieldPath cannot be constructed with empty string');
    if (isDocument(direction)) return metaField(direction);
    if (!isNumber(direction)) failAt(15974, `Illegal key in $sort specification: ${name}: ${show(direction)}`);
    const whole = Math.trunc(toDouble(direction));
    if (whole !== 1 && whole !== -1) {
      failAt(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    const path = name.split('.');
    if (path.includes('')) failAt(15998, 'FieldPath field names may not be empty strings.');
    if (path.some((part) => part.startsWith('$') && !['$ref', '$id', '$db'].includes(part))) {
      failAt(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    }
    return { path, direction: whole };
  });
}

function metaField(direction: Document): never {
  const meta = fieldOf(direction, '$meta');
  if (Object.keys(direction).length !== 1 || meta === undefined) {
    failAt(17312, '$meta is the only expression supported by $sort right now');
  }
  if (meta === 'textScore') failAt(40218, 'query requires text score metadata, but it is not available');
  return failAt(31138, `Illegal $meta sort: ${show(direction)}`);
}

/**
 * The key of a document under a sort: of an array the least element where the field ascends and the
 * greatest where it descends; of several fields in one array the combination that comes first.
 */
function sortKey(document: Document, fields: readonly SortField[], collator?: Collator): readonly unknown[] {
  const key: unknown[] = [];
  for (const { path } of fields) {
    let value: unknown = document;
    for (const part of path) {
      if (Array.isArray(value)) return expandedKey(document, fields, collator);
      value = isDocument(value) ? fieldOf(value, part) : undefined;
    }
    if (Array.isArray(value)) return expandedKey(document, fields, collator);
    key.push(value === undefined ? null : value);
  }
  return key;
}

function expandedKey(document: Document, fields: readonly SortField[], collator?: Collator): readonly unknown[] {
  const keys = expand(fields.map(({ path }) => ({ at: document, rest: path, done: false })));
  return keys.reduce((first, key) => (compareKeys(key, first, fields, collator) < 0 ? key : first));
}

interface Walk {
  at: unknown;
  rest: readonly string[];
  done: boolean;
}

/** All keys that a document has, one for each element of the array that its fields go through. */
function expand(walks: readonly Walk[]): unknown[][] {
  const walked = walks.map(walk);
  const arrays = walked.filter(({ done }) => !done).map(({ at }) => at);
  const array = arrays[0];
  if (!Array.isArray(array)) return [walked.map(({ at }) => (at === undefined ? null : at))];
  if (arrays.some((other) => other !== array)) fail('BadValue', 'cannot sort with keys that are parallel arrays');
  if (array.length === 0) {
    // An empty array sorts as undefined, before null.
    return expand(
      walked.map((one) => (one.done ? one : { at: one.rest.length === 0 ? EMPTY : null, rest: [], done: true })),
    );
  }
  return array.flatMap((element: unknown) =>
    expand(
      walked.map((one) => {
        if (one.done) return one;
        if (one.rest.length === 0) return { at: element, rest: [], done: true };
        return isDocument(element) ? { ...one, at: element } : { at: null, rest: [], done: true };
      }),
    ),
  );
}

/** Stands for undefined until the key is ready, as undefined itself stands for what is missing. */
const EMPTY: unique symbol = Symbol('empty array');

function walk({ at, rest, done }: Walk): Walk {
  if (done) return { at, rest, done };
  let value = at;
  for (let i = 0; i < rest.length; i++) {
    const part = rest[i] ?? '';
    if (Array.isArray(value)) {
      const array: readonly unknown[] = value;
      const named = array.some((item) => isDocument(item) && fieldOf(item, part) !== undefined);
      if (!isIndex(part) || named || Number(part) >= array.length)
        return { at: value, rest: rest.slice(i), done: false };
      value = array[Number(part)];
    } else value = isDocument(value) ? fieldOf(value, part) : undefined;
  }
  return { at: value, rest: [], done: !Array.isArray(value) };
}

function compareKeys(
  a: readonly unknown[],
  b: readonly unknown[],
  fields: readonly SortField[],
  collator?: Collator,
): number {
  for (let i = 0; i < fields.length; i++) {
    const order = compareValues(plain(a[i]), plain(b[i]), collator);
    if (order !== 0) return fields[i]?.direction === -1 ? -order : order;
  }
  return 0;
}

const plain = (value: unknown): unknown => (value === EMPTY ? undefined : value);

/**
 * A comparison of values by fields inside them (an empty path: by the value itself), arrays taken
 * whole, as `$push` and `$sortArray` sort.
 */
export function compareWith(fields: readonly SortField[], collator?: Collator): (a: unknown, b: unknown) => number {
  return (a, b) => {
    for (const { path, direction } of fields) {
      const order = compareValues(inside(a, path), inside(b, path), collator);
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

function inside(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const part of path) {
    if (Array.isArray(found)) found = isIndex(part) ? found[Number(part)] : undefined;
    else found = isDocument(found) ? fieldOf(found, part) : undefined;
  }
  return found === undefined && path.length > 0 ? null : found;
}
