import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type DBRef,
  type Decimal128,
  type Double,
  type Int32,
  Long,
  type ObjectId,
  type Timestamp,
} from 'bson';
import { fail } from '../errors.js';
import { type Document, MAX_DEPTH, TYPE, type Value } from './types.js';

/** Writes a document as BSON, each value as the type that it has. */
export function encodeDocument(document: Document): Buffer {
  const writer = new Writer();
  writer.document(document, 1);
  return writer.bytes();
}

/** Documents that are bytes already, as an array of a document that is yet to be written. */
export class RawArray {
  constructor(readonly documents: readonly Buffer[]) {}
}

/** A document that is bytes already, as a field of one that is yet to be written. */
export class RawDocument {
  constructor(readonly bytes: Buffer) {}
}

type Tagged =
  | { _bsontype: 'Int32'; value: number }
  | Double
  | Long
  | Decimal128
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | BSONSymbol
  | Code
  | DBRef
  | { _bsontype: 'MinKey' }
  | { _bsontype: 'MaxKey' };

/** Makes room at its end as it goes; one large buffer is kept for the next document. */
class Writer {
  private static spare: Buffer<ArrayBufferLike> = Buffer.allocUnsafeSlow(1 << 16);
  private buffer: Buffer<ArrayBufferLike>;
  private at = 0;

  constructor() {
    this.buffer = Writer.spare;
  }

  bytes(): Buffer {
    if (this.buffer.length <= 1 << 20) Writer.spare = this.buffer;
    return Buffer.from(this.buffer.subarray(0, this.at));
  }

  document(document: Document, depth: number): void {
    const start = this.open(depth);
    for (const name of Object.keys(document)) this.element(name, document[name], depth);
    this.close(start);
  }

  private array(values: readonly Value[], depth: number): void {
    const start = this.open(depth);
    for (let index = 0; index < values.length; index++) this.element(String(index), values[index], depth);
    this.close(start);
  }

  private rawArray(name: string, documents: readonly Buffer[]): void {
    this.head(TYPE.array, name);
    const start = this.reserve(4);
    for (let index = 0; index < documents.length; index++) {
      this.head(TYPE.document, String(index));
      this.raw(documents[index] ?? Buffer.alloc(0));
    }
    this.close(start);
  }

  private open(depth: number): number {
    if (depth > MAX_DEPTH) fail('Overflow', `BSON document exceeds the maximum nesting depth of ${MAX_DEPTH}`);
    return this.reserve(4);
  }

  private close(start: number): void {
    this.byte(0);
    this.buffer.writeInt32LE(this.at - start, start);
  }

