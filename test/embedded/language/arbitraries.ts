import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';
import fc from 'fast-check';
import type { Document } from '../../../server/embedded/language/values.js';

/** Few names and few values, so that random documents and filters meet. */
const NAMES = ['a', 'b', 'c'];
const PATHS = ['a', 'b', 'c', 'a.b', 'a.c', 'b.a', 'a.0', 'a.1', 'b.0.a', 'a.b.c', 'a.0.b', 'a.0.0'];

export const name = fc.constantFrom(...NAMES);
export const path = fc.constantFrom(...PATHS);

const small = fc.constantFrom(-2, -1, 0, 1, 2, 3, 5);

/** Numbers of all four kinds that are often equal across them, and the rare ones. */
export const number: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: small.map((value) => new Int32(value)) },
  { weight: 3, arbitrary: small.map((value) => new Double(value)) },
  { weight: 2, arbitrary: small.map((value) => Long.fromNumber(value)) },
  { weight: 2, arbitrary: small.map((value) => Decimal128.fromString(String(value))) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      new Double(0.1),
      Decimal128.fromString('0.1'),
      new Double(1.5),
      Decimal128.fromString('1.50'),
      new Double(Number.NaN),
      Decimal128.fromString('NaN'),
      new Double(Number.POSITIVE_INFINITY),
      new Double(Number.NEGATIVE_INFINITY),
      new Double(-0),
      new Int32(2147483647),
      Long.fromString('9007199254740993'),
      new Double(9007199254740992),
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      Decimal128.fromString('9223372036854775807'),
    ),
  },
);

export const text = fc.constantFrom('', 'a', 'b', 'ab', 'A', 'abc', 'é', '1');

const DAY = Date.UTC(2024, 1, 29, 12, 34, 56, 789);

/** Values that hold no others. */
export const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: number },
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 2, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      new Date(DAY),
      new Date(0),
      new Date(-1),
      new ObjectId('65e0a1b2c3d4e5f601020304'),
      new ObjectId('65e0a1b2c3d4e5f601020305'),
      new Binary(Buffer.from([1, 2, 3]), 0),
      new Binary(Buffer.from([1, 2]), 0),
      new Binary(Buffer.from([1, 2, 3]), 128),
      new Timestamp({ t: 5, i: 1 }),
      new Timestamp({ t: 5, i: 2 }),
      new BSONRegExp('^a', ''),
      new BSONRegExp('^a', 'i'),
      new Code('f'),
      new Code('f', { a: new Int32(1) }),
      new BSONSymbol('a'),
      new UUID('00112233-4455-6677-8899-aabbccddeeff').toBinary(),
      new MinKey(),
      new MaxKey(),
    ),
  },
);

const nested = fc.letrec<{ value: unknown; array: unknown[]; document: Document }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'bson' },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: tie('array') },
    { weight: 2, arbitrary: tie('document') },
  ),
  array: fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'bson' }),
  document: fc.dictionary(name, tie('value'), { maxKeys: 3, depthIdentifier: 'bson', noNullPrototype: true }),
}));

/** Any value. */
export const value = nested.value;

/** An array of any values. */
export const array = nested.array;

/** A document without `_id`. */
export const document = nested.document;

/** Documents with `_id` 0, 1, 2 … */
export const documents = (count: number): fc.Arbitrary<Document[]> =>
  fc
    .array(document, { minLength: count, maxLength: count })
    .map((list) => list.map((item, i) => ({ _id: new Int32(i), ...item })));

const oneKey = (key: string, operand: fc.Arbitrary<unknown>) => operand.map((item): Document => ({ [key]: item }));

const noRegex = value.filter((item) => !(item instanceof BSONRegExp));

const operators = fc.letrec<{ operator: Document }>((tie) => ({
  operator: fc.oneof(
    { maxDepth: 2 },
    ...['$eq', '$gt', '$gte', '$lt', '$lte', '$ne'].map((key) => oneKey(key, noRegex)),
    oneKey('$in', fc.array(value, { maxLength: 3 })),
    oneKey('$nin', fc.array(value, { maxLength: 3 })),
    oneKey('$exists', fc.boolean()),
    oneKey(
      '$type',
      fc.constantFrom<unknown>('number', 'string', 'array', 'object', 'null', 'double', new Int32(16), 'date'),
    ),
    oneKey(
      '$size',
      fc.constantFrom(0, 1, 2).map((size) => new Int32(size)),
    ),
    oneKey(
      '$mod',
      fc.constantFrom([2, 0], [2, 1], [3, -2]).map((pair) => pair.map((item) => new Int32(item))),
    ),
    oneKey('$regex', fc.constantFrom('^a', 'b', 'B$', '.', '')),
    oneKey('$all', fc.array(value, { maxLength: 2 })),
    ...['$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear'].map((key) =>
      oneKey(key, fc.constantFrom<unknown>(new Int32(1), new Int32(2), [new Int32(0), new Int32(1)])),
    ),
    oneKey('$not', tie('operator')),
    oneKey('$elemMatch', tie('operator')),
    oneKey(
      '$elemMatch',
      fc.tuple(path, tie('operator')).map(([key, operator]) => ({ [key]: operator })),
    ),
  ),
}));

