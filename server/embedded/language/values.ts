import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';

/** A BSON document: a plain object whose keys keep their order. A missing field is an absent key. */
export type Document = Record<string, unknown>;

/** The numbers that BSON knows, and JavaScript's own, which stand for Int32 where they can and else for Double. */
export type NumberValue = Int32 | Double | Long | Decimal128 | number | bigint;

/** Places of the types in the order that MongoDB gives to values of different types. */
export const Rank = {
  minKey: -1,
  undefined: 0,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  codeWithScope: 65,
  maxKey: 127,
} as const;

const RANK_OF_PROTOTYPE = new Map<object | null, number>([
  [Object.prototype, Rank.object],
  [Array.prototype, Rank.array],
  [Int32.prototype, Rank.number],
  [Double.prototype, Rank.number],
  [Long.prototype, Rank.number],
  [Decimal128.prototype, Rank.number],
  [ObjectId.prototype, Rank.objectId],
  [Date.prototype, Rank.date],
  [Binary.prototype, Rank.binary],
  [UUID.prototype, Rank.binary],
  [Timestamp.prototype, Rank.timestamp],
  [BSONRegExp.prototype, Rank.regex],
  [BSONSymbol.prototype, Rank.string],
  [Code.prototype, Rank.code],
  [MinKey.prototype, Rank.minKey],
  [MaxKey.prototype, Rank.maxKey],
]);

/** The place of a value's type in the order of types; a missing value ranks as undefined does. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return Rank.string;
    case 'boolean':
      return Rank.boolean;
    case 'number':
    case 'bigint':
      return Rank.number;
    case 'object': {
      if (value === null) return Rank.null;
      const rank = RANK_OF_PROTOTYPE.get(Object.getPrototypeOf(value)) ?? Rank.object;
      return rank === Rank.code && value instanceof Code && value.scope ? Rank.codeWithScope : rank;
    }
    default:
      return Rank.undefined;
  }
}

/** Whether a value is an embedded document: not an array, and not a value of BSON's own classes. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || rankOf(value) === Rank.object;
}

/** Whether a value is one of the four kinds of number. */
export function isNumber(value: unknown): value is NumberValue {
  return rankOf(value) === Rank.number;
}

/** Whether a value is a Long. A Timestamp is made like one, but is none. */
export function isLong(value: unknown): value is Long {
  return value instanceof Long && !(value instanceof Timestamp);
}

/** Whether a value is missing, undefined or null. */
export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/**
 * A field of a document, or undefined where it is missing. No value of a document is a function,
 * so what plain objects inherit is told from what was stored without asking for own keys.
 */
export function fieldOf(document: Document, name: string): unknown {
  const value = document[name];
  return typeof value === 'function' || value === Object.prototype ? undefined : value;
}

/** Whether a document has the field, were its value the old type undefined. */
export function hasField(document: Document, name: string): boolean {
  return Object.hasOwn(document, name);
}

/** Writes a field of a document that is being built; `__proto__` is a name like any other. */
export function setField(document: Document, name: string, value: unknown): void {
  if (name !== '__proto__') document[name] = value;
  else Object.defineProperty(document, name, { value, writable: true, enumerable: true, configurable: true });
}

/** A shallow copy that may be written to. */
export function copyOf(document: Document): Document {
  return Object.hasOwn(document, '__proto__') ? withoutFields(document, () => false) : { ...document };
}

/** A shallow copy without some of the fields. */
export function withoutFields(document: Document, dropped: (name: string) => boolean): Document {
  const copy: Document = {};
  for (const name of Object.keys(document)) if (!dropped(name)) setField(copy, name, document[name]);
  return copy;
}

const NAMES_OF_RANKS = new Map<number, string>([
  [Rank.minKey, 'minKey'],
  [Rank.undefined, 'undefined'],
  [Rank.null, 'null'],
  [Rank.object, 'object'],
  [Rank.array, 'array'],
  [Rank.binary, 'binData'],
  [Rank.objectId, 'objectId'],
  [Rank.boolean, 'bool'],
  [Rank.date, 'date'],
  [Rank.timestamp, 'timestamp'],
  [Rank.regex, 'regex'],
  [Rank.code, 'javascript'],
  [Rank.codeWithScope, 'javascriptWithScope'],
  [Rank.maxKey, 'maxKey'],
]);

/** Numbers of the types by their names, as in `$type`. */
export const TYPE_NUMBERS: ReadonlyMap<string, number> = new Map([
  ['double', 1],
  ['string', 2],
  ['object', 3],
  ['array', 4],
  ['binData', 5],
  ['undefined', 6],
  ['objectId', 7],
  ['bool', 8],
  ['date', 9],
  ['null', 10],
  ['regex', 11],
  ['dbPointer', 12],
  ['javascript', 13],
  ['symbol', 14],
  ['javascriptWithScope', 15],
  ['int', 16],
  ['timestamp', 17],
  ['long', 18],
  ['decimal', 19],
  ['minKey', -1],
  ['maxKey', 127],
]);

/** The name of a value's type as `$type` and error messages spell it; a missing value is "missing". */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return 'string';
  if (value instanceof BSONSymbol) return 'symbol';
  const rank = rankOf(value);
  if (rank !== Rank.number) return NAMES_OF_RANKS.get(rank) ?? 'object';
  if (value instanceof Int32) return 'int';
  if (value instanceof Double) return 'double';
  if (value instanceof Long || typeof value === 'bigint') return 'long';
  if (value instanceof Decimal128) return 'decimal';
  return isInt32(Number(value)) ? 'int' : 'double';
}

/** The number of a value's type in BSON. */
export function typeNumber(value: unknown): number {
  return TYPE_NUMBERS.get(value === undefined ? 'undefined' : typeName(value)) ?? 3;
}

/** Whether a JavaScript number is a 32-bit integer; minus zero is none. */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** The text of a string or symbol. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof BSONSymbol ? value.value : undefined;
}

/** Whether a value counts as true: all but false, null, missing and the zeros. */
export function isTruthy(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (isNullish(value)) return false;
  if (value instanceof Int32 || value instanceof Double) return value.value !== 0;
  if (isLong(value)) return !value.isZero();
  if (value instanceof Decimal128) return !/^-?0(\.0*)?(E[+-]?\d+)?$/.test(value.toString());
  return typeof value === 'number' ? value !== 0 : true;
}
