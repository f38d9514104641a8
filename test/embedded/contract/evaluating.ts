import { ObjectId } from 'bson';
import { evaluates as evaluatesIn, type Row, refused } from './kinds.js';
import { decimal, double, long } from './subject.js';

/** A case of `$switch`; written out, its `then` would look like that of a promise. */
const when = (test: unknown, value: unknown) =>
  Object.fromEntries([
    ['case', test],
    ['then', value],
  ]);

const at = (instant: string): Date => new Date(instant);

const DOCUMENT = {
  _id: 1,
  i: 5,
  n: -7,
  d: 2.5,
  l: long('9007199254740993'),
  dec: decimal('1.10'),
  s: 'Hello Wörld',
  a: [3, 1, 2, 1],
  o: { x: 1, y: { z: 2 } },
  at: at('2024-02-29T12:34:56.789Z'),
  t: true,
  nul: null,
  oid: new ObjectId('65e0a1b2c3d4e5f601020304'),
  kv: [
    { k: 'a', v: 1 },
    { k: 'b', v: 2 },
  ],
};

const evaluates = evaluatesIn(DOCUMENT);

/** What expressions evaluate to. */
export const EVALUATING: readonly Row[] = [
  evaluates('adds to the wider type', { $add: ['$i', '$d'] }, 7.5),
  evaluates('adds to a date', { $add: ['$at', 1000] }, at('2024-02-29T12:34:57.789Z')),
  evaluates('adds beyond 32 bits', { $add: [2147483647, 1] }, long(2147483648)),
  evaluates('adds beyond 64 bits to a double', { $add: [long('9223372036854775807'), 1] }, double(9223372036854776000)),
  evaluates('adds null to null', { $add: ['$i', '$nul'] }, null),
  evaluates('subtracts dates', { $subtract: ['$at', at('2024-02-29T12:34:56.000Z')] }, long(789)),
  evaluates('multiplies decimals', { $multiply: ['$dec', 2] }, decimal('2.20')),
  evaluates('divides to a double', { $divide: ['$i', 2] }, 2.5),
  evaluates('refuses to divide by zero in an expression', { $divide: [1, 0] }, refused(2)),
  evaluates('takes a remainder with the sign of the dividend', { $mod: ['$n', 3] }, -1),
  evaluates('rounds half to even', { $round: ['$d'] }, double(2)),
  evaluates('rounds to places', { $round: [2.567, 2] }, 2.57),
  evaluates('cuts to hundreds', { $trunc: [1234, -2] }, 1200),
  evaluates('raises to a power', { $pow: [2, 10] }, 1024),
  evaluates('refuses the root of a negative number', { $sqrt: -1 }, refused(28714)),
  evaluates('refuses to add a text', { $add: ['$i', 'x'] }, refused(14)),
  evaluates('gives the absolute value', { $abs: '$n' }, 7),
  evaluates('refuses to turn the bits of a decimal', { $bitNot: '$dec' }, refused(14)),
  evaluates('combines bits', { $bitAnd: [13, 7] }, 5),
  evaluates('compares across types', { $cmp: ['$i', '$s'] }, -1),
  evaluates('takes null for false, and other values for true', { $and: ['$i', { $not: ['$nul'] }] }, true),
  evaluates('chooses by a condition', { $cond: ['$t', 'yes', 'no'] }, 'yes'),
  evaluates(
    'chooses the first case',
    {
      $switch: {
        branches: [when({ $gt: ['$i', 9] }, 'big'), when('$t', 'true')],
        default: 'none',
      },
    },
    'true',
  ),
  evaluates('refuses a case that is not there', { $switch: { branches: [when(false, 1)] } }, refused(40066)),
  evaluates('takes the first that is not null', { $ifNull: ['$nul', '$nope', '$i'] }, 5),
  evaluates('takes an element from the end', { $arrayElemAt: ['$a', -1] }, 1),
  evaluates('gives nothing beyond the end', { $arrayElemAt: ['$a', 9] }, undefined),
  evaluates('filters', { $filter: { input: '$a', as: 'e', cond: { $gt: ['$$e', 1] } } }, [3, 2]),
  evaluates('maps', { $map: { input: '$a', as: 'e', in: { $multiply: ['$$e', 2] } } }, [6, 2, 4, 2]),
  evaluates('reduces', { $reduce: { input: '$a', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 7),
  evaluates('joins arrays', { $concatArrays: ['$a', [9]] }, [3, 1, 2, 1, 9]),
  evaluates('knows what is in an array', { $in: [2, '$a'] }, true),
  evaluates('finds a place in an array', { $indexOfArray: ['$a', 1] }, 1),
  evaluates('counts elements', { $size: '$a' }, 4),
  evaluates('refuses to count the elements of a text', { $size: '$s' }, refused(17124)),
  evaluates('cuts an array in an expression', { $slice: ['$a', 1, 2] }, [1, 2]),
  evaluates('sorts an array', { $sortArray: { input: '$a', sortBy: -1 } }, [3, 2, 1, 1]),
  evaluates('turns an array round', { $reverseArray: '$a' }, [1, 2, 1, 3]),
  evaluates('makes a range', { $range: [0, 10, 3] }, [0, 3, 6, 9]),
  evaluates('zips arrays', { $zip: { inputs: ['$a', ['x', 'y']], useLongestLength: true, defaults: [0, 'z'] } }, [
    [3, 'x'],
    [1, 'y'],
    [2, 'z'],
    [1, 'z'],
  ]),
  evaluates('makes a document of pairs', { $arrayToObject: '$kv' }, { a: 1, b: 2 }),
  evaluates('makes pairs of a document', { $objectToArray: '$o' }, [
    { k: 'x', v: 1 },
    { k: 'y', v: { z: 2 } },
  ]),
  evaluates('takes the first and the last', [{ $first: '$a' }, { $last: '$a' }], [3, 1]),
  evaluates('takes the greatest n', { $maxN: { n: 2, input: '$a' } }, [3, 2]),
  evaluates('sums and averages an array', [{ $sum: '$a' }, { $avg: '$a' }], [7, 1.75]),
  evaluates('unites sets', { $sortArray: { input: { $setUnion: ['$a', [9]] }, sortBy: 1 } }, [1, 2, 3, 9]),
  evaluates('intersects sets', { $setIntersection: [['$i'], [5, 9]] }, [5]),
  evaluates('takes a set from another', { $setDifference: ['$a', [1]] }, [3, 2]),
  evaluates('compares sets', { $setEquals: ['$a', [1, 2, 3]] }, true),
  evaluates('goes through arrays by a path of an expression', '$kv.v', [1, 2]),
  evaluates('merges documents', { $mergeObjects: ['$o', { x: 9, w: 1 }] }, { x: 9, y: { z: 2 }, w: 1 }),
  evaluates(
    'gets and sets fields by any name',
    [
      { $getField: { field: 'a.b', input: { $literal: { 'a.b': 1 } } } },
      { $setField: { field: '$q', input: {}, value: 1 } },
    ],
    refused(4161108),
  ),
  evaluates('takes what is literal', { $literal: '$i' }, '$i'),
  evaluates('binds variables', { $let: { vars: { q: '$i' }, in: { $add: ['$$q', 1] } } }, 6),
  evaluates('knows the document as a whole', '$$ROOT.o.y', { z: 2 }),
  evaluates(
    'leaves missing fields out of documents and gives null in arrays',
    { a: '$nope', b: ['$nope'] },
    { b: [null] },
  ),
  evaluates('refuses a function that there is not', { $foo: 1 }, refused(168)),
  evaluates('refuses two functions in one', { $add: [1], $sum: 1 }, refused(15983)),
  evaluates('refuses too many arguments', { $divide: [1, 2, 3] }, refused(16020)),
  evaluates('refuses a variable that there is not', '$$nope', refused(17276)),
];
