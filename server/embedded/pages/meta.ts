import { fstatSync, readSync } from 'node:fs';

// What LMDB's file begins with: two meta pages, written in turn, one for each transaction. (Its layout on the disk is that
// of the `lmdb` package, little-endian, 64 bit.)

const MAGIC = 0xbeefc0de;
const VERSION = 2;
export const PAGE_HEADER_BYTES = 24;
const META_BYTES = 136;

/** The record of a tree: its size, and where it begins. */
export interface Tree {
  flags: number;
  depth: number;
  branchPages: number;
  leafPages: number;
  overflowPages: number;
  entries: number;
  /** The number of its first page; −1 of an empty tree. */
  root: number;
}

/** What one meta page says of the file. */
export interface Meta {
  pageSize: number;
  lastPage: number;
  transaction: number;
  /** The pages that may be used again. */
  free: Tree;
  /** The tables by name. */
  main: Tree;
}

export const TREE_BYTES = 48;

/** Reads the record of a tree. */
export function readTree(bytes: Buffer, at: number): Tree {
  return {
    flags: bytes.readUInt16LE(at + 4),
    depth: bytes.readUInt16LE(at + 6),
    branchPages: numberAt(bytes, at + 8),
    leafPages: numberAt(bytes, at + 16),
    overflowPages: numberAt(bytes, at + 24),
    entries: numberAt(bytes, at + 32),
    root: Number(bytes.readBigInt64LE(at + 40)),
  };
}

const numberAt = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));

/** The meta pages that can be read, the newest first; two of them in every sound file. */
export function readMetas(file: number): Meta[] {
  const { size } = fstatSync(file);
  const first = readMeta(file, 0, size);
  // Where the first is destroyed, the second is looked for where the usual page size puts it.
  const second = readMeta(file, first?.pageSize ?? 4096, size);
  return [first, second]
    .filter((meta): meta is Meta => meta !== undefined)
    .sort((a, b) => b.transaction - a.transaction);
}

function readMeta(file: number, position: number, size: number): Meta | undefined {
  const page = Buffer.alloc(PAGE_HEADER_BYTES + META_BYTES);
  if (position + page.length > size) return undefined;
  readSync(file, page, 0, page.length, position);
  const meta = page.subarray(PAGE_HEADER_BYTES);
  if (meta.readUInt32LE(0) !== MAGIC || meta.readUInt32LE(4) !== VERSION) return undefined;
  const pageSize = meta.readUInt32LE(24);
  if (pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  return {
    pageSize,
    free: readTree(meta, 24),
    main: readTree(meta, 24 + TREE_BYTES),
    lastPage: numberAt(meta, 24 + 2 * TREE_BYTES),
    transaction: numberAt(meta, 24 + 2 * TREE_BYTES + 8),
  };
}
