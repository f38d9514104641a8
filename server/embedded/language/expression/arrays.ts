import { Int32 } from 'bson';
import { failAt } from '../../errors.js';
import { compareValues, equalValues } from '../compare.js';
import { keyOf } from '../keys.js';
import { fitsInt, wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import { type Document, fieldOf, hasField, isDocument, isNullish, isNumber, setField, typeName } from '../values.js';
import {
  binary,
  fixed,
  missing,
  named,
  type OperatorCompiler,
  type OperatorTable,
  optionally,
  ranged,
  stepwise,
  unary,
} from './types.js';

/** A 32-bit whole number that an argument must be. */
function int32Of(value: unknown, refuseType: () => never, refuseSize: () => never): number {
  if (!isNumber(value)) return refuseType();
  const whole = wholeNumberOf(value);
  return whole !== undefined && fitsInt(whole) ? Number(whole) : refuseSize();
}

function elementAt(array: unknown, index: unknown): unknown {
  if (isNullish(array) || isNullish(index)) return null;
  if (!Array.isArray(array))
    return failAt(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`);
  const place = int32Of(
    index,
    () => failAt(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeName(index)}`),
    () => failAt(28691, `$arrayElemAt's second argument must be representable as a 32-bit integer: ${show(index)}`),
  );
  return array.at(place);
}

const endOf = (place: number) =>
  unary((array, name) => {
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) return failAt(28689, `${name}'s argument must be an array, but is ${typeName(array)}`);
    return array.at(place);
  });

function slice(values: readonly unknown[]): unknown {
  const [array, first, second] = values;
  if (isNullish(array) || isNullish(first) || (values.length > 2 && isNullish(second))) return null;
  if (!Array.isArray(array))
    return failAt(28724, `First argument to $slice must be an array, but is of type: ${typeName(array)}`);
  const from = int32Of(
    first,
    () => failAt(28725, `Second argument to $slice must be a numeric value, but is of type: ${typeName(first)}`),
    () => failAt(28726, `Second argument to $slice can't be represented as a 32-bit integer: ${show(first)}`),
  );
  if (values.length === 2) return from >= 0 ? array.slice(0, from) : array.slice(from);
  const count = int32Of(
    second,
    () => failAt(28727, `Third argument to $slice must be numeric, but is of type: ${typeName(second)}`),
    () => failAt(28728, `Third argument to $slice can't be represented as a 32-bit integer: ${show(second)}`),
  );
  if (count <= 0) return failAt(28729, `Third argument to $slice must be positive: ${count}`);
  const start = from >= 0 ? from : Math.max(0, array.length + from);
  return array.slice(start, start + count);
}

function indexOf(values: readonly unknown[]): unknown {
  const [array, sought, start, end] = values;
  if (isNullish(array)) return null;
  if (!Array.isArray(array))
    return failAt(40090, `$indexOfArray requires an array as a first argument, found: ${typeName(array)}`);
  const from = values.length > 2 ? boundOf(start, 'starting') : 0;
  const to = values.length > 3 ? Math.min(boundOf(end, 'ending'), array.length) : array.length;
  for (let i = from; i < to; i++) if (equalValues(array[i], sought)) return new Int32(i);
  return new Int32(-1);
}

function boundOf(value: unknown, which: string): number {
  const refuse = () =>
    failAt(
      40096,
      `$indexOfArray requires an integral ${which} index, found a value of type: ${typeName(value)}, with value: "${show(value)}"`,
    );
  const bound = int32Of(value, refuse, refuse);
  return bound < 0 ? failAt(40097, `$indexOfArray requires a nonnegative ${which} index, found: ${bound}`) : bound;
}

