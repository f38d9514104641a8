import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compilePipeline, type PipelineEnvironment } from '../../../server/embedded/language/aggregate.js';
import { compileFilter } from '../../../server/embedded/language/match.js';
import type { Document } from '../../../server/embedded/language/values.js';
import { codeOf, typedDocument } from './typed.js';

type Plain = Record<string, unknown>;

const day = (n: number) => new Date(Date.UTC(2024, 0, n));
const SALES = [
  { _id: 1, k: 'a', n: 1, d: day(1), tags: ['x', 'y'] },
  { _id: 2, k: 'a', n: 3, d: day(3), tags: [] },
  { _id: 3, k: 'b', n: 2, d: day(2) },
  { _id: 4, k: 'a', n: 3, d: day(5), tags: 'z' },
  { _id: 5, k: 'b', n: 7, d: day(9), v: 4 },
].map(typedDocument);

function environment(memoryLimit = 1e8): PipelineEnvironment {
  const read = (collection: string, { filter }: { filter: Document }) =>
    collection === 'sales' ? SALES.filter(compileFilter(filter).matches) : [];
  return { database: 'shop', collection: 'sales', now: new Date(0), memoryLimit, read };
}

const answer = (stages: readonly Plain[], limit?: number): unknown =>
  codeOf(() => {
    // A stage that changes nothing keeps the leading ones from being left to the store.
    const { run } = compilePipeline([{ $unset: '-' }, ...stages.map(typedDocument)], environment(limit));
    return JSON.stringify([...run(SALES)]);
  });

