import { Double, Int32 } from 'bson';
import { fail, failAt } from '../../errors.js';
import type { Collator } from '../collation.js';
import { compareValues } from '../compare.js';
import { sumOf } from '../expression/arithmetic.js';
import { countOf } from '../expression/arrays.js';
import { checkMethod, deviation, mean, PreciseSum, partsOf, percentileOf } from '../expression/statistics.js';
import { type Compiler, type Evaluate, type Frame, named } from '../expression/types.js';
import { keyOf } from '../keys.js';
import { kindOf, toDouble } from '../numbers.js';
import { compileSorter, type Sorter } from '../sort.js';
import {
  copyOf,
  type Document,
  isDocument,
  isNullish,
  isNumber,
  type NumberValue,
  setField,
  typeName,
} from '../values.js';
import { roughSize } from './memory.js';

/** Gathers the values of one group. */
export interface Accumulator {
  add(frame: Frame): void;
  result(): unknown;
  /** About how many bytes it holds, where that grows with what it is given. */
  bytes?: () => number;
}

/** Makes an accumulator for each group. */
export type AccumulatorFactory = (group: Frame) => Accumulator;

type Gather = (evaluate: Evaluate, compiler: Compiler) => () => Accumulator;

const gathering =
  (start: () => { add(value: unknown): void; result(): unknown; bytes?: () => number }): Gather =>
  (evaluate) =>
  () => {
    const { add, result, bytes } = start();
    return { add: (frame) => add(evaluate(frame)), result, ...(bytes && { bytes }) };
  };

function sum() {
  let whole: NumberValue = new Int32(0);
  const doubles = new PreciseSum();
  return {
    add(value: unknown) {
      if (value instanceof Int32 && whole instanceof Int32) {
        const quick = value.value + whole.value;
        whole = Math.abs(quick) < 2 ** 31 ? new Int32(quick) : sumOf(whole, value);
      } else if (isNumber(value)) {
        if (kindOf(value) === 'double') doubles.add(toDouble(value));
        else whole = sumOf(whole, value);
      }
    },
    result: () => (doubles.used ? sumOf(whole, new Double(doubles.sum)) : whole),
  };
}

const listOf = (finish: (values: unknown[]) => unknown): Gather =>
  gathering(() => {
    const values: unknown[] = [];
    return { add: (value) => void (isNumber(value) && values.push(value)), result: () => finish(values) };
  });

const extremeOf =
  (sign: 1 | -1): Gather =>
  (evaluate, compiler) =>
  () => {
    let found: unknown = null;
    return {
      add(frame) {
        const value = evaluate(frame);
        if (isNullish(value)) return;
        if (found === null || compareValues(value, found, compiler.collator) * sign < 0) found = value;
      },
      result: () => found,
    };
  };

function addToSet(collator: Collator | undefined) {
  const values = new Map<string, unknown>();
  let held = 0;
  return {
    add(value: unknown) {
      if (value === undefined) return;
      const key = keyOf(value, collator);
      if (values.has(key)) return;
      values.set(key, value);
      held += roughSize(value);
    },
    result: () => [...values.values()],
    bytes: () => held,
  };
}

