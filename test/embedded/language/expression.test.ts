import { BSONRegExp, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compileExpression } from '../../../server/embedded/language/expression/compile.js';
import { codeOf, typed, typedDocument, written } from './typed.js';

const NOON = new Date('2024-02-29T12:34:56.789Z');
const DOCUMENT = typedDocument({
  n: 5,
  half: 2.5,
  s: 'Grüße',
  t: NOON,
  a: [3, 1, 2],
  o: { x: 1, y: [{ z: 1 }, { z: 2 }, 7] },
  nil: null,
});
const long = (value: number | string) => Long.fromString(String(value));
const decimal = (value: string) => Decimal128.fromString(value);
const double = (value: number) => new Double(value);

/** A branch of `$switch`; an object with `then` in it looks like a promise to the linter. */
const branch = (test: unknown, result: unknown) =>
  Object.fromEntries([
    ['case', test],
    ['then', result],
  ]);

/** An expression, and its value or the number of its refusal. */
const CASES: [unknown, unknown][] = [
  ['$n', 5],
  ['$o.y.z', [1, 2]],
  ['$o.y.0', []],
  ['$missing', undefined],
  ['$$ROOT.n', 5],
  ['$$REMOVE', undefined],
  [
    ['$n', '$missing'],
    [5, null],
  ],
  [{ k: '$n', m: '$missing' }, { k: 5 }],
  [{ $literal: '$n' }, '$n'],
  [{ $add: ['$n', 1, 2.5] }, 8.5],
  [{ $add: ['$n', Long.fromNumber(1)] }, long(6)],
  [{ $add: [2147483647, 1] }, long(2147483648)],
  [{ $add: [long('9223372036854775807'), 1] }, double(2 ** 63)],
  [{ $add: ['$t', 1000] }, new Date(NOON.getTime() + 1000)],
  [{ $add: ['$n', null, 'never looked at'] }, null],
  [{ $add: ['$s', 1] }, 14],
  [{ $add: [decimal('0.1'), decimal('0.2')] }, decimal('0.3')],
  [{ $subtract: ['$t', new Date(0)] }, long(NOON.getTime())],
  [{ $multiply: ['$n', 2.5] }, 12.5],
  [{ $divide: ['$n', 2] }, 2.5],
  [{ $divide: [6, 3] }, double(2)],
  [{ $divide: [1, 0] }, 2],
  [{ $mod: [-7, 3] }, -1],
  [{ $mod: [1, 0] }, 16610],
  [{ $abs: -5 }, 5],
  [{ $round: [2.5] }, double(2)],
  [{ $round: [1234.5678, 2] }, 1234.57],
  [{ $round: [155, -1] }, 160],
  [{ $trunc: [-1.99, 1] }, -1.9],
  [{ $pow: [2, 10] }, 1024],
  [{ $pow: [2, 64] }, double(2 ** 64)],
  [{ $pow: [0, -1] }, 28764],
  [{ $sqrt: 9 }, double(3)],
  [{ $sqrt: -1 }, 28714],
  [{ $bitAnd: [6, long(3)] }, long(2)],
  [{ $concat: ['a', '$s'] }, 'aGrüße'],
  [{ $concat: ['a', 1] }, 16702],
  [{ $toUpper: '$s' }, 'GRüßE'],
  [{ $strLenBytes: '$s' }, 7],
  [{ $strLenCP: '$s' }, 5],
  [{ $substrCP: ['$s', 1, 2] }, 'rü'],
  [{ $substrBytes: ['$s', 0, 3] }, 28657],
  [{ $indexOfCP: ['$s', 'e'] }, 4],
  [{ $indexOfBytes: ['$s', 'e'] }, 6],
  [{ $split: ['a,b,,c', ','] }, ['a', 'b', '', 'c']],
  [{ $trim: { input: '  x ' } }, 'x'],
  [{ $ltrim: { input: 'xxy', chars: 'x' } }, 'y'],
  [{ $replaceAll: { input: 'aXbX', find: 'X', replacement: { $literal: '$&' } } }, 'a$&b$&'],
  [{ $regexMatch: { input: '$s', regex: new BSONRegExp('^gr', 'i') } }, true],
  [{ $regexFind: { input: 'xüab', regex: '(a)(c)?' } }, { match: 'a', idx: 2, captures: ['a', null] }],
  [{ $strcasecmp: ['a', 'B'] }, -1],
  [{ $size: '$a' }, 3],
  [{ $size: '$n' }, 17124],
  [{ $arrayElemAt: ['$a', -1] }, 2],
  [{ $arrayElemAt: ['$a', 9] }, undefined],
  [{ $slice: ['$a', 1, 1] }, [1]],
  [{ $in: [1, '$a'] }, true],
  [{ $indexOfArray: ['$a', 2] }, 2],
  [{ $range: [0, 5, 2] }, [0, 2, 4]],
  [{ $reverseArray: '$a' }, [2, 1, 3]],
  [{ $sortArray: { input: '$a', sortBy: -1 } }, [3, 2, 1]],
  [{ $filter: { input: '$a', as: 'x', cond: { $gt: ['$$x', 1] }, limit: 1 } }, [3]],
  [{ $map: { input: '$a', in: { $add: ['$$this', '$n'] } } }, [8, 6, 7]],
  [{ $reduce: { input: '$a', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [
    { $zip: { inputs: [[1, 2], ['a']], useLongestLength: true, defaults: [0, 'z'] } },
    [
      [1, 'a'],
      [2, 'z'],
    ],
  ],
  [{ $concatArrays: ['$a', [9]] }, [3, 1, 2, 9]],
  [
    {
      $setUnion: [
        [1, 2],
        [2.0, 3],
      ],
    },
    [1, 2, 3],
  ],
  [{ $setIsSubset: [[1], '$a'] }, true],
  [{ $setDifference: ['$a', [1]] }, [3, 2]],
  [{ $objectToArray: { x: 1 } }, [{ k: 'x', v: 1 }]],
  [
    {
      $arrayToObject: [
        [
          ['x', 1],
          ['y', 2],
        ],
      ],
    },
    { x: 1, y: 2 },
  ],
  [{ $mergeObjects: ['$o', { x: 2 }, null] }, { x: 2, y: [{ z: 1 }, { z: 2 }, 7] }],
  [{ $getField: { field: 'x', input: '$o' } }, 1],
  [{ $setField: { field: 'a.b', input: { x: 1 }, value: 2 } }, { x: 1, 'a.b': 2 }],
  [{ $cond: [{ $gt: ['$n', 3] }, 'big', 'small'] }, 'big'],
  [{ $ifNull: ['$missing', '$nil', 4] }, 4],
  [{ $switch: { branches: [branch({ $eq: ['$n', 5] }, 'five')], default: 'other' } }, 'five'],
  [{ $switch: { branches: [branch(false, 1)] } }, 40066],
  [{ $let: { vars: { n: 1, m: '$n' }, in: { $add: ['$$n', '$$m'] } } }, 6],
  [{ $let: { vars: { N: 1 }, in: 1 } }, 9],
  ['$$nobody', 17276],
  [{ $and: ['$n', { $not: ['$nil'] }] }, true],
  [{ $cmp: ['$missing', null] }, -1],
  [{ $lt: [5, 'a'] }, true],
  [{ $type: '$missing' }, 'missing'],
  [{ $type: { $literal: long(1) } }, 'long'],
  [{ $toInt: '12' }, 12],
  [{ $toInt: 'x' }, 241],
  [{ $toInt: 1e12 }, 241],
  [{ $toLong: '$half' }, long(2)],
  [{ $toDouble: '1e3' }, double(1000)],
  [{ $toDecimal: 2.5 }, decimal('2.50000000000000')],
  [{ $toString: '$t' }, '2024-02-29T12:34:56.789Z'],
  [{ $toObjectId: '65e0a1b2c3d4e5f601020304' }, new ObjectId('65e0a1b2c3d4e5f601020304')],
  [{ $toDate: '2024-02-29' }, new Date('2024-02-29')],
  [{ $convert: { input: 'x', to: 'int', onError: 'none' } }, 'none'],
  [{ $convert: { input: null, to: 'int', onNull: 0 } }, 0],
  [{ $year: '$t' }, 2024],
  [{ $hour: { date: '$t', timezone: 'America/New_York' } }, 7],
  [{ $isoWeek: new Date('2021-01-01') }, 53],
  [{ $dayOfYear: '$t' }, 60],
  [{ $year: 'x' }, 16006],
  [{ $dateToString: { date: '$t', format: '%Y-%m-%d %H:%M %z %j', timezone: '+05:30' } }, '2024-02-29 18:04 +0530 060'],
  [{ $dateToString: { date: '$missing', onNull: 'never' } }, 'never'],
  [{ $dateFromString: { dateString: '29.02.2024', format: '%d.%m.%Y' } }, new Date('2024-02-29')],
  [{ $dateFromString: { dateString: 'x' } }, 241],
  [{ $dateFromParts: { year: 2024, month: 14 } }, new Date('2025-02-01')],
  [{ $dateAdd: { startDate: '$t', unit: 'year', amount: 1 } }, new Date('2025-02-28T12:34:56.789Z')],
  [{ $dateDiff: { startDate: new Date('2023-12-31'), endDate: '$t', unit: 'month' } }, long(2)],
  [{ $dateTrunc: { date: '$t', unit: 'week', startOfWeek: 'monday' } }, new Date('2024-02-26')],
  [{ $dateTrunc: { date: '$t', unit: 'hour', binSize: 6 } }, new Date('2024-02-29T12:00:00Z')],
  [{ $tsSecond: new Timestamp({ t: 7, i: 1 }) }, long(7)],
  [{ $sum: '$a' }, 6],
  [{ $avg: ['$n', '$half', 'x'] }, 3.75],
  [{ $max: '$a' }, 3],
  [{ $stdDevPop: '$a' }, Math.sqrt(2 / 3)],
  [{ $firstN: { input: '$a', n: 2 } }, [3, 1]],
  [{ $maxN: { input: '$a', n: 2 } }, [3, 2]],
  [{ $foo: 1 }, 168],
  [{ $add: 1, $sum: 1 }, 15983],
  [{ $eq: [1] }, 16020],
  ['$', 16872],
  ['$a..b', 15998],
];

describe('expressions', () => {
  for (const [expression, expected] of CASES) {
    it(`${JSON.stringify(expression)} is ${JSON.stringify(expected)}`, () => {
      const answer = codeOf(() => written({ value: compileExpression(typed(expression))(DOCUMENT) }));
      // The number of a refusal is a bare one, that of a value is written out with its type.
      expect(answer).to.deep.equal(typeof answer === 'number' ? expected : written({ value: typed(expected) }));
    });
  }

  it('tells the moment and the variables of the command', () => {
    const options = { now: NOON, variables: { who: 'me' } };
    expect(compileExpression(['$$NOW', '$$who'], options)({})).to.deep.equal([NOON, 'me']);
    expect(compileExpression({ $rand: {} })({})).to.be.instanceOf(Double);
    expect(new Int32(1)).to.deep.equal(compileExpression({ $size: [[1]] })({}));
  });
});
