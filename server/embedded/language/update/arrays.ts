import { BSONRegExp } from 'bson';
import { fail } from '../../errors.js';
import type { Collator } from '../collation.js';
import { equalValues } from '../compare.js';
import { isOperators } from '../match/context.js';
import { compileFilter } from '../match.js';
import { toDouble, wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import { compareWith } from '../sort.js';
import { type Document, fieldOf, hasField, isDocument, isNumber, typeName } from '../values.js';
import { documentName } from './fields.js';
import { type ApplyContext, type Operator, UNCHANGED } from './node.js';

interface ArrayContext {
  collator: Collator | undefined;
  collation: Document | undefined;
}

/** An operator on an array; undefined for names that are none of these. */
export function arrayOperator(
  name: string,
  path: string,
  operand: unknown,
  context: ArrayContext,
): Operator | undefined {
  switch (name) {
    case '$push':
      return push(operand, context);
    case '$addToSet':
      return addToSet(operand, context);
    case '$pull':
      return culling(pulled(operand, context));
    case '$pullAll':
      if (!Array.isArray(operand))
        fail('BadValue', `$pullAll requires an array argument but was given a ${typeName(operand)}`);
      return culling((item) => operand.some((other) => equalValues(item, other, context.collator)));
    case '$pop':
      return pop(path, operand);
    default:
      return undefined;
  }
}

interface Push {
  values: readonly unknown[];
  slice: number | undefined;
  position: number | undefined;
  compare: ((a: unknown, b: unknown) => number) | undefined;
}

function push(operand: unknown, context: ArrayContext): Operator {
  const { values, slice, position, compare } = pushOf(operand, context);
  return {
    creates: true,
    apply(current, exists, moment, path) {
      if (exists && !Array.isArray(current)) notAnArray(path, current, moment);
      const array: unknown[] = Array.isArray(current) ? [...current] : [];
      const length = array.length;
      array.splice(
        position === undefined ? length : position < 0 ? Math.max(0, length + position) : position,
        0,
        ...values,
      );
      if (compare) array.sort(compare);
      const kept = slice === undefined ? array : slice >= 0 ? array.slice(0, slice) : array.slice(slice);
      const same = exists && values.length === 0 && !compare && kept.length === length;
      return same ? UNCHANGED : kept;
    },
  };
}

function notAnArray(path: string, current: unknown, context: ApplyContext): never {
  const id = hasField(context.root, '_id') ? `_id: ${show(context.root._id)}` : 'no id';
  return fail(
    'BadValue',
    `The field '${path}' must be an array but is of type ${typeName(current)} in document {${id}}`,
  );
}

function pushOf(operand: unknown, context: ArrayContext): Push {
  if (!isDocument(operand) || !hasField(operand, '$each')) {
    return { values: [operand], slice: undefined, position: undefined, compare: undefined };
  }
  for (const name of Object.keys(operand)) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name))
      fail('BadValue', `Unrecognized clause in $push: ${name}`);
  }
  const values = fieldOf(operand, '$each');
  if (!Array.isArray(values)) {
    fail('BadValue', `The argument to $each in $push must be an array but it was of type: ${typeName(values)}`);
  }
  return {
    values,
    slice: wholeClause(operand, '$slice', 'be an integer value but was given type'),
    position: wholeClause(operand, '$position', 'be an integer value, not of type'),
    compare: hasField(operand, '$sort') ? pushSort(fieldOf(operand, '$sort'), context) : undefined,
  };
}

function wholeClause(operand: Document, name: string, complaint: string): number | undefined {
  if (!hasField(operand, name)) return undefined;
  const whole = wholeNumberOf(fieldOf(operand, name));
  if (whole === undefined)
    fail('BadValue', `The value for ${name} must ${complaint}: ${typeName(fieldOf(operand, name))}`);
  return Number(whole);
}

function directionOf(value: unknown): 1 | -1 {
  const direction = isNumber(value) ? toDouble(value) : 0;
  if (direction !== 1 && direction !== -1) fail('BadValue', 'The $sort element value must be either 1 or -1');
  return direction;
}

