import type {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  ObjectId,
  Timestamp,
} from 'bson';
import type { Document, Value } from '../bson/types.js';
import { decimalKey, longKey, type NumberKey } from './numbers.js';

// Keys of values: bytes that `memcmp` puts into MongoDB's order across all types. No key is the beginning of another, so
// keys can be put one after another, and turned round (all bits) for descending fields. A key begins with its type's
// mark, from 0x10 to 0xE0; so 0xFF after a prefix is above every key that follows it, and 0x00 below.

/** The marks of types, in MongoDB's order. */
export const MARK = {
  minKey: 0x10,
  undefined: 0x18,
  null: 0x20,
  number: 0x28,
  string: 0x30,
  object: 0x38,
  array: 0x40,
  binary: 0x48,
  objectId: 0x50,
  boolean: 0x58,
  date: 0x60,
  timestamp: 0x68,
  regex: 0x70,
  dbPointer: 0x78,
  code: 0x80,
  codeWithScope: 0x88,
  maxKey: 0xe0,
} as const;

/** Above every key. */
export const ABOVE = 0xff;

type Tagged =
  | Double
  | Int32
  | Long
  | Decimal128
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | BSONSymbol
  | Code
  | DBRef;

/** Puts keys of values one after another. */
export class KeyWriter {
  private buffer = Buffer.allocUnsafeSlow(4096);
  private at = 0;

  reset(): this {
    this.at = 0;
    return this;
  }

  bytes(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.at));
  }

  /** A field of a key; descending ones are turned round. */
  field(value: Value, direction: number): this {
    const start = this.at;
    this.value(value);
    if (direction < 0)
      for (let index = start; index < this.at; index++) this.buffer[index] = ~(this.buffer[index] ?? 0);
    return this;
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

  private raw(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.buffer.set(bytes, at);
  }

  /** Text up to 00 00; a null inside is 00 FF. */
  private text(text: string): void {
    const at = this.reserve(text.length * 3);
    this.at = at + this.buffer.write(text, at, 'utf8');
    if (text.includes('\0')) {
      const plain = Buffer.from(this.buffer.subarray(at, this.at));
      this.at = at;
      for (const byte of plain) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    }
    this.byte(0);
    this.byte(0);
  }

  private number({ floor, rest }: NumberKey): void {
    const at = this.reserve(9);
    this.buffer[at + 8] = rest ? 1 : 0;
    if (Number.isNaN(floor)) this.buffer.fill(0, at, at + 8);
    else {
      this.buffer.writeDoubleBE(floor === 0 ? 0 : floor, at);
      if (floor < 0) for (let index = at; index < at + 8; index++) this.buffer[index] = ~(this.buffer[index] ?? 0);
      else this.buffer[at] = (this.buffer[at] ?? 0) | 0x80;
    }
    if (rest) this.raw(rest);
  }

  private value(value: Value): void {
    switch (typeof value) {
      case 'string':
        this.byte(MARK.string);
        this.text(value);
        break;
      case 'boolean':
        this.byte(MARK.boolean);
        this.byte(value ? 1 : 0);
        break;
      case 'number':
        this.byte(MARK.number);
        this.number({ floor: value, rest: undefined });
        break;
      case 'object':
        this.object(value);
        break;
      default:
        this.byte(MARK.undefined);
    }
  }

  private object(value: object | null): void {
    if (value === null) this.byte(MARK.null);
    else if (Array.isArray(value)) this.array(value);
    else if (value instanceof Date) {
      this.byte(MARK.date);
      const at = this.reserve(8);
      const time = value.getTime();
      this.buffer.writeBigUInt64BE(BigInt.asUintN(64, BigInt(Number.isNaN(time) ? 0 : time) + (1n << 63n)), at);
    } else if (Object.getPrototypeOf(value) === Object.prototype) this.document(value as Document);
    else this.tagged(value as Tagged | { _bsontype: 'MinKey' } | { _bsontype: 'MaxKey' });
  }

  private array(values: readonly Value[]): void {
    this.byte(MARK.array);
    for (const value of values) this.value(value);
    this.byte(0);
  }

  /** Fields are compared by type, name, value. */
  private document(document: Document): void {
    this.byte(MARK.object);
    for (const name of Object.keys(document)) {
      const value = document[name];
      const at = this.reserve(1);
      this.text(name);
      const start = this.at;
      this.value(value);
      this.buffer[at] = this.buffer[start] ?? 0;
    }
    this.byte(0);
  }

  private tagged(value: Tagged | { _bsontype: 'MinKey' } | { _bsontype: 'MaxKey' }): void {
    switch (value._bsontype) {
      case 'Int32':
      case 'Double':
        this.byte(MARK.number);
        this.number({ floor: value.value, rest: undefined });
        break;
      case 'Long':
        this.byte(MARK.number);
        this.number(longKey(value));
        break;
      case 'Decimal128':
        this.byte(MARK.number);
        this.number(decimalKey(value));
        break;
      case 'ObjectId':
        this.byte(MARK.objectId);
        this.raw(value.id);
        break;
      case 'Timestamp': {
        this.byte(MARK.timestamp);
        const at = this.reserve(8);
        this.buffer.writeUInt32BE(value.high >>> 0, at);
        this.buffer.writeUInt32BE(value.low >>> 0, at + 4);
        break;
      }
      default:
        this.rare(value);
    }
  }

  private rare(
    value: Binary | BSONRegExp | BSONSymbol | Code | DBRef | { _bsontype: 'MinKey' } | { _bsontype: 'MaxKey' },
  ): void {
    switch (value._bsontype) {
      case 'Binary':
        this.binary(value);
        break;
      case 'BSONSymbol':
        this.byte(MARK.string);
        this.text(value.value);
        break;
      case 'BSONRegExp':
        this.byte(MARK.regex);
        this.text(value.pattern);
        this.text(value.options);
        break;
      case 'DBRef':
        this.byte(MARK.dbPointer);
        this.text(value.collection);
        this.raw(value.oid.id);
        break;
      case 'Code':
        this.byte(value.scope ? MARK.codeWithScope : MARK.code);
        this.text(String(value.code));
        if (value.scope) this.document(value.scope);
        break;
      case 'MinKey':
        this.byte(MARK.minKey);
        break;
      default:
        this.byte(MARK.maxKey);
    }
  }

  /** Binaries are compared by length, subtype, bytes. */
  private binary(value: Binary): void {
    const bytes = value.value();
    this.byte(MARK.binary);
    const at = this.reserve(5);
    this.buffer.writeUInt32BE(bytes.length, at);
    this.buffer[at + 4] = value.sub_type;
    this.raw(bytes);
  }
}

const shared = new KeyWriter();

/** The key of one value in one direction. */
export function keyOfValue(value: Value, direction = 1): Buffer {
  return shared.reset().field(value, direction).bytes();
}
