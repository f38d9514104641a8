import { Decimal128, Double, Int32 } from 'bson';
import { fail, failAt } from '../../errors.js';
import {
  addDecimals,
  type Decimal,
  decimalOfInteger,
  divideDecimals,
  doubleOfDecimal,
  multiplyDecimals,
  negateDecimal,
  writeDecimal,
} from '../decimal.js';
import { compilerOf } from '../expression/compile.js';
import { named } from '../expression/types.js';
import { toDecimal, toDouble, wholeNumberOf } from '../numbers.js';
import { valueAt } from '../paths.js';
import { compileSorter } from '../sort.js';
import { type Document, isDocument, isNullish, isNumber, typeName } from '../values.js';
import { boundsOf, timeOf, type WindowBounds } from './bounds.js';
import type { StageContext } from './types.js';

/** The values of one output field for all documents of a sorted partition. */
export type Series = (documents: readonly Document[]) => unknown[];

/** Compiles a window function that is none of the accumulators. */
export type SeriesCompiler = (
  operand: unknown,
  window: unknown,
  sortBy: Document | undefined,
  context: StageContext,
  name: string,
) => Series;

function evaluated(expression: unknown, context: StageContext): (documents: readonly Document[]) => unknown[] {
  const evaluate = compilerOf(context).compile(expression);
  return (documents) => documents.map((document) => evaluate({ root: document, slots: [] }));
}

const numberOf = (value: unknown): number | undefined => (isNumber(value) ? toDouble(value) : undefined);

function ranking(next: (place: number, rank: number, tied: boolean) => number): SeriesCompiler {
  return (operand, window, sortBy, context, name) => {
    if (!isDocument(operand) || Object.keys(operand).length > 0)
      failAt(5371603, `${name} must be specified with '{}' as the value`);
    if (window !== undefined) failAt(5371601, `Rank style window functions take no other arguments`);
    if (!sortBy)
      failAt(5371602, `${name} must be specified with a top level sortBy expression with exactly one element`);
    if (Object.keys(sortBy).length !== 1 && name !== '$documentNumber')
      failAt(5371602, `${name} must be specified with a top level sortBy expression with exactly one element`);
    const sorter = compileSorter(sortBy, context.collator);
    return (documents) => {
      let rank = 0;
      return documents.map((document, place) => {
        const before = documents[place - 1];
        const tied = before !== undefined && sorter.compareKeys(sorter.keyOf(before), sorter.keyOf(document)) === 0;
        rank = next(place, rank, tied);
        return new Int32(rank);
      });
    };
  };
}

const shift: SeriesCompiler = (operand, window, sortBy, context) => {
  if (window !== undefined) fail('FailedToParse', "$shift does not accept a 'window' field");
  const spec = named(operand, '$shift', ['output', 'by'], ['default'], { notObject: 9, unknown: 9, missing: {} });
  if (!sortBy) failAt(9, "'$shift' requires a sortBy");
  const by = wholeNumberOf(spec.by);
  if (by === undefined) fail('FailedToParse', `'$shift:by' field must be an integer, but found ${typeName(spec.by)}`);
  const otherwise = compilerOf(context).compile(spec.default ?? null)({ root: {}, slots: [] });
  const output = evaluated(spec.output, context);
  return (documents) => {
    const values = output(documents);
    return values.map((_, place) => {
      const other = place + Number(by);
      return other >= 0 && other < values.length ? (values[other] ?? null) : otherwise;
    });
  };
};

const MILLISECONDS: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
]);

