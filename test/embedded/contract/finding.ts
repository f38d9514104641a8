import { Binary, BSONRegExp, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { finds as findsIn, type Row, refused } from './kinds.js';
import { decimal, double, long } from './subject.js';

const at = (instant: string): Date => new Date(instant);

const DOCUMENTS = [
  { _id: 1, n: 5, s: 'abc', t: [1, 2, 3], o: { x: 1, y: { z: 2 } }, d: at('2026-01-01T00:00:00Z'), b: true },
  {
    _id: 2,
    n: 5.5,
    s: 'ABC',
    t: [],
    o: { x: 2 },
    nul: null,
    ao: [
      { k: 1, v: 'a' },
      { k: 2, v: 'b' },
    ],
  },
  { _id: 3, n: long(5), s: 'bcd', t: [[1, 2], 3], o: [{ x: 1 }, { x: 3 }], ao: [{ k: 1, v: 'b' }], b: false },
  { _id: 4, n: decimal('5.0'), s: '', t: null, bits: 20, r: new BSONRegExp('^a', 'i') },
  { _id: 5, n: '5', o: null, t: 7, oid: new ObjectId('65e0a1b2c3d4e5f601020304'), bits: double(54) },
  {
    _id: 6,
    n: double(NaN),
    ts: new Timestamp({ t: 5, i: 1 }),
    bin: new Binary(Buffer.from('010203', 'hex')),
    bits: new Binary(Buffer.from('14', 'hex')),
  },
  { _id: 7, min: new MinKey(), max: new MaxKey(), n: [4, 6], dd: { '0': 'zero' } },
];

const finds = findsIn(DOCUMENTS);

/** What the operators of filters find, and which filters are refused. */
export const FINDING: readonly Row[] = [
  finds('finds by $in, texts and patterns', { s: { $in: ['abc', new BSONRegExp('^b', '')] } }, [1, 3]),
  finds('finds null and missing by $in', { nul: { $in: [null] } }, [1, 2, 3, 4, 5, 6, 7]),
  finds('finds nothing by an empty $in', { s: { $in: [] } }, []),
  finds('leaves out by $nin', { s: { $nin: ['abc', ''] } }, [2, 3, 5, 6, 7]),
  finds('negates with $not, missing fields included', { s: { $not: { $gt: 'a' } } }, [2, 4, 5, 6, 7]),
  finds('negates a pattern', { s: { $not: new BSONRegExp('^a', 'i') } }, [3, 4, 5, 6, 7]),
  finds('joins with $or', { $or: [{ n: 5 }, { s: '' }] }, [1, 3, 4]),
  finds('joins with $and on the same field', { $and: [{ t: 1 }, { t: 2 }] }, [1]),
  finds('leaves out by $nor', { $nor: [{ n: { $exists: true } }, { min: { $exists: true } }] }, []),
  finds('knows what exists', { t: { $exists: true } }, [1, 2, 3, 4, 5]),
  finds('knows what does not exist', { t: { $exists: false } }, [6, 7]),
  finds('takes $exists of 0 as false', { t: { $exists: 0 } }, [6, 7]),
  finds('finds by type', { n: { $type: 'double' } }, [2, 6]),
  finds('finds by the type number', { n: { $type: ['number'] } }, [1, 2, 3, 4, 6, 7]),
  finds('finds arrays by type, though their elements count', { t: { $type: 'array' } }, [1, 2, 3]),
  finds('finds elements by type', { t: { $type: 16 } }, [1, 3, 5]),
  finds('finds by size', { t: { $size: 3 } }, [1]),
  finds('finds an empty array by size', { t: { $size: 0 } }, [2]),
  finds('finds by a remainder', { n: { $mod: [5, 0] } }, [1, 2, 3, 4]),
  finds('finds by a negative remainder', { bits: { $mod: [-7, 5] } }, [5]),
  finds('finds by a pattern', { s: { $regex: '^a' } }, [1]),
  finds('finds by a pattern with options', { s: { $regex: '^a', $options: 'i' } }, [1, 2]),
  finds('finds by a pattern over lines', { s: { $regex: '^ B C $', $options: 'xi' } }, []),
  finds('finds a stored pattern by itself', { r: new BSONRegExp('^a', 'i') }, [4]),
  finds('finds by all of several', { t: { $all: [1, 3] } }, [1]),
  finds('finds nothing by all of none', { t: { $all: [] } }, []),
  finds(
    'finds by all of several $elemMatch',
    { ao: { $all: [{ $elemMatch: { k: 1 } }, { $elemMatch: { v: 'b' } }] } },
    [2, 3],
  ),
  finds('finds an element that meets all conditions', { ao: { $elemMatch: { k: 1, v: 'b' } } }, [3]),
  finds('finds a value that meets all conditions', { t: { $elemMatch: { $gt: 1, $lt: 3 } } }, [1]),
  finds('finds a number with all bits set', { bits: { $bitsAllSet: 20 } }, [4, 5, 6]),
  finds('finds a number with any bit set', { bits: { $bitsAnySet: [1, 2] } }, [4, 5, 6]),
  finds('finds a number with all bits clear', { bits: { $bitsAllClear: [0, 3] } }, [4, 5, 6]),
  finds('finds a number with any bit clear', { bits: { $bitsAnyClear: 6 } }, [4, 6]),
  finds('finds by an expression', { $expr: { $gt: ['$n', '$o.x'] } }, [1, 2, 4, 5, 6, 7]),
  finds(
    'finds by a schema',
    {
      $jsonSchema: {
        required: ['ao'],
        properties: { n: { bsonType: ['double', 'long'] }, ao: { items: { required: ['k'] } } },
      },
    },
    [2, 3],
  ),
  finds('passes over a comment', { n: 5, $comment: 'why' }, [1, 3, 4]),
  finds('refuses an operator that there is not', { n: { $near5: 1 } }, refused(2)),
  finds('refuses a top level operator that there is not', { $foo: 1 }, refused(2)),
  finds('refuses $and of nothing', { $and: [] }, refused(2)),
  finds('refuses $or of what is no document', { $or: [5] }, refused(2)),
  finds('refuses $in of what is no array', { n: { $in: 5 } }, refused(2)),
  finds('refuses operators in $in', { n: { $in: [{ $gt: 1 }] } }, refused(2)),
  finds('refuses a division by zero', { n: { $mod: [0, 1] } }, refused(2)),
  finds('refuses a remainder of too little', { n: { $mod: [2] } }, refused(2)),
  finds('refuses a negative size', { t: { $size: -1 } }, refused(2)),
  finds('refuses a type that there is not', { n: { $type: 'foo' } }, refused(2)),
  finds('refuses a pattern that is none', { s: { $regex: '(' } }, refused(51091)),
  finds('refuses an option that there is not', { s: { $regex: 'a', $options: 'z' } }, refused(51108)),
  finds('refuses options without a pattern', { s: { $options: 'i' } }, refused(2)),
  finds('refuses $not of a value', { s: { $not: 5 } }, refused(2)),
  finds('refuses $elemMatch of a value', { s: { $elemMatch: 5 } }, refused(2)),
  finds('refuses an unknown expression', { $expr: { $foo: 1 } }, refused(168)),
  finds('refuses an unknown variable', { $expr: '$$foo' }, refused(17276)),
  finds('refuses fields beside operators', { n: { $gt: 1, x: 1 } }, refused(2)),
  finds('refuses to compare with a pattern', { s: { $gt: new BSONRegExp('a', '') } }, refused(2)),
  finds('refuses text search without its index', { $text: { $search: 'a' } }, refused(27)),
];
