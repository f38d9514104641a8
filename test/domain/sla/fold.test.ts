import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/sla/index.js';
import { histories } from './histories.js';
import { model } from './model.js';

// By hand: RUNS=300000 SEED=7 npx mocha test/domain/sla/fold.test.ts
const runs = Number(process.env.RUNS ?? 1500);
const seed = Number(process.env.SEED ?? 2026);

describe('the SLA clock', () => {
  it('agrees with counting every second', function () {
    this.timeout(0);
    fc.assert(
      fc.property(histories, (doc) => {
        expect(explain(doc)).to.deep.equal({ ok: true, value: model(doc) });
      }),
      { seed, numRuns: runs },
    );
  });
});
