import { Double, Int32 } from 'bson';
import { countValue, numberOf } from '../bson/numbers.js';
import { type Document, isDocument, type Value } from '../bson/types.js';
import { countByKeys } from '../planner/count.js';
import { type Read, readRows } from '../query.js';
import type { Collection } from '../storage/catalog.js';
import type { Context } from './context.js';

/** How many documents a query finds; by counts and keys alone where they say it. */
export async function countOf(
  { engine, pace }: Context,
  collection: Collection | undefined,
  read: Read,
): Promise<number> {
  if (!collection) return 0;
  const all = countByKeys(engine.environment.entries, collection, read);
  if (all !== undefined) {
    const rest = Math.max(0, all - read.skip);
    return read.limit > 0 ? Math.min(rest, read.limit) : rest;
  }
  let found = 0;
  for (const row of readRows(engine, collection, read)) {
    if (row !== null) found++;
    if (pace.isOver()) await pace.rest();
  }
  return found;
}

/**
 * What a pipeline answers that only counts what its leading stages find, as the driver's `countDocuments` does; undefined
 * where it does anything else.
 */
export function countedBy(stages: readonly unknown[]): ((count: number) => Document[]) | undefined {
  const [stage, ...others] = stages;
  if (others.length > 0 || !isDocument(stage)) return undefined;
  const { $count, $group } = stage;
  const answer = (count: number, counted: Document): Document[] => (count > 0 ? [counted] : []);
  if (typeof $count === 'string') return (count) => answer(count, { [$count]: countValue(count) });
  if (!isDocument($group)) return undefined;
  const { _id, ...fields } = $group;
  const [[name, sum] = ['', null], ...more] = Object.entries(fields);
  if (!isConstant(_id) || more.length > 0 || !isDocument(sum) || !isOne(sum.$sum)) return undefined;
  return (count) => answer(count, { _id, [name]: countValue(count) });
}

const isConstant = (value: Value): boolean => value === null || value instanceof Int32 || value instanceof Double;

/** A sum of Longs or Doubles is one, a sum of Int32s a count. */
const isOne = (value: Value): boolean => value instanceof Int32 && numberOf(value) === 1;
