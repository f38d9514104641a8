import type { Found } from './match/node.js';
import { parseFilter } from './match/parse.js';
import type { Document } from './values.js';

/** What filters need of the world. */
export interface FilterOptions {
  collation?: Document | undefined;
  now?: Date | undefined;
  /** The variables of the command's `let`, already evaluated. */
  variables?: Document | undefined;
  /** The filter of an upsert, whose new document `$expr` could not seed. */
  upsert?: boolean | undefined;
}

/** A compiled filter. */
export interface Filter {
  matches(document: Document): boolean;
  /** The index that a positional `$` stands for, when the document matches through an array. */
  position(document: Document): number | undefined;
}

/** Compiles a filter; refuses what MongoDB refuses, with its codes. */
export function compileFilter(filter: Document, options: FilterOptions = {}): Filter {
  const predicate = parseFilter(filter, options);
  return {
    matches: (document) => predicate(document, null),
    position(document) {
      const found: Found = { place: undefined };
      return predicate(document, found) ? found.place : undefined;
    },
  };
}
