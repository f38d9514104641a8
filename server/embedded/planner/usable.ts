import { encodeDocument } from '../bson/encode.js';
import type { Document } from '../bson/types.js';
import type { Index } from '../indexes/definition.js';
import { isWithin } from './intervals.js';
import { type Conditions, conditionsOf } from './predicates.js';

/** Whether an index has an entry for every document that fulfils the conditions. */
export function isComplete(index: Index, conditions: Conditions, filter: Document): boolean {
  if (index.partial) return implies(conditions, filter, index.partial.condition);
  if (!index.sparse) return true;
  const paths = new Set(index.fields.map((field) => field.path));
  return conditions.predicates.some((predicate) => paths.has(predicate.path) && predicate.present);
}

/** Whether whatever fulfils the conditions fulfils a partial index's condition too, as far as can be seen. */
function implies(conditions: Conditions, filter: Document, partial: Document): boolean {
  if (Object.keys(partial).length === 0) return true;
  if (encodeDocument(partial).equals(encodeDocument(filter))) return true;
  const wanted = conditionsOf(partial);
  if (wanted.predicates.length === 0 && wanted.ors.length === 0) return false;
  const hasAll = wanted.predicates.every((want) => {
    if (!want.exact && !isExistence(partial, want.path)) return sameCondition(filter, partial, want.path);
    return conditions.predicates.some(
      (has) => has.path === want.path && (!want.present || has.present) && isWithin(has.intervals, want.intervals),
    );
  });
  return hasAll && wanted.ors.every((arms) => arms.some((arm) => implies(conditions, filter, arm)));
}

/** Whether a partial index asks of a field only that it exists. */
function isExistence(partial: Document, path: string): boolean {
  const condition = partial[path];
  return typeof condition === 'object' && condition !== null && Object.keys(condition).join() === '$exists';
}

/** Whether filter and condition demand the same of a field, word for word. */
function sameCondition(filter: Document, partial: Document, path: string): boolean {
  if (!(path in filter && path in partial)) return false;
  return encodeDocument({ a: filter[path] }).equals(encodeDocument({ a: partial[path] }));
}
