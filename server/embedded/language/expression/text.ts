import { Binary, Decimal128, Double, Int32, ObjectId, Timestamp } from 'bson';
import { isLong, textOf } from '../values.js';

/** How `$toString` writes a scalar; undefined for what cannot be written as a string. */
export function textOfScalar(value: unknown): string | undefined {
  const text = textOf(value);
  if (text !== undefined) return text;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Int32 || isLong(value) || value instanceof Decimal128) return value.toString();
  if (value instanceof Double) return textOfDouble(value.value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return textOfDate(value);
  if (value instanceof Timestamp) return `Timestamp(${value.high >>> 0}, ${value.low >>> 0})`;
  if (value instanceof Binary && value.sub_type === Binary.SUBTYPE_UUID) return value.toUUID().toString();
  return undefined;
}

/** A double as MongoDB writes it: sixteen significant digits, with an exponent where it is far from one. */
function textOfDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = '0'] = value.toExponential(15).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) return trimmed(value.toFixed(15 - exponent));
  return `${trimmed(mantissa)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

const trimmed = (digits: string): string => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits);

/** A date in ISO 8601 with milliseconds, in UTC. */
function textOfDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString();
}
