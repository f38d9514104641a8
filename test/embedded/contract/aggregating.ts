import { aggregates as aggregatesIn, type Row, refused } from './kinds.js';
import { decimal, double, long } from './subject.js';

const DOCUMENTS = [
  { _id: 1, g: 'a', v: 1, t: [1, 2], o: { x: 1 } },
  { _id: 2, g: 'b', v: 2.5, t: [], o: { x: 2 } },
  { _id: 3, g: 'a', v: long(3), t: 7 },
  { _id: 4, g: null, v: decimal('4.5'), t: null },
  { _id: 5, v: null, t: [[1], { k: 1 }], o: { x: 1, y: [1, 2] } },
];

const aggregates = aggregatesIn(DOCUMENTS);

/** What the stages of pipelines answer. */
export const AGGREGATING: readonly Row[] = [
  aggregates(
    'matches',
    [{ $match: { v: { $gt: 2 } } }, { $project: { _id: 1 } }],
    [{ _id: 2 }, { _id: 3 }, { _id: 4 }],
  ),
  aggregates(
    'answers everything by an empty pipeline',
    [{ $match: {} }, { $limit: 1 }, { $project: { v: 1 } }],
    [{ _id: 1, v: 1 }],
  ),
  aggregates(
    'computes fields beside kept ones',
    [{ $limit: 1 }, { $project: { g: 1, d: { $multiply: ['$v', 2] }, _id: 0 } }],
    [{ g: 'a', d: 2 }],
  ),
  aggregates(
    'adds fields',
    [{ $limit: 1 }, { $addFields: { 'o.z': '$v', w: { $literal: '$v' } } }],
    [{ _id: 1, g: 'a', v: 1, t: [1, 2], o: { x: 1, z: 1 }, w: '$v' }],
  ),
  aggregates(
    'sets fields within all elements',
    [{ $match: { _id: 5 } }, { $set: { 't.z': 1 } }, { $project: { t: 1 } }],
    [{ _id: 5, t: [[{ z: 1 }], { k: 1, z: 1 }] }],
  ),
  aggregates(
    'removes fields by $$REMOVE',
    [{ $match: { _id: 3 } }, { $set: { t: '$$REMOVE' } }],
    [{ _id: 3, g: 'a', v: long(3) }],
  ),
  aggregates('unsets fields', [{ $match: { _id: 1 } }, { $unset: ['t', 'o.x'] }], [{ _id: 1, g: 'a', v: 1, o: {} }]),
  aggregates(
    'groups with sums of the narrowest type',
    [{ $group: { _id: '$g', n: { $sum: 1 }, s: { $sum: '$v' } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, n: 2, s: decimal('4.5') },
      { _id: 'a', n: 2, s: long(4) },
      { _id: 'b', n: 1, s: 2.5 },
    ],
  ),
  aggregates(
    'groups missing and null together',
    [{ $match: { _id: { $gte: 4 } } }, { $group: { _id: '$g', ids: { $push: '$_id' } } }],
    [{ _id: null, ids: [4, 5] }],
  ),
  aggregates(
    'groups everything',
    [
      {
        $group: {
          _id: null,
          a: { $avg: '$v' },
          mi: { $min: '$v' },
          ma: { $max: '$v' },
          f: { $first: '$g' },
          l: { $last: '$_id' },
        },
      },
    ],
    [{ _id: null, a: decimal('2.75000000000000'), mi: 1, ma: decimal('4.5'), f: 'a', l: 5 }],
  ),
  aggregates(
    'groups by a document',
    [{ $group: { _id: { g: '$g', x: '$o.x' } } }, { $sort: { _id: 1 } }],
    [
      { _id: { g: null } },
      { _id: { x: 1 } },
      { _id: { g: 'a' } },
      { _id: { g: 'a', x: 1 } },
      { _id: { g: 'b', x: 2 } },
    ],
  ),
  aggregates(
    'collects without doubles',
    [{ $group: { _id: null, s: { $addToSet: '$g' } } }, { $set: { s: { $size: '$s' } } }],
    [{ _id: null, s: 3 }],
  ),
  aggregates(
    'counts in a group',
    [{ $group: { _id: '$g', n: { $count: {} } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, n: 2 },
      { _id: 'a', n: 2 },
      { _id: 'b', n: 1 },
    ],
  ),
  aggregates(
    'finds the top and bottom of a group',
    [
      {
        $group: {
          _id: null,
          t: { $top: { sortBy: { v: -1 }, output: '$_id' } },
          b: { $bottomN: { n: 2, sortBy: { v: -1 }, output: '$_id' } },
        },
      },
    ],
    [{ _id: null, t: 4, b: [1, 5] }],
  ),
  aggregates(
    'finds the first and greatest n',
    [{ $group: { _id: null, f: { $firstN: { n: 2, input: '$_id' } }, m: { $maxN: { n: 2, input: '$v' } } } }],
    [{ _id: null, f: [1, 2], m: [decimal('4.5'), long(3)] }],
  ),
  aggregates(
    'merges documents of a group',
    [{ $group: { _id: null, m: { $mergeObjects: '$o' } } }],
    [{ _id: null, m: { x: 1, y: [1, 2] } }],
  ),
  aggregates(
    'measures the spread of a group',
    [{ $match: { _id: { $lt: 4 } } }, { $group: { _id: null, p: { $stdDevPop: '$v' } } }],
    [{ _id: null, p: 0.8498365855987975 }],
  ),
  aggregates('groups nothing to nothing', [{ $match: { _id: 99 } }, { $group: { _id: null, n: { $sum: 1 } } }], []),
  aggregates(
    'sorts, skips and limits',
    [{ $sort: { v: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
    [{ _id: 3 }, { _id: 2 }],
  ),
  aggregates(
    'unwinds an array, and a value as one',
    [{ $unwind: '$t' }, { $project: { t: 1 } }],
    [
      { _id: 1, t: 1 },
      { _id: 1, t: 2 },
      { _id: 3, t: 7 },
      { _id: 5, t: [1] },
      { _id: 5, t: { k: 1 } },
    ],
  ),
  aggregates(
    'unwinds with places and what has none',
    [
      { $unwind: { path: '$t', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
      { $project: { t: 1, i: 1 } },
    ],
    [
      { _id: 1, t: 1, i: long(0) },
      { _id: 1, t: 2, i: long(1) },
      { _id: 2, i: null },
      { _id: 3, t: 7, i: null },
      { _id: 4, t: null, i: null },
      { _id: 5, t: [1], i: long(0) },
      { _id: 5, t: { k: 1 }, i: long(1) },
    ],
  ),
  aggregates('counts', [{ $count: 'n' }], [{ n: 5 }]),
  aggregates('counts nothing to nothing', [{ $match: { _id: 99 } }, { $count: 'n' }], []),
  aggregates(
    'counts by values',
    [{ $sortByCount: { $ifNull: ['$g', '-'] } }, { $sort: { count: -1, _id: 1 } }],
    [
      { _id: '-', count: 2 },
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ],
  ),
  aggregates(
    'puts into buckets',
    [
      {
        $bucket: {
          groupBy: '$_id',
          boundaries: [1, 3, 5],
          default: 'rest',
          output: { n: { $sum: 1 }, v: { $push: '$v' } },
        },
      },
    ],
    [
      { _id: 1, n: 2, v: [1, 2.5] },
      { _id: 3, n: 2, v: [long(3), decimal('4.5')] },
      { _id: 'rest', n: 1, v: [null] },
    ],
  ),
  aggregates(
    'puts into buckets of like size',
    [{ $bucketAuto: { groupBy: '$_id', buckets: 2 } }],
    [
      { _id: { min: 1, max: 4 }, count: 3 },
      { _id: { min: 4, max: 5 }, count: 2 },
    ],
  ),
  aggregates(
    'runs several pipelines on the same documents',
    [{ $facet: { few: [{ $limit: 1 }, { $project: { _id: 1 } }], n: [{ $count: 'n' }] } }],
    [{ few: [{ _id: 1 }], n: [{ n: 5 }] }],
  ),
  aggregates(
    'replaces the document',
    [{ $match: { o: { $exists: true } } }, { $replaceRoot: { newRoot: '$o' } }],
    [{ x: 1 }, { x: 2 }, { x: 1, y: [1, 2] }],
  ),
  aggregates(
    'replaces the document by a computed one',
    [{ $limit: 2 }, { $replaceWith: { id: '$_id' } }],
    [{ id: 1 }, { id: 2 }],
  ),
  aggregates(
    'keeps and prunes levels',
    [
      { $redact: { $cond: [{ $in: [{ $ifNull: ['$g', 'z'] }, ['a', 'z']] }, '$$DESCEND', '$$PRUNE'] } },
      { $project: { _id: 1 } },
    ],
    [{ _id: 1 }, { _id: 3 }, { _id: 4 }, { _id: 5 }],
  ),
  aggregates(
    'joins with literal documents',
    [{ $limit: 1 }, { $lookup: { pipeline: [{ $documents: [{ n: 1 }, { n: 2 }] }], as: 'd' } }, { $project: { d: 1 } }],
    [{ _id: 1, d: [{ n: 1 }, { n: 2 }] }],
  ),
  aggregates(
    'numbers documents in windows',
    [
      {
        $setWindowFields: {
          partitionBy: '$g',
          sortBy: { _id: 1 },
          output: { n: { $documentNumber: {} }, s: { $sum: '$_id', window: { documents: ['unbounded', 'current'] } } },
        },
      },
      { $sort: { _id: 1 } },
      { $project: { n: 1, s: 1 } },
    ],
    [
      { _id: 1, n: 1, s: 1 },
      { _id: 2, n: 1, s: 2 },
      { _id: 3, n: 2, s: 4 },
      { _id: 4, n: 1, s: 4 },
      { _id: 5, n: 2, s: 9 },
    ],
  ),
  aggregates(
    'ranks documents',
    [
      { $setWindowFields: { sortBy: { g: 1 }, output: { r: { $rank: {} }, d: { $denseRank: {} } } } },
      { $sort: { _id: 1 } },
      { $project: { r: 1, d: 1 } },
    ],
    [
      { _id: 1, r: 3, d: 2 },
      { _id: 2, r: 5, d: 3 },
      { _id: 3, r: 3, d: 2 },
      { _id: 4, r: 1, d: 1 },
      { _id: 5, r: 1, d: 1 },
    ],
  ),
  aggregates(
    'averages a moving range',
    [
      { $setWindowFields: { sortBy: { _id: 1 }, output: { a: { $avg: '$_id', window: { range: [-1, 1] } } } } },
      { $project: { a: 1 } },
    ],
    [
      { _id: 1, a: 1.5 },
      { _id: 2, a: double(2) },
      { _id: 3, a: double(3) },
      { _id: 4, a: double(4) },
      { _id: 5, a: 4.5 },
    ],
  ),
  aggregates(
    'shifts values',
    [
      { $setWindowFields: { sortBy: { _id: 1 }, output: { p: { $shift: { output: '$_id', by: -1, default: 0 } } } } },
      { $project: { p: 1 } },
    ],
    [
      { _id: 1, p: 0 },
      { _id: 2, p: 1 },
      { _id: 3, p: 2 },
      { _id: 4, p: 3 },
      { _id: 5, p: 4 },
    ],
  ),
  aggregates(
    'fills values',
    [{ $fill: { sortBy: { _id: 1 }, output: { g: { method: 'locf' } } } }, { $project: { g: 1 } }],
    [
      { _id: 1, g: 'a' },
      { _id: 2, g: 'b' },
      { _id: 3, g: 'a' },
      { _id: 4, g: 'a' },
      { _id: 5, g: 'a' },
    ],
  ),
  aggregates(
    'makes a series dense',
    [
      { $match: { _id: { $in: [1, 4] } } },
      { $densify: { field: '_id', range: { step: 1, bounds: 'full' } } },
      { $project: { _id: 1 } },
    ],
    [{ _id: 1 }, { _id: 2 }, { _id: 3 }, { _id: 4 }],
  ),
  aggregates(
    'refuses to fill gaps within parts that there are not',
    [{ $densify: { field: '_id', range: { step: 1, bounds: 'partition' } } }],
    refused(5733408),
  ),
  aggregates(
    'refuses to fill gaps between bounds that descend',
    [{ $densify: { field: '_id', range: { step: 1, bounds: [3, 1] } } }],
    refused(5733402),
  ),
  aggregates(
    'refuses to fill gaps by a step of another type than the bounds',
    [{ $densify: { field: '_id', range: { step: 0.5, bounds: [1, 3] } } }],
    refused(5876900),
  ),
  aggregates(
    'begins a moving average with the first number as it is',
    [
      { $limit: 1 },
      { $setWindowFields: { sortBy: { _id: 1 }, output: { m: { $expMovingAvg: { input: '$_id', N: 2 } } } } },
      { $project: { m: 1 } },
    ],
    [{ _id: 1, m: 1 }],
  ),
  aggregates('refuses a stage that there is not', [{ $foo: {} }], refused(40324)),
  aggregates('refuses a stage of two names', [{ $match: {}, $limit: 1 }], refused(40323)),
  aggregates('refuses a group without an _id', [{ $group: { n: { $sum: 1 } } }], refused(15955)),
  aggregates('refuses a field of a group that is no accumulator', [{ $group: { _id: 1, n: 5 } }], refused(40234)),
  aggregates('refuses an accumulator that there is not', [{ $group: { _id: 1, n: { $foo: 1 } } }], refused(15952)),
  aggregates('refuses a limit of nothing', [{ $limit: 0 }], refused(15958)),
  aggregates('refuses a negative limit', [{ $limit: -1 }], refused(5107201)),
  aggregates('refuses to skip a negative number', [{ $skip: -1 }], refused(5107200)),
  aggregates('refuses an empty sort', [{ $sort: {} }], refused(15976)),
  aggregates('refuses to unwind what is no path', [{ $unwind: 't' }], refused(28818)),
  aggregates('refuses an empty projection', [{ $project: {} }], refused(51272)),
  aggregates('refuses to keep and drop', [{ $project: { a: 1, b: 0 } }], refused(31254)),
  aggregates('refuses to replace by a value', [{ $replaceRoot: { newRoot: '$v' } }], refused(40228)),
  aggregates('refuses $out in the middle', [{ $out: 'x' }, { $match: {} }], refused(40601)),
  aggregates('refuses $facet within $facet', [{ $facet: { a: [{ $facet: { b: [] } }] } }], refused(40600)),
  aggregates('refuses a bucket of one boundary', [{ $bucket: { groupBy: '$_id', boundaries: [1] } }], refused(40192)),
  aggregates('refuses boundaries that fall', [{ $bucket: { groupBy: '$_id', boundaries: [2, 1] } }], refused(40194)),
  aggregates(
    'refuses a lookup without its name',
    [{ $lookup: { from: 'x', localField: 'a', foreignField: 'b' } }],
    refused(9),
  ),
  aggregates('refuses a change stream, which needs a replica set', [{ $changeStream: {} }], refused(40573)),
  aggregates('refuses to divide by zero', [{ $project: { q: { $divide: ['$_id', 0] } } }], refused(2)),
];
