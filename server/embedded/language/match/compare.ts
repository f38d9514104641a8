import { BSONRegExp, BSONSymbol, Double, Int32, ObjectId } from 'bson';
import { fail } from '../../errors.js';
import type { Collator } from '../collation.js';
import { compareValues, equalValues } from '../compare.js';
import { keyOf } from '../keys.js';
import { isNaNValue } from '../numbers.js';
import { compileRegex } from '../regex.js';
import { isDocument, isNullish, Rank, rankOf, textOf } from '../values.js';
import type { Test } from './node.js';

/** Equality with a value. Null is equal to what is missing. */
export function equalTo(operand: unknown, collator?: Collator): Test {
  if (operand === null) return (value) => value === null || value === undefined;
  if (operand === undefined) fail('BadValue', 'cannot compare to undefined');
  if (typeof operand === 'string' && !collator) {
    return (value) => value === operand || (value instanceof BSONSymbol && value.value === operand);
  }
  if (typeof operand === 'boolean') return (value) => value === operand;
  if (operand instanceof Int32) {
    const number = operand.value;
    return (value) =>
      value instanceof Int32 || value instanceof Double ? value.value === number : equalValues(value, operand);
  }
  if (operand instanceof ObjectId) return (value) => value instanceof ObjectId && value.equals(operand);
  const rank = rankOf(operand);
  return (value) => rankOf(value) === rank && compareValues(value, operand, collator) === 0;
}

/** The four comparisons by order. */
export type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/**
 * A comparison by order. Only values of the operand's own type take part, but for MinKey and MaxKey,
 * which compare with all; NaN is neither less nor greater than any number.
 */
export function comparedBy(comparison: Comparison, operand: unknown, collator?: Collator): Test {
  const orEqual = comparison === '$gte' || comparison === '$lte';
  const holds = HOLDS[comparison];
  const rank = rankOf(operand);
  if (operand === undefined) fail('BadValue', 'cannot compare to undefined');
  if (rank === Rank.null) return orEqual ? isNullish : () => false;
  if (rank === Rank.minKey || rank === Rank.maxKey) {
    const others = rank === Rank.maxKey ? holds(-1) : holds(1);
    return (value) => (rankOf(value) === rank ? orEqual : others);
  }
  if (isNaNValue(operand)) return (value) => orEqual && isNaNValue(value);
  if (rank === Rank.number) {
    return (value) => rankOf(value) === rank && !isNaNValue(value) && holds(compareValues(value, operand));
  }
  return (value) => rankOf(value) === rank && holds(compareValues(value, operand, collator));
}

/** A regular expression on strings and symbols; it also equals itself as a stored value. */
export function matchedBy(pattern: string, options: string): Test {
  const regex = compileRegex(pattern, options);
  return (value) => {
    const text = textOf(value);
    if (text !== undefined) return regex.test(text);
    return value instanceof BSONRegExp && value.pattern === pattern && sameOptions(value.options, options);
  };
}

const sameOptions = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');

/** Equality with any of several values, regular expressions among them. */
export function equalToAny(operands: readonly unknown[], collator?: Collator): Test {
  const regexes: Test[] = [];
  const keys = new Set<string>();
  const texts = new Set<string>();
  let nullish = false;
  for (const operand of operands) {
    if (isDocument(operand)) rejectOperators(operand);
    if (operand === undefined) fail('BadValue', 'InMatchExpression equality cannot be undefined');
    if (operand instanceof BSONRegExp) regexes.push(matchedBy(operand.pattern, operand.options));
    else if (operand === null) nullish = true;
    else if (typeof operand === 'string' && !collator) texts.add(operand);
    else keys.add(keyOf(operand, collator));
  }
  return (value, exists) => {
    if (isNullish(value)) return nullish;
    const text = collator ? undefined : textOf(value);
    if (text !== undefined ? texts.has(text) : keys.size > 0 && keys.has(keyOf(value, collator))) return true;
    return regexes.some((regex) => regex(value, exists, null));
  };
}

function rejectOperators(operand: Record<string, unknown>): void {
  const names = Object.keys(operand);
  const isReference = names.includes('$ref') && names.includes('$id');
  if (names[0]?.startsWith('$') && !isReference) fail('BadValue', 'cannot nest $ under $in');
}