/** One operator on a field. */
export const operator = operators.operator;

const clauses = fc.letrec<{ filter: Document }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(path, value).map(([key, operand]): Document => ({ [key]: operand })),
    fc.tuple(path, operator).map(([key, operand]): Document => ({ [key]: operand })),
    fc.tuple(path, operator, operator).map(([key, one, two]): Document => ({ [key]: { ...one, ...two } })),
    fc.tuple(path, operator, path, operator).map(([key, one, other, two]): Document => ({ [key]: one, [other]: two })),
    ...['$and', '$or', '$nor'].map((key) => oneKey(key, fc.array(tie('filter'), { minLength: 1, maxLength: 2 }))),
  ),
}));

/** A filter. */
export const filter = clauses.filter;

const fields = (operand: fc.Arbitrary<unknown>, where: fc.Arbitrary<string> = path) =>
  fc.dictionary(where, operand, { minKeys: 1, maxKeys: 2, noNullPrototype: true });

const updatePath = fc.oneof({ weight: 8, arbitrary: path }, fc.constantFrom('a.$[]', 'a.$[].b', 'b.$[].a', 'a.3'));

const modifier: fc.Arbitrary<Document> = fc.oneof(
  oneKey('$set', fields(value, updatePath)),
  oneKey('$unset', fields(fc.constant(new Int32(1)), updatePath)),
  oneKey('$inc', fields(number, updatePath)),
  oneKey('$mul', fields(number, updatePath)),
  oneKey('$min', fields(value, updatePath)),
  oneKey('$max', fields(value, updatePath)),
  oneKey('$push', fields(value)),
  oneKey(
    '$push',
    fields(
      fc.record(
        {
          $each: array,
          $slice: fc.constantFrom(-2, -1, 0, 1, 2).map((count) => new Int32(count)),
          $position: fc.constantFrom(-2, -1, 0, 1, 9).map((count) => new Int32(count)),
          $sort: fc.constantFrom<unknown>(new Int32(1), new Int32(-1), { a: new Int32(1) }),
        },
        { requiredKeys: ['$each'], noNullPrototype: true },
      ),
    ),
  ),
  oneKey('$addToSet', fields(value)),
  oneKey('$addToSet', fields(array.map(($each) => ({ $each })))),
  oneKey('$pull', fields(fc.oneof(value, operator))),
  oneKey('$pullAll', fields(array)),
  oneKey('$pop', fields(fc.constantFrom(1, -1).map((end) => new Int32(end)))),
  oneKey('$rename', fields(path)),
  oneKey(
    '$bit',
    fields(fc.constantFrom<unknown>({ and: new Int32(3) }, { or: Long.fromNumber(4) }, { xor: new Int32(1) })),
  ),
);

/** An update of one or two operators. */
export const update: fc.Arbitrary<Document> = fc.oneof(
  { weight: 3, arbitrary: modifier },
  { weight: 1, arbitrary: fc.tuple(modifier, modifier).map(([one, two]) => ({ ...one, ...two })) },
);

/** A sort on one or two paths. */
export const sort: fc.Arbitrary<Document> = fields(fc.constantFrom(1, -1).map((direction) => new Int32(direction)));

/** A projection of a find. */
export const projection: fc.Arbitrary<Document> = fc.oneof(
  fields(fc.constant(new Int32(1))),
  fields(fc.constant(new Int32(0))),
  fc
    .tuple(fields(fc.constant(new Int32(1))), fc.constantFrom(0, 1))
    .map(([spec, id]) => ({ ...spec, _id: new Int32(id) })),
  fc.tuple(path, fc.constantFrom(-1, 1, 2)).map(([key, count]): Document => ({ [key]: { $slice: new Int32(count) } })),
  fc.tuple(name, operator).map(([key, operand]): Document => ({ [key]: { $elemMatch: operand } })),
  fc.tuple(name, path).map(([key, from]): Document => ({ [key]: `$${from}` })),
);
