import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { read } from '../../../server/domain/input/reader.js';
import { allot } from '../../../server/domain/money/allot.js';
import { exponentOf } from '../../../server/domain/money/currency.js';
import { formatMoney, money, toMinorUnits } from '../../../server/domain/money/money.js';
import { ratio } from '../../../server/domain/money/rational.js';

describe('money', () => {
  it('is in the minor units of its currency', () => {
    expect(['JPY', 'EUR', 'KWD', 'CLF', 'HUF', 'IQD', 'EURO', 'eur'].map(exponentOf)).to.deep.equal([
      0,
      2,
      3,
      4,
      2,
      3,
      undefined,
      undefined,
    ]);
    expect(formatMoney({ amount: 123_450, currency: 'EUR' })).to.equal('1234.50 EUR');
    expect(formatMoney({ amount: 5, currency: 'KWD' })).to.equal('0.005 KWD');
    expect(formatMoney({ amount: 1235, currency: 'JPY' })).to.equal('1235 JPY');
    expect(formatMoney({ amount: -50, currency: 'USD' })).to.equal('-0.50 USD');
  });

  it('is rounded half up', () => {
    expect(toMinorUnits(ratio(2469, 2))).to.equal(1235);
    expect(toMinorUnits(ratio(-1, 2))).to.equal(0);
  });

  it('is read with all its faults', () => {
    expect(read({ amount: -1, currency: 'XXX', tax: 1 }, money)).to.deep.equal({
      ok: false,
      faults: [
        { path: 'tax', message: 'is not a known key' },
        { path: 'amount', message: 'must be a whole number of at least 0' },
        { path: 'currency', message: 'must be a currency of ISO 4217 such as EUR' },
      ],
    });
  });
});

describe('an amount that is split', () => {
  it('loses and invents nothing, and gives each part its share but for less than one unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1 }),
        (amount, weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0n);
          fc.pre(total > 0n);
          const parts = allot(amount, weights);
          expect(parts.reduce((sum, part) => sum + part, 0n)).to.equal(amount);
          for (const [index, part] of parts.entries()) {
            const gap = part * total - amount * (weights[index] ?? 0n);
            expect(gap > -total && gap < total).to.equal(true);
          }
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  it('gives the odd units to the largest remainders, the first of equal ones', () => {
    expect(allot(100n, [1n, 1n, 1n])).to.deep.equal([34n, 33n, 33n]);
    expect(allot(10n, [1n, 2n, 4n])).to.deep.equal([1n, 3n, 6n]);
    expect(() => allot(1n, [0n])).to.throw(RangeError);
  });
});
