import { Decimal128 } from 'bson';

/** A finite decimal: (−1 if negative) × digits × 10^exponent. Zero keeps its sign and exponent. */
export interface FiniteDecimal {
  kind: 'finite';
  negative: boolean;
  digits: bigint;
  exponent: number;
}

/** What a Decimal128 can be. */
export type Decimal = FiniteDecimal | { kind: 'infinite'; negative: boolean } | { kind: 'nan' };

const BIAS = 6176;
const LARGEST_EXPONENT = 6111;
const PRECISION = 34;
const LARGEST_DIGITS = 10n ** 34n - 1n;
const LOW_64 = (1n << 64n) - 1n;

const NAN: Decimal = { kind: 'nan' };

/** A finite decimal of its parts. */
const finite = (negative: boolean, digits: bigint, exponent: number): FiniteDecimal => ({
  kind: 'finite',
  negative,
  digits,
  exponent,
});

/** A decimal of its parts, rounded to 34 digits. */
export const decimalOfParts = (negative: boolean, digits: bigint, exponent: number): Decimal =>
  fitted(finite(negative, digits, exponent));

/** Reads the parts of a Decimal128 from its bits. */
export function readDecimal(value: Decimal128): Decimal {
  const bytes = Buffer.from(value.bytes.buffer, value.bytes.byteOffset, 16);
  const low = bytes.readBigUInt64LE(0);
  const high = bytes.readBigUInt64LE(8);
  const negative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 0x1fn);
  if (combination === 0x1f) return NAN;
  if (combination === 0x1e) return { kind: 'infinite', negative };
  // The form with three implied bits exceeds 34 digits always, which reads as zero.
  if (combination >> 3 === 3) return finite(negative, 0n, Number((high >> 47n) & 0x3fffn) - BIAS);
  const digits = ((high & ((1n << 49n) - 1n)) << 64n) | low;
  return finite(negative, digits > LARGEST_DIGITS ? 0n : digits, Number((high >> 49n) & 0x3fffn) - BIAS);
}

/** Makes a Decimal128 of any parts, rounding to 34 digits, half to even. */
export function writeDecimal(value: Decimal): Decimal128 {
  const rounded = value.kind === 'finite' ? fitted(value) : value;
  let high: bigint;
  let low = 0n;
  if (rounded.kind === 'nan') high = 0x7c00000000000000n;
  else if (rounded.kind === 'infinite') high = rounded.negative ? 0xf800000000000000n : 0x7800000000000000n;
  else {
    high = (BigInt(rounded.exponent + BIAS) << 49n) | (rounded.digits >> 64n);
    if (rounded.negative) high |= 1n << 63n;
    low = rounded.digits & LOW_64;
  }
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(low, 0);
  bytes.writeBigUInt64LE(high, 8);
  return new Decimal128(bytes);
}

/** How many decimal digits a positive number has; zero has one. */
function countDigits(digits: bigint): number {
  return digits.toString().length;
}

/** Divides by a power of ten, rounding half to even; `sticky` says that something was cut off before. */
function shiftRight(digits: bigint, places: number, sticky = false): bigint {
  if (places <= 0) return digits;
  const unit = 10n ** BigInt(places);
  const quotient = digits / unit;
  const twice = (digits % unit) * 2n;
  const up = twice > unit || (twice === unit && (sticky || quotient % 2n === 1n));
  return up ? quotient + 1n : quotient;
}

function fitted(value: FiniteDecimal, sticky = false): Decimal {
  let { digits, exponent } = value;
  const excess = Math.max(countDigits(digits) - PRECISION, -BIAS - exponent);
  if (excess > 0) {
    digits = excess > countDigits(digits) + 1 ? 0n : shiftRight(digits, excess, sticky);
    exponent += excess;
    if (digits > LARGEST_DIGITS) {
      digits /= 10n;
      exponent += 1;
    }
  }
  if (exponent > LARGEST_EXPONENT) {
    if (digits === 0n) return finite(value.negative, 0n, LARGEST_EXPONENT);
    const room = PRECISION - countDigits(digits);
    if (exponent - LARGEST_EXPONENT > room) return { kind: 'infinite', negative: value.negative };
    digits *= 10n ** BigInt(exponent - LARGEST_EXPONENT);
    exponent = LARGEST_EXPONENT;
  }
  return finite(value.negative, digits, exponent);
}

