import { Binary, BSONRegExp, BSONSymbol, Code, Double, Int32, ObjectId, Timestamp } from 'bson';
import type { Collator } from './collation.js';
import { compareNumbers } from './numbers.js';
import { type Document, isDocument, isNumber, Rank, rankOf, textOf } from './values.js';

/**
 * The order of all values: first by type (see `Rank`), within a type by value. It is what filters,
 * sorts, indexes and grouping mean by less, equal and greater.
 */
export function compareValues(a: unknown, b: unknown, collator?: Collator): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b, collator);
  if (a instanceof Int32 && b instanceof Int32) return a.value - b.value;
  if (a instanceof Double && b instanceof Double) return compareNumbers(a, b);
  const rank = rankOf(a);
  const other = rankOf(b);
  return rank === other ? compareWithinRank(rank, a, b, collator) : rank - other;
}

/** Whether two values are equal in that order: 1 and 1.0 are, [1] and 1 are not. */
export function equalValues(a: unknown, b: unknown, collator?: Collator): boolean {
  if (a === b) return true;
  return compareValues(a, b, collator) === 0;
}

function compareWithinRank(rank: number, a: unknown, b: unknown, collator?: Collator): number {
  switch (rank) {
    case Rank.number:
      return isNumber(a) && isNumber(b) ? compareNumbers(a, b) : 0;
    case Rank.string:
      return compareTexts(textOf(a) ?? '', textOf(b) ?? '', collator);
    case Rank.object:
      return isDocument(a) && isDocument(b) ? compareDocuments(a, b, collator) : 0;
    case Rank.array:
      return Array.isArray(a) && Array.isArray(b) ? compareArrays(a, b, collator) : 0;
    case Rank.objectId:
      return a instanceof ObjectId && b instanceof ObjectId ? compareBytes(a.id, b.id) : 0;
    case Rank.boolean:
      return Number(a) - Number(b);
    case Rank.date:
      return a instanceof Date && b instanceof Date ? Math.sign(a.getTime() - b.getTime()) : 0;
    case Rank.timestamp:
      return a instanceof Timestamp && b instanceof Timestamp ? compareTimestamps(a, b) : 0;
    case Rank.binary:
      return a instanceof Binary && b instanceof Binary ? compareBinaries(a, b) : 0;
    case Rank.regex:
      return a instanceof BSONRegExp && b instanceof BSONRegExp
        ? compareTexts(a.pattern, b.pattern) || compareTexts(a.options, b.options)
        : 0;
    case Rank.code:
    case Rank.codeWithScope:
      return a instanceof Code && b instanceof Code ? compareCodes(a, b) : 0;
    default:
      return 0;
  }
}

/** The order of strings: of their UTF-8 bytes, or the collation's. */
export function compareTexts(a: string, b: string, collator?: Collator): number {
  if (collator) return collator.compare(a, b);
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    // Surrogates stand for characters above all others, but their code units are not the highest.
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? raised(x) - raised(y) : x - y;
  }
  return a.length - b.length;
}

const raised = (unit: number): number => (unit >= 0xe000 ? unit - 0x2000 : unit + 0x800);

/** Embedded documents compare field by field: type, then name, then value; a prefix comes first. */
function compareDocuments(a: Document, b: Document, collator?: Collator): number {
  const names = Object.keys(a);
  const others = Object.keys(b);
  const length = Math.min(names.length, others.length);
  for (let i = 0; i < length; i++) {
    const name = names[i] ?? '';
    const other = others[i] ?? '';
    const x = a[name];
    const y = b[other];
    const order = rankOf(x) - rankOf(y) || compareTexts(name, other) || compareValues(x, y, collator);
    if (order !== 0) return order;
  }
  return names.length - others.length;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[], collator?: Collator): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i], collator);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = (a[i] ?? 0) - (b[i] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Binary data: the shorter first, then by subtype, then by bytes. */
function compareBinaries(a: Binary, b: Binary): number {
  const length = a.position - b.position;
  if (length !== 0) return length;
  const subtype = a.sub_type - b.sub_type;
  if (subtype !== 0) return subtype;
  return compareBytes(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position));
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return (a.high >>> 0) - (b.high >>> 0) || (a.low >>> 0) - (b.low >>> 0);
}

function compareCodes(a: Code, b: Code): number {
  const order = compareTexts(String(a.code), String(b.code));
  return order !== 0 ? order : compareValues(a.scope ?? {}, b.scope ?? {});
}

/**
 * Whether two values are the same to the last bit: types, field order and all, so that storing one
 * over the other changes nothing.
 */
export function identicalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isDocument(a)) {
    if (!isDocument(b)) return false;
    const names = Object.keys(a);
    const others = Object.keys(b);
    return (
      names.length === others.length &&
      names.every((name, i) => name === others[i] && identicalValues(a[name], b[name]))
    );
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => identicalValues(item, b[i]));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Double && b instanceof Double) return Object.is(a.value, b.value);
  if (a instanceof BSONSymbol && b instanceof BSONSymbol) return a.value === b.value;
  // Decimals are equal in value under several exponents, which their bytes tell apart.
  if ('bytes' in a && 'bytes' in b && isNumber(a)) return String(a) === String(b);
  return compareValues(a, b) === 0;
}
