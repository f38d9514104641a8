import { Binary, BSONSymbol, Code, Decimal128, Double, Int32, ObjectId, Timestamp } from 'bson';
import { CommandError, fail } from '../../errors.js';
import { decimalOfInteger, readDecimal, writeDecimal } from '../decimal.js';
import { fitsInt, fitsLong, longOf, toDecimal, toDouble, toInteger, wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import { isNullish, isNumber, isTruthy, TYPE_NUMBERS, typeName } from '../values.js';
import { parseDate } from './date-text.js';
import { textOfScalar } from './text.js';
import { missing, named, type OperatorCompiler, type OperatorTable, optionally, unary } from './types.js';

const CONVERSION_FAILURE = 241;

function refused(message: string): never {
  throw new CommandError(CONVERSION_FAILURE, 'ConversionFailure', `${message} in $convert with no onError value`);
}

const unsupported = (value: unknown, target: string): never =>
  refused(`Unsupported conversion from ${typeName(value)} to ${target}`);

/** What each type converts from; null and missing never get here. */
const CONVERSIONS_TO: Readonly<Record<string, (value: unknown) => unknown>> = {
  double: (value) => {
    if (isNumber(value)) {
      const double = toDouble(value);
      if (value instanceof Decimal128 && !Number.isFinite(double) && readDecimal(value).kind === 'finite')
        refused('Conversion would overflow target type');
      return new Double(double);
    }
    if (typeof value === 'boolean') return new Double(value ? 1 : 0);
    if (value instanceof Date) return new Double(value.getTime());
    return typeof value === 'string' ? new Double(parsedDouble(value)) : unsupported(value, 'double');
  },
  int: (value) => {
    const whole = wholeOf(value, 'int');
    return fitsInt(whole) ? new Int32(Number(whole)) : refused(`Conversion would overflow target type: ${show(value)}`);
  },
  long: (value) => {
    if (value instanceof Date) return longOf(BigInt(value.getTime()));
    const whole = wholeOf(value, 'long');
    return fitsLong(whole) ? longOf(whole) : refused(`Conversion would overflow target type: ${show(value)}`);
  },
  decimal: (value) => {
    if (isNumber(value)) return value instanceof Decimal128 ? value : writeDecimal(toDecimal(value));
    if (typeof value === 'boolean') return writeDecimal(decimalOfInteger(value ? 1n : 0n));
    if (value instanceof Date) return writeDecimal(decimalOfInteger(BigInt(value.getTime())));
    return typeof value === 'string' ? parsedDecimal(value) : unsupported(value, 'decimal');
  },
  bool: (value) => (isNumber(value) ? isTruthy(value) : typeof value === 'boolean' ? value : true),
  string: (value) => {
    const isNone = [Timestamp, Binary, BSONSymbol, Code].some((type) => value instanceof type);
    return (isNone ? undefined : textOfScalar(value)) ?? unsupported(value, 'string');
  },
  objectId: (value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value !== 'string') return unsupported(value, 'objectId');
    if (!/^[0-9a-fA-F]{24}$/.test(value)) return refused(`Failed to parse objectId '${value}'`);
    return new ObjectId(value);
  },
  date: (value) => {
    if (value instanceof Date) return value;
    if (value instanceof ObjectId) return value.getTimestamp();
    if (value instanceof Timestamp) return new Date((value.high >>> 0) * 1000);
    if (value instanceof Int32) return unsupported(value, 'date');
    if (isNumber(value)) {
      const instant = Number(wholeOf(value, 'date'));
      return Math.abs(instant) <= 8.64e15
        ? new Date(instant)
        : refused(`Conversion would overflow target type: ${show(value)}`);
    }
    if (typeof value !== 'string') return unsupported(value, 'date');
    return parseDate(value) ?? refused(`Error parsing date string '${value}'`);
  },
};

function wholeOf(value: unknown, target: string): bigint {
  if (isNumber(value)) {
    const double = toDouble(value);
    if (Number.isNaN(double)) return refused('Attempt to convert NaN value to integer type');
    if (!Number.isFinite(double)) return refused('Attempt to convert infinity value to integer type');
    return toInteger(value);
  }
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value !== 'string') return unsupported(value, target);
  if (!/^[+-]?\d+$/.test(value)) return refused(`Failed to parse number '${value}'`);
  const whole = BigInt(value.replace('+', ''));
  const fits = target === 'int' ? fitsInt(whole) : fitsLong(whole);
  return fits ? whole : refused(`Failed to parse number '${value}' Overflow`);
}

function parsedDouble(text: string): number {
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
    return refused(`Failed to parse number '${text}' in $convert`);
  const double = Number(text);
  return Number.isFinite(double) ? double : refused(`Failed to parse number '${text}' Out of range`);
}

function parsedDecimal(text: string): Decimal128 {
  try {
    return Decimal128.fromStringWithRounding(text);
  } catch {
    // The library refuses what is no number.
    return refused(`Failed to parse number '${text}'`);
  }
}

function typeOf(value: unknown): string {
  if (typeof value === 'string') {
    return TYPE_NUMBERS.has(value) ? value : fail('BadValue', `Unknown type name: ${value}`);
  }
  if (!isNumber(value))
    return fail('FailedToParse', `$convert's 'to' argument must be a string or number, but is ${typeName(value)}`);
  const code = wholeNumberOf(value);
  if (code === undefined) return fail('FailedToParse', "In $convert, numeric 'to' argument is not an integer");
  for (const [name, number] of TYPE_NUMBERS) if (BigInt(number) === code) return name;
  return fail('FailedToParse', `In $convert, numeric value for 'to' does not correspond to a BSON type: ${code}`);
}

/** Converts to a type by its name; null stays null. */
function convert(value: unknown, target: string): unknown {
  if (isNullish(value)) return null;
  const conversion = CONVERSIONS_TO[target];
  return conversion ? conversion(value) : unsupported(value, target);
}

const convertOperator: OperatorCompiler = (operand, compiler) => {
  const spec = named(operand, '$convert', ['input', 'to'], ['onError', 'onNull'], {
    notObject: 9,
    unknown: 9,
    missing: {},
  });
  const input = optionally(spec, 'input', compiler) ?? missing;
  const to = optionally(spec, 'to', compiler) ?? missing;
  const onError = optionally(spec, 'onError', compiler);
  const onNull = optionally(spec, 'onNull', compiler);
  return (frame) => {
    const value = input(frame);
    const target = to(frame);
    const type = isNullish(target) ? undefined : typeOf(target);
    if (isNullish(value)) return onNull ? onNull(frame) : null;
    if (type === undefined) return null;
    try {
      return convert(value, type);
    } catch (error) {
      if (onError && error instanceof CommandError && error.code === CONVERSION_FAILURE) return onError(frame);
      throw error;
    }
  };
};

const to = (target: string) => unary((value) => convert(value, target));

/** Operators that tell and change types. */
export const CONVERSIONS: OperatorTable = {
  $convert: convertOperator,
  $toDouble: to('double'),
  $toInt: to('int'),
  $toLong: to('long'),
  $toDecimal: to('decimal'),
  $toBool: to('bool'),
  $toString: to('string'),
  $toObjectId: to('objectId'),
  $toDate: to('date'),
  $isNumber: unary((value) => isNumber(value)),
  $type: unary((value) => typeName(value)),
};