/** Accumulators of one expression. */
const SIMPLE: Readonly<Record<string, Gather>> = {
  $sum: gathering(sum),
  $avg: listOf(mean),
  $min: extremeOf(1),
  $max: extremeOf(-1),
  $stdDevPop: listOf((values) => deviation(values, false)),
  $stdDevSamp: listOf((values) => deviation(values, true)),
  $first: gathering(() => {
    let found: { value: unknown } | undefined;
    return {
      add(value) {
        found ??= { value };
      },
      result: () => found?.value ?? null,
    };
  }),
  $last: gathering(() => {
    let last: unknown;
    return {
      add: (value) => {
        last = value;
      },
      result: () => last ?? null,
    };
  }),
  $push: gathering(() => {
    const values: unknown[] = [];
    let held = 0;
    return {
      add(value) {
        if (value === undefined) return;
        values.push(value);
        held += roughSize(value);
      },
      result: () => [...values],
      bytes: () => held,
    };
  }),
  $addToSet: (evaluate, compiler) => gathering(() => addToSet(compiler.collator))(evaluate, compiler),
  $mergeObjects: gathering(() => {
    const merged: Document = {};
    return {
      add(value) {
        if (isNullish(value)) return;
        if (!isDocument(value))
          failAt(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
        for (const name of Object.keys(value)) setField(merged, name, value[name]);
      },
      result: () => copyOf(merged),
    };
  }),
};

/** Whether a name is that of an accumulator. */
export const isAccumulator = (name: string): boolean => Object.hasOwn(SIMPLE, name) || Object.hasOwn(COMPOUND, name);

/** Compiles an accumulator with its operand. */
export function compileAccumulator(name: string, operand: unknown, compiler: Compiler): AccumulatorFactory {
  const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (simple) {
    if (Array.isArray(operand) && operand.length !== 1) failAt(40237, `The ${name} accumulator is a unary operator`);
    return simple(compiler.compile(Array.isArray(operand) ? operand[0] : operand), compiler);
  }
  const compound = Object.hasOwn(COMPOUND, name) ? COMPOUND[name] : undefined;
  return compound ? compound(operand, compiler, name) : failAt(15952, `unknown group operator '${name}'`);
}

type CompoundCompiler = (operand: unknown, compiler: Compiler, name: string) => AccumulatorFactory;

/** The first, last, least or greatest n. */
function firstFew(
  keep: (values: unknown[], n: number, collator: Collator | undefined) => unknown[],
  skipsNull: boolean,
): CompoundCompiler {
  return (operand, compiler, name) => {
    const spec = named(operand, name, ['input', 'n'], [], {
      notObject: 5787900,
      unknown: 5787901,
      missing: { n: 5787906, input: 5787907 },
    });
    const input = compiler.compile(spec.input);
    const count = compiler.compile(spec.n);
    return (group) => {
      const n = countOf(count(group));
      const values: unknown[] = [];
      return {
        add(frame) {
          const value = input(frame);
          if (!skipsNull) values.push(value ?? null);
          else if (!isNullish(value)) values.push(value);
        },
        result: () => keep(values, n, compiler.collator),
      };
    };
  };
}

const sortedBy = (sign: 1 | -1) => (values: unknown[], n: number, collator: Collator | undefined) =>
  values.toSorted((a, b) => sign * compareValues(a, b, collator)).slice(0, n);

interface Ranked {
  key: readonly unknown[];
  value: unknown;
}

const sortedEntries = (entries: readonly Ranked[], sorter: Sorter): Ranked[] =>
  entries.toSorted((a, b) => sorter.compareKeys(a.key, b.key));

/** The last n in order; of equal ones those that came first are kept. */
function lastFew(entries: readonly Ranked[], n: number, sorter: Sorter): Ranked[] {
  const kept = new Set(entries.toSorted((a, b) => sorter.compareKeys(b.key, a.key)).slice(0, n));
  return sortedEntries(
    entries.filter((entry) => kept.has(entry)),
    sorter,
  );
}

/** `$top`, `$bottom` and their like: by an order of their own. */
function top(several: boolean, fromEnd: boolean): CompoundCompiler {
  return (operand, compiler, name) => {
    const fields = several ? ['output', 'sortBy', 'n'] : ['output', 'sortBy'];
    const spec = named(operand, name, fields, [], {
      notObject: 5788001,
      unknown: 5788002,
      missing: { output: 5788004, sortBy: 5788005, n: 5788003 },
    });
    const { sortBy } = spec;
    if (!isDocument(sortBy)) failAt(10065, `invalid parameter: expected an object (sortBy)`);
    const sorter: Sorter = compileSorter(sortBy, compiler.collator);
    const output = compiler.compile(spec.output);
    const count = several ? compiler.compile(spec.n) : undefined;
    return (group) => {
      const n = count ? countOf(count(group)) : 1;
      const entries: Ranked[] = [];
      return {
        add: (frame) =>
          void entries.push({
            key: sorter.keyOf(isDocument(frame.root) ? frame.root : {}),
            value: output(frame) ?? null,
          }),
        result() {
          const kept = fromEnd ? lastFew(entries, n, sorter) : sortedEntries(entries, sorter).slice(0, n);
          const values = kept.map(({ value }) => value);
          return several ? values : (values[0] ?? null);
        },
      };
    };
  };
}

function percentiles(operand: unknown, compiler: Compiler, name: string): AccumulatorFactory {
  const fields = name === '$percentile' ? ['input', 'p', 'method'] : ['input', 'method'];
  const spec = named(operand, name, fields, [], {
    notObject: 7436100,
    unknown: 40415,
    missing: { input: 40414, p: 40414, method: 40414 },
  });
  checkMethod(spec.method);
  const parts = name === '$percentile' ? partsOf(compiler.compile(spec.p)({ root: undefined, slots: [] })) : [0.5];
  const input = compiler.compile(spec.input);
  return () => {
    const numbers: number[] = [];
    return {
      add(frame) {
        const value = input(frame);
        if (isNumber(value)) numbers.push(toDouble(value));
      },
      result() {
        numbers.sort((a, b) => a - b);
        const results = parts.map((part) => percentileOf(numbers, part));
        return name === '$percentile' ? results : (results[0] ?? null);
      },
    };
  };
}

function count(operand: unknown): AccumulatorFactory {
  if (!isDocument(operand) || Object.keys(operand).length > 0)
    fail('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
  return () => {
    let counted = 0;
    return {
      add: () => void counted++,
      result: () => new Int32(counted),
    };
  };
}

/** Accumulators of several named arguments. */
const COMPOUND: Readonly<Record<string, CompoundCompiler>> = {
  $count: count,
  $firstN: firstFew((values, n) => values.slice(0, n), false),
  $lastN: firstFew((values, n) => values.slice(-n), false),
  $minN: firstFew(sortedBy(1), true),
  $maxN: firstFew(sortedBy(-1), true),
  $top: top(false, false),
  $topN: top(true, false),
  $bottom: top(false, true),
  $bottomN: top(true, true),
  $percentile: percentiles,
  $median: percentiles,
  $accumulator: () => failAt(31264, 'Cannot run server-side javascript without the javascript engine enabled'),
};
