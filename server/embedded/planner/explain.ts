import { Int32 } from 'bson';
import { countValue } from '../bson/numbers.js';
import type { Document } from '../bson/types.js';
import { isMultikey } from '../indexes/definition.js';
import { isUnique } from '../indexes/specification.js';
import type { Read, ReadSpec } from '../query.js';
import { isCountable } from './access.js';
import { isEverything } from './count.js';
import type { Interval } from './intervals.js';
import { type IndexScan, isBounded } from './scan.js';

// What `explain` answers: the same tree of stages with and without what it took.

/** What a query found (or counted), and in which time. */
export interface Execution {
  returned: number;
  millis: number;
}

/** What is done with the documents that a query finds. */
export type Purpose = 'read' | 'count' | 'update' | 'delete';

/** The plan of a query in MongoDB's words, and what its execution looked at. */
export function explained(
  namespace: string,
  spec: ReadSpec,
  read: Read,
  execution: Execution | null,
  purpose: Purpose,
): Document {
  const treeOf = (of: Read, found: number | null): Document => {
    if (purpose === 'count') return countTree(of, found);
    return purpose === 'read' ? tree(of, found) : writeTree(purpose, of, found);
  };
  const winningPlan = treeOf(read, null);
  const planner = {
    namespace,
    indexFilterSet: false,
    parsedQuery: spec.filter,
    maxIndexedOrSolutionsReached: false,
    maxIndexedAndSolutionsReached: false,
    maxScansToExplodeReached: false,
    winningPlan,
    rejectedPlans: [],
  };
  if (!execution) return { queryPlanner: planner };
  const { keys, documents } = read.examined;
  return {
    queryPlanner: planner,
    executionStats: {
      executionSuccess: true,
      nReturned: countValue(purpose === 'read' ? execution.returned : 0),
      executionTimeMillis: new Int32(Math.round(execution.millis)),
      totalKeysExamined: countValue(keys),
      totalDocsExamined: countValue(documents),
      executionStages: treeOf(read, execution.returned),
    },
  };
}

/** A count, by the collection's own, by keys alone, or by looking at documents. */
function countTree(read: Read, counted: number | null): Document {
  const stats = counted === null ? {} : { nReturned: 0, nCounted: countValue(counted) };
  if (isEverything(read)) return { stage: 'RECORD_STORE_FAST_COUNT', ...stats };
  if (!isCountable(read.plan)) return { stage: 'COUNT', ...stats, inputStage: tree(read, counted) };
  const [scan] = read.plan.access.scans;
  const keys = counted === null ? {} : { keysExamined: countValue(read.examined.keys) };
  return { stage: 'COUNT', ...stats, inputStage: { ...scanTree(scan, keys), stage: 'COUNT_SCAN' } };
}

/** A change of what is found; one that takes a single document needs no stage for it. */
function writeTree(purpose: 'update' | 'delete', read: Read, found: number | null): Document {
  const counted =
    found === null ? {} : { nReturned: 0, [purpose === 'update' ? 'nMatched' : 'nWouldDelete']: countValue(found) };
  const inputStage = tree({ ...read, limit: read.sorter ? read.limit : 0 }, found);
  return { stage: purpose.toUpperCase(), ...counted, inputStage };
}

function tree(read: Read, returned: number | null): Document {
  const stats = (found: number | null, extra: Document = {}): Document =>
    returned === null ? {} : { nReturned: countValue(found ?? returned), ...extra };
  let stage = accessTree(read, returned);
  if (read.sorter) {
    stage = {
      stage: 'SORT',
      ...stats(null),
      sortPattern: read.spec.sort,
      ...(read.limit > 0 && { limitAmount: countValue(read.skip + read.limit) }),
      type: 'simple',
      inputStage: stage,
    };
  }
  if (read.project)
    stage = { stage: 'PROJECTION_DEFAULT', ...stats(null), transformBy: read.spec.projection, inputStage: stage };
  if (read.skip > 0) stage = { stage: 'SKIP', ...stats(null), skipAmount: countValue(read.skip), inputStage: stage };
  if (read.limit > 0 && !read.sorter) {
    stage = { stage: 'LIMIT', ...stats(null), limitAmount: countValue(read.limit), inputStage: stage };
  }
  return stage;
}

function accessTree(read: Read, returned: number | null): Document {
  const { access, exact } = read.plan;
  const { keys, documents } = read.examined;
  const docs = returned === null ? {} : { nReturned: countValue(returned), docsExamined: countValue(documents) };
  const filter = exact ? {} : { filter: read.spec.filter };
  switch (access.kind) {
    case 'nothing':
      return { stage: 'EOF', ...(returned !== null && { nReturned: 0 }) };
    case 'collection':
      return { stage: 'COLLSCAN', ...filter, ...docs, direction: access.reverse ? 'backward' : 'forward' };
    case 'id':
      return { stage: 'IDHACK', ...docs, ...(returned !== null && { keysExamined: countValue(keys) }) };
    case 'indexes': {
      const counted = returned === null ? {} : { nReturned: countValue(documents), keysExamined: countValue(keys) };
      const scans = access.scans.map((scan) => scanTree(scan, access.scans.length === 1 ? counted : {}));
      const [only] = scans;
      const isMerge = access.scans.some((scan) => scan.streams.length > 1);
      const input =
        scans.length === 1 && only && !isMerge
          ? only
          : { stage: read.plan.sorted && read.spec.sort ? 'SORT_MERGE' : 'OR', ...counted, inputStages: scans };
      return { stage: 'FETCH', ...filter, ...docs, inputStage: input };
    }
  }
}

function scanTree(scan: IndexScan, counted: Document): Document {
  const { index, reverse } = scan;
  return {
    stage: 'IXSCAN',
    ...counted,
    keyPattern: index.shown.key,
    indexName: index.name,
    isMultiKey: isMultikey(index),
    multiKeyPaths: Object.fromEntries(index.fields.map(({ path }, at) => [path, index.multikey[at] ? [path] : []])),
    isUnique: isUnique(index),
    isSparse: index.sparse,
    isPartial: index.partial !== null,
    indexVersion: 2,
    direction: reverse ? 'backward' : 'forward',
    indexBounds: boundsOf(scan),
  };
}

function boundsOf({ index, bounds, ends }: IndexScan): Document {
  if (!ends) return Object.fromEntries(index.fields.map(({ path }, at) => [path, boundsText(bounds[at])]));
  const { min, max } = ends;
  return { ...(min && { startKey: min }), ...(max && { endKey: max }) };
}

const boundsText = (intervals: readonly Interval[] | undefined): string[] =>
  isBounded(intervals)
    ? intervals.map(({ low, high, point }) => (point ? `[${hex(low.key)}]` : `[${hex(low.key)}, ${hex(high.key)})`))
    : ['[MinKey, MaxKey]'];

/** Bounds are shown as the bytes that they are compared by. */
const hex = (key: Buffer): string => key.toString('hex');
