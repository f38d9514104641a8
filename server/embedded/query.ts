import { Long } from 'bson';
import { numberOf } from './bson/numbers.js';
import { type Document, isDocument } from './bson/types.js';
import { encodeDocument } from './bson.js';
import type { Engine } from './engine.js';
import { fail } from './errors.js';
import { collatorOf } from './language/collation.js';
import { compileFilter, type Filter } from './language/match.js';
import { compileProjection, type Projection } from './language/project.js';
import { compileSorter, type Sorter, sortFieldsOf } from './language/sort.js';
import { type Examined, rowsOf } from './planner/access.js';
import { planBetween } from './planner/between.js';
import type { SortSpec } from './planner/candidates.js';
import { hintedIndex, type Plan, planQuery, type Query } from './planner/plan.js';
import type { Row, Rows } from './planner/row.js';
import type { Collection } from './storage/catalog.js';

/** What is asked of a collection. */
export interface ReadSpec {
  filter: Document;
  sort?: Document | undefined;
  projection?: Document | undefined;
  skip?: number | undefined;
  limit?: number | undefined;
  hint?: unknown;
  collation?: Document | undefined;
  variables?: Document | undefined;
  /** The keys of the hinted index from which on, and up to which, is read. */
  min?: Document | undefined;
  max?: Document | undefined;
  /** Whether each document says which record it is. */
  showRecordId?: boolean | undefined;
  /** Whether a document is made where none is found: then `$expr` has no place in the filter. */
  upsert?: boolean | undefined;
}

/** A query that is compiled and planned. */
export interface Read {
  filter: Filter;
  plan: Plan;
  skip: number;
  limit: number;
  sorter: Sorter | null;
  project: Projection | null;
  examined: Examined;
  spec: ReadSpec;
}

/** The collation that a collection was made with: it holds where none is asked for. */
export function ownCollation(collection: Collection | undefined): Document | undefined {
  const collation = collection?.options.collation;
  return isDocument(collation) ? collation : undefined;
}

/** Compiles and plans a query; refuses what MongoDB refuses, also where there is no such collection. */
export function prepareRead(engine: Engine, collection: Collection | undefined, spec: ReadSpec, now: Date): Read {
  const { variables, upsert, skip = 0, limit = 0 } = spec;
  const collation = spec.collation ?? ownCollation(collection);
  const filter = compileFilter(spec.filter, { collation, now, variables, upsert });
  const { natural, fields, sort } = readSort(spec.sort);
  const collator = collatorOf(collation);
  const query = {
    filter: spec.filter,
    sort: fields,
    limit: limit > 0 ? skip + limit : 0,
    hint: hintedIndex(collection, spec.hint),
    natural: natural || naturalOf(isDocument(spec.hint) ? spec.hint : {}, 'hint'),
    hasCollation: collator !== undefined,
  };
  const plan = collection
    ? planOf(engine, collection, query, spec)
    : ({ access: { kind: 'nothing' }, sorted: true, exact: true } satisfies Plan);
  return {
    filter,
    plan,
    skip,
    limit,
    sorter: sort && !plan.sorted ? compileSorter(sort, collator) : null,
    project: hasFields(spec.projection)
      ? compileProjection(spec.projection, filter, { collation, now, variables })
      : null,
    examined: { keys: 0, documents: 0 },
    spec,
  };
}

function planOf(engine: Engine, collection: Collection, query: Query, { min, max }: ReadSpec): Plan {
  if (min || max) return planBetween(query, { min, max });
  return planQuery(collection, engine.environment.entries, query);
}

const hasFields = (document: Document | undefined): document is Document =>
  document !== undefined && Object.keys(document).length > 0;

function readSort(sort: Document | undefined): { natural: 1 | -1 | 0; fields: SortSpec; sort: Document | null } {
  if (!hasFields(sort)) return { natural: 0, fields: [], sort: null };
  if (Object.hasOwn(sort, '$natural')) {
    if (Object.keys(sort).length > 1) fail('BadValue', '$natural sort cannot be set to a value other than -1 or 1.');
    return { natural: naturalOf(sort, 'sort'), fields: [], sort: null };
  }
  const fields = sortFieldsOf(sort).map(({ path, direction }) => ({ path: path.join('.'), direction }));
  return { natural: 0, fields, sort };
}

/** The direction of `$natural` in a sort or hint; 0 where it is not asked for. */
function naturalOf({ $natural }: Document, kind: 'sort' | 'hint'): 1 | -1 | 0 {
  if ($natural === undefined) return 0;
  const direction = numberOf($natural);
  if (direction === 1 || direction === -1) return direction;
  return fail('BadValue', `$natural ${kind} cannot be set to a value other than -1 or 1.`);
}

/** The rows of a query in their order, skipped and limited. */
export function* readRows(engine: Engine, collection: Collection | undefined, read: Read): Rows {
  if (!collection) return;
  const found = rowsOf(engine.environment, collection, read.plan, read.filter, read.examined);
  const sorted = read.sorter ? sortedRows(found, read.sorter, wanted(read), engine.memoryLimit) : found;
  let skipped = 0;
  let given = 0;
  for (const row of sorted) {
    if (row === null) yield null;
    else if (skipped < read.skip) skipped++;
    else {
      yield row;
      given++;
      if (read.limit > 0 && given >= read.limit) return;
    }
  }
}

const wanted = ({ skip, limit }: Read): number => (limit > 0 ? skip + limit : 0);

/** The rows of a query as the bytes of documents. */
export function* readResults(
  engine: Engine,
  collection: Collection | undefined,
  read: Read,
): Generator<Buffer | null, void, undefined> {
  for (const row of readRows(engine, collection, read)) {
    if (row === null) yield null;
    else if (read.project || read.spec.showRecordId) yield encodeDocument(shownRow(read, row));
    else yield row.bytes;
  }
}

/** A row as a query shows it. */
export function shownRow({ project, spec }: Read, { document, record }: Row): Document {
  const shown = project ? project(document, record) : document;
  return spec.showRecordId ? { ...shown, $recordId: Long.fromNumber(record) } : shown;
}

/** Rows in order; with a limit, never more than twice as many are kept. */
function* sortedRows(rows: Rows, sorter: Sorter, limit: number, memoryLimit: number): Rows {
  let kept: { key: readonly unknown[]; row: Row; place: number }[] = [];
  let size = 0;
  let place = 0;
  const sort = (): void => {
    kept.sort((a, b) => sorter.compareKeys(a.key, b.key) || a.place - b.place);
    if (limit > 0 && kept.length > limit) {
      kept = kept.slice(0, limit);
      size = kept.reduce((sum, { row }) => sum + row.bytes.length, 0);
    }
  };
  for (const row of rows) {
    if (row === null) {
      yield null;
      continue;
    }
    kept.push({ key: sorter.keyOf(row.document), row, place: place++ });
    size += row.bytes.length;
    if (limit > 0 && (kept.length >= 2 * limit + 100 || (size > memoryLimit && kept.length > limit))) sort();
    if (size > memoryLimit) {
      fail(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Executor error during find command :: caused by :: Sort exceeded memory limit of ${memoryLimit} bytes, but did not opt in to external sorting.`,
      );
    }
    if (place % 64 === 0) yield null;
  }
  sort();
  for (const { row } of kept) yield row;
}
