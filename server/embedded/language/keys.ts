import { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson';
import type { Collator } from './collation.js';
import { numberKey } from './numbers.js';
import { isDocument, isNumber, Rank, rankOf, textOf } from './values.js';

/**
 * A text that two values share exactly when they are equal in MongoDB's order, for looking values up
 * in a Map or Set. Undefined and missing share one.
 */
export function keyOf(value: unknown, collator?: Collator): string {
  const rank = rankOf(value);
  switch (rank) {
    case Rank.undefined:
      return 'u';
    case Rank.null:
      return 'z';
    case Rank.minKey:
      return '<';
    case Rank.maxKey:
      return '>';
    case Rank.boolean:
      return value === true ? 't' : 'f';
    case Rank.number:
      return isNumber(value) ? `n${numberKey(value)}` : 'n';
    case Rank.string: {
      const text = textOf(value) ?? '';
      const key = collator ? collator.key(text) : text;
      return `s${key.length}:${key}`;
    }
    default:
      return keyOfObject(rank, value, collator);
  }
}

function keyOfObject(rank: number, value: unknown, collator?: Collator): string {
  if (value instanceof ObjectId) return `i${value.toHexString()}`;
  if (value instanceof Date) return `d${value.getTime()}`;
  if (value instanceof Timestamp) return `T${value.toString()}`;
  if (value instanceof Binary) return `b${value.sub_type}:${value.toString('hex')}`;
  if (value instanceof BSONRegExp) return `r${value.pattern.length}:${value.pattern}/${value.options};`;
  if (value instanceof Code)
    return `c${String(value.code).length}:${String(value.code)}${keyOf(value.scope, collator)}`;
  if (Array.isArray(value)) return `[${value.map((item) => keyOf(item, collator)).join(',')}]`;
  if (rank !== Rank.object || !isDocument(value)) return '?';
  let key = '{';
  for (const name of Object.keys(value)) key += `${name.length}:${name}=${keyOf(value[name], collator)},`;
  return `${key}}`;
}
