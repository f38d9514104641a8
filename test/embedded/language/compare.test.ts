import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { compareValues, identicalValues } from '../../../server/embedded/language/compare.js';
import { keyOf } from '../../../server/embedded/language/keys.js';
import { value } from './arbitraries.js';

const decimal = (text: string) => Decimal128.fromString(text);

/** Every value stands before the ones after it; values in one list are equal. */
const ORDER: readonly unknown[][] = [
  [new MinKey()],
  [undefined],
  [null],
  [new Double(Number.NaN), decimal('NaN')],
  [new Double(Number.NEGATIVE_INFINITY), decimal('-Infinity')],
  [decimal('-9223372036854775809')],
  [Long.MIN_VALUE, new Double(-(2 ** 63)), decimal('-9223372036854775808')],
  [new Int32(-1), new Double(-1), Long.fromNumber(-1), decimal('-1'), decimal('-1.000')],
  [new Int32(0), new Double(0), new Double(-0), Long.ZERO, decimal('0'), decimal('-0E+3')],
  [new Double(Number.MIN_VALUE)],
  [decimal('0.1')],
  [new Double(0.1)],
  [new Double(0.5), decimal('0.5'), decimal('0.50')],
  [new Int32(1), new Double(1)],
  [new Double(9007199254740992), Long.fromString('9007199254740992')],
  [Long.fromString('9007199254740993'), decimal('9007199254740993')],
  [Long.MAX_VALUE, decimal('9223372036854775807')],
  [new Double(2 ** 63), decimal('9223372036854775808')],
  [new Double(Number.MAX_VALUE)],
  [decimal('1E+6000'), decimal('10E+5999')],
  [new Double(Number.POSITIVE_INFINITY), decimal('Infinity')],
  [''],
  ['A'],
  ['a', new BSONSymbol('a')],
  ['aa'],
  ['é'],
  ['\uffff'],
  ['\u{10000}'],
  [{}],
  [{ a: null }],
  [{ b: null }],
  [{ a: new Int32(1) }, { a: new Double(1) }],
  [{ a: new Int32(1), b: new Int32(0) }],
  [{ a: new Int32(2) }],
  [{ b: new Int32(1) }],
  [{ a: 'x' }],
  [[]],
  [[new Int32(1)]],
  [[new Int32(1), null]],
  [[new Int32(2)]],
  [[[]]],
  [new Binary(Buffer.from([9]), 0)],
  [new Binary(Buffer.from([1, 2]), 0)],
  [new Binary(Buffer.from([1, 3]), 0)],
  [new Binary(Buffer.from([0, 0]), 5)],
  [new ObjectId('000000000000000000000001')],
  [new ObjectId('000000000000000000000002')],
  [false],
  [true],
  [new Date(-1)],
  [new Date(0)],
  [new Timestamp({ t: 1, i: 9 })],
  [new Timestamp({ t: 2, i: 0 })],
  [new Timestamp({ t: 4_000_000_000, i: 0 })],
  [new BSONRegExp('a', '')],
  [new BSONRegExp('a', 'i')],
  [new BSONRegExp('b', '')],
  [new Code('a')],
  [new Code('b')],
  [new Code('a', {})],
  [new MaxKey()],
];

describe('the order of values', () => {
  it('is that of MongoDB through all types', () => {
    for (const [i, equals] of ORDER.entries()) {
      for (const one of equals) {
        for (const [k, others] of ORDER.entries()) {
          for (const other of others)
            expect(Math.sign(compareValues(one, other)), `${i} ${k}`).to.equal(Math.sign(i - k));
        }
      }
    }
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort(compareValues);
        return (
          compareValues(x, y) <= 0 &&
          compareValues(y, z) <= 0 &&
          compareValues(x, z) <= 0 &&
          Math.sign(compareValues(a, b)) === -Math.sign(compareValues(b, a))
        );
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('has a key that exactly the equal values share', () => {
    fc.assert(
      fc.property(value, value, (a, b) => (keyOf(a) === keyOf(b)) === (compareValues(a, b) === 0)),
      { seed: 2, numRuns: 3000 },
    );
    for (const equals of ORDER) expect(new Set(equals.map((one) => keyOf(one))).size).to.equal(1);
    expect(new Set(ORDER.map(([one]) => keyOf(one))).size).to.equal(ORDER.length);
  });

  it('tells what is equal from what is the same', () => {
    expect(identicalValues(new Int32(1), new Double(1))).to.equal(false);
    expect(identicalValues(decimal('1.0'), decimal('1'))).to.equal(false);
    expect(identicalValues(new Double(0), new Double(-0))).to.equal(false);
    expect(identicalValues('a', new BSONSymbol('a'))).to.equal(false);
    expect(identicalValues({ a: [new Int32(1)] }, { a: [new Int32(1)] })).to.equal(true);
    fc.assert(
      fc.property(value, (one) => identicalValues(one, one)),
      { seed: 3, numRuns: 300 },
    );
  });
});
