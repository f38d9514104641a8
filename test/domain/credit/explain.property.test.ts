import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/credit/index.js';
import { documents } from './documents.js';
import { model } from './model/index.js';

// CASES and SEED make it a long search by hand.
const numRuns = Number(process.env.CASES ?? 80);
const seed = Number(process.env.SEED ?? 20261014);

describe('the credit calculation', () => {
  it('answers as the contract does when it is asked of each quarter of an hour', function () {
    this.timeout(0);
    fc.assert(
      fc.property(documents, (document) => {
        expect(explain(document)).to.deep.equal({ ok: true, value: model(document) });
      }),
      { numRuns, seed },
    );
  });
});
