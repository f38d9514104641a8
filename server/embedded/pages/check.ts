import { type Meta, readTree, TREE_BYTES, type Tree } from './meta.js';
import { checksumOf, IS_TREE, type Node, openPages, type Page, PageFault, type Pages } from './page.js';
import { allAtOnce, byBytes, byNumber, type Claims, claimsOf, type Key, type Steps, walkTree } from './walk.js';

/** The tables of a store, in the order of their making. */
export const TABLES = ['catalog', 'documents', 'entries', 'counts'] as const;

/** What is told while a file is gone through. */
export interface Findings {
  /** A value that is what was written below its key. */
  value?(table: string, key: Buffer, value: Buffer): void;
  /** What is wrong. May throw, to end it there. */
  fault(fault: PageFault): void;
}

/** Until when one looks how closely, as `performance.now()` tells it. */
export interface Patience {
  /** Keys are held against their order and values against their checksums. */
  values: number;
  /** Leaves are held against the branches that lead to them; branches always are. */
  leaves: number;
}

/** All the time that it takes. */
export const ALL_THE_TIME: Patience = { values: Number.POSITIVE_INFINITY, leaves: Number.POSITIVE_INFINITY };

/** How far a file was looked at. */
export interface Looked {
  /** Whether every value was held against its checksum; otherwise some pages were only held against each other. */
  complete: boolean;
  claims: Claims;
  /** Whether the list of free pages could be read whole. */
  freeKnown: boolean;
}

const CHECKSUM_BYTES = 4;

/** Goes through the pages that a file's newest transaction uses, as far as there is patience for it. */
export function* checkPages(file: number, meta: Meta, patience: Patience, findings: Findings): Steps<Looked> {
  const pages = openPages(file, meta);
  const claims = claimsOf(pages);
  const looked: Looked = { complete: true, claims, freeKnown: true };
  for (const [name, tree] of tablesOf(pages, claims, findings)) {
    const isSeen = yield* walkTree(pages, tree, claims, byBytes, {
      leaf(page) {
        const isDeep = performance.now() < patience.values;
        looked.complete &&= isDeep;
        if (isDeep || tree.overflowPages > 0) checkLeaf(pages, page, claims, isDeep, { table: name, findings });
      },
      isOver: () => performance.now() >= patience.leaves,
      fault: findings.fault,
    });
    looked.complete &&= isSeen;
  }
  yield* walkTree(pages, meta.free, claims, byNumber, {
    leaf: (page) => claimFree(pages, page, claims),
    fault(fault) {
      looked.freeKnown = false;
      findings.fault(fault);
    },
  });
  return looked;
}

/** The tables that the main tree names; those of a store, and no other. */
function tablesOf(pages: Pages, claims: Claims, findings: Findings): Map<string, Tree> {
  const tables = new Map<string, Tree>();
  const steps = walkTree(pages, pages.meta.main, claims, byBytes, {
    leaf(page) {
      for (let index = 0; index < page.count; index++) {
        const node = pages.node(page, index);
        const name = page.bytes.toString('utf8', node.key, node.keyEnd).replace(/\0$/, '');
        const isKnown = TABLES.some((table) => table === name);
        if (!isKnown || node.flags !== IS_TREE || node.size !== TREE_BYTES)
          throw new PageFault(page.number, 'it does not name the tables of a store');
        const tree = readTree(page.bytes, node.keyEnd);
        if (tree.flags !== 0) throw new PageFault(page.number, `the table ${name} is of another kind`);
        tables.set(name, tree);
      }
    },
    fault: findings.fault,
  });
  allAtOnce(steps);
  const isPart = tables.size < TABLES.length;
  // A new store's process may have been killed before all were made; then there is nothing in them.
  if (isPart && [...tables.values()].some((tree) => tree.entries > 0)) {
    findings.fault(new PageFault(pages.meta.main.root, 'it does not name all tables of a store'));
  }
  return tables;
}

