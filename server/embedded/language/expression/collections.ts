import { fail, failAt } from '../../errors.js';
import { toDouble, wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import { compareWith } from '../sort.js';
import { isDocument, isNullish, isNumber, isTruthy, typeName } from '../values.js';
import { checkUserVariable } from './control.js';
import { missing, named, type OperatorCompiler, type OperatorTable, optionally } from './types.js';

function variableOf(spec: Record<string, unknown>): string {
  const { as = 'this' } = spec;
  if (typeof as !== 'string') return fail('TypeMismatch', `'as' must be a string, but found ${typeName(as)}`);
  checkUserVariable(as);
  return as;
}

const filter: OperatorCompiler = (operand, compiler) => {
  const spec = named(operand, '$filter', ['input', 'cond'], ['as', 'limit'], {
    notObject: 28646,
    unknown: 28647,
    missing: { input: 28648, cond: 28650 },
  });
  const input = compiler.compile(spec.input);
  const limit = optionally(spec, 'limit', compiler);
  const { inner, slots } = compiler.within([variableOf(spec)]);
  const condition = inner.compile(spec.cond);
  const slot = slots[0] ?? 0;
  return (frame) => {
    const list = input(frame);
    if (isNullish(list)) return null;
    if (!Array.isArray(list)) return failAt(28651, `input to $filter must be an array not ${typeName(list)}`);
    const most = limit ? limitOf(limit(frame)) : Number.POSITIVE_INFINITY;
    const kept: unknown[] = [];
    for (const item of list) {
      frame.slots[slot] = item;
      if (isTruthy(condition(frame)) && kept.push(item) >= most) break;
    }
    return kept;
  };
};

function limitOf(value: unknown): number {
  if (isNullish(value)) return Number.POSITIVE_INFINITY;
  const whole = wholeNumberOf(value);
  if (whole === undefined)
    return failAt(327391, `$filter: limit must be represented as a 32-bit integral value: ${show(value)}`);
  return whole > 0n ? Number(whole) : failAt(327392, `$filter: limit must be greater than 0: ${whole}`);
}

const map: OperatorCompiler = (operand, compiler) => {
  const spec = named(operand, '$map', ['input', 'in'], ['as'], {
    notObject: 16878,
    unknown: 16879,
    missing: { input: 16880, in: 16882 },
  });
  const input = compiler.compile(spec.input);
  const { inner, slots } = compiler.within([variableOf(spec)]);
  const body = inner.compile(spec.in);
  const slot = slots[0] ?? 0;
  return (frame) => {
    const list = input(frame);
    if (isNullish(list)) return null;
    if (!Array.isArray(list)) return failAt(16883, `input to $map must be an array not ${typeName(list)}`);
    return list.map((item: unknown) => {
      frame.slots[slot] = item;
      return body(frame) ?? null;
    });
  };
};

const reduce: OperatorCompiler = (operand, compiler) => {
  const spec = named(operand, '$reduce', ['input', 'initialValue', 'in'], [], {
    notObject: 40075,
    unknown: 40076,
    missing: { input: 40077, initialValue: 40078, in: 40079 },
  });
  const input = compiler.compile(spec.input);
  const initial = compiler.compile(spec.initialValue);
  const { inner, slots } = compiler.within(['this', 'value']);
  const body = inner.compile(spec.in);
  const [thisSlot = 0, valueSlot = 1] = slots;
  return (frame) => {
    const list = input(frame);
    if (isNullish(list)) return null;
    if (!Array.isArray(list)) return failAt(40080, `$reduce requires that 'input' be an array, found: ${show(list)}`);
    let value = initial(frame);
    for (const item of list) {
      frame.slots[thisSlot] = item;
      frame.slots[valueSlot] = value;
      value = body(frame);
    }
    return value;
  };
};

const sortArray: OperatorCompiler = (operand, compiler) => {
  const spec = named(operand, '$sortArray', ['input', 'sortBy'], [], {
    notObject: 2942500,
    unknown: 2942501,
    missing: { input: 2942502, sortBy: 2942503 },
  });
  const input = optionally(spec, 'input', compiler) ?? missing;
  const compare = comparisonOf(spec.sortBy, compiler.collator);
  return (frame) => {
    const list = input(frame);
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      return failAt(2942504, `The input argument to $sortArray must be an array, but was of type: ${typeName(list)}`);
    return list.toSorted(compare);
  };
};

function comparisonOf(
  sortBy: unknown,
  collator: Parameters<typeof compareWith>[1],
): (a: unknown, b: unknown) => number {
  const directionOf = (value: unknown): 1 | -1 => {
    const direction = isNumber(value) ? toDouble(value) : 0;
    return direction === 1 || direction === -1
      ? direction
      : fail('BadValue', 'The $sort element value must be either 1 or -1');
  };
  if (isNumber(sortBy)) return compareWith([{ path: [], direction: directionOf(sortBy) }], collator);
  if (!isDocument(sortBy)) return failAt(2942505, '$sortArray sortBy must be a number or an object');
  const fields = Object.keys(sortBy).map((name) => ({ path: name.split('.'), direction: directionOf(sortBy[name]) }));
  return compareWith(fields, collator);
}

/** Operators that evaluate an expression for each element of an array. */
export const COLLECTIONS: OperatorTable = { $filter: filter, $map: map, $reduce: reduce, $sortArray: sortArray };
