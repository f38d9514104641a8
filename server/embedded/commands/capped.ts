import { countValue, numberOf } from '../bson/numbers.js';
import type { Document } from '../bson/types.js';
import { fail } from '../errors.js';
import type { Collection } from '../storage/catalog.js';
import { booleanField } from './arguments.js';
import type { Context } from './context.js';
import { firstRow, removeRow } from './rows.js';

/** The options of a capped collection that is to be made. */
export function cappedOptions(command: Document): Document {
  const { size, max } = command;
  if (!booleanField(command, 'capped')) {
    if (size !== undefined || max !== undefined)
      fail('InvalidOptions', "the 'capped' field needs to be true when either the 'size' or 'max' fields are present");
    return {};
  }
  if (size === undefined) return fail('InvalidOptions', "the 'size' field is required when 'capped' is true");
  const bytes = positive(size, 'size');
  return {
    capped: true,
    size: inBlocks(bytes),
    ...(max !== undefined && { max: countValue(positive(max, 'max')) }),
  };
}

/** What is changed of a capped collection's bounds. */
export function resizedOptions({ cappedSize, cappedMax }: Document, { options }: Collection): Document {
  if (cappedSize === undefined && cappedMax === undefined) return {};
  if (options.capped !== true) fail('InvalidOptions', 'Collection is not capped');
  return {
    ...(cappedSize !== undefined && { size: inBlocks(positive(cappedSize, 'cappedSize')) }),
    ...(cappedMax !== undefined && { max: countValue(positive(cappedMax, 'cappedMax')) }),
  };
}

/** MongoDB rounds the size up to whole blocks of 256 bytes. */
const inBlocks = (bytes: number): Document[string] => countValue(Math.ceil(bytes / 256) * 256);

function positive(value: unknown, field: string): number {
  const number = numberOf(value);
  if (number === undefined) return fail('TypeMismatch', `BSON field '${field}' is the wrong type, expected a number`);
  if (!(number >= 1)) fail('Location51024', `BSON field '${field}' value must be >= 1, actual value '${number}'`);
  return Math.floor(number);
}

/** Removes the oldest documents of a capped collection until it is within its bounds; within a transaction. */
export function keepWithinBounds(context: Context, collection: Collection): void {
  const { capped, size, max } = collection.options;
  if (capped !== true) return;
  const [mostBytes, mostDocuments] = [numberOf(size) ?? Infinity, numberOf(max) ?? Infinity];
  while (collection.documents > 1 && (collection.documents > mostDocuments || collection.bytes > mostBytes)) {
    const oldest = firstRow(context, collection, { filter: {}, hint: { $natural: 1 } });
    if (!oldest) return;
    removeRow(context, collection, oldest.row);
  }
}
