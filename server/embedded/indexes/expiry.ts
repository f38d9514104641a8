import type { Document, Value } from '../bson/types.js';
import type { Engine } from '../engine.js';
import { compileFilter } from '../language/match.js';
import { rowsOf } from '../planner/access.js';
import { planQuery } from '../planner/plan.js';
import type { Row } from '../planner/row.js';
import type { Collection } from '../storage/catalog.js';
import type { Index } from './definition.js';
import { extract } from './extract.js';

/** How many documents are expired in one transaction. */
const TOGETHER = 200;

/** Removes the documents whose TTL index says that their time is up. */
export async function expireDocuments(engine: Engine, now: Date): Promise<void> {
  for (const collection of engine.catalog.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === null || !index.ready) continue;
      while ((await expireSome(engine, collection, index, now)) === TOGETHER);
    }
  }
}

async function expireSome(engine: Engine, collection: Collection, index: Index, now: Date): Promise<number> {
  const limit = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
  const path = index.fields[0]?.path ?? '';
  const query: Document = { [path]: { $lt: limit } };
  return engine.writes.run(() => {
    if (collection.dropped) return 0;
    const plan = planQuery(collection, engine.environment.entries, {
      filter: query,
      sort: [],
      limit: TOGETHER,
      hint: index,
      natural: 0,
      hasCollation: false,
    });
    const expired: Row[] = [];
    for (const row of rowsOf(engine.environment, collection, plan, compileFilter(query), { keys: 0, documents: 0 })) {
      if (row && isExpired(index, row.document, limit)) expired.push(row);
      if (expired.length === TOGETHER) break;
    }
    for (const row of expired)
      engine.documents.remove(collection, row.record, { bytes: row.bytes, document: row.document });
    return expired.length;
  });
}

/** Of an array's dates the earliest counts. */
function isExpired(index: Index, document: Document, limit: Date): boolean {
  if (index.partial && !index.partial.filter.matches(document)) return false;
  const values: Value[] = extract(document, [index.fields[0]?.names ?? []], false).tuples.map(([value]) => value);
  return values.some((value) => value instanceof Date && value < limit);
}