function range(values: readonly unknown[]): unknown {
  const [start, end, step] = ['starting', 'ending', 'step'].map((which, i) => {
    const value = i === 2 && values.length < 3 ? new Int32(1) : values[i];
    return int32Of(
      value,
      () => failAt(34443 + 2 * i, `$range requires a numeric ${which} value, found value of type: ${typeName(value)}`),
      () =>
        failAt(
          34444 + 2 * i,
          `$range requires a ${which} value that can be represented as a 32-bit integer, found value: ${show(value)}`,
        ),
    );
  });
  if (step === 0) return failAt(34449, '$range requires a non-zero step value');
  const result: Int32[] = [];
  if (start === undefined || end === undefined || step === undefined) return result;
  if ((end - start) / step > 10_000_000) failAt(146, '$range would use too much memory');
  for (let i = start; step > 0 ? i < end : i > end; i += step) result.push(new Int32(i));
  return result;
}

const zip: OperatorCompiler = (operand, compiler) => {
  const spec = named(operand, '$zip', ['inputs'], ['useLongestLength', 'defaults'], {
    notObject: 34460,
    unknown: 34464,
    missing: { inputs: 34465 },
  });
  const { inputs, defaults = [] } = spec;
  if (!Array.isArray(inputs)) failAt(34461, `inputs must be an array of expressions, found ${typeName(inputs)}`);
  if (inputs.length === 0) failAt(34465, '$zip requires at least one input array');
  if (!Array.isArray(defaults)) failAt(34462, `defaults must be an array of expressions, found ${typeName(defaults)}`);
  const longest = fieldOf(spec, 'useLongestLength') ?? false;
  if (typeof longest !== 'boolean') failAt(34463, `useLongestLength must be a bool, found ${typeName(longest)}`);
  if (defaults.length > 0 && !longest) failAt(34466, 'cannot specify defaults unless useLongestLength is true');
  if (defaults.length > 0 && defaults.length !== inputs.length)
    failAt(34467, 'defaults and inputs must have the same length');
  const arrays = inputs.map((item) => compiler.compile(item));
  const fillers = defaults.map((item) => compiler.compile(item));
  return (frame) => {
    const values = arrays.map((array) => array(frame));
    const lists: unknown[][] = [];
    for (const value of values) {
      if (isNullish(value)) return null;
      if (!Array.isArray(value)) return failAt(34468, `$zip found a non-array expression in input: ${show(value)}`);
      lists.push(value);
    }
    const lengths = lists.map((list) => list.length);
    const length = longest ? Math.max(...lengths) : Math.min(...lengths);
    const filled = fillers.map((filler) => filler(frame));
    return Array.from({ length }, (_, i) => lists.map((list, k) => (i < list.length ? list[i] : (filled[k] ?? null))));
  };
};

