import { CommandError } from '../errors.js';
import type { Filter } from '../language/match.js';
import { Row } from '../planner/row.js';
import { prepareRead, type ReadSpec, readRows } from '../query.js';
import type { Collection } from '../storage/catalog.js';
import type { Context } from './context.js';

/** How many documents are changed in one transaction. */
const TOGETHER = 200;

/**
 * Changes all documents that a query finds. They are found first, so that a change cannot bring a document before the
 * search again; each is looked at once more within the transaction that changes it. `change` answers what to note once
 * the transaction is on the disk. Answers how many were found; ends with the first that is refused.
 */
export async function eachMatch(
  context: Context,
  name: string,
  spec: ReadSpec,
  change: (collection: Collection, row: Row, filter: Filter) => () => void,
): Promise<number> {
  const { engine, database, now } = context;
  const collection = engine.catalog.find(database, name);
  const read = prepareRead(engine, collection, spec, now);
  if (!collection) return 0;
  const records = await recordsOf(context, collection, read);
  let matched = 0;
  for (let at = 0; at < records.length; at += TOGETHER) {
    const part = records.slice(at, at + TOGETHER);
    const { notes, refusal } = await engine.writes.run(() => changePart(part));
    matched += notes.length;
    for (const note of notes) note();
    if (refusal) throw refusal;
  }
  return matched;

  function changePart(part: readonly number[]): { notes: (() => void)[]; refusal: CommandError | null } {
    const notes: (() => void)[] = [];
    if (!collection || collection.dropped) return { notes, refusal: null };
    for (const record of part) {
      const bytes = engine.documents.read(collection, record);
      if (!bytes) continue;
      const row = new Row(record, bytes);
      if (!read.filter.matches(row.document)) continue;
      try {
        notes.push(change(collection, row, read.filter));
      } catch (error) {
        if (error instanceof CommandError) return { notes, refusal: error };
        throw error;
      }
    }
    return { notes, refusal: null };
  }
}

async function recordsOf(
  { engine, pace }: Context,
  collection: Collection,
  read: ReturnType<typeof prepareRead>,
): Promise<number[]> {
  const records: number[] = [];
  for (const row of readRows(engine, collection, read)) {
    if (row !== null) records.push(row.record);
    if ((row === null || records.length % 64 === 0) && pace.isOver()) await pace.rest();
  }
  return records;
}
