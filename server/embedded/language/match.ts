import { evaluateLet } from './expression/compile.js';
import type { FilterOptions } from './match/context.js';
import type { Found } from './match/node.js';

import { parseFilter } from './match/parse.js';
import type { Document } from './values.js';

export type { FilterOptions } from './match/context.js';

/** A compiled filter. */
export interface Filter {
  matches(document: Document): boolean;
  /** The index that a positional `$` stands for, when the document matches through an array. */
  position(document: Document): number | undefined;
}

/** Compiles a filter; refuses what MongoDB refuses, with its codes. */
export function compileFilter(filter: Document, options: FilterOptions = {}): Filter {
  return compileFilterWith(filter, { ...options, variables: evaluateLet(options.variables, options.now) });
}

/** The same inside a pipeline, whose variables have their values already. */
export function compileFilterWith(filter: Document, options: FilterOptions): Filter {
  const predicate = parseFilter(filter, options);
  return {
    matches: (document) => predicate(document, null),
    position(document) {
      const found: Found = { place: undefined };
      return predicate(document, found) ? found.place : undefined;
    },
  };
}
