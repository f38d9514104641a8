import { Long } from 'bson';
import { failAt } from '../../errors.js';
import { copyOf, type Document, fieldOf, isDocument, setField, typeName, withoutFields } from '../values.js';
import type { Stage } from './types.js';

/** `$unwind`: one document for each element of an array. */
export function unwind(operand: unknown): Stage {
  const spec: Document =
    typeof operand === 'string'
      ? { path: operand }
      : isDocument(operand)
        ? operand
        : failAt(
            15981,
            `expected either a string or an object as specification for $unwind stage, got ${typeName(operand)}`,
          );
  for (const name of Object.keys(spec)) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      failAt(28811, `unrecognized option to $unwind stage: ${name}`);
  }
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: preserve = false } = spec;
  if (path === undefined || path === '') failAt(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string') failAt(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
  if (!path.startsWith('$')) failAt(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (path === '$') failAt(40352, 'FieldPath cannot be constructed with empty string');
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    failAt(
      28810,
      `expected a non-empty string for the includeArrayIndex option to $unwind stage, got ${typeName(index)}`,
    );
  if (typeof index === 'string' && index.startsWith('$'))
    failAt(28822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`);
  if (typeof preserve !== 'boolean')
    failAt(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(preserve)}`,
    );
  const parts = path.slice(1).split('.');
  const indexParts = typeof index === 'string' ? index.split('.') : undefined;
  return function* (input) {
    for (const document of input) yield* unwound(document, parts, indexParts, preserve);
  };
}

function* unwound(
  document: Document,
  parts: readonly string[],
  index: readonly string[] | undefined,
  preserve: boolean,
): Iterable<Document> {
  const value = plainAt(document, parts);
  const withIndex = (result: Document, place: Long | null): Document => (index ? setAt(result, index, place) : result);
  if (Array.isArray(value)) {
    if (value.length === 0) {
      if (preserve) yield withIndex(setAt(document, parts, undefined), null);
      return;
    }
    for (const [place, item] of value.entries()) yield withIndex(setAt(document, parts, item), Long.fromNumber(place));
  } else if (value === undefined || value === null) {
    if (preserve) yield withIndex(document, null);
  } else yield withIndex(document, null);
}

/** The value at a path through documents alone. */
function plainAt(document: Document, parts: readonly string[]): unknown {
  let value: unknown = document;
  for (const part of parts) value = isDocument(value) ? fieldOf(value, part) : undefined;
  return value;
}

/** A copy with the value at a path set, or taken away where it is undefined. */
export function setAt(document: Document, parts: readonly string[], value: unknown): Document {
  const [name = '', ...rest] = parts;
  if (rest.length === 0) {
    if (value === undefined) return withoutFields(document, (other) => other === name);
    const result = copyOf(document);
    setField(result, name, value);
    return result;
  }
  const inside = fieldOf(document, name);
  const result = copyOf(document);
  setField(result, name, setAt(isDocument(inside) ? inside : {}, rest, value));
  return result;
}
