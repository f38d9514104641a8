import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { fail } from '../errors.js';
import { type Document, MAX_DEPTH, TYPE, type Value } from './types.js';

// The decoder of `bson` turns {$ref, $id} into instances and drops what it cannot represent; a store has to give back
// exactly what it was given. So documents are read here, into bson's classes.

/** Reads one document that fills the bytes; throws InvalidBSON for anything malformed. */
export function decodeDocument(bytes: Buffer): Document {
  if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length) {
    fail('InvalidBSON', `BSON document of ${bytes.length} bytes does not match its length`);
  }
  return new Reader(bytes).document(0, bytes.length, 1);
}

/**
 * Reads a command: like a document, but an array of documents that is asked for by name is left as bytes, since most of
 * them are only stored.
 */
export function decodeCommand(
  bytes: Buffer,
  rawArrays: ReadonlySet<string>,
): { command: Document; raw: Map<string, Buffer[]> } {
  if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length)
    fail('InvalidBSON', 'The command does not match its length');
  const raw = new Map<string, Buffer[]>();
  const command = new Reader(bytes, rawArrays, raw).document(0, bytes.length, 1);
  return { command, raw };
}

/** The length that a document at an offset claims, checked against what is there. */
export function documentLength(bytes: Buffer, offset: number, end: number = bytes.length): number {
  if (offset + 5 > end) fail('InvalidBSON', 'BSON document is cut short');
  const length = bytes.readInt32LE(offset);
  if (length < 5 || offset + length > end) fail('InvalidBSON', `BSON document has an invalid length: ${length}`);
  return length;
}

const KNOWN = 4096;
const LONGEST_KNOWN = 40;

/** Names by their hash: documents of a collection have the same ones, and to look one up is quicker than to make it. */
const known: string[] = Array.from({ length: KNOWN }, () => '');

function plainText(bytes: Buffer, start: number, stop: number, hash: number): string {
  const place = hash & (KNOWN - 1);
  const text = known[place] ?? '';
  if (isText(text, bytes, start, stop)) return text;
  const made = bytes.toString('latin1', start, stop);
  if (made.length <= LONGEST_KNOWN) known[place] = made;
  return made;
}

function isText(text: string, bytes: Buffer, start: number, stop: number): boolean {
  if (text.length !== stop - start) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}