  private reserve(length: number): number {
    const start = this.at;
    if (start + length > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, start + length));
      this.buffer.copy(larger, 0, 0, start);
      this.buffer = larger;
    }
    this.at = start + length;
    return start;
  }

  private byte(value: number): void {
    const at = this.reserve(1);
    this.buffer[at] = value;
  }

  private int32(value: number): void {
    const at = this.reserve(4);
    this.buffer.writeInt32LE(value, at);
  }

  private double(value: number): void {
    const at = this.reserve(8);
    this.buffer.writeDoubleLE(value, at);
  }

  private long(value: { low: number; high: number }): void {
    this.int32(value.low);
    this.int32(value.high);
  }

  private raw(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.buffer.set(bytes, at);
  }

  private cstring(text: string): void {
    if (text.includes('\0')) fail('BadValue', 'A name or pattern must not contain a null byte');
    const at = this.reserve(text.length * 3);
    this.at = at + this.buffer.write(text, at, 'utf8');
    this.byte(0);
  }

  private string(text: string): void {
    const start = this.reserve(4);
    const at = this.reserve(text.length * 3);
    this.at = at + this.buffer.write(text, at, 'utf8');
    this.byte(0);
    this.buffer.writeInt32LE(this.at - at, start);
  }

  private head(type: number, name: string): void {
    this.byte(type);
    this.cstring(name);
  }

  private element(name: string, value: Value, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.head(TYPE.string, name);
        this.string(value);
        return;
      case 'boolean':
        this.head(TYPE.boolean, name);
        this.byte(value ? 1 : 0);
        return;
      case 'number':
        this.number(name, value);
        return;
      case 'bigint':
        this.head(TYPE.long, name);
        this.long(Long.fromBigInt(value));
        return;
      case 'undefined':
        this.head(TYPE.undefined, name);
        return;
      case 'object':
        this.object(name, value, depth);
        return;
      default:
        fail('InternalError', `A ${typeof value} has no place in a document`);
    }
  }

  /** Bare numbers only come from the store's own answers. */
  private number(name: string, value: number): void {
    if (Number.isInteger(value) && !Object.is(value, -0) && value >= -0x80000000 && value <= 0x7fffffff) {
      this.head(TYPE.int32, name);
      this.int32(value);
      return;
    }
    this.head(TYPE.double, name);
    this.double(value);
    return;
  }

  private object(name: string, value: object | null, depth: number): void {
    if (value === null) {
      this.head(TYPE.null, name);
      return;
    }
    if (Array.isArray(value)) {
      this.head(TYPE.array, name);
      this.array(value, depth + 1);
      return;
    }
    if (value instanceof Date) {
      this.head(TYPE.date, name);
      this.long(Long.fromNumber(value.getTime()));
      return;
    }
    if (Object.getPrototypeOf(value) === Object.prototype) {
      this.head(TYPE.document, name);
      this.document(value as Document, depth + 1);
      return;
    }
    if (value instanceof RawArray) this.rawArray(name, value.documents);
    else if (value instanceof RawDocument) {
      this.head(TYPE.document, name);
      this.raw(value.bytes);
    } else this.tagged(name, value as Tagged, depth);
    return;
  }

  private tagged(name: string, value: Tagged, depth: number): void {
    switch (value._bsontype) {
      case 'Int32':
        this.head(TYPE.int32, name);
        this.int32(value.value);
        return;
      case 'Double':
        this.head(TYPE.double, name);
        this.double(value.value);
        return;
      case 'Long':
        this.head(TYPE.long, name);
        this.long(value);
        return;
      case 'Decimal128':
        this.head(TYPE.decimal, name);
        this.raw(value.bytes);
        return;
      case 'ObjectId':
        this.head(TYPE.objectId, name);
        this.raw(value.id);
        return;
      case 'Binary':
        this.head(TYPE.binary, name);
        this.binary(value);
        return;
      case 'Timestamp':
        this.head(TYPE.timestamp, name);
        this.long(value);
        return;
      default:
        this.rare(name, value, depth);
        return;
    }
  }

  private rare(name: string, value: Exclude<Tagged, Int32 | Double | Long | ObjectId>, depth: number): void {
    switch (value._bsontype) {
      case 'BSONRegExp':
        this.head(TYPE.regex, name);
        this.cstring(value.pattern);
        this.cstring(value.options);
        return;
      case 'BSONSymbol':
        this.head(TYPE.symbol, name);
        this.string(value.value);
        return;
      case 'Code':
        this.code(name, value, depth);
        return;
      case 'DBRef':
        // Only type 0x0C is decoded to this class.
        this.head(TYPE.dbPointer, name);
        this.string(value.collection);
        this.raw(value.oid.id);
        return;
      case 'MinKey':
        this.head(TYPE.minKey, name);
        return;
      case 'MaxKey':
        this.head(TYPE.maxKey, name);
        return;
      default:
        fail('InternalError', `${String(value._bsontype)} has no place in a document`);
    }
  }

  private binary(value: Binary): void {
    const bytes = value.value();
    if (value.sub_type === 2) {
      this.int32(bytes.length + 4);
      this.byte(2);
      this.int32(bytes.length);
    } else {
      this.int32(bytes.length);
      this.byte(value.sub_type);
    }
    this.raw(bytes);
  }

  private code(name: string, value: Code, depth: number): void {
    const source = String(value.code);
    if (!value.scope) {
      this.head(TYPE.code, name);
      this.string(source);
      return;
    }
    this.head(TYPE.codeWithScope, name);
    const start = this.reserve(4);
    this.string(source);
    this.document(value.scope, depth + 1);
    this.buffer.writeInt32LE(this.at - start, start);
  }
}
