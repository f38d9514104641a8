import type { Filter } from '../language/match.js';
import type { Row } from '../planner/row.js';
import { prepareRead, type ReadSpec, readRows } from '../query.js';
import type { Collection } from '../storage/catalog.js';
import type { Context } from './context.js';

/** The first row that a query finds; within a transaction nothing can change it before it is written. */
export function firstRow(
  context: Context,
  collection: Collection | undefined,
  spec: ReadSpec,
): { row: Row; filter: Filter } | undefined {
  const read = prepareRead(context.engine, collection, { ...spec, limit: 1 }, context.now);
  for (const row of readRows(context.engine, collection, read)) if (row !== null) return { row, filter: read.filter };
  return undefined;
}

/** Removes a row. */
export function removeRow(context: Context, collection: Collection, row: Row): void {
  context.engine.documents.remove(collection, row.record, { bytes: row.bytes, document: row.document });
}