const CASES: [string, Plain[], unknown[] | number][] = [
  [
    'groups with accumulators',
    [
      { $group: { _id: '$k', n: { $sum: '$n' }, m: { $avg: '$n' }, l: { $push: '$n' }, v: { $first: '$v' } } },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 'a', n: 7, m: 7 / 3, l: [1, 3, 3], v: null },
      { _id: 'b', n: 9, m: 4.5, l: [2, 7], v: null },
    ],
  ],
  [
    'groups by what is missing as by null',
    [{ $group: { _id: '$v', c: { $count: {} } } }],
    [
      { _id: null, c: 4 },
      { _id: 4, c: 1 },
    ],
  ],
  [
    'takes the first n of each group',
    [
      {
        $group: {
          _id: '$k',
          top: { $topN: { n: 2, sortBy: { n: -1 }, output: '$_id' } },
          last: { $bottom: { sortBy: { n: 1 }, output: '$_id' } },
        },
      },
    ],
    [
      { _id: 'a', top: [2, 4], last: 2 },
      { _id: 'b', top: [5, 3], last: 5 },
    ],
  ],
  [
    'unwinds',
    [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 4, tags: 'z' },
    ],
  ],
  [
    'unwinds and keeps what has nothing',
    [
      { $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
      { $project: { i: { $toString: '$i' } } },
      { $limit: 3 },
    ],
    [
      { _id: 1, i: '0' },
      { _id: 1, i: '1' },
      { _id: 2, i: null },
    ],
  ],
  [
    'joins by a field',
    [
      { $match: { _id: 3 } },
      { $lookup: { from: 'sales', localField: 'k', foreignField: 'k', as: 'same' } },
      { $project: { ids: '$same._id' } },
    ],
    [{ _id: 3, ids: [3, 5] }],
  ],
  [
    'joins by a pipeline with variables',
    [
      { $limit: 2 },
      {
        $lookup: {
          from: 'sales',
          let: { n: '$n' },
          pipeline: [{ $match: { $expr: { $gt: ['$n', '$$n'] } } }, { $project: { _id: 1 } }],
          as: 'more',
        },
      },
      { $project: { ids: '$more._id' } },
    ],
    [
      { _id: 1, ids: [2, 3, 4, 5] },
      { _id: 2, ids: [5] },
    ],
  ],
  [
    'joins what is missing with what is missing',
    [
      { $match: { _id: 1 } },
      { $lookup: { from: 'sales', localField: 'v', foreignField: 'v', as: 'f' } },
      { $project: { ids: '$f._id' } },
    ],
    [{ _id: 1, ids: [1, 2, 3, 4] }],
  ],
  [
    'follows a graph',
    [
      { $match: { _id: 2 } },
      {
        $graphLookup: {
          from: 'sales',
          startWith: '$n',
          connectFromField: 'n',
          connectToField: '_id',
          as: 'g',
          maxDepth: 1,
        },
      },
      { $project: { ids: '$g._id' } },
    ],
    [{ _id: 2, ids: [3, 2] }],
  ],
  [
    'unites',
    [
      { $match: { _id: 1 } },
      { $unionWith: { coll: 'sales', pipeline: [{ $match: { _id: 2 } }] } },
      { $project: { _id: 1 } },
    ],
    [{ _id: 1 }, { _id: 2 }],
  ],
  [
    'goes several ways at once',
    [{ $facet: { few: [{ $limit: 1 }, { $project: { _id: 1 } }], all: [{ $count: 'n' }] } }],
    [{ few: [{ _id: 1 }], all: [{ n: 5 }] }],
  ],
  [
    'sorts into buckets',
    [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 5], default: 'more' } }],
    [
      { _id: 0, count: 1 },
      { _id: 2, count: 3 },
      { _id: 'more', count: 1 },
    ],
  ],
  [
    'finds buckets of equal size',
    [{ $bucketAuto: { groupBy: '$_id', buckets: 2 } }],
    [
      { _id: { min: 1, max: 4 }, count: 3 },
      { _id: { min: 4, max: 5 }, count: 2 },
    ],
  ],
  [
    'counts by value',
    [{ $sortByCount: '$k' }],
    [
      { _id: 'a', count: 3 },
      { _id: 'b', count: 2 },
    ],
  ],
  ['counts nothing as nothing', [{ $match: { k: 'z' } }, { $count: 'n' }], []],
  ['replaces the root', [{ $match: { _id: 5 } }, { $replaceWith: { v: '$v', w: '$w' } }], [{ v: 4 }]],
  [
    'adds and takes fields below arrays',
    [{ $match: { _id: 1 } }, { $project: { k: 1 } }, { $set: { 'a.b': '$k', k: '$$REMOVE' } }, { $unset: '_id' }],
    [{ a: { b: 'a' } }],
  ],
  [
    'redacts',
    [{ $redact: { $cond: [{ $eq: ['$k', 'b'] }, '$$KEEP', '$$PRUNE'] } }, { $project: { _id: 1 } }],
    [{ _id: 3 }, { _id: 5 }],
  ],
  [
    'looks through windows',
    [
      {
        $setWindowFields: {
          partitionBy: '$k',
          sortBy: { d: 1 },
          output: {
            sum: { $sum: '$n', window: { documents: ['unbounded', 'current'] } },
            near: { $push: '$_id', window: { range: [-2, 0], unit: 'day' } },
            rank: { $rank: {} },
          },
        },
      },
      { $project: { sum: 1, near: 1, rank: 1 } },
    ],
    [
      { _id: 1, sum: 1, near: [1], rank: 1 },
      { _id: 2, sum: 4, near: [1, 2], rank: 2 },
      { _id: 4, sum: 7, near: [2, 4], rank: 3 },
      { _id: 3, sum: 2, near: [3], rank: 1 },
      { _id: 5, sum: 9, near: [5], rank: 2 },
    ],
  ],
  [
    'fills gaps',
    [
      { $match: { k: 'a', _id: { $ne: 4 } } },
      { $project: { _id: 0, n: 1 } },
      { $densify: { field: 'n', range: { step: 1, bounds: 'full' } } },
    ],
    [{ n: 1 }, { n: 2 }, { n: 3 }],
  ],
  [
    'fills in values',
    [{ $fill: { sortBy: { d: 1 }, output: { v: { value: 0 } } } }, { $group: { _id: null, v: { $push: '$v' } } }],
    [{ _id: null, v: [0, 0, 0, 0, 4] }],
  ],
  ['refuses a stage that it does not know', [{ $nope: 1 }], 40324],
  ['refuses two names in one stage', [{ $limit: 1, $skip: 1 }], 40323],
  ['refuses a limit of nothing', [{ $limit: 0 }], 15958],
  ['refuses to sort by nothing', [{ $sort: {} }], 15976],
  ['refuses a group without a key', [{ $group: {} }], 15955],
  ['refuses an accumulator that it does not know', [{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
  ['refuses to write in the middle', [{ $out: 'x' }, { $limit: 1 }], 40601],
  ['refuses a value outside all buckets', [{ $bucket: { groupBy: '$n', boundaries: [0, 2] } }], 40066],
  ['refuses a root that is no document', [{ $replaceRoot: { newRoot: '$n' } }], 40228],
];

describe('pipelines', () => {
  for (const [sentence, stages, expected] of CASES) {
    it(sentence, () =>
      expect(answer(stages)).to.equal(typeof expected === 'number' ? expected : JSON.stringify(expected)),
    );
  }

  it('leave to the store what it does best', () => {
    const stages = [
      { $match: { k: 'a' } },
      { $sort: { n: 1 } },
      { $match: { n: { $gt: 1 } } },
      { $skip: 1 },
      { $limit: 2 },
      { $match: { n: 3 } },
    ].map(typedDocument);
    const { leading, restIsEmpty } = compilePipeline(stages, environment());
    expect([JSON.stringify(leading), restIsEmpty]).to.deep.equal([
      '{"filter":{"$and":[{"k":"a"},{"n":{"$gt":1}}]},"sort":{"n":1},"skip":1,"limit":2}',
      false,
    ]);
  });

  it('tell the last stage that writes', () => {
    const { output, restIsEmpty } = compilePipeline([{ $match: {} }, { $out: 'copy' }], environment());
    expect([output, restIsEmpty]).to.deep.equal([{ stage: '$out', spec: 'copy' }, true]);
  });

  it('hold no more than they may', () => {
    expect(answer([{ $sort: { n: 1 } }], 100)).to.equal(292);
    expect(answer([{ $group: { _id: '$_id' } }], 20)).to.equal(292);
  });
});
