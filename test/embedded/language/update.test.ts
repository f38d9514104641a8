import { BSONRegExp, Decimal128, Double, Long } from 'bson';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compileFilter } from '../../../server/embedded/language/match.js';
import { compileUpdate, seedUpsert, type UpdateOptions } from '../../../server/embedded/language/update.js';
import { codeOf, frozen, typed, typedDocument, written } from './typed.js';

const BEFORE = frozen(
  typedDocument({
    _id: 1,
    a: [1, 2, 3],
    b: { c: 1 },
    n: 5,
    s: 'x',
    l: Long.MAX_VALUE,
    o: [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
      { x: 1, y: 3 },
    ],
    z: null,
  }),
);

type Plain = Record<string, unknown>;

const updated = (update: Plain | Plain[], options: UpdateOptions = {}, filter: Plain = {}) => {
  const compiled = Array.isArray(update) ? update.map(typedDocument) : typedDocument(update);
  const position = compileFilter(typedDocument(filter)).position(BEFORE);
  return compileUpdate(compiled, { now: new Date(1000), ...options }).apply(BEFORE, { position, insert: false });
};

/** What is different after the update; undefined for fields that went. */
const CHANGED: [Plain, Plain][] = [
  [{ $set: { 'b.d': 1, aa: 2 } }, { b: { c: 1, d: 1 }, aa: 2 }],
  [{ $set: { 'a.4': 9 } }, { a: [1, 2, 3, null, 9] }],
  [{ $set: { 'q.0.r': 1 } }, { q: { 0: { r: 1 } } }],
  [{ $unset: { 'a.1': 1, s: '' } }, { a: [1, null, 3], s: undefined }],
  [{ $inc: { n: 2147483647, q: 1 } }, { n: Long.fromNumber(2147483652), q: 1 }],
  [{ $inc: { n: 0.5 } }, { n: 5.5 }],
  [{ $inc: { n: Decimal128.fromString('0.1') } }, { n: Decimal128.fromString('5.1') }],
  [{ $mul: { n: 3, q: 2.5 } }, { n: 15, q: new Double(0) }],
  [{ $min: { n: 3, s: 1 } }, { n: 3, s: 1 }],
  [{ $max: { n: 3, z: 1, 'b.c': 'x' } }, { z: 1, b: { c: 'x' } }],
  [{ $rename: { n: 'b.n', 'b.c': 'm' } }, { n: undefined, b: { n: 5 }, m: 1 }],
  [{ $currentDate: { t: true } }, { t: new Date(1000) }],
  [{ $bit: { n: { and: 4, or: 3 } } }, { n: 7 }],
  [{ $push: { a: 4, q: 1 } }, { a: [1, 2, 3, 4], q: [1] }],
  [{ $push: { a: { $each: [9, 0], $position: 1, $slice: 4 } } }, { a: [1, 9, 0, 2] }],
  [
    { $push: { o: { $each: [{ x: 0 }], $sort: { x: -1, y: -1 }, $slice: -3 } } },
    { o: [{ x: 1, y: 3 }, { x: 1, y: 1 }, { x: 0 }] },
  ],
  [{ $addToSet: { a: { $each: [2, 7, 7.0] } } }, { a: [1, 2, 3, 7] }],
  [{ $pull: { a: { $gte: 2 }, o: { x: 1 } } }, { a: [1], o: [{ x: 2, y: 2 }] }],
  [{ $pullAll: { a: [1, 3] } }, { a: [2] }],
  [
    { $pop: { a: -1, o: 1 } },
    {
      a: [2, 3],
      o: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
    },
  ],
  [
    { $set: { 'o.$[].y': 0 } },
    {
      o: [
        { x: 1, y: 0 },
        { x: 2, y: 0 },
        { x: 1, y: 0 },
      ],
    },
  ],
];

