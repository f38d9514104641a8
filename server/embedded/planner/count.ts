import type { Document } from '../bson/types.js';
import type { Collection } from '../storage/catalog.js';
import type { Table } from '../storage/environment.js';
import { countRange } from '../storage/range.js';
import { type Examined, isCountable } from './access.js';
import type { Plan } from './plan.js';

/** What is to be counted, as far as keys can tell it. */
export interface Countable {
  plan: Plan;
  examined: Examined;
  spec: { filter: Document };
}

/** How many documents fulfil a filter, where the collection's count or an index's keys alone say it. */
export function countByKeys(entries: Table, collection: Collection, read: Countable): number | undefined {
  if (isEverything(read)) return collection.documents;
  if (!isCountable(read.plan)) return undefined;
  let count = 0;
  for (const { ranges } of read.plan.access.scans[0].streams) {
    for (const range of ranges) count += countRange(entries, range);
  }
  read.examined.keys += count;
  return count;
}

/** Whether all documents are counted. */
export const isEverything = ({ spec }: Countable): boolean => Object.keys(spec.filter).length === 0;