/** A double as a decimal of 15 significant digits, which is how MongoDB promotes one. */
export function decimalOfDouble(value: number): Decimal {
  if (Number.isNaN(value)) return NAN;
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return { kind: 'infinite', negative };
  if (value === 0) return finite(negative, 0n, 0);
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential(14).split('e');
  return finite(negative, BigInt(mantissa.replace('.', '')), Number(power) - 14);
}

/** An integer as a decimal. */
export const decimalOfInteger = (value: bigint): FiniteDecimal => finite(value < 0n, value < 0n ? -value : value, 0);

/** A double as the decimal that is exactly its value. The double must be finite. */
export function exactDecimal(value: number): FiniteDecimal {
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  if (Number.isInteger(magnitude)) return finite(negative, BigInt(magnitude), 0);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, magnitude);
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & ((1n << 52n) - 1n);
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  const places = 1075 - Math.max(biased, 1);
  return finite(negative, mantissa * 5n ** BigInt(places), -places);
}

/** The nearest double. */
export function doubleOfDecimal(value: Decimal): number {
  if (value.kind === 'nan') return Number.NaN;
  if (value.kind === 'infinite') return value.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(`${value.negative ? '-' : ''}${value.digits}e${value.exponent}`);
}

/** The signed digits of a finite decimal. */
const signed = (value: FiniteDecimal): bigint => (value.negative ? -value.digits : value.digits);

/** Compares two finite decimals exactly. */
export function compareFinite(a: FiniteDecimal, b: FiniteDecimal): number {
  if (a.digits === 0n || b.digits === 0n || a.negative !== b.negative) {
    const signA = a.digits === 0n ? 0 : a.negative ? -1 : 1;
    const signB = b.digits === 0n ? 0 : b.negative ? -1 : 1;
    return signA - signB;
  }
  const sizeA = countDigits(a.digits) + a.exponent;
  const sizeB = countDigits(b.digits) + b.exponent;
  const factor = a.negative ? -1 : 1;
  if (sizeA !== sizeB) return sizeA < sizeB ? -factor : factor;
  const lowest = Math.min(a.exponent, b.exponent);
  const left = a.digits * 10n ** BigInt(a.exponent - lowest);
  const right = b.digits * 10n ** BigInt(b.exponent - lowest);
  return left === right ? 0 : left < right ? -factor : factor;
}

/** The sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return NAN;
  if (a.kind === 'infinite') return b.kind === 'infinite' && a.negative !== b.negative ? NAN : a;
  if (b.kind === 'infinite') return b;
  const [upper, lower] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const gap = upper.exponent - lower.exponent;
  // Beyond this distance the smaller one can only decide how a tie is rounded.
  if (gap > 2 * PRECISION + 2 + countDigits(lower.digits) && upper.digits !== 0n && lower.digits !== 0n) {
    const wide = 10n ** BigInt(PRECISION + 2);
    const digits = signed(upper) * wide + (lower.negative ? -1n : 1n);
    return fitted(finite(digits < 0n, digits < 0n ? -digits : digits, upper.exponent - PRECISION - 2));
  }
  if (upper.digits === 0n && gap > 7000) return lower;
  const sum = signed(upper) * 10n ** BigInt(gap) + signed(lower);
  const negative = sum === 0n ? a.negative && b.negative : sum < 0n;
  return fitted(finite(negative, sum < 0n ? -sum : sum, lower.exponent));
}

/** The negated decimal. */
export function negateDecimal(value: Decimal): Decimal {
  return value.kind === 'nan' ? value : { ...value, negative: !value.negative };
}

