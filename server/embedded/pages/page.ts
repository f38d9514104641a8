import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type Meta, PAGE_HEADER_BYTES } from './meta.js';

/** A page that is not what its place says. */
export class PageFault extends Error {
  constructor(page: number, what: string) {
    super(`page ${page}: ${what}`);
    this.name = 'PageFault';
  }
}

const BRANCH = 1;
const LEAF = 2;
const OVERFLOW = 4;
const NODE_HEADER_BYTES = 8;
const IN_OVERFLOW = 1;
export const IS_TREE = 2;

/** One page, held against its place in the file: no offset in it leads out of it. */
export interface Page {
  number: number;
  bytes: Buffer;
  isLeaf: boolean;
  /** How many nodes it has. */
  count: number;
}

/** A node's places within its page. */
export interface Node {
  key: number;
  keyEnd: number;
  /** The size of the value; of a branch's node nothing. */
  size: number;
  flags: number;
  /** Whether the value lies on pages of its own, whose number is here. */
  isBig: boolean;
}

/** The pages of a file, read without LMDB, so that nothing in them can lead astray. */
export interface Pages {
  meta: Meta;
  /** A branch or leaf page. `isPassing`: its bytes are needed only until the next one. Throws PageFault. */
  page(number: number, isPassing?: boolean): Page;
  node(page: Page, index: number): Node;
  /** The page below a branch's node. */
  child(page: Page, node: Node): number;
  /** The first of a big value's pages, and how many there are. */
  bigPages(page: Page, node: Node): { first: number; count: number };
  /** A big value's bytes. */
  bigValue(page: Page, node: Node): Buffer;
}

/** How many bytes are read at a time where pages are read one after another. */
const WINDOW_BYTES = 1 << 20;

/** Reads the pages of a file as its newest transaction left them. */
export function openPages(file: number, meta: Meta): Pages {
  const { pageSize, lastPage, transaction } = meta;
  const window = Buffer.allocUnsafeSlow(WINDOW_BYTES);
  let windowStart = 0;
  let windowEnd = 0;

  /** The bytes of a page in the window, which moves with the next call. */
  function inWindow(position: number): Buffer {
    if (position < windowStart || position + pageSize > windowEnd) {
      windowStart = position;
      windowEnd = position + readSync(file, window, 0, WINDOW_BYTES, position);
    }
    return window.subarray(position - windowStart, Math.min(windowEnd, position + pageSize) - windowStart);
  }

  function ownBytes(position: number): Buffer {
    const bytes = Buffer.allocUnsafe(pageSize);
    return bytes.subarray(0, readSync(file, bytes, 0, pageSize, position));
  }

  function raw(number: number, isPassing: boolean): Buffer {
    if (number < 2 || number > lastPage) throw new PageFault(number, `it is outside the file's ${lastPage + 1} pages`);
    const bytes = isPassing ? inWindow(number * pageSize) : ownBytes(number * pageSize);
    if (bytes.length < pageSize) throw new PageFault(number, 'it is cut');
    if (Number(bytes.readBigUInt64LE(0)) !== number) throw new PageFault(number, 'it bears the number of another page');
    if (Number(bytes.readBigUInt64LE(8)) > transaction)
      throw new PageFault(number, 'it is of a transaction that never was');
    return bytes;
  }

  function page(number: number, isPassing = false): Page {
    const bytes = raw(number, isPassing);
    const kind = bytes.readUInt16LE(18);
    if ((kind !== BRANCH && kind !== LEAF) || bytes.readUInt16LE(16) !== 0)
      throw new PageFault(number, 'it is neither branch nor leaf');
    const [lower, upper] = [bytes.readUInt16LE(20), bytes.readUInt16LE(22)];
    if (lower > upper || lower % 2 !== 0 || upper + PAGE_HEADER_BYTES > pageSize)
      throw new PageFault(number, 'its bounds are wrong');
    return { number, bytes, isLeaf: kind === LEAF, count: lower >> 1 };
  }

  function node({ number, bytes, count, isLeaf }: Page, index: number): Node {
    const start = bytes.readUInt16LE(PAGE_HEADER_BYTES + 2 * index) + PAGE_HEADER_BYTES;
    const first = PAGE_HEADER_BYTES + 2 * count;
    if (start < first || start + NODE_HEADER_BYTES > pageSize) throw new PageFault(number, 'a node lies outside it');
    const flags = bytes.readUInt16LE(start + 4);
    const key = start + NODE_HEADER_BYTES;
    const keyEnd = key + bytes.readUInt16LE(start + 6);
    const size = isLeaf ? bytes.readUInt32LE(start) : 0;
    const isBig = isLeaf && (flags & IN_OVERFLOW) !== 0;
    if (isLeaf && flags > IS_TREE) throw new PageFault(number, 'a node has unknown flags');
    if (keyEnd + (isBig ? 8 : size) > pageSize) throw new PageFault(number, 'a node runs over its end');
    return { key, keyEnd, size, flags, isBig };
  }

  function bigPages(leaf: Page, node: Node): { first: number; count: number } {
    const first = Number(leaf.bytes.readBigUInt64LE(node.keyEnd));
    const bytes = raw(first, false);
    const count = bytes.readUInt32LE(20);
    const needed = Math.floor((PAGE_HEADER_BYTES - 1 + node.size) / pageSize) + 1;
    if (bytes.readUInt16LE(18) !== OVERFLOW || count !== needed || first + count - 1 > lastPage)
      throw new PageFault(first, 'it does not begin the value that is looked for there');
    return { first, count };
  }

  return {
    meta,
    page,
    node,
    child({ bytes, number }, { key }) {
      const start = key - NODE_HEADER_BYTES;
      const below = bytes.readUInt32LE(start) + bytes.readUInt16LE(start + 4) * 0x1_0000_0000;
      if (below === number) throw new PageFault(number, 'it leads to itself');
      return below;
    },
    bigPages,
    bigValue(leaf, node) {
      const { first } = bigPages(leaf, node);
      const value = Buffer.allocUnsafe(node.size);
      const length = readSync(file, value, 0, node.size, first * pageSize + PAGE_HEADER_BYTES);
      if (length < node.size) throw new PageFault(first, 'it is cut');
      return value;
    },
  };
}

/** Longer stretches are worth a call of the native checksum. */
const SHORT = 96;
const TABLE = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC-32 of a stretch of a page. */
export function checksumOf(bytes: Buffer, start: number, end: number): number {
  if (end - start > SHORT) return crc32(bytes.subarray(start, end));
  let value = 0xffffffff;
  for (let at = start; at < end; at++) value = (TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