function pushSort(spec: unknown, { collator }: ArrayContext): (a: unknown, b: unknown) => number {
  if (isNumber(spec)) return compareWith([{ path: [], direction: directionOf(spec) }], collator);
  if (!isDocument(spec)) {
    fail(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  const names = Object.keys(spec);
  if (names.length === 0) fail('BadValue', 'The $sort pattern is empty when it should be a set of fields.');
  const fields = names.map((name) => {
    const direction = directionOf(spec[name]);
    if (name === '') fail('BadValue', 'The $sort field cannot be empty');
    const path = name.split('.');
    if (path.includes('')) fail('BadValue', `The $sort field is a dotted field but has an empty part: ${name}`);
    return { path, direction };
  });
  return compareWith(fields, collator);
}

function addToSet(operand: unknown, { collator }: ArrayContext): Operator {
  const values = eachOf(operand);
  return {
    creates: true,
    apply(current, exists, _, path) {
      if (exists && !Array.isArray(current)) {
        fail(
          'BadValue',
          `Cannot apply $addToSet to non-array field. Field named '${path.split('.').at(-1)}' has non-array type ${typeName(current)}`,
        );
      }
      const array: unknown[] = Array.isArray(current) ? [...current] : [];
      for (const value of values) {
        if (!array.some((item) => equalValues(item, value, collator))) array.push(value);
      }
      return exists && Array.isArray(current) && array.length === current.length ? UNCHANGED : array;
    },
  };
}

function eachOf(operand: unknown): readonly unknown[] {
  if (!isDocument(operand) || Object.keys(operand)[0] !== '$each') return [operand];
  const values = operand.$each;
  if (!Array.isArray(values)) {
    fail('TypeMismatch', `The argument to $each in $addToSet must be an array but it was of type ${typeName(values)}`);
  }
  const extra = Object.keys(operand)[1];
  if (extra !== undefined) fail('BadValue', `Found unexpected fields after $each in $addToSet: ${show(operand)}`);
  return values;
}

/** An operator that takes away the elements that fit. */
function culling(fits: (item: unknown) => boolean): Operator {
  return {
    creates: false,
    apply(current, exists) {
      if (!exists) return UNCHANGED;
      if (!Array.isArray(current)) fail('BadValue', 'Cannot apply $pull to a non-array value');
      const kept = current.filter((item) => !fits(item));
      return kept.length === current.length ? UNCHANGED : kept;
    },
  };
}

/** What `$pull` takes away: documents that fit a filter, values that fit operators, or equal values. */
function pulled(operand: unknown, { collator, collation }: ArrayContext): (item: unknown) => boolean {
  if (isOperators(operand) || operand instanceof BSONRegExp) {
    const filter = compileFilter({ '': operand }, { collation });
    return (item) => filter.matches({ '': item });
  }
  if (isDocument(operand)) {
    const filter = compileFilter(operand, { collation });
    return (item) => isDocument(item) && filter.matches(item);
  }
  return (item) => equalValues(item, operand, collator);
}

function pop(path: string, operand: unknown): Operator {
  const end = wholeNumberOf(operand);
  if (!isNumber(operand)) fail('FailedToParse', `Expected a number in: ${path}: ${show(operand)}`);
  if (end === undefined) fail('FailedToParse', `Expected an integer: ${path}: ${show(operand)}`);
  if (end !== 1n && end !== -1n) fail('FailedToParse', `$pop expects 1 or -1, found: ${show(operand)}`);
  return {
    creates: false,
    apply(current, exists, context, at) {
      if (!exists) return UNCHANGED;
      if (!Array.isArray(current)) {
        fail(
          'TypeMismatch',
          `Path '${at}' contains an element of non-array type '${typeName(current)}' in document ${documentName(context)}`,
        );
      }
      if (current.length === 0) return UNCHANGED;
      return end === 1n ? current.slice(0, -1) : current.slice(1);
    },
  };
}