class Reader {
  private at = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly rawArrays: ReadonlySet<string> | null = null,
    private readonly raw: Map<string, Buffer[]> | null = null,
  ) {}

  document(start: number, limit: number, depth: number): Document {
    const end = this.open(start, limit, depth);
    const result: Document = {};
    for (;;) {
      const type = this.type(end);
      if (type === 0) return result;
      const name = this.cstring(end);
      if (depth === 1 && type === TYPE.array && this.rawArrays?.has(name)) {
        this.raw?.set(name, this.documents(end));
        continue;
      }
      const value = this.value(type, end, depth);
      if (name === '__proto__') {
        Object.defineProperty(result, name, { value, writable: true, enumerable: true, configurable: true });
      } else result[name] = value;
    }
  }

  array(start: number, limit: number, depth: number): Value[] {
    const end = this.open(start, limit, depth);
    const result: Value[] = [];
    for (;;) {
      const type = this.type(end);
      if (type === 0) return result;
      this.skipName(end);
      result.push(this.value(type, end, depth));
    }
  }

  /** The documents of an array, as bytes. */
  private documents(limit: number): Buffer[] {
    const end = this.open(this.at, limit, 2);
    const result: Buffer[] = [];
    for (;;) {
      const type = this.type(end);
      if (type === 0) return result;
      this.skipName(end);
      if (type !== TYPE.document) fail('TypeMismatch', 'An array of documents has an element that is none');
      const start = this.take(documentLength(this.bytes, this.at, end), end);
      result.push(this.bytes.subarray(start, this.at));
    }
  }

  private open(start: number, limit: number, depth: number): number {
    if (depth > MAX_DEPTH) fail('Overflow', `BSON document exceeds the maximum nesting depth of ${MAX_DEPTH}`);
    const end = start + documentLength(this.bytes, start, limit);
    if (this.bytes[end - 1] !== 0) fail('InvalidBSON', 'BSON document is not terminated');
    this.at = start + 4;
    return end;
  }

  /** The type of the next element; 0 only at the very end of the document. */
  private type(end: number): number {
    if (this.at >= end) fail('InvalidBSON', 'BSON document runs over its end');
    const type = this.bytes[this.at++] ?? 0;
    if (type === 0 && this.at !== end) fail('InvalidBSON', 'BSON document ends before its length');
    return type;
  }

  private skipName(end: number): void {
    const stop = this.bytes.indexOf(0, this.at);
    if (stop < 0 || stop >= end) fail('InvalidBSON', 'BSON name is not terminated');
    this.at = stop + 1;
  }

  private cstring(end: number): string {
    const { bytes, at } = this;
    let stop = at;
    let plain = true;
    let hash = 0;
    for (;;) {
      if (stop >= end) fail('InvalidBSON', 'BSON name is not terminated');
      const byte = bytes[stop] ?? 0;
      if (byte === 0) break;
      if (byte > 0x7f) plain = false;
      hash = (Math.imul(hash, 31) + byte) | 0;
      stop++;
    }
    this.at = stop + 1;
    return plain ? plainText(bytes, at, stop, hash) : bytes.toString('utf8', at, stop);
  }

  private take(length: number, end: number): number {
    const start = this.at;
    if (length < 0 || start + length > end) fail('InvalidBSON', 'BSON value runs over the end of its document');
    this.at = start + length;
    return start;
  }

  private int32(end: number): number {
    return this.bytes.readInt32LE(this.take(4, end));
  }

  private string(end: number): string {
    const length = this.int32(end);
    if (length < 1) fail('InvalidBSON', `BSON string has an invalid length: ${length}`);
    const start = this.take(length, end);
    if (this.bytes[start + length - 1] !== 0) fail('InvalidBSON', 'BSON string is not terminated');
    return this.bytes.toString('utf8', start, start + length - 1);
  }

  private long(end: number): Long {
    const start = this.take(8, end);
    return new Long(this.bytes.readInt32LE(start), this.bytes.readInt32LE(start + 4));
  }

  private objectId(end: number): ObjectId {
    const start = this.take(12, end);
    return new ObjectId(Uint8Array.prototype.slice.call(this.bytes, start, start + 12));
  }

  private binary(end: number): Binary {
    let length = this.int32(end);
    const subtype = this.bytes[this.take(1, end)] ?? 0;
    if (subtype === 2) {
      const inner = this.int32(end);
      if (inner !== length - 4) fail('InvalidBSON', 'BSON binary of subtype 2 has an invalid length');
      length = inner;
    }
    const start = this.take(length, end);
    return new Binary(Buffer.from(this.bytes.subarray(start, start + length)), subtype);
  }

  private code(end: number, depth: number): Code {
    const stop = this.at + this.int32(end);
    if (stop > end) fail('InvalidBSON', 'BSON code runs over the end of its document');
    const source = this.string(stop);
    const scope = this.document(this.at, stop, depth + 1);
    if (this.at !== stop) fail('InvalidBSON', 'BSON code does not match its length');
    return new Code(source, scope);
  }

  private value(type: number, end: number, depth: number): Value {
    switch (type) {
      case TYPE.string:
        return this.string(end);
      case TYPE.int32:
        return new Int32(this.int32(end));
      case TYPE.double:
        return new Double(this.bytes.readDoubleLE(this.take(8, end)));
      case TYPE.document:
        return this.document(this.at, end, depth + 1);
      case TYPE.array:
        return this.array(this.at, end, depth + 1);
      case TYPE.objectId:
        return this.objectId(end);
      case TYPE.boolean:
        return this.boolean(end);
      case TYPE.date:
        return new Date(this.long(end).toNumber());
      case TYPE.null:
        return null;
      case TYPE.long:
        return this.long(end);
      default:
        return this.rareValue(type, end, depth);
    }
  }

  private boolean(end: number): boolean {
    const byte = this.bytes[this.take(1, end)] ?? 0;
    if (byte > 1) fail('InvalidBSON', `BSON boolean has an invalid value: ${byte}`);
    return byte === 1;
  }

  private rareValue(type: number, end: number, depth: number): Value {
    switch (type) {
      case TYPE.binary:
        return this.binary(end);
      case TYPE.undefined:
        return undefined;
      case TYPE.regex: {
        const regex = new BSONRegExp(this.cstring(end));
        // The constructor sorts options and refuses unknown ones; they are kept as they came, and refused where they are used.
        regex.options = this.cstring(end);
        return regex;
      }
      case TYPE.dbPointer: {
        const namespace = this.string(end);
        return new DBRef(namespace, this.objectId(end));
      }
      case TYPE.code:
        return new Code(this.string(end));
      case TYPE.symbol:
        return new BSONSymbol(this.string(end));
      case TYPE.codeWithScope:
        return this.code(end, depth);
      case TYPE.timestamp:
        return new Timestamp(this.long(end));
      case TYPE.decimal: {
        const start = this.take(16, end);
        return new Decimal128(Uint8Array.prototype.slice.call(this.bytes, start, start + 16));
      }
      case TYPE.minKey:
        return new MinKey();
      case TYPE.maxKey:
        return new MaxKey();
      default:
        return fail('InvalidBSON', `BSON type 0x${type.toString(16)} is unknown`);
    }
  }
}
