import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compilePipeline } from '../../../server/embedded/language/aggregate.js';
import type { Document } from '../../../server/embedded/language/values.js';
import { codeOf, typedDocument } from './typed.js';

const DOCUMENTS = Array.from({ length: 20 }, (_, n) => typedDocument({ _id: n, text: 'x'.repeat(100) }));

/** What a pipeline over 20 documents of 100 characters answers when a stage may hold 1,000 bytes. */
const answerOf = (...stages: Document[]): unknown =>
  codeOf(() => {
    const { run } = compilePipeline([{ $match: {} }, { $unset: 'none' }, ...stages], {
      database: 'd',
      collection: 'c',
      now: new Date(0),
      memoryLimit: 1000,
      read: () => [],
    });
    return [...run(DOCUMENTS)].length;
  });

describe('the memory of a stage', () => {
  const refused: Record<string, Document> = {
    'what is sorted': { $sort: { text: 1 } },
    'what is pushed': { $group: { _id: null, all: { $push: '$text' } } },
    'what is added to a set': {
      $group: { _id: null, all: { $addToSet: { $concat: ['$text', { $toString: '$_id' }] } } },
    },
    'what is grouped by': { $group: { _id: { text: '$text', id: '$_id' } } },
    'what pipelines share': { $facet: { one: [], two: [] } },
    'what is put into buckets': { $bucketAuto: { groupBy: '$_id', buckets: 2 } },
  };
  for (const [what, stage] of Object.entries(refused)) {
    it(`bounds ${what}`, () => expect(answerOf(stage)).to.equal(292));
  }

  it('lets through what is not held', () => {
    expect(answerOf({ $set: { n: 1 } }, { $limit: 15 })).to.equal(15);
    expect(answerOf({ $group: { _id: null, n: { $sum: 1 }, last: { $last: '$text' } } })).to.equal(1);
    expect(answerOf({ $group: { _id: null, texts: { $addToSet: '$text' } } })).to.equal(1);
  });
});
