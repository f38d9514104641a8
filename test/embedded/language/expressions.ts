import { Int32 } from 'bson';
import fc from 'fast-check';
import type { Document } from '../../../server/embedded/language/values.js';
import { name, number, path, scalar, text, value } from './arbitraries.js';

const fieldPath = path.filter((one) => !/\d/.test(one)).map((one) => `$${one}`);
const oneKey = (key: string, operand: fc.Arbitrary<unknown>) => operand.map((item): Document => ({ [key]: item }));
const int = fc.constantFrom(-3, -1, 0, 1, 2, 7).map((one) => new Int32(one));

const UNARY = [
  '$abs',
  '$ceil',
  '$floor',
  '$sqrt',
  '$not',
  '$size',
  '$isArray',
  '$type',
  '$isNumber',
  '$toInt',
  '$toLong',
  '$toDouble',
  '$toString',
  '$toBool',
  '$toDate',
  '$toDecimal',
  '$toLower',
  '$toUpper',
  '$strLenCP',
  '$strLenBytes',
  '$first',
  '$last',
  '$reverseArray',
  '$objectToArray',
  '$year',
  '$month',
  '$dayOfMonth',
  '$hour',
  '$dayOfWeek',
  '$isoWeek',
  '$sum',
  '$avg',
  '$min',
  '$max',
  '$mergeObjects',
  '$allElementsTrue',
  '$anyElementTrue',
];
const BINARY = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$cmp',
  '$add',
  '$subtract',
  '$multiply',
  '$divide',
  '$mod',
  '$concat',
  '$concatArrays',
  '$setUnion',
  '$setIntersection',
  '$setDifference',
  '$setEquals',
  '$setIsSubset',
  '$in',
  '$ifNull',
  '$and',
  '$or',
  '$min',
  '$max',
  '$sum',
  '$avg',
  '$split',
  '$strcasecmp',
  '$pow',
  '$atan2',
];

const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: fieldPath },
    { weight: 2, arbitrary: oneKey('$literal', value) },
    { weight: 1, arbitrary: scalar.filter((one) => typeof one !== 'string' || !one.startsWith('$')) },
    { weight: 2, arbitrary: number },
    ...UNARY.map((key) => ({ weight: 1, arbitrary: oneKey(key, tie('node')) })),
    ...BINARY.map((key) => ({ weight: 1, arbitrary: oneKey(key, fc.tuple(tie('node'), tie('node'))) })),
    { weight: 2, arbitrary: oneKey('$cond', fc.tuple(tie('node'), tie('node'), tie('node'))) },
    { weight: 2, arbitrary: oneKey('$arrayElemAt', fc.tuple(tie('node'), int)) },
    { weight: 2, arbitrary: oneKey('$slice', fc.tuple(tie('node'), int)) },
    { weight: 2, arbitrary: oneKey('$round', fc.tuple(tie('node'), int)) },
    { weight: 2, arbitrary: oneKey('$trunc', fc.tuple(tie('node'), int)) },
    { weight: 1, arbitrary: oneKey('$range', fc.tuple(int, int)) },
    { weight: 1, arbitrary: oneKey('$substrCP', fc.tuple(tie('node'), int, int)) },
    { weight: 1, arbitrary: oneKey('$indexOfCP', fc.tuple(tie('node'), text)) },
    {
      weight: 2,
      arbitrary: oneKey(
        '$map',
        tie('node').map((input) => ({ input, as: 'x', in: { $ifNull: ['$$x.a', '$$x'] } })),
      ),
    },
    {
      weight: 2,
      arbitrary: oneKey(
        '$filter',
        tie('node').map((input) => ({ input, as: 'x', cond: { $gt: ['$$x', new Int32(0)] } })),
      ),
    },
    {
      weight: 1,
      arbitrary: oneKey(
        '$reduce',
        tie('node').map((input) => ({ input, initialValue: [], in: { $concatArrays: ['$$value', ['$$this']] } })),
      ),
    },
    {
      weight: 1,
      arbitrary: oneKey(
        '$let',
        fc.tuple(tie('node'), tie('node')).map(([one, body]) => ({ vars: { v: one }, in: ['$$v', body] })),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(tie('node'), tie('node')).map((list) => list) },
    { weight: 1, arbitrary: fc.tuple(name, tie('node')).map(([key, one]): Document => ({ [key]: one })) },
    {
      weight: 1,
      arbitrary: oneKey(
        '$dateToString',
        tie('node').map((date) => ({ date, format: '%Y-%m-%d %H:%M:%S.%L %j %u %V %G' })),
      ),
    },
    {
      weight: 1,
      arbitrary: oneKey(
        '$trim',
        tie('node').map((input) => ({ input })),
      ),
    },
    {
      weight: 1,
      arbitrary: oneKey(
        '$sortArray',
        tie('node').map((input) => ({ input, sortBy: new Int32(1) })),
      ),
    },
    {
      weight: 1,
      arbitrary: oneKey(
        '$dateTrunc',
        fc
          .tuple(tie('node'), fc.constantFrom('year', 'quarter', 'month', 'week', 'day', 'hour', 'minute'))
          .map(([date, unit]) => ({ date, unit })),
      ),
    },
    {
      weight: 1,
      arbitrary: oneKey(
        '$dateAdd',
        fc
          .tuple(tie('node'), fc.constantFrom('year', 'quarter', 'month', 'week', 'day', 'hour'), int)
          .map(([startDate, unit, amount]) => ({ startDate, unit, amount })),
      ),
    },
  ),
}));

/** An expression. */
export const expression = tree.node.filter((node) => typeof node !== 'number');

const accumulator = fc.oneof(
  ...['$sum', '$avg', '$min', '$max', '$first', '$last', '$push'].map((key) => oneKey(key, fieldPath)),
);

const stage: fc.Arbitrary<Document> = fc.oneof(
  fc.tuple(fieldPath, accumulator).map(([_id, out]): Document => ({ $group: { _id, out } })),
  oneKey('$unwind', fieldPath),
  fieldPath.map(
    (key): Document => ({ $unwind: { path: key, includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }),
  ),
  fc
    .tuple(
      path.filter((one) => !/\d/.test(one)),
      fieldPath,
    )
    .map(([key, from]): Document => ({ $addFields: { [key]: from } })),
  fc
    .tuple(
      path.filter((one) => !/\d/.test(one)),
      fieldPath,
    )
    .map(([key, from]): Document => ({ $project: { [key]: from, c: new Int32(1) } })),
  path.filter((one) => !/\d/.test(one)).map((key): Document => ({ $unset: key })),
  fieldPath.map((key): Document => ({ $replaceRoot: { newRoot: { $ifNull: [key, { none: true }] } } })),
  fieldPath.map((key): Document => ({ $sortByCount: key })),
  fc.tuple(path, path).map(
    ([localField, foreignField]): Document => ({
      $lookup: { from: 'documents', localField, foreignField, as: 'found' },
    }),
  ),
);

/** One or two stages, ordered at the end so that answers compare. */
export const stages: fc.Arbitrary<Document[]> = fc.array(stage, { minLength: 1, maxLength: 2 });