interface Told {
  table: string;
  findings: Findings;
}

function checkLeaf(pages: Pages, page: Page, claims: Claims, isDeep: boolean, told: Told): void {
  let before: Key | null = null;
  for (let index = 0; index < page.count; index++) {
    const node = pages.node(page, index);
    const key = { bytes: page.bytes, start: node.key, end: node.keyEnd };
    if (isDeep && before && byBytes(before, key) >= 0)
      told.findings.fault(new PageFault(page.number, 'its keys are not in order'));
    before = key;
    try {
      if (node.isBig) claimBig(pages, page, node, claims);
      if (isDeep) checkValue(pages, page, node, told);
    } catch (error) {
      // One value that cannot be reached costs no other.
      if (!(error instanceof PageFault)) throw error;
      told.findings.fault(error);
    }
  }
}

function claimBig(pages: Pages, page: Page, node: Node, claims: Claims): void {
  const { first, count } = pages.bigPages(page, node);
  claims.take(first, count);
}

/** Holds a value against the checksum that follows it (see storage/checksum.ts). */
function checkValue(pages: Pages, page: Page, node: Node, { table, findings }: Told): void {
  const length = node.size - CHECKSUM_BYTES;
  const isSound = length >= 0 && (node.isBig ? isBigSound(pages, page, node) : isSmallSound(page, node));
  if (!isSound) {
    findings.fault(new PageFault(page.number, `a value of the table ${table} is not what was written`));
  } else if (findings.value) {
    const key = Buffer.from(page.bytes.subarray(node.key, node.keyEnd));
    const sealed = node.isBig ? pages.bigValue(page, node) : page.bytes.subarray(node.keyEnd, node.keyEnd + node.size);
    findings.value(table, key, Buffer.from(sealed.subarray(0, length)));
  }
}

/** Key and value lie side by side in a page. */
function isSmallSound({ bytes }: Page, { key, keyEnd, size }: Node): boolean {
  const end = keyEnd + size - CHECKSUM_BYTES;
  return checksumOf(bytes, key, end) === bytes.readUInt32LE(end);
}

function isBigSound(pages: Pages, page: Page, node: Node): boolean {
  const value = pages.bigValue(page, node);
  const length = value.length - CHECKSUM_BYTES;
  const whole = Buffer.concat([page.bytes.subarray(node.key, node.keyEnd), value.subarray(0, length)]);
  return checksumOf(whole, 0, whole.length) === value.readUInt32LE(length);
}

/** Notes the pages that a leaf of the free list names: single ones, and stretches as a negative length and a first page. */
function claimFree(pages: Pages, page: Page, claims: Claims): void {
  for (let index = 0; index < page.count; index++) {
    const node = pages.node(page, index);
    if (node.isBig) claimBig(pages, page, node, claims);
    const list = node.isBig ? pages.bigValue(page, node) : page.bytes.subarray(node.keyEnd, node.keyEnd + node.size);
    const count = list.length < 8 ? -1 : Number(list.readBigInt64LE(0));
    if (count < 0 || (count + 1) * 8 > list.length) throw new PageFault(page.number, 'it is no list of free pages');
    for (let at = 1; at <= count; at++) {
      const value = Number(list.readBigInt64LE(at * 8));
      if (value > 0) claims.take(value);
      else if (value < 0 && at < count) claims.take(Number(list.readBigInt64LE(++at * 8)), -value);
    }
  }
}

/** The values of a page that nothing leads to any more, for what can be saved from a damaged file. */
export function valuesOfLostPage(pages: Pages, number: number, tell: (key: Buffer, value: Buffer) => void): void {
  const page = pages.page(number);
  if (!page.isLeaf) return;
  for (let index = 0; index < page.count; index++) {
    const node = pages.node(page, index);
    checkValue(pages, page, node, {
      table: 'lost',
      findings: { value: (_, key, value) => tell(key, value), fault: () => undefined },
    });
  }
}
