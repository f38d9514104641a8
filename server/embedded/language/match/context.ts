import type { Collator } from '../collation.js';
import { type Document, isDocument } from '../values.js';
import type { Predicate } from './node.js';

/** What filters need of the world. */
export interface FilterOptions {
  collation?: Document | undefined;
  now?: Date | undefined;
  /** The variables of the command's `let`, as they were given. */
  variables?: Document | undefined;
  /** The filter of an upsert, whose new document `$expr` could not seed. */
  upsert?: boolean | undefined;
}

/** What the parsing of one filter shares. */
export interface FilterContext {
  collator: Collator | undefined;
  options: FilterOptions;
  /** Inside `$elemMatch`, where conditions on the whole document have no place. */
  nested: boolean;
  /** Compiles the clauses of a filter on whole documents. */
  clauses(filter: Document, context: FilterContext): Predicate;
}

/** Whether an operand is a document of operators rather than a value to be equal to; references are values. */
export function isOperators(operand: unknown): operand is Document {
  if (!isDocument(operand)) return false;
  const names = Object.keys(operand);
  if (!names[0]?.startsWith('$')) return false;
  return !(names.includes('$ref') && names.includes('$id'));
}