/** Points of a curve: time in the unit (or the number that stands for it) and value. */
function curve(operand: unknown, sortBy: Document | undefined, context: StageContext, name: string) {
  const spec = named(operand, name, ['input'], ['unit'], { notObject: 9, unknown: 9, missing: {} });
  const scale = spec.unit === undefined ? undefined : MILLISECONDS.get(spec.unit);
  if (spec.unit !== undefined && scale === undefined)
    failAt(5490704, `${name} unit must be one of week, day, hour, minute, second, millisecond`);
  const path = timeOf(sortBy, name);
  const input = evaluated(spec.input, context);
  return (documents: readonly Document[]) => {
    const values = input(documents);
    return documents.map((document, i) => {
      const time = valueAt(document, path);
      if (scale !== undefined && !(time instanceof Date))
        failAt(5624900, `${name} with 'unit' expects the sortBy field to be a Date`);
      if (scale === undefined && !isNumber(time))
        failAt(5624902, `${name} where the sortBy is a Date requires an 'unit'`);
      const x = time instanceof Date ? time.getTime() / (scale ?? 1) : (numberOf(time) ?? Number.NaN);
      return { x, y: numberOf(values[i]) };
    });
  };
}

type Points = { x: number; y: number | undefined }[];

function overCurve(run: (points: Points) => unknown): SeriesCompiler {
  return (operand, window, sortBy, context, name) => {
    if (!sortBy) fail('FailedToParse', `${name} requires a sortBy`);
    const pointsOf = curve(operand, sortBy, context, name);
    const bounds: WindowBounds = boundsOf(window, sortBy);
    return (documents) => {
      const points = pointsOf(documents);
      return documents.map((_, place) => {
        const { from, to } = bounds.spanAt(place, documents);
        return run(points.slice(from, to));
      });
    };
  };
}

function derivative(points: Points): unknown {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2 || first.y === undefined || last.y === undefined || first.x === last.x)
    return null;
  return new Double((last.y - first.y) / (last.x - first.x));
}

function integral(points: Points): unknown {
  if (points.length === 0) return null;
  let area = 0;
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    if (next?.y !== undefined && point.y !== undefined) area += ((point.y + next.y) * (next.x - point.x)) / 2;
  }
  return new Double(area);
}

const movingAverage: SeriesCompiler = (operand, window, sortBy, context) => {
  if (window !== undefined) fail('FailedToParse', "$expMovingAvg does not accept a 'window' field");
  const spec = named(operand, '$expMovingAvg', ['input'], ['N', 'alpha'], { notObject: 9, unknown: 9, missing: {} });
  if (!sortBy) fail('FailedToParse', "$expMovingAvg requires an explicit 'sortBy'");
  const n = numberOf(spec.N);
  const given = numberOf(spec.alpha);
  if ((n === undefined) === (given === undefined))
    fail(
      'FailedToParse',
      "$expMovingAvg sub object must have exactly two fields: An 'input' field, and either an 'N' field or an 'alpha' field",
    );
  if (n !== undefined && (n <= 0 || !Number.isInteger(n)))
    fail('FailedToParse', `'N' field must be greater than zero. Got ${n}`);
  if (given !== undefined && !(given > 0 && given < 1))
    fail('FailedToParse', `'alpha' must be between 0 and 1 (exclusive), found alpha: ${given}`);
  const alpha =
    given === undefined ? divideDecimals(TWO, toDecimal(new Int32((n ?? 1) + 1))) : toDecimal(new Double(given));
  const rest = addDecimals(ONE, negateDecimal(alpha));
  const input = evaluated(spec.input, context);
  return (documents) => {
    let average: Decimal | undefined;
    let decimal = false;
    let shown: unknown = null;
    return input(documents).map((value) => {
      if (!isNumber(value)) return shown;
      decimal ||= value instanceof Decimal128;
      const number = toDecimal(value);
      // The first number is given as it is, with its type.
      if (average === undefined) {
        average = number;
        shown = value;
      } else {
        average = addDecimals(multiplyDecimals(number, alpha), multiplyDecimals(average, rest));
        shown = decimal ? writeDecimal(average) : new Double(doubleOfDecimal(average));
      }
      return shown;
    });
  };
};

const ONE = decimalOfInteger(1n);
const TWO = decimalOfInteger(2n);

