import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { difference, intersection, type Spans, secondsOf, union } from '../../../server/domain/time/spans.js';

const intervals = fc.array(
  fc.record({ from: fc.nat(40), length: fc.nat(8) }).map(({ from, length }) => ({ from, to: from + length })),
  { maxLength: 8 },
);

const moments = Array.from({ length: 60 }, (_, at) => at);
const lies = (spans: Spans, at: number) => spans.some(({ from, to }) => from <= at && at < to);
const momentsOf = (spans: Spans) => moments.filter((at) => lies(spans, at));

describe('spans', () => {
  it('are sets of moments', () => {
    fc.assert(
      fc.property(intervals, intervals, (left, right) => {
        const [a, b] = [union(left), union(right)];
        expect(momentsOf(a)).to.deep.equal(momentsOf(left));
        expect(momentsOf(intersection(a, b))).to.deep.equal(moments.filter((at) => lies(a, at) && lies(b, at)));
        expect(momentsOf(difference(a, b))).to.deep.equal(moments.filter((at) => lies(a, at) && !lies(b, at)));
        expect(secondsOf(a)).to.equal(momentsOf(a).length);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('are in order, neither overlapping nor touching', () => {
    fc.assert(
      fc.property(intervals, intervals, (left, right) => {
        for (const spans of [
          union(left),
          intersection(union(left), union(right)),
          difference(union(left), union(right)),
        ]) {
          for (const [index, { from, to }] of spans.entries()) {
            expect(from).to.be.below(to);
            if (index > 0) expect(from).to.be.above(spans[index - 1]?.to ?? 0);
          }
        }
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});
