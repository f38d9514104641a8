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

/** A double as MongoDB writes it: the shortest digits that read back the same. */
function textOfDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  if (Object.is(value, -0)) return '-0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e21 || (magnitude < 1e-6 && magnitude > 0)) {
    const [digits = '', power = ''] = String(value).split('e');
    return `${digits}e${power.startsWith('-') ? '-' : '+'}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
  }
  return String(value);
}

/** A date in ISO 8601 with milliseconds, in UTC. */
export function textOfDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString();
}
