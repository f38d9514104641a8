import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { StoreRefused } from './refused.js';

// LMDB maps its file and trusts it: a cut file opens without complaint, and the process dies of SIGBUS when it touches
// what is missing. So the two meta pages are read and the length is checked before LMDB sees the file.
// To make "shorter than its pages" always mean "cut", the file is kept longer than its pages need (LMDB itself may leave
// out unused pages at the end).

const MAGIC = 0xbeefc0de;
const VERSION = 2;
const PAGE_HEADER = 24;
const HEADROOM = 4 * 1024 * 1024;

interface Meta {
  pageSize: number;
  lastPage: number;
  transaction: bigint;
}

/** Refuses a file that is not a store's, or that is shorter than its own pages. A missing file is a new store. */
export function checkFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return;
    const metas = readMetas(file, size);
    const [newest] = metas.sort((a, b) => Number(b.transaction - a.transaction));
    if (!newest) throw new StoreRefused(`${path} is not a store's file (or its head is destroyed). ${wayOut(path)}`);
    const needed = (newest.lastPage + 1) * newest.pageSize;
    if (size < needed) {
      throw new StoreRefused(`${path} was cut: it has ${size} bytes and needs ${needed}. ${wayOut(path)}`);
    }
  } finally {
    closeSync(file);
  }
}

const wayOut = (path: string): string =>
  `Nothing was changed. Restore a backup with "desk store restore", or move ${path} away to begin anew.`;

function readMetas(file: number, size: number): Meta[] {
  const metas: Meta[] = [];
  const first = readMeta(file, 0, size);
  if (!first) return metas;
  metas.push(first);
  const second = readMeta(file, first.pageSize, size);
  if (second) metas.push(second);
  return metas;
}

function readMeta(file: number, position: number, size: number): Meta | undefined {
  const head = Buffer.alloc(PAGE_HEADER + 136);
  if (position + head.length > size) return undefined;
  readSync(file, head, 0, head.length, position);
  if (head.readUInt32LE(PAGE_HEADER) !== MAGIC || head.readUInt32LE(PAGE_HEADER + 4) !== VERSION) return undefined;
  const pageSize = head.readUInt32LE(PAGE_HEADER + 24);
  if (pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  return {
    pageSize,
    lastPage: Number(head.readBigUInt64LE(PAGE_HEADER + 120)),
    transaction: head.readBigUInt64LE(PAGE_HEADER + 128),
  };
}

/** Keeps the file longer than its pages need, see above. */
export function keepHeadroom(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    const used = Math.max(0, ...readMetas(file, size).map((meta) => (meta.lastPage + 1) * meta.pageSize));
    if (size < used + HEADROOM / 4) ftruncateSync(file, used + HEADROOM);
  } finally {
    closeSync(file);
  }
}
