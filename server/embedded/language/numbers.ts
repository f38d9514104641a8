import { Decimal128, Double, Int32, Long } from 'bson';
import {
  addDecimals,
  compareFinite,
  type Decimal,
  decimalOfDouble,
  decimalOfInteger,
  doubleOfDecimal,
  exactDecimal,
  type FiniteDecimal,
  multiplyDecimals,
  negateDecimal,
  normalized,
  readDecimal,
  writeDecimal,
} from './decimal.js';
import { isInt32, type NumberValue } from './values.js';

const MIN_LONG = -(2n ** 63n);
const MAX_LONG = 2n ** 63n - 1n;

/** The kinds of number in the order in which the result of two takes the later one. */
export type NumberKind = 'int' | 'long' | 'double' | 'decimal';

/** Which of the four kinds a number is. */
export function kindOf(value: NumberValue): NumberKind {
  if (value instanceof Int32) return 'int';
  if (value instanceof Double) return 'double';
  if (value instanceof Long || typeof value === 'bigint') return 'long';
  if (value instanceof Decimal128) return 'decimal';
  return isInt32(value) ? 'int' : 'double';
}

/** The number as a double, the nearest one where it is a Long or Decimal128. */
export function toDouble(value: NumberValue): number {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return doubleOfDecimal(readDecimal(value));
  return Number(value);
}

/** A decimal's value as far as a double can tell on which side of a bound it lies. */
export function roughly(value: NumberValue): number {
  const double = toDouble(value);
  if (!(value instanceof Decimal128)) return double;
  const decimal = toDecimal(value);
  if (decimal.kind !== 'finite' || decimal.digits === 0n) return double;
  const size = Math.min(Math.max(Math.abs(double), Number.MIN_VALUE), Number.MAX_VALUE);
  return decimal.negative ? -size : size;
}

/** An Int32 or Long as a bigint; a double or decimal is cut towards zero and must be finite. */
export function toInteger(value: NumberValue): bigint {
  if (value instanceof Long) return value.toBigInt();
  if (typeof value === 'bigint') return value;
  if (!(value instanceof Decimal128)) return BigInt(Math.trunc(toDouble(value)));
  const decimal = readDecimal(value);
  if (decimal.kind !== 'finite') return 0n;
  const { negative, digits, exponent } = decimal;
  const size = exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(-exponent);
  return negative ? -size : size;
}

/** The number as decimal, as MongoDB promotes it: doubles to 15 significant digits. */
export function toDecimal(value: NumberValue): Decimal {
  if (value instanceof Decimal128) return readDecimal(value);
  if (value instanceof Long) return decimalOfInteger(value.toBigInt());
  if (typeof value === 'bigint') return decimalOfInteger(value);
  if (kindOf(value) === 'int') return decimalOfInteger(BigInt(toDouble(value)));
  return decimalOfDouble(toDouble(value));
}

/** Whether a number is NaN. */
export function isNaNValue(value: unknown): boolean {
  if (value instanceof Double) return Number.isNaN(value.value);
  if (value instanceof Decimal128) return readDecimal(value).kind === 'nan';
  return typeof value === 'number' && Number.isNaN(value);
}

/** Whether a number has no fractional part and is finite. */
export function isWhole(value: NumberValue): boolean {
  if (!(value instanceof Decimal128)) return value instanceof Long || Number.isInteger(toDouble(value));
  const decimal = readDecimal(value);
  if (decimal.kind !== 'finite') return false;
  return decimal.exponent >= 0 || decimal.digits % 10n ** BigInt(-decimal.exponent) === 0n;
}

/** A number whose double is exactly its value, or undefined where only wider arithmetic can say. */
function simple(value: NumberValue): number | undefined {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (typeof value === 'number') return value;
  if (value instanceof Long) {
    const double = value.toNumber();
    return Number.isSafeInteger(double) ? double : undefined;
  }
  return undefined;
}

function exact(value: NumberValue): Decimal {
  if (value instanceof Decimal128) return readDecimal(value);
  if (value instanceof Long) return decimalOfInteger(value.toBigInt());
  if (typeof value === 'bigint') return decimalOfInteger(value);
  const double = toDouble(value);
  return Number.isFinite(double) ? exactDecimal(double) : decimalOfDouble(double);
}

