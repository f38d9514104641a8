import { Decimal128 } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  addDecimals,
  type Decimal,
  decimalOfDouble,
  divideDecimals,
  exactDecimal,
  multiplyDecimals,
  normalized,
  readDecimal,
  remainderOfDecimals,
  roundDecimal,
  squareRootOfDecimal,
  writeDecimal,
} from '../../../server/embedded/language/decimal.js';

const read = (text: string): Decimal => readDecimal(Decimal128.fromString(text));
const text = (value: Decimal): string => writeDecimal(value).toString();

describe('decimals of 34 digits', () => {
  const sums: [string, string, string][] = [
    ['0.1', '0.2', '0.3'],
    ['1.10', '2.2', '3.30'],
    ['9999999999999999999999999999999999', '1', '1.000000000000000000000000000000000E+34'],
    ['1E+6000', '1', '1.000000000000000000000000000000000E+6000'],
    ['Infinity', '-Infinity', 'NaN'],
    ['NaN', '1', 'NaN'],
    ['-1', '1', '0'],
  ];
  for (const [a, b, sum] of sums)
    it(`${a} + ${b} = ${sum}`, () => expect(text(addDecimals(read(a), read(b)))).to.equal(sum));

  it('multiplies, divides and takes remainders with the exponents of the standard', () => {
    expect(text(multiplyDecimals(read('1.20'), read('3')))).to.equal('3.60');
    expect(text(multiplyDecimals(read('9E+6144'), read('10')))).to.equal('Infinity');
    expect(text(divideDecimals(read('1'), read('3')))).to.equal('0.3333333333333333333333333333333333');
    expect(text(divideDecimals(read('2'), read('3')))).to.equal('0.6666666666666666666666666666666667');
    expect(text(divideDecimals(read('6.0'), read('2')))).to.equal('3.0');
    expect(text(divideDecimals(read('1'), read('0')))).to.equal('Infinity');
    expect(text(divideDecimals(read('0'), read('0')))).to.equal('NaN');
    expect(text(remainderOfDecimals(read('-7.5'), read('2')))).to.equal('-1.5');
    expect(text(squareRootOfDecimal(read('2')))).to.equal('1.414213562373095048801688724209698');
    expect(text(squareRootOfDecimal(read('6.25')))).to.equal('2.5');
  });

  it('rounds half to even', () => {
    const rounded = (value: string, places: number) => text(roundDecimal(read(value), places, 'half-even'));
    expect([
      rounded('2.5', 0),
      rounded('3.5', 0),
      rounded('-2.5', 0),
      rounded('1.25', 1),
      rounded('155', -1),
    ]).to.deep.equal(['2', '4', '-2', '1.2', '1.6E+2']);
  });

  it('promotes doubles to fifteen digits, and knows their exact value', () => {
    expect(text(decimalOfDouble(0.1))).to.equal('0.100000000000000');
    expect(text(decimalOfDouble(2.5))).to.equal('2.50000000000000');
    expect(normalized(exactDecimal(0.1))).to.deep.equal({
      kind: 'finite',
      negative: false,
      digits: 1000000000000000055511151231257827021181583404541015625n,
      exponent: -55,
    });
  });

  it('writes back the bits that it reads', () => {
    const bits = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 34n - 1n }),
      fc.integer({ min: -6176, max: 6111 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(bits, ([digits, exponent, negative]) => {
        const value: Decimal = { kind: 'finite', negative, digits, exponent };
        expect(readDecimal(writeDecimal(value))).to.deep.equal(value);
        const known = Decimal128.fromString(`${negative ? '-' : ''}${digits}E${exponent}`);
        expect(text(value)).to.equal(known.toString());
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
