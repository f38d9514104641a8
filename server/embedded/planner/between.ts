import { type Document, isDocument } from '../bson/types.js';
import { fail } from '../errors.js';
import type { Index } from '../indexes/definition.js';
import { keyOfValue } from '../indexes/encode.js';
import { entryRange, ORDERED_BYTES } from '../indexes/entries.js';
import type { Plan, Query } from './plan.js';

/** Keys of an index between which a `find` looks: from `min` on, up to and without `max`. */
export interface Ends {
  min: Document | undefined;
  max: Document | undefined;
}

/** The plan that reads the hinted index between two keys. */
export function planBetween(query: Query, { min, max }: Ends): Plan {
  const { hint } = query;
  if (!hint || hint === 'natural')
    return fail('Location51173', 'When using min()/max() a hint of which index to use must be provided');
  const low = min ? keyOf(hint, min, query.hasCollation) : Buffer.alloc(0);
  const high = max ? keyOf(hint, max, query.hasCollation) : Buffer.from([0xff]);
  if (Buffer.compare(low, high) >= 0)
    fail(
      'Location51175',
      'The value provided for min() does not come before the value provided for max() in the hinted index',
    );
  const streams = [{ prefix: 0, ranges: [entryRange(hint, low, high)] }];
  return {
    access: {
      kind: 'indexes',
      scans: [{ index: hint, bounds: [], bounded: 0, streams, reverse: false, ends: { min, max } }],
    },
    sorted: query.sort.length === 0,
    exact: Object.keys(query.filter).length === 0,
  };
}

function keyOf(index: Index, end: Document, hasCollation: boolean): Buffer {
  const { fields } = index;
  const isOfIndex = Object.keys(end).join('\0') === fields.map(({ path }) => path).join('\0');
  const isCollated = hasCollation || index.shown.collation !== undefined;
  if (!isOfIndex || (isCollated && Object.values(end).some(mayHoldText)))
    fail('Location51174', 'The index chosen is not compatible with min/max');
  const key = Buffer.concat(fields.map(({ path, direction }) => keyOfValue(end[path], direction)));
  if (key.length > ORDERED_BYTES)
    fail('BadValue', `min and max may be as long as a key of an index, not ${key.length}`);
  return key;
}

const mayHoldText = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value) || isDocument(value);
