import type { Decimal128, Long } from 'bson';

// A number's key: the largest double that is not above it (8 bytes, ordered), then 0 if that is the number itself, else 1
// and its decimal digits. So numbers that are equal have equal keys, whatever their types, and others are in order.

/** An exact decimal number: digits × 10^exponent, without trailing zeros; `digits` 0 for zero. */
interface Exact {
  negative: boolean;
  digits: bigint;
  exponent: number;
}

export interface NumberKey {
  floor: number;
  /** Digits that tell the number from its floor; absent where the floor is the number. */
  rest: Buffer | undefined;
}

/** The key of a Long. */
export function longKey(value: Long): NumberKey {
  const high = value.high;
  if (high >= -0x200000 && high < 0x200000) return { floor: value.toNumber(), rest: undefined };
  const exact = value.toBigInt();
  return keyOfExact(normalize(exact < 0n, exact < 0n ? -exact : exact, 0), Number(exact));
}

/** The key of a Decimal128; its NaN and infinities are those of doubles. */
export function decimalKey(value: Decimal128): NumberKey {
  const text = value.toString();
  if (text.endsWith('NaN')) return { floor: Number.NaN, rest: undefined };
  if (text.endsWith('Infinity')) {
    return { floor: text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, rest: undefined };
  }
  const exact = parseDecimal(text);
  if (exact.digits === 0n) return { floor: 0, rest: undefined };
  return keyOfExact(exact, Number(text));
}

function parseDecimal(text: string): Exact {
  const negative = text.startsWith('-');
  const [mantissa = '0', power = '0'] = text.replace(/^[-+]/, '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return normalize(negative, BigInt(whole + fraction), Number(power) - fraction.length);
}

function normalize(negative: boolean, digits: bigint, exponent: number): Exact {
  if (digits === 0n) return { negative: false, digits, exponent: 0 };
  let text = digits.toString();
  const trimmed = text.replace(/0+$/, '');
  const dropped = text.length - trimmed.length;
  text = trimmed;
  return { negative, digits: BigInt(text), exponent: exponent + dropped };
}

function keyOfExact(exact: Exact, nearest: number): NumberKey {
  let floor = nearest;
  const order = compareWithDouble(exact, nearest);
  if (order === 0) return { floor, rest: undefined };
  if (order < 0) floor = nextDown(nearest);
  return { floor, rest: digitsKey(exact) };
}

/** The sign of `exact − double`. */
function compareWithDouble(exact: Exact, double: number): number {
  if (double === Number.POSITIVE_INFINITY) return -1;
  if (double === Number.NEGATIVE_INFINITY) return 1;
  const { mantissa, power } = partsOf(double);
  let left = exact.negative ? -exact.digits : exact.digits;
  let right = mantissa;
  if (exact.exponent >= 0) left *= 10n ** BigInt(exact.exponent);
  else right *= 10n ** BigInt(-exact.exponent);
  if (power >= 0) right <<= BigInt(power);
  else left <<= BigInt(-power);
  return left < right ? -1 : left > right ? 1 : 0;
}

const scratch = Buffer.alloc(8);

function bitsOf(double: number): bigint {
  scratch.writeDoubleBE(double);
  return scratch.readBigUInt64BE();
}

function partsOf(double: number): { mantissa: bigint; power: number } {
  const bits = bitsOf(double);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = power === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n ? -magnitude : magnitude, power: (power === 0 ? 1 : power) - 1075 };
}

function nextDown(double: number): number {
  if (double === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  if (double === 0) return -Number.MIN_VALUE;
  const bits = bitsOf(double);
  scratch.writeBigUInt64BE(double > 0 ? bits - 1n : bits + 1n);
  return scratch.readDoubleBE();
}

/** Power of ten and digits, ordered by `memcmp`; complemented for negative numbers. */
function digitsKey({ negative, digits, exponent }: Exact): Buffer {
  const text = digits.toString();
  const bytes = Buffer.alloc(2 + text.length + 1);
  bytes.writeUInt16BE(exponent + text.length + 0x8000);
  bytes.write(text, 2, 'latin1');
  if (negative) for (let index = 0; index < bytes.length; index++) bytes[index] = ~(bytes[index] ?? 0) & 0xff;
  return bytes;
}
