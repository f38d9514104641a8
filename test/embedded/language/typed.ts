import { Double, EJSON, Int32 } from 'bson';
import { CommandError } from '../../../server/embedded/errors.js';
import { type Document, isDocument } from '../../../server/embedded/language/values.js';

/** Plain JavaScript as BSON reads it: whole numbers are Int32, others Double; what has a type keeps it. */
export function typed(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? new Int32(value) : new Double(value);
  if (Array.isArray(value)) return value.map(typed);
  return isDocument(value) ? typedDocument(value) : value;
}

/** The same for a document. */
export function typedDocument(document: Document): Document {
  return Object.fromEntries(Object.keys(document).map((name) => [name, typed(document[name])]));
}

/** A value with its types written out, for comparing whole. */
export const written = (value: unknown): unknown => JSON.parse(EJSON.stringify(value, { relaxed: false }));

/** The code with which something is refused, or what it answers. */
export function codeOf(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof CommandError) return error.code;
    throw error;
  }
}

/** Freezes a value through and through, so that a change to it throws. */
export function frozen<T>(value: T): T {
  if (Array.isArray(value)) value.forEach(frozen);
  else if (isDocument(value)) Object.values(value).forEach(frozen);
  else return value;
  return Object.freeze(value);
}
