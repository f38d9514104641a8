/** A value of a BSON document: bson's classes for what JavaScript has no type of its own for. */
export type Value = unknown;

/** A BSON document with every type preserved: numbers are Int32, Long, Double or Decimal128, never bare. */
export type Document = Record<string, unknown>;

/** Whether a value is a plain (sub)document: no array, no date, none of bson's classes. */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The bytes that stand for the types of BSON. */
export const TYPE = {
  double: 0x01,
  string: 0x02,
  document: 0x03,
  array: 0x04,
  binary: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int32: 0x10,
  timestamp: 0x11,
  long: 0x12,
  decimal: 0x13,
  minKey: 0xff,
  maxKey: 0x7f,
} as const;

/** The largest document that is stored: 16 MiB. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** How deep documents and arrays may be nested. */
export const MAX_DEPTH = 200;
