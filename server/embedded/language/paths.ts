import { type Document, fieldOf, hasField, isDocument } from './values.js';

/** A dotted path, taken apart once. */
export interface Path {
  text: string;
  parts: readonly string[];
}

/** Takes a dotted path apart. */
export function pathOf(text: string): Path {
  return { text, parts: text.split('.') };
}

/** Whether a part of a path can be a place in an array: digits only, without leading zeros. */
export function isIndex(part: string): boolean {
  return /^(0|[1-9]\d*)$/.test(part);
}

/**
 * Hears of one value at the end of a path. `exists` tells a stored undefined from a missing field;
 * `place` is the index in the outermost array that was gone through unasked, −1 where there was none.
 * Answers true to hear no more.
 */
export type Visit = (value: unknown, exists: boolean, place: number) => boolean;

/** What a filter looks at when the path ends at an array: its elements and itself, or itself alone. */
export type LeafArrays = 'elements-too' | 'whole';

/**
 * Visits every value that a filter on the path looks at: arrays on the way are gone through, and
 * numbers in the path are places in arrays as well as names. True when a visit answered true.
 */
export function visitPath(document: Document, path: Path, leaf: LeafArrays, visit: Visit): boolean {
  return visitFrom(document, path.parts, 0, leaf, visit, -1);
}

function visitFrom(
  document: Document,
  parts: readonly string[],
  from: number,
  leaf: LeafArrays,
  visit: Visit,
  place: number,
): boolean {
  let current = document;
  for (let i = from; ; i++) {
    const part = parts[i] ?? '';
    const value = fieldOf(current, part);
    if (Array.isArray(value)) return visitArray(value, parts, i + 1, leaf, visit, place);
    if (i + 1 === parts.length) return visit(value, value !== undefined || hasField(current, part), place);
    if (!isDocument(value)) return visit(undefined, false, place);
    current = value;
  }
}

function visitArray(
  array: readonly unknown[],
  parts: readonly string[],
  from: number,
  leaf: LeafArrays,
  visit: Visit,
  place: number,
): boolean {
  if (from === parts.length) {
    if (leaf === 'elements-too') {
      for (let k = 0; k < array.length; k++) if (visit(array[k], true, place < 0 ? k : place)) return true;
    }
    return visit(array, true, place);
  }
  const part = parts[from] ?? '';
  for (let k = 0; k < array.length; k++) {
    const item = array[k];
    if (isDocument(item) && visitFrom(item, parts, from, leaf, visit, place < 0 ? k : place)) return true;
  }
  return isIndex(part) && visitPlace(array, Number(part), parts, from + 1, leaf, visit, place);
}

/** Follows a number in a path as a place in an array. What stands at the end is not gone into. */
function visitPlace(
  array: readonly unknown[],
  index: number,
  parts: readonly string[],
  from: number,
  leaf: LeafArrays,
  visit: Visit,
  place: number,
): boolean {
  if (index >= array.length) return false;
  const item = array[index];
  if (from === parts.length) return visit(item, true, place);
  if (isDocument(item)) return visitFrom(item, parts, from, leaf, visit, place);
  return Array.isArray(item) && visitArray(item, parts, from, leaf, visit, place);
}

/**
 * The value at a path as aggregation reads it: through arrays it gives the array of what the
 * elements have; numbers are names only. Undefined where it is missing.
 */
export function valueAt(source: unknown, parts: readonly string[], from = 0): unknown {
  let value = source;
  for (let i = from; i < parts.length; i++) {
    if (Array.isArray(value)) return valuesOfElements(value, parts, i);
    if (!isDocument(value)) return undefined;
    value = fieldOf(value, parts[i] ?? '');
  }
  return value;
}

function valuesOfElements(array: readonly unknown[], parts: readonly string[], from: number): unknown[] {
  const values: unknown[] = [];
  for (const item of array) {
    if (!isDocument(item)) {
      // An array inside an array is gone into no further.
      continue;
    }
    const value = valueAt(item, parts, from);
    if (value !== undefined) values.push(value);
  }
  return values;
}