describe('updates', () => {
  for (const [update, change] of CHANGED) {
    it(JSON.stringify(update), () => {
      const expected = { ...BEFORE, ...typedDocument(change) };
      for (const name of Object.keys(change)) if (change[name] === undefined) delete expected[name];
      expect(written(updated(update))).to.deep.equal(written(expected));
    });
  }

  const UNCHANGED: Plain[] = [
    { $set: { n: 5 } },
    { $set: {} },
    { $unset: { q: 1, 'n.x': 1 } },
    { $inc: { n: 0 } },
    { $min: { n: 9 } },
    { $max: { n: Long.fromNumber(5) } },
    { $push: { a: { $each: [] } } },
    { $addToSet: { a: 2.0 } },
    { $pull: { a: 9, q: 1 } },
    { $pop: { q: 1 } },
    { $rename: { q: 'r' } },
    { $setOnInsert: { q: 1 } },
  ];
  for (const update of UNCHANGED)
    it(`${JSON.stringify(update)} changes nothing`, () => expect(updated(update)).to.equal(BEFORE));

  const REFUSED: [Plain | Plain[], number][] = [
    [{ $set: { _id: 2 } }, 66],
    [{ $unset: { _id: 1 } }, 66],
    [{ _id: 2 }, 66],
    [[{ $set: { _id: 2 } }], 66],
    [{ $foo: { a: 1 } }, 9],
    [{ $set: { a: 1 }, b: 1 }, 9],
    [{ $set: 1 }, 9],
    [{ a: 1, $set: { b: 1 } }, 52],
    [{ $set: { $x: 1 } }, 52],
    [{ $set: { '': 1 } }, 56],
    [{ $set: { 'a..b': 1 } }, 56],
    [{ $set: { b: 1, 'b.c': 2 } }, 40],
    [{ $set: { a: 1 }, $unset: { a: 1 } }, 40],
    [{ $set: { 'n.x': 1 } }, 28],
    [{ $set: { 'a.x': 1 } }, 28],
    [{ $pull: { 'n.x': 1 } }, 28],
    [{ $inc: { s: 1 } }, 14],
    [{ $inc: { n: 'x' } }, 14],
    [{ $inc: { l: 1 } }, 2],
    [{ $push: { n: 1 } }, 2],
    [{ $pop: { n: 1 } }, 14],
    [{ $pop: { a: 2 } }, 9],
    [{ $bit: { s: { and: 1 } } }, 2],
    [{ $rename: { n: 'n.x' } }, 2],
    [{ $rename: { 'a.0': 'q' } }, 2],
    [{ $set: { 'a.$': 1 } }, 2],
    [{ $set: { 'o.$[i].y': 1 } }, 2],
    [{ $set: { 'q.$[]': 0 } }, 2],
    [{ $set: { 'a.2000000': 1 } }, 34],
    [[{ $match: {} }], 72],
  ];
  for (const [update, code] of REFUSED) {
    it(`${JSON.stringify(update)} is refused with ${code}`, () => expect(codeOf(() => updated(update))).to.equal(code));
  }

  it('puts new fields in the order of their names, numbers by size', () => {
    const update = compileUpdate(typedDocument({ $set: { z: 1, b: 1, 'q.b': 1, 'q.a': 1 } }));
    expect(JSON.stringify(update.apply({}, { insert: true }))).to.equal('{"b":1,"q":{"a":1,"b":1},"z":1}');
  });

  it('reaches the element that the filter found', () => {
    expect(written(updated({ $set: { 'a.$': 9 } }, {}, { a: 2 }).a)).to.deep.equal(written(typed([1, 9, 3])));
    expect(written(updated({ $inc: { 'o.$.y': 5 } }, {}, { 'o.x': 2 }).o)).to.deep.equal(
      written(
        typed([
          { x: 1, y: 1 },
          { x: 2, y: 7 },
          { x: 1, y: 3 },
        ]),
      ),
    );
  });

  it('reaches the elements that array filters choose', () => {
    const arrayFilters = [typedDocument({ 'i.x': 1 }), typedDocument({ 'j.y': { $gt: 1 } })];
    const after = updated({ $set: { 'o.$[i].p': 0 }, $inc: { 'o.$[j].y': 10 } }, { arrayFilters });
    expect(written(after.o)).to.deep.equal(
      written(
        typed([
          { x: 1, y: 1, p: 0 },
          { x: 2, y: 12 },
          { x: 1, y: 13, p: 0 },
        ]),
      ),
    );
    expect(codeOf(() => updated({ $set: { n: 1 } }, { arrayFilters }))).to.equal(9);
    expect(codeOf(() => updated({ $set: { 'a.$[i]': 1 } }, { arrayFilters: [{}] }))).to.equal(9);
  });

  it('replaces documents and runs pipelines, keeping _id', () => {
    expect(written(updated({ x: 1 }))).to.deep.equal(written(typed({ _id: 1, x: 1 })));
    expect(updated(BEFORE)).to.equal(BEFORE);
    expect(written(updated([{ $project: { n: { $add: ['$n', 1] } } }]))).to.deep.equal(
      written(typed({ _id: 1, n: 6 })),
    );
    expect(written(updated([{ $replaceWith: { x: '$s' } }]))).to.deep.equal(written(typed({ _id: 1, x: 'x' })));
  });

  it('seeds an upsert with what the filter holds equal', () => {
    const seed = (filter: Plain) => written(seedUpsert(typedDocument(filter)));
    expect(
      seed({ a: 1, 'b.c': { $eq: 2 }, 'b.d': { $in: [3] }, e: { $gt: 1 }, f: new BSONRegExp('x', '') }),
    ).to.deep.equal(written(typed({ a: 1, b: { c: 2, d: 3 } })));
    expect(seed({ $and: [{ a: 1 }, { $or: [{ b: 2 }] }], $nor: [{ c: 1 }] })).to.deep.equal(
      written(typed({ a: 1, b: 2 })),
    );
    expect(seed({ $or: [{ a: 1 }, { b: 1 }], c: { $all: [4] } })).to.deep.equal(written(typed({ c: 4 })));
    expect(codeOf(() => seed({ a: 1, $and: [{ a: 2 }] }))).to.equal(54);
    expect(codeOf(() => seed({ a: 1, 'a.b': 2 }))).to.equal(54);
  });
});
