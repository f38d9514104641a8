import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey } from 'bson';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compileFilter } from '../../../server/embedded/language/match.js';
import { codeOf, typedDocument } from './typed.js';

const DOCUMENTS = [
  { _id: 1, a: [1, 2, 3], b: { c: 1 } },
  { _id: 2, a: 5, b: [{ c: 1 }, { c: [4] }] },
  { _id: 3, a: 'xyz', b: [[7], 8] },
  { _id: 4, a: null },
  { _id: 5 },
  { _id: 6, a: [], b: { c: null } },
  { _id: 7, a: new Double(Number.NaN), b: { c: Decimal128.fromString('1.0') } },
].map(typedDocument);

const found = (filter: Record<string, unknown>): number[] => {
  const { matches } = compileFilter(typedDocument(filter));
  return DOCUMENTS.flatMap((document, i) => (matches(document) ? [i + 1] : []));
};

const CASES: [Record<string, unknown>, number[]][] = [
  [{}, [1, 2, 3, 4, 5, 6, 7]],
  [{ a: 2 }, [1]],
  [{ a: [1, 2, 3] }, [1]],
  [{ a: { $eq: Long.fromNumber(5) } }, [2]],
  [{ a: null }, [4, 5]],
  [{ a: { $ne: null } }, [1, 2, 3, 6, 7]],
  [{ a: { $exists: false } }, [5]],
  [{ a: { $gt: 2 } }, [1, 2]],
  [{ a: { $gt: 1, $lt: 2 } }, [1]],
  [{ a: { $elemMatch: { $gt: 1, $lt: 2 } } }, []],
  [{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [1]],
  [{ a: { $gte: new Double(Number.NaN) } }, [7]],
  [{ a: { $lt: 100 } }, [1, 2]],
  [{ a: { $gt: new MinKey() } }, [1, 2, 3, 4, 5, 6, 7]],
  [{ a: { $lt: new MaxKey() } }, [1, 2, 3, 4, 5, 6, 7]],
  [{ a: { $lte: null } }, [4, 5]],
  [{ a: { $in: [5, null, new BSONRegExp('^x', '')] } }, [2, 3, 4, 5]],
  [{ a: { $nin: [5, null, new BSONRegExp('^x', '')] } }, [1, 6, 7]],
  [{ a: { $in: [] } }, []],
  [{ a: { $size: 0 } }, [6]],
  [{ a: { $all: [1, 3] } }, [1]],
  [{ a: { $all: [] } }, []],
  [{ b: { $all: [{ $elemMatch: { c: 1 } }, { $elemMatch: { c: 4 } }] } }, [2]],
  [{ a: { $type: 'array' } }, [1, 6]],
  [{ a: { $type: 'number' } }, [1, 2, 7]],
  [{ a: { $type: [10, 'string'] } }, [3, 4]],
  [{ a: { $mod: [2, 1] } }, [1, 2]],
  [{ a: { $regex: 'Y', $options: 'i' } }, [3]],
  [{ a: new BSONRegExp('z$', '') }, [3]],
  [{ a: { $not: { $gt: 2 } } }, [3, 4, 5, 6, 7]],
  [{ a: { $bitsAllSet: [0, 1] } }, [1]],
  [{ a: { $bitsAnySet: 4 } }, [2]],
  [{ a: { $bitsAllClear: new Binary(Buffer.from([4]), 0) } }, [1]],
  [{ 'a.0': 1 }, [1]],
  [{ 'a.3': { $exists: true } }, []],
  [{ 'b.c': 1 }, [1, 2, 7]],
  [{ 'b.c': 4 }, [2]],
  [{ 'b.1.c.0': 4 }, [2]],
  [{ 'b.0': 7 }, []],
  [{ 'b.0.0': 7 }, [3]],
  [{ 'b.c': null }, [4, 5, 6]],
  [{ b: { c: 1 } }, [1, 2, 7]],
  [{ $and: [{ a: 1 }, { 'b.c': 1 }] }, [1]],
  [{ $or: [{ a: 5 }, { a: 'xyz' }] }, [2, 3]],
  [{ $nor: [{ a: { $exists: true } }, { b: 1 }] }, [5]],
  [{ $expr: { $eq: [{ $type: '$a' }, 'string'] } }, [3]],
  [{ $jsonSchema: { required: ['b'], properties: { a: { bsonType: ['int', 'double'] } } } }, [2, 7]],
  [{ $comment: 'why', a: 5 }, [2]],
];

describe('filters', () => {
  for (const [filter, ids] of CASES)
    it(`${JSON.stringify(filter)} finds ${ids.join(', ') || 'nothing'}`, () =>
      expect(found(filter)).to.deep.equal(ids));

  const REFUSED: [Record<string, unknown>, number][] = [
    [{ a: { $foo: 1 } }, 2],
    [{ $foo: 1 }, 2],
    [{ $and: [] }, 2],
    [{ $or: [1] }, 2],
    [{ a: { $in: 1 } }, 2],
    [{ a: { $in: [{ $gt: 1 }] } }, 2],
    [{ a: { $not: 1 } }, 2],
    [{ a: { $regex: '(' } }, 51091],
    [{ a: { $regex: 'x', $options: 'q' } }, 51108],
    [{ a: { $options: 'i' } }, 2],
    [{ a: { $mod: [0, 1] } }, 2],
    [{ a: { $size: -1 } }, 2],
    [{ a: { $type: 'foo' } }, 2],
    [{ a: { $type: [] } }, 9],
    [{ a: { $bitsAllSet: -1 } }, 9],
    [{ a: { $gt: new BSONRegExp('x', '') } }, 2],
    [{ b: { $elemMatch: { $expr: true } } }, 2],
    [{ $where: '1' }, 2],
    [{ $text: { $search: 'a' } }, 27],
    [{ a: { $near: [1, 1] } }, 291],
    [{ $jsonSchema: 1 }, 14],
    [{ $jsonSchema: { foo: 1 } }, 9],
  ];
  for (const [filter, code] of REFUSED) {
    it(`${JSON.stringify(filter)} is refused with ${code}`, () => expect(codeOf(() => found(filter))).to.equal(code));
  }

  it('tells the place through which an array matched', () => {
    const place = (filter: Record<string, unknown>, id: number) =>
      compileFilter(typedDocument(filter)).position(DOCUMENTS[id - 1] ?? {});
    expect([
      place({ a: 2 }, 1),
      place({ 'b.c': 4 }, 2),
      place({ b: { $elemMatch: { c: 4 } } }, 2),
      place({ a: 5 }, 2),
      place({ a: 9 }, 1),
    ]).to.deep.equal([1, 1, 1, undefined, undefined]);
  });

  it('takes names of plain objects for names like any other', () => {
    const { matches } = compileFilter({ constructor: null, toString: { $exists: false }, '__proto__.x': null });
    expect(matches({ a: new Int32(1) })).to.equal(true);
  });

  it('compares strings by a collation', () => {
    const { matches } = compileFilter({ a: 'ÄPFEL' }, { collation: { locale: 'de', strength: new Int32(1) } });
    expect([matches({ a: 'apfel' }), matches({ a: ['x', 'Äpfel'] }), matches({ a: 'birne' })]).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(codeOf(() => compileFilter({}, { collation: { locale: 'de', strength: new Int32(4) } }))).to.equal(2);
  });
});
