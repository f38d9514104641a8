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
import {
  arcTangentOfDecimals,
  functionOfDecimal,
  logarithmOfDecimal,
  powerOfDecimal,
} from '../../../server/embedded/language/expression/transcendental.js';

const read = (text: string): Decimal => readDecimal(Decimal128.fromString(text));
const text = (value: Decimal): string => writeDecimal(value).toString();

describe('functions of decimals', () => {
  const values: [string, Decimal, string][] = [
    ['e', functionOfDecimal('exp', read('1')), '2.718281828459045235360287471352662'],
    ['ln 2', functionOfDecimal('ln', read('2')), '0.6931471805599453094172321214581766'],
    ['sin 1', functionOfDecimal('sin', read('1')), '0.8414709848078965066525023216302990'],
    ['sin 10^30', functionOfDecimal('sin', read('1E+30')), '-0.09011690191213805803038642895298733'],
    ['arccos 0', functionOfDecimal('acos', read('0')), '1.570796326794896619231321691639751'],
    ['sinh 1000', functionOfDecimal('sinh', read('1000')), '9.850355570085234969444396761216616E+433'],
    ['log10 10^-6000', functionOfDecimal('log10', read('1E-6000')), '-6000'],
    ['e^20000', functionOfDecimal('exp', read('20000')), 'Infinity'],
    ['tanh -10^6000', functionOfDecimal('tanh', read('-1E+6000')), '-1'],
    ['sin 10^6000', functionOfDecimal('sin', read('1E+6000')), 'NaN'],
    ['log 1024 to base 2', logarithmOfDecimal(read('1024'), read('2')), '10'],
    ['arctan 10^6000', functionOfDecimal('atan', read('1E+6000')), '1.570796326794896619231321691639751'],
    ['arsinh -10^6000', functionOfDecimal('asinh', read('-1E+6000')), '-13816.20370514483404941736596022764'],
    ['log 8 to base 2', logarithmOfDecimal(read('8'), read('2')), '3'],
    ['1.5^1.5', powerOfDecimal(read('1.5'), read('1.5')), '1.837117307087383573647963056029419'],
    ['1.5^(10^30)', powerOfDecimal(read('1.5'), read('1E+30')), 'Infinity'],
    ['the angle of (-1, 0)', arcTangentOfDecimals(read('0'), read('-1')), '3.141592653589793238462643383279503'],
  ];
  for (const [name, value, expected] of values)
    it(`${name} = ${expected}`, () => expect(text(value)).to.equal(expected));

  it('agree with those of doubles', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('exp', 'sin', 'cos', 'tan', 'atan', 'sinh', 'cosh', 'tanh', 'asinh'),
        fc.integer({ min: -3000, max: 3000 }).map((n) => n / 100),
        (name, x) => {
          const found = Number(text(functionOfDecimal(name, read(String(x)))));
          expect(found).to.be.closeTo(Math[name](x), 1e-9 * Math.max(1, Math.abs(found)));
        },
      ),
      { seed: 1, numRuns: 200 },
    ));
});

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
