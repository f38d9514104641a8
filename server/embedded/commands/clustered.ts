import { Int32, Long } from 'bson';
import { numberOf } from '../bson/numbers.js';
import type { Document } from '../bson/types.js';
import { fail } from '../errors.js';
import { type Collection, isClustered } from '../storage/catalog.js';
import { booleanField, documentField } from './arguments.js';

/** The options of a clustered collection that is to be made. */
export function clusteredOptions(command: Document): Document {
  const { expireAfterSeconds } = command;
  const asked = documentField(command, 'clusteredIndex');
  if (!asked) {
    if (expireAfterSeconds !== undefined)
      fail(
        'InvalidOptions',
        "'expireAfterSeconds' is only supported on time-series collections or clustered collections",
      );
    return {};
  }
  if (booleanField(command, 'capped')) fail('InvalidOptions', 'The clusteredIndex option is not allowed with capped');
  const key = documentField(asked, 'key', 'create.clusteredIndex') ?? {};
  const [path, ...others] = Object.keys(key);
  if (path !== '_id' || others.length > 0 || numberOf(key._id) !== 1)
    fail('InvalidIndexSpecificationOption', 'The clusteredIndex option is only supported for key: {_id: 1}');
  if (!booleanField(asked, 'unique'))
    fail('InvalidIndexSpecificationOption', 'The clusteredIndex option requires unique: true to be specified');
  const name = typeof asked.name === 'string' ? asked.name : '_id_';
  return {
    clusteredIndex: { v: new Int32(2), key, name, unique: true },
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds: seconds(expireAfterSeconds) }),
  };
}

/** When `collMod` lets the documents of a clustered collection expire: after so many seconds, or `off`. */
export function expiryField({ expireAfterSeconds }: Document, collection: Collection): Long | 'off' | undefined {
  if (expireAfterSeconds === undefined) return undefined;
  if (!isClustered(collection))
    fail(
      'InvalidOptions',
      "'expireAfterSeconds' is only supported on time-series collections or clustered collections",
    );
  return expireAfterSeconds === 'off' ? 'off' : seconds(expireAfterSeconds);
}

/** Changes when the documents of a clustered collection expire. */
export function expireAfter(collection: Collection, expiry: Long | 'off'): void {
  const { expireAfterSeconds: _, ...others } = collection.options;
  collection.options = expiry === 'off' ? others : { ...others, expireAfterSeconds: expiry };
  const [index] = collection.indexes;
  if (index) index.expireAfterSeconds = expiry === 'off' ? null : expiry.toNumber();
}

function seconds(value: unknown): Long {
  const number = numberOf(value);
  if (number === undefined || !(number >= 0 && number <= 0x7fffffff))
    return fail('InvalidOptions', `TTL index 'expireAfterSeconds' option must be within an acceptable range`);
  return Long.fromNumber(Math.floor(number));
}