function covariance(sample: boolean): SeriesCompiler {
  return (operand, window, sortBy, context, name) => {
    if (!Array.isArray(operand) || operand.length !== 2)
      return failAt(5424100, `${name} expects an array of ${2} expressions`);
    const [xs, ys] = operand.map((item: unknown) => evaluated(item, context));
    const bounds = boundsOf(window, sortBy);
    return (documents) => {
      const x = xs?.(documents) ?? [];
      const y = ys?.(documents) ?? [];
      const pairs = x.map((value, i) => ({ x: numberOf(value), y: numberOf(y[i]) }));
      return documents.map((_, place) => {
        const { from, to } = bounds.spanAt(place, documents);
        return covarianceOf(pairs.slice(from, to), sample);
      });
    };
  };
}

function covarianceOf(pairs: readonly { x: number | undefined; y: number | undefined }[], sample: boolean): unknown {
  const complete = pairs.flatMap(({ x, y }) => (x === undefined || y === undefined ? [] : [{ x, y }]));
  const divisor = complete.length - (sample ? 1 : 0);
  if (divisor <= 0) return null;
  const meanX = complete.reduce((sum, { x }) => sum + x, 0) / complete.length;
  const meanY = complete.reduce((sum, { y }) => sum + y, 0) / complete.length;
  return new Double(complete.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / divisor);
}

/** Carries the last value that was there forward. */
function carried(values: readonly unknown[]): unknown[] {
  let last: unknown = null;
  return values.map((value) => {
    if (!isNullish(value)) last = value;
    return last;
  });
}

const carriedForward: SeriesCompiler = (operand, window, _, context) => {
  if (window !== undefined) failAt(605001, "'window' field is not allowed in '$locf'");
  const input = evaluated(operand, context);
  return (documents) => carried(input(documents));
};

const linear: SeriesCompiler = (operand, window, sortBy, context, name) => {
  if (window !== undefined) failAt(605001, "'window' field is not allowed in '$linearFill'");
  if (!sortBy || Object.keys(sortBy).length !== 1)
    failAt(605001, '$linearFill must be specified with a top level sortBy expression with exactly one element');
  const path = timeOf(sortBy, name);
  const input = evaluated(operand, context);
  return (documents) => {
    const values = input(documents);
    const times = documents.map((document) => {
      const time = valueAt(document, path);
      return time instanceof Date ? time.getTime() : (numberOf(time) ?? Number.NaN);
    });
    return interpolated(values, times);
  };
};

/** Fills what is missing between two values on the line between them. */
function interpolated(values: readonly unknown[], times: readonly number[]): unknown[] {
  times.forEach((time, i) => {
    if (i > 0 && time === times[i - 1]) failAt(6050106, 'There can be no repeated values in the sort field');
  });
  return values.map((value, place) => {
    if (!isNullish(value))
      return isNumber(value)
        ? value
        : failAt(6050202, `Value to be filled must be numeric or nullish, but found ${typeName(value)}`);
    const left = values.findLastIndex((other, i) => i < place && !isNullish(other));
    const right = values.findIndex((other, i) => i > place && !isNullish(other));
    const [x, x0, x1] = [times[place], times[left], times[right]];
    const [y0, y1] = [numberOf(values[left]), numberOf(values[right])];
    if (x === undefined || x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return null;
    const filled = y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    return new Double(filled);
  });
}

/** Window functions that are none of the accumulators. */
export const SERIES: ReadonlyMap<string, SeriesCompiler> = new Map<string, SeriesCompiler>([
  ['$rank', ranking((place, rank, tied) => (tied ? rank : place + 1))],
  ['$denseRank', ranking((_, rank, tied) => (tied ? rank : rank + 1))],
  ['$documentNumber', ranking((place) => place + 1)],
  ['$shift', shift],
  ['$derivative', overCurve(derivative)],
  ['$integral', overCurve(integral)],
  ['$expMovingAvg', movingAverage],
  ['$covariancePop', covariance(false)],
  ['$covarianceSamp', covariance(true)],
  ['$locf', carriedForward],
  ['$linearFill', linear],
]);
