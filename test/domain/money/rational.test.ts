import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { exactly, formatExact, formatFixed, parseDecimal } from '../../../server/domain/money/decimal.js';
import {
  compare,
  minus,
  over,
  plus,
  ratio,
  times,
  toMultiple,
  toWhole,
} from '../../../server/domain/money/rational.js';

const rationals = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([numerator, denominator]) => ratio(numerator, denominator));

const check = { numRuns: 200, seed: 1 };

describe('exact numbers', () => {
  it('are in lowest terms with a denominator above 0', () => {
    expect(ratio(-4, -6)).to.deep.equal({ numerator: 2n, denominator: 3n });
    expect(ratio(4, -6)).to.deep.equal({ numerator: -2n, denominator: 3n });
    expect(ratio(0, -5)).to.deep.equal({ numerator: 0n, denominator: 1n });
    expect(() => ratio(1, 0)).to.throw(RangeError);
  });

  it('add, multiply and divide back to where they came from', () => {
    fc.assert(
      fc.property(rationals, rationals, (a, b) => {
        expect(minus(plus(a, b), b)).to.deep.equal(a);
        if (b.numerator !== 0n) expect(over(times(a, b), b)).to.deep.equal(a);
        expect(Math.sign(compare(a, b))).to.equal(-Math.sign(compare(b, a)) + 0);
      }),
      check,
    );
  });

  it('go down, up, or half up', () => {
    const directions = ['down', 'up', 'nearest'] as const;
    const rounded = (text: string) => directions.map((direction) => Number(toWhole(exactly(text), direction)));
    expect(rounded('2.5')).to.deep.equal([2, 3, 3]);
    expect(rounded('2.499999999')).to.deep.equal([2, 3, 2]);
    expect(rounded('-2.5')).to.deep.equal([-3, -2, -2]);
    expect(rounded('7')).to.deep.equal([7, 7, 7]);
    expect(toMultiple(ratio(90), ratio(60), 'nearest')).to.deep.equal(ratio(120));
  });
});

describe('decimal strings', () => {
  it('have at most nine decimals, no exponent and nothing around them', () => {
    for (const text of ['0', '-0.5', '99.95', '100', '0.123456789'])
      expect(parseDecimal(text), text).to.be.an('object');
    for (const text of ['', ' 1', '1.', '.5', '+1', '1e3', '0x1', '1,5', '0.1234567890', '01', 'NaN', '١']) {
      expect(parseDecimal(text), text).to.equal(undefined);
    }
  });

  it('come back as they were, without zeros at the end', () => {
    const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(9));
    fc.assert(
      fc.property(decimals, ([scaled, places]) => {
        const value = ratio(scaled, 10n ** BigInt(places));
        expect(exactly(formatExact(value))).to.deep.equal(value);
        expect(formatExact(value)).to.not.match(/\.\d*0$/);
      }),
      check,
    );
  });

  it('are shown with a fixed number of decimals, half up', () => {
    expect(formatFixed(ratio(200, 3), 6)).to.equal('66.666667');
    expect(formatFixed(ratio(100), 6)).to.equal('100.000000');
    expect(formatFixed(ratio(-1, 2000), 3)).to.equal('0.000');
    expect(formatFixed(ratio(5, 2), 0)).to.equal('3');
    expect(() => formatExact(ratio(1, 3))).to.throw(RangeError);
  });
});
