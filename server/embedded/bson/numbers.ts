import { Decimal128, Double, Int32, Long, Timestamp } from 'bson';

/** The double that a BSON number is nearest to; undefined for anything that is no number. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  // A Timestamp is a Long to the library, but no number.
  if (value instanceof Long) return value instanceof Timestamp ? undefined : value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  return undefined;
}

/** A count as MongoDB answers it: Int32 where it fits, else Long. */
export const countValue = (count: number): Int32 | Long =>
  count <= 0x7fffffff && count >= -0x80000000 ? new Int32(count) : Long.fromNumber(count);