function toObject(value: unknown): unknown {
  if (isNullish(value)) return null;
  if (!Array.isArray(value)) return failAt(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  const result: Document = {};
  const paired = Array.isArray(value[0]);
  for (const item of value) {
    const [name, content] = paired ? pairOf(item) : entryOf(item);
    if (name.includes('\0')) failAt(paired ? 4940400 : 4940401, 'Key field cannot contain an embedded null byte');
    setField(result, name, content);
  }
  return result;
}

function pairOf(item: unknown): [string, unknown] {
  if (!Array.isArray(item))
    return failAt(
      40396,
      `$arrayToObject requires a consistent input format. Elements mustall be arrays or all be objects. Array was detected, now found: ${typeName(item)}`,
    );
  if (item.length !== 2)
    failAt(40397, `$arrayToObject requires an array of size 2 arrays,found array of size: ${item.length}`);
  const [name, content]: unknown[] = item;
  if (typeof name !== 'string')
    return failAt(
      40395,
      `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeName(name)}`,
    );
  return [name, content];
}

function entryOf(item: unknown): [string, unknown] {
  if (!isDocument(item))
    return failAt(
      Array.isArray(item) ? 40391 : 40398,
      `$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. Object was detected, now found: ${typeName(item)}`,
    );
  const size = Object.keys(item).length;
  if (size !== 2)
    failAt(40392, `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${size}`);
  if (!hasField(item, 'k') || !hasField(item, 'v'))
    failAt(
      40393,
      `$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys from: ${show(item)}`,
    );
  if (typeof item.k !== 'string')
    return failAt(
      40394,
      `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeName(item.k)}`,
    );
  return [item.k, item.v];
}

const concat = stepwise((parts, frame) => {
  const result: unknown[] = [];
  for (const part of parts) {
    const value = part(frame);
    if (isNullish(value)) return null;
    if (!Array.isArray(value)) return failAt(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
    for (const item of value) result.push(item);
  }
  return result;
});

/** Operators on arrays as wholes. */
export const ARRAYS: OperatorTable = {
  $arrayElemAt: binary(elementAt),
  $first: endOf(0),
  $last: endOf(-1),
  $concatArrays: concat,
  $isArray: unary((value) => Array.isArray(value)),
  $size: unary((value) => {
    if (!Array.isArray(value))
      return failAt(17124, `The argument to $size must be an array, but was of type: ${typeName(value)}`);
    return new Int32(value.length);
  }),
  $reverseArray: unary((value) => {
    if (isNullish(value)) return null;
    if (!Array.isArray(value))
      return failAt(34435, `The argument to $reverseArray must be an array, but was of type: ${typeName(value)}`);
    return value.toReversed();
  }),
  $in: (operand, compiler, name) => {
    const [sought = missing, array = missing] = fixed(operand, compiler, name, 2);
    return (frame) => {
      const value = sought(frame);
      const list = array(frame);
      if (!Array.isArray(list))
        return failAt(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
      return list.some((item) => equalValues(item, value, compiler.collator));
    };
  },
  $slice: (operand, compiler, name) => {
    const parts = ranged(operand, compiler, name, 2, 3);
    return (frame) => slice(parts.map((part) => part(frame)));
  },
  $indexOfArray: (operand, compiler, name) => {
    const parts = ranged(operand, compiler, name, 2, 4);
    return (frame) => indexOf(parts.map((part) => part(frame)));
  },
  $range: (operand, compiler, name) => {
    const parts = ranged(operand, compiler, name, 2, 3);
    return (frame) => range(parts.map((part) => part(frame)));
  },
  $zip: zip,
  $arrayToObject: unary(toObject),
  $maxN: extremes(-1),
  $minN: extremes(1),
  $firstN: ends((list, n) => list.slice(0, n)),
  $lastN: ends((list, n) => list.slice(-n)),
};

/** The n that `$firstN` and its like take. */
export function countOf(value: unknown): number {
  const whole = wholeNumberOf(value);
  if (whole === undefined) {
    const code = isNumber(value) ? 5787903 : 5787902;
    return failAt(code, `Value for 'n' must be of integral type, but found ${show(value ?? null)}`);
  }
  return whole > 0n ? Number(whole) : failAt(5787908, `'n' must be greater than 0, found ${whole}`);
}

function ends(take: (list: readonly unknown[], n: number) => unknown[]): OperatorCompiler {
  return (operand, compiler, name) => {
    const spec = named(operand, name, ['input', 'n'], [], {
      notObject: 5787900,
      unknown: 5787901,
      missing: { n: 5787906, input: 5787907 },
    });
    const input = optionally(spec, 'input', compiler) ?? missing;
    const n = optionally(spec, 'n', compiler) ?? missing;
    return (frame) => {
      const count = countOf(n(frame));
      const list = input(frame);
      if (!Array.isArray(list)) return failAt(5788200, `Input must be an array`);
      return take(list, count);
    };
  };
}

function extremes(sign: 1 | -1): OperatorCompiler {
  return (operand, compiler, name) => {
    const take = ends((list, n) => {
      const present = list.filter((item) => !isNullish(item));
      return present.toSorted((a, b) => sign * compareValues(a, b, compiler.collator)).slice(0, n);
    });
    return take(operand, compiler, name);
  };
}

/** The elements without repetition, the first of equals kept. */
export function distinct(list: readonly unknown[]): unknown[] {
  const met = new Set<string>();
  return list.filter((item) => {
    const key = keyOf(item);
    if (met.has(key)) return false;
    met.add(key);
    return true;
  });
}