/** The product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return NAN;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinite' || b.kind === 'infinite') {
    const zero = (a.kind === 'finite' && a.digits === 0n) || (b.kind === 'finite' && b.digits === 0n);
    return zero ? NAN : { kind: 'infinite', negative };
  }
  return fitted(finite(negative, a.digits * b.digits, a.exponent + b.exponent));
}

/** The quotient; by zero it is infinite, and of two zeros not a number. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return NAN;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinite') return b.kind === 'infinite' ? NAN : { kind: 'infinite', negative };
  if (b.kind === 'infinite') return finite(negative, 0n, -BIAS);
  if (b.digits === 0n) return a.digits === 0n ? NAN : { kind: 'infinite', negative };
  const ideal = a.exponent - b.exponent;
  if (a.digits === 0n) return fitted(finite(negative, 0n, ideal));
  const extra = Math.max(0, PRECISION + 2 - countDigits(a.digits) + countDigits(b.digits));
  const numerator = a.digits * 10n ** BigInt(extra);
  let digits = numerator / b.digits;
  let exponent = ideal - extra;
  if (numerator % b.digits !== 0n) return fitted(finite(negative, digits, exponent), true);
  while (exponent < ideal && digits % 10n === 0n) {
    digits /= 10n;
    exponent += 1;
  }
  return fitted(finite(negative, digits, exponent));
}

/** The remainder with the sign of the dividend. */
export function remainderOfDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind !== 'finite' || b.kind === 'nan') return NAN;
  if (b.kind === 'infinite') return a;
  if (b.digits === 0n) return NAN;
  const lowest = Math.min(a.exponent, b.exponent);
  const left = a.digits * 10n ** BigInt(a.exponent - lowest);
  const right = b.digits * 10n ** BigInt(b.exponent - lowest);
  return fitted(finite(a.negative, left % right, lowest));
}

/** How a number is cut to a place. */
export type Rounding = 'half-even' | 'toward-zero' | 'down' | 'up';

/** Rounds to a number of places after the point (negative: before it). */
export function roundDecimal(value: Decimal, places: number, rounding: Rounding): Decimal {
  if (value.kind !== 'finite') return value;
  const cut = -places - value.exponent;
  if (cut <= 0) {
    // Rounding adds zeros up to the place, as far as the digits allow.
    const room = Math.min(-cut, PRECISION - countDigits(value.digits));
    return finite(value.negative, value.digits * 10n ** BigInt(Math.max(0, room)), value.exponent - Math.max(0, room));
  }
  if (cut > countDigits(value.digits) + 1 && rounding !== 'down' && rounding !== 'up') {
    return finite(value.negative, 0n, -places);
  }
  const unit = 10n ** BigInt(cut);
  const whole = value.digits / unit;
  const exact = value.digits % unit === 0n;
  if (rounding === 'half-even') return fitted(finite(value.negative, shiftRight(value.digits, cut), -places));
  const away = !exact && ((rounding === 'down' && value.negative) || (rounding === 'up' && !value.negative));
  return fitted(finite(value.negative, away ? whole + 1n : whole, -places));
}

/** The square root, to 34 digits. */
export function squareRootOfDecimal(value: Decimal): Decimal {
  if (value.kind === 'nan' || (value.kind === 'infinite' && !value.negative)) return value;
  if (value.kind === 'infinite') return NAN;
  if (value.digits === 0n) return value;
  if (value.negative) return NAN;
  const odd = value.exponent % 2 !== 0 ? 1 : 0;
  const widen = 2 * (PRECISION + 2);
  const scaled = value.digits * 10n ** BigInt(odd + widen);
  let root = 1n << BigInt(Math.ceil(scaled.toString(2).length / 2) + 1);
  for (;;) {
    const next = (root + scaled / root) / 2n;
    if (next >= root) break;
    root = next;
  }
  const exact = root * root === scaled;
  let exponent = (value.exponent - odd - widen) / 2;
  if (exact) {
    while (root % 10n === 0n && exponent < Math.floor(value.exponent / 2)) {
      root /= 10n;
      exponent += 1;
    }
  }
  return fitted(finite(false, root, exponent), !exact);
}

/** A decimal without needless zeros at its end, so that equal ones have equal parts. */
export function normalized(value: FiniteDecimal): FiniteDecimal {
  let { digits, exponent } = value;
  if (digits === 0n) return finite(false, 0n, 0);
  while (digits % 10n === 0n) {
    digits /= 10n;
    exponent += 1;
  }
  return finite(value.negative, digits, exponent);
}
