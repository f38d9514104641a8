import { Binary, Decimal128, Double, Int32 } from 'bson';
import { fail } from '../../errors.js';
import { readDecimal, roundDecimal, writeDecimal } from '../decimal.js';
import { fitsLong, isWhole, toDouble, toInteger, wholeNumberOf } from '../numbers.js';
import { isLong, isNumber, typeName } from '../values.js';
import { type Condition, each } from './node.js';

/** The four tests of bits. */
export type BitTest = '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear';

/** Compiles a test of bits of whole numbers and binary data. */
export function bitsCondition(name: BitTest, operand: unknown): Condition {
  const positions = positionsOf(name, operand);
  return each((value) => {
    const bit = bitsOf(value);
    if (!bit) return false;
    switch (name) {
      case '$bitsAllSet':
        return positions.every(bit);
      case '$bitsAllClear':
        return positions.every((position) => !bit(position));
      case '$bitsAnySet':
        return positions.some(bit);
      case '$bitsAnyClear':
        return positions.some((position) => !bit(position));
    }
  });
}

function positionsOf(name: string, operand: unknown): number[] {
  if (Array.isArray(operand)) return operand.map(positionOf);
  if (operand instanceof Binary) {
    const bytes = operand.buffer.subarray(0, operand.position);
    return [...bytes].flatMap((byte, i) =>
      [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte >> bit) & 1).map((bit) => i * 8 + bit),
    );
  }
  if (!isNumber(operand)) {
    fail('BadValue', `${name} takes an Array, a number, or a BinData but received: ${typeName(operand)}`);
  }
  const mask = wholeNumberOf(operand);
  if (mask === undefined) fail('FailedToParse', `Expected an integer: ${name}: ${String(operand)}`);
  if (mask < 0n) fail('FailedToParse', `Expected a non-negative number in: ${name}: ${String(operand)}`);
  return Array.from({ length: 64 }, (_, position) => position).filter((position) => (mask >> BigInt(position)) & 1n);
}

function positionOf(item: unknown): number {
  if (!isNumber(item) || !isWhole(item) || !(Math.abs(toDouble(item)) < 2 ** 31)) {
    fail('BadValue', `Failed to parse bit position. Expected an integer: ${String(item)}`);
  }
  const position = toDouble(item);
  if (position < 0) fail('BadValue', `Failed to parse bit position. Expected a non-negative number in: ${position}`);
  return position;
}

/** How to read the bits of a value; undefined for values that have none. Negative numbers extend their sign. */
function bitsOf(value: unknown): ((position: number) => boolean) | undefined {
  if (value instanceof Binary) {
    const bytes = value.buffer.subarray(0, value.position);
    return (position) => (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
  }
  if (value instanceof Int32) return (position) => ((value.value >> Math.min(position, 31)) & 1) === 1;
  const bits = isLong(value) ? value.toBigInt() : integerOf(value);
  if (bits === undefined) return undefined;
  return (position) => ((bits >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}

const LEAST = -(2n ** 63n);

/** The integer whose bits are tested: doubles must be whole, decimals are rounded to one. */
function integerOf(value: unknown): bigint | undefined {
  if (value instanceof Decimal128) {
    const rounded = roundDecimal(readDecimal(value), 0, 'half-even');
    const integer = rounded.kind === 'finite' ? toInteger(writeDecimal(rounded)) : LEAST;
    return fitsLong(integer) ? integer : LEAST;
  }
  if (!(value instanceof Double) || !isWhole(value)) return undefined;
  const integer = toInteger(value);
  return fitsLong(integer) ? integer : undefined;
}