/** Where NaN and the infinities stand beside finite numbers. */
function extremity(value: Decimal): number {
  if (value.kind === 'nan') return -2;
  if (value.kind === 'infinite') return value.negative ? -1 : 1;
  return 0;
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  // One of them at least is NaN, which is equal to itself and below all others.
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** Compares two numbers of any kinds exactly. NaN is below all others and equal to itself. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  const x = simple(a);
  const y = simple(b);
  if (x !== undefined && y !== undefined) return compareDoubles(x, y);
  const left = exact(a);
  const right = exact(b);
  if (left.kind === 'finite' && right.kind === 'finite') return compareFinite(left, right);
  return Math.sign(extremity(left) - extremity(right));
}

/** A text that two numbers share exactly when they are equal. */
export function numberKey(value: NumberValue): string {
  const double = simple(value);
  if (double !== undefined) return double === 0 ? '0' : String(double);
  const wide = exact(value);
  if (wide.kind !== 'finite') return String(doubleOfDecimal(wide));
  const nearest = doubleOfDecimal(wide);
  if (Number.isFinite(nearest) && compareFinite(exactDecimal(nearest), wide) === 0) {
    return nearest === 0 ? '0' : String(nearest);
  }
  const { negative, digits, exponent }: FiniteDecimal = normalized(wide);
  return `${negative ? '-' : ''}${digits}e${exponent}`;
}

/** A Long of a bigint that fits. */
export const longOf = (value: bigint): Long => Long.fromBigInt(value);

/** Whether an integer fits in 64 bits. */
export const fitsLong = (value: bigint): boolean => value >= MIN_LONG && value <= MAX_LONG;

/** Whether an integer fits in 32 bits. */
export const fitsInt = (value: bigint): boolean => value >= -(2n ** 31n) && value < 2n ** 31n;

/** The narrower of Int32 and Long, at least as wide as asked; undefined where 64 bits do not hold it. */
export function integerOf(value: bigint, kind: 'int' | 'long'): Int32 | Long | undefined {
  if (kind === 'int' && fitsInt(value)) return new Int32(Number(value));
  return fitsLong(value) ? longOf(value) : undefined;
}

/** The wider of two kinds. A decimal with anything is decimal, a double with an integer double. */
export function widerKind(a: NumberKind, b: NumberKind): NumberKind {
  if (a === 'decimal' || b === 'decimal') return 'decimal';
  if (a === 'double' || b === 'double') return 'double';
  return a === 'long' || b === 'long' ? 'long' : 'int';
}

/** Two numbers to one; undefined where integers overflow 64 bits. */
export type Arithmetic = (a: NumberValue, b: NumberValue) => NumberValue | undefined;

function arithmetic(
  onDoubles: (a: number, b: number) => number,
  onIntegers: (a: bigint, b: bigint) => bigint,
  onDecimals: (a: Decimal, b: Decimal) => Decimal,
): Arithmetic {
  return (a, b) => {
    const kind = widerKind(kindOf(a), kindOf(b));
    if (kind === 'decimal') return writeDecimal(onDecimals(toDecimal(a), toDecimal(b)));
    if (kind === 'double') return new Double(onDoubles(toDouble(a), toDouble(b)));
    if (kind === 'int') {
      const quick = onDoubles(toDouble(a), toDouble(b));
      if (Math.abs(quick) < 2 ** 31) return new Int32(quick);
    }
    return integerOf(onIntegers(toInteger(a), toInteger(b)), kind);
  };
}

/** a + b in the wider kind; Int32 grows into Long. */
export const addNumbers: Arithmetic = arithmetic(
  (a, b) => a + b,
  (a, b) => a + b,
  addDecimals,
);

/** a − b in the wider kind; Int32 grows into Long. */
export const subtractNumbers: Arithmetic = arithmetic(
  (a, b) => a - b,
  (a, b) => a - b,
  (a, b) => addDecimals(a, negateDecimal(b)),
);

/** a × b in the wider kind; Int32 grows into Long. */
export const multiplyNumbers: Arithmetic = arithmetic(
  (a, b) => a * b,
  (a, b) => a * b,
  multiplyDecimals,
);

/**
 * A whole number that an option holds, of any kind of number, within 64 bits; undefined for all else.
 */
export function wholeNumberOf(value: unknown): bigint | undefined {
  if (value instanceof Int32 || typeof value === 'number' || value instanceof Double) {
    const double = typeof value === 'number' ? value : value.value;
    if (!Number.isInteger(double)) return undefined;
    const integer = BigInt(double);
    return fitsLong(integer) ? integer : undefined;
  }
  if (value instanceof Long) return value.toBigInt();
  if (!(value instanceof Decimal128) || !isWhole(value)) return undefined;
  const integer = toInteger(value);
  return fitsLong(integer) ? integer : undefined;
}
