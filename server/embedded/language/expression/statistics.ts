import { Double, Int32 } from 'bson';
import { failAt } from '../../errors.js';
import { compareValues } from '../compare.js';
import { divideDecimals, writeDecimal } from '../decimal.js';
import { kindOf, toDecimal, toDouble } from '../numbers.js';
import { isNullish, isNumber, type NumberValue } from '../values.js';
import { sumOf } from './arithmetic.js';
import { argumentsOf, missing, named, type OperatorCompiler, type OperatorTable, optionally } from './types.js';

/** The sum of the numbers among the values; whole numbers stay whole. */
function total(values: readonly unknown[]): NumberValue {
  let sum: NumberValue = new Int32(0);
  const doubles = new PreciseSum();
  for (const value of values) {
    if (!isNumber(value)) continue;
    if (kindOf(value) === 'double') doubles.add(toDouble(value));
    else sum = sumOf(sum, value);
  }
  return doubles.used ? sumOf(sum, new Double(doubles.sum)) : sum;
}

/** Adds doubles and keeps what is lost in rounding (Neumaier), so that the order matters little. */
export class PreciseSum {
  used = false;
  #sum = 0;
  #lost = 0;

  add(value: number): void {
    this.used = true;
    const next = this.#sum + value;
    if (Number.isFinite(next)) {
      this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    }
    this.#sum = next;
  }

  get sum(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}

/** The mean of the numbers among the values; null where there are none. */
export function mean(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumber);
  if (numbers.length === 0) return null;
  const sum = total(numbers);
  if (kindOf(sum) !== 'decimal') return new Double(toDouble(sum) / numbers.length);
  return writeDecimal(divideDecimals(toDecimal(sum), toDecimal(new Int32(numbers.length))));
}

/** The standard deviation of the numbers among the values. */
export function deviation(values: readonly unknown[], sample: boolean): unknown {
  const numbers = values.filter(isNumber).map(toDouble);
  if (numbers.length < (sample ? 2 : 1)) return null;
  let average = 0;
  let squares = 0;
  numbers.forEach((number, i) => {
    const delta = number - average;
    average += delta / (i + 1);
    squares += delta * (number - average);
  });
  return new Double(Math.sqrt(squares / (numbers.length - (sample ? 1 : 0))));
}

/** The value at a part of the sorted numbers, always one of them. */
export function percentileOf(sorted: readonly number[], part: number): unknown {
  if (sorted.length === 0) return null;
  const rank = Math.max(0, Math.ceil(part * sorted.length) - 1);
  return new Double(sorted[Math.min(rank, sorted.length - 1)] ?? Number.NaN);
}

/** The least (1) or greatest (−1) of the values that are there. */
function extreme(values: readonly unknown[], sign: 1 | -1, collator?: Parameters<typeof compareValues>[2]): unknown {
  let found: unknown = null;
  for (const value of values) {
    if (isNullish(value)) continue;
    if (found === null || compareValues(value, found, collator) * sign < 0) found = value;
  }
  return found;
}

/** An accumulator as an expression: of one argument that is an array, its elements; else of the arguments. */
function over(
  run: (values: readonly unknown[], collator: Parameters<typeof compareValues>[2]) => unknown,
): OperatorCompiler {
  return (operand, compiler) => {
    const parts = argumentsOf(operand).map((item) => compiler.compile(item));
    return (frame) => {
      const values = parts.map((part) => part(frame));
      const [only] = values;
      return run(values.length === 1 && Array.isArray(only) ? only : values, compiler.collator);
    };
  };
}

const CODES = { notObject: 7436100, unknown: 40415, missing: { input: 40414, method: 40414, p: 40414 } };

function percentiles(name: '$percentile' | '$median'): OperatorCompiler {
  return (operand, compiler) => {
    const fields = name === '$percentile' ? ['input', 'p', 'method'] : ['input', 'method'];
    const spec = named(operand, name, fields, [], CODES);
    checkMethod(spec.method);
    const input = optionally(spec, 'input', compiler) ?? missing;
    const parts = name === '$percentile' ? partsOf(compiler.compile(spec.p)({ root: undefined, slots: [] })) : [0.5];
    return (frame) => {
      const value = input(frame);
      const numbers = (Array.isArray(value) ? value : [value])
        .filter(isNumber)
        .map(toDouble)
        .sort((a, b) => a - b);
      const results = parts.map((part) => percentileOf(numbers, part));
      return name === '$percentile' ? results : (results[0] ?? null);
    };
  };
}

/** `approximate` is the one method there is. */
export function checkMethod(method: unknown): void {
  if (method !== 'approximate') failAt(2, "Currently only 'approximate' can be used as percentile 'method'.");
}

/** The parts that `p` names, each from 0 to 1. */
export function partsOf(p: unknown): number[] {
  if (!Array.isArray(p) || p.length === 0)
    return failAt(7750300, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]");
  return p.map((item: unknown) => {
    const part = isNumber(item) ? toDouble(item) : Number.NaN;
    return part >= 0 && part <= 1
      ? part
      : failAt(7750303, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]");
  });
}

/** Accumulators as expressions. */
export const STATISTICS: OperatorTable = {
  $sum: over(total),
  $avg: over(mean),
  $min: over((values, collator) => extreme(values, 1, collator)),
  $max: over((values, collator) => extreme(values, -1, collator)),
  $stdDevPop: over((values) => deviation(values, false)),
  $stdDevSamp: over((values) => deviation(values, true)),
  $percentile: percentiles('$percentile'),
  $median: percentiles('$median'),
};
