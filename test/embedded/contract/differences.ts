import type { Document } from '../../../server/embedded/language/values.js';

/** Something that MongoDB has and the embedded store has not, and how it says so. */
export interface Difference {
  /** What a user would look for. */
  what: string;
  /** What the store does instead. */
  instead: string;
  /** A command that asks for it, and the code with which it is refused. */
  ask?: (collection: string) => Document;
  code?: number;
}

const index =
  (key: Document, options: Document = {}) =>
  (createIndexes: string): Document => ({
    createIndexes,
    indexes: [{ key, name: 'i', ...options }],
  });
const finds =
  (filter: Document) =>
  (find: string): Document => ({ find, filter });
const creates =
  (options: Document) =>
  (collection: string): Document => ({ create: `${collection}_new`, ...options });
const aggregates =
  (stage: Document) =>
  (aggregate: string): Document => ({ aggregate, pipeline: [stage], cursor: {} });

const REFUSED: readonly Difference[] = [
  { what: 'text indexes', instead: 'refused', ask: index({ a: 'text' }), code: 67 },
  {
    what: '`$text`',
    instead: 'refused, as by a MongoDB without a text index',
    ask: finds({ $text: { $search: 'a' } }),
    code: 27,
  },
  { what: 'hashed indexes', instead: 'refused', ask: index({ a: 'hashed' }), code: 67 },
  { what: 'wildcard indexes', instead: 'refused', ask: index({ '$**': 1 }), code: 67 },
  { what: 'geospatial indexes', instead: 'refused', ask: index({ a: '2dsphere' }), code: 67 },
  {
    what: 'geospatial operators (`$near`, `$geoWithin`, …)',
    instead: 'refused',
    ask: finds({ a: { $geoWithin: { $center: [[0, 0], 1] } } }),
    code: 2,
  },
  {
    what: '`$geoNear`',
    instead: 'refused',
    ask: aggregates({ $geoNear: { near: [0, 0], distanceField: 'd' } }),
    code: 115,
  },
  { what: '`$where`', instead: 'refused, as by a MongoDB without JavaScript', ask: finds({ $where: 'true' }), code: 2 },
  {
    what: '`$function` and `$accumulator`',
    instead: 'refused, as by a MongoDB without JavaScript',
    ask: aggregates({ $set: { a: { $function: { body: 'x', args: [], lang: 'js' } } } }),
    code: 31264,
  },
  {
    what: 'transactions',
    instead: 'refused, as by a MongoDB that is no replica set',
    ask: (insert) => ({ insert, documents: [{ a: 1 }], txnNumber: 1, startTransaction: true, autocommit: false }),
    code: 20,
  },
  {
    what: 'change streams',
    instead: 'refused, as by a MongoDB that is no replica set',
    ask: aggregates({ $changeStream: {} }),
    code: 40573,
  },
  {
    what: 'unique indexes with a collation of another language than English, French, German, Italian, Dutch or Portuguese, or with more than a strength',
    instead: 'refused',
    ask: index({ a: 1 }, { unique: true, collation: { locale: 'sv' } }),
    code: 67,
  },
  {
    what: 'collations of strength 4 and 5, and `backwards`',
    instead: 'refused',
    ask: (find) => ({ find, collation: { locale: 'fr', backwards: true } }),
    code: 2,
  },
  { what: 'time series', instead: 'refused', ask: creates({ timeseries: { timeField: 't' } }), code: 115 },
  {
    what: '`returnKey` of `find`',
    instead: 'refused',
    ask: (find) => ({ find, returnKey: true }),
    code: 115,
  },
  {
    what: '`granularity` of `$bucketAuto`',
    instead: 'refused',
    ask: aggregates({ $bucketAuto: { groupBy: '$a', buckets: 2, granularity: 'R5' } }),
    code: 115,
  },
  {
    what: '`latencyStats` and `queryExecStats` of `$collStats`',
    instead: 'refused',
    ask: aggregates({ $collStats: { latencyStats: {} } }),
    code: 115,
  },
  {
    what: 'profiling',
    instead: 'its level can be asked for and is 0; another is refused',
    ask: () => ({ profile: 2 }),
    code: 115,
  },
  {
    what: '`mapReduce`, `currentOp`, `setParameter`, changes of users and roles, replication, sharding',
    instead: 'no such commands',
    ask: (mapReduce) => ({ mapReduce }),
    code: 59,
  },
];

const OTHERWISE: readonly Difference[] = [
  {
    what: 'memory for a sorting or grouping stage',
    instead: 'as MongoDB without `allowDiskUse`: refused beyond 100 MB (292), whether it is allowed or not',
  },
  { what: 'the `_id`s of a collection with a collation', instead: 'compared as they are, not by the collation' },
  { what: '`$meta` of `sortKey` and `indexKey`, and of `recordId` in pipelines', instead: 'left out' },
  { what: 'indexes of version 1', instead: 'shown as such, and kept as those of version 2' },
  { what: 'an index with a collation', instead: 'kept in plain order: queries with a collation look at the documents' },
  {
    what: 'field names that are whole numbers',
    instead: 'kept in the order in which they were inserted; an update puts them first, as JavaScript does',
  },
  { what: 'dates further than 273,790 years from 1970', instead: 'refused where they are computed' },
  { what: '`explain`', instead: 'stages, keys and documents are told as they are; there are no rejected plans' },
  { what: 'sizes in `collStats` and `dbStats`', instead: 'of the documents alone' },
  { what: 'words of error messages', instead: "mostly MongoDB's; codes are" },
];

/** All that is known to differ from MongoDB; each refusal is held by a test. */
export const DIFFERENCES: readonly Difference[] = [...REFUSED, ...OTHERWISE];

/** The differences as a table of Markdown. */
export function differencesTable(): string {
  const rows = DIFFERENCES.map(
    ({ what, instead, code }) => `| ${what} | ${instead}${code === undefined ? '' : ` (${code})`} |`,
  );
  return ['| MongoDB has | the embedded store |', '| --- | --- |', ...rows].join('\n');
}
