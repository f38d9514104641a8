import { type LeafArrays, type Path, visitPath } from '../paths.js';
import { type Document, fieldOf, hasField } from '../values.js';

/** Where a filter found what it looked for: the place in the outermost array, for the positional `$`. */
export interface Found {
  place: number | undefined;
}

/** Whether a document fits. Notes the place in an array where one is asked for. */
export type Predicate = (document: Document, found: Found | null) => boolean;

/** Whether one value fits; a missing one comes as undefined with `exists` false. */
export type Test = (value: unknown, exists: boolean, found: Found | null) => boolean;

/** A condition on the values of one path, not yet bound to it. */
export type Condition =
  | { kind: 'leaf'; arrays: LeafArrays; test: Test }
  | { kind: 'not'; of: Condition }
  | { kind: 'all'; of: readonly Condition[] }
  | { kind: 'never' };

/** A condition that looks at each value of the path, the elements of an array and the array itself. */
export const each = (test: Test): Condition => ({ kind: 'leaf', arrays: 'elements-too', test });

/** A condition that takes an array as one value. */
export const whole = (test: Test): Condition => ({ kind: 'leaf', arrays: 'whole', test });

/** The opposite of a condition. */
export const not = (of: Condition): Condition => ({ kind: 'not', of });

/** Makes a condition a predicate on documents. */
export function bind(path: Path, condition: Condition): Predicate {
  switch (condition.kind) {
    case 'never':
      return () => false;
    case 'not': {
      const inner = bind(path, condition.of);
      return (document) => !inner(document, null);
    }
    case 'all':
      return both(condition.of.map((part) => bind(path, part)));
    case 'leaf':
      return path.parts.length === 1
        ? bindField(path.text, condition.arrays, condition.test)
        : bindPath(path, condition.arrays, condition.test);
  }
}

/** All predicates, one after another. */
export function both(predicates: readonly Predicate[]): Predicate {
  const [first, second] = predicates;
  if (!first) return () => true;
  if (!second) return first;
  if (predicates.length === 2) return (document, found) => first(document, found) && second(document, found);
  return (document, found) => {
    for (const predicate of predicates) if (!predicate(document, found)) return false;
    return true;
  };
}

function bindField(name: string, arrays: LeafArrays, test: Test): Predicate {
  return (document, found) => {
    const value = fieldOf(document, name);
    if (!Array.isArray(value)) return test(value, value !== undefined || hasField(document, name), found);
    if (arrays === 'elements-too') {
      for (let k = 0; k < value.length; k++) {
        if (!test(value[k], true, null)) continue;
        if (found) found.place = k;
        return true;
      }
    }
    return test(value, true, found);
  };
}

function bindPath(path: Path, arrays: LeafArrays, test: Test): Predicate {
  return (document, found) =>
    visitPath(document, path, arrays, (value, exists, place) => {
      if (!test(value, exists, found)) return false;
      if (found && place >= 0) found.place = place;
      return true;
    });
}

/** Makes a condition a test of one value that is taken as it is, as inside `$elemMatch`. */
export function testOf(condition: Condition): Test {
  switch (condition.kind) {
    case 'never':
      return () => false;
    case 'not': {
      const inner = testOf(condition.of);
      return (value, exists) => !inner(value, exists, null);
    }
    case 'all': {
      const tests = condition.of.map(testOf);
      return (value, exists, found) => tests.every((test) => test(value, exists, found));
    }
    case 'leaf':
      return condition.test;
  }
}
