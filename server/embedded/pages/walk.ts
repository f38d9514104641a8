import type { Tree } from './meta.js';
import { type Page, PageFault, type Pages } from './page.js';

/** What is told of a tree. */
export interface Walk {
  /** A leaf page in its place, in the order of the tree; how deep one looks into it is up to the visitor. */
  leaf(page: Page): void;
  /** Whether there is no time for more leaves: what is left of them is then not looked at. */
  isOver?(): boolean;
  /** What is wrong, and with it all that would have been below. May throw, to end the walk there. */
  fault(fault: PageFault): void;
}

/** Which pages of a file belong to something. */
export interface Claims {
  take(page: number, count?: number): void;
  has(page: number): boolean;
}

/** Notes each page once; a page that two want is a fault. */
export function claimsOf(pages: Pages): Claims {
  const taken = new Uint8Array(pages.meta.lastPage + 1);
  return {
    take(page, count = 1) {
      for (let number = page; number < page + count; number++) {
        if (number < 2 || number >= taken.length) throw new PageFault(number, 'it is outside the file');
        if (taken[number] === 1) throw new PageFault(number, 'it belongs to two places');
        taken[number] = 1;
      }
    },
    has: (page) => taken[page] === 1,
  };
}

/** Orders the keys of a tree: two stretches of bytes. */
export type Order = (a: Key, b: Key) => number;

/** A key where it lies. */
export interface Key {
  bytes: Buffer;
  start: number;
  end: number;
}

/** By bytes, the shorter first. */
export const byBytes: Order = (a, b) => {
  const length = Math.min(a.end - a.start, b.end - b.start);
  for (let at = 0; at < length; at++) {
    const difference = (a.bytes[a.start + at] ?? 0) - (b.bytes[b.start + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.end - a.start - (b.end - b.start);
};

/** By the number that they are, as the free list's keys. */
export const byNumber: Order = (a, b) => (numberOf(a) < numberOf(b) ? -1 : numberOf(a) > numberOf(b) ? 1 : 0);

const numberOf = ({ bytes, start, end }: Key): bigint => (end - start === 8 ? bytes.readBigUInt64LE(start) : -1n);

/** The key of a node. */
export function keyAt(pages: Pages, page: Page, index: number): Key {
  const { key, keyEnd } = pages.node(page, index);
  return { bytes: page.bytes, start: key, end: keyEnd };
}

/** A leaf that a branch leads to, and between which keys its own must lie. */
interface Leaf {
  number: number;
  low: Key | null;
  high: Key | null;
}

/**
 * Goes through a tree: first its branches, then its leaves in the order of the file, which is quicker to read. Pages are
 * held against each other, and their number against the tree's record. Gives way after each leaf; answers whether it saw
 * them all.
 */
export function* walkTree(pages: Pages, tree: Tree, claims: Claims, order: Order, walk: Walk): Steps<boolean> {
  const found = { branchPages: 0, entries: 0 };
  const leaves: Leaf[] = [];
  let isSound = true;

  /** Does something with a page; a fault in it is told and costs only what is below it. */
  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof PageFault)) throw error;
      isSound = false;
      walk.fault(error);
    }
  }

  function visit(number: number, depth: number, low: Key | null, high: Key | null): void {
    claims.take(number);
    if (depth >= tree.depth) leaves.push({ number, low, high });
    else branch(pages.page(number), depth, low, high);
  }

  function branch(page: Page, depth: number, low: Key | null, high: Key | null): void {
    if (page.isLeaf || page.count < 2) throw new PageFault(page.number, 'it branches nowhere');
    found.branchPages++;
    let from = low;
    for (let index = 0; index < page.count; index++) {
      const to = index + 1 < page.count ? keyAt(pages, page, index + 1) : high;
      if (from && to && order(from, to) >= 0) throw new PageFault(page.number, 'its keys are not in order');
      const child = pages.child(page, pages.node(page, index));
      const start = from;
      attempt(() => visit(child, depth + 1, start, to));
      from = to;
    }
  }

  function leaf({ number, low, high }: Leaf): void {
    const page = pages.page(number, true);
    if (!page.isLeaf || page.count === 0) throw new PageFault(number, 'it is no leaf');
    if (low && order(low, keyAt(pages, page, 0)) > 0) throw new PageFault(number, 'its keys belong before it');
    if (high && order(keyAt(pages, page, page.count - 1), high) >= 0)
      throw new PageFault(number, 'its keys belong after it');
    found.entries += page.count;
    walk.leaf(page);
  }

  if (tree.root >= 0) attempt(() => visit(tree.root, 1, null, null));
  leaves.sort((a, b) => a.number - b.number);
  let seen = 0;
  for (const one of leaves) {
    if (walk.isOver?.()) break;
    attempt(() => leaf(one));
    seen++;
    yield;
  }
  const isSeen = seen === leaves.length;
  const isWhole = found.branchPages === tree.branchPages && leaves.length === tree.leafPages;
  if (isSound && !(isWhole && (!isSeen || found.entries === tree.entries))) {
    walk.fault(new PageFault(tree.root, 'its tree has not the pages and entries that were counted'));
  }
  return isSeen;
}

/** Work in small steps, between which others may have their turn. */
export type Steps<T> = Generator<void, T, undefined>;

/** Does all steps at once. */
export function allAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
