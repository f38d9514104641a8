import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compileFilter } from '../../../server/embedded/language/match.js';
import { compileProjection } from '../../../server/embedded/language/project.js';
import { compileSort } from '../../../server/embedded/language/sort.js';
import { codeOf, frozen, typedDocument } from './typed.js';

type Plain = Record<string, unknown>;

const DOCUMENT = frozen(
  typedDocument({ _id: 1, a: [1, 2, 3], b: [{ c: 1, d: 2 }, 5, { c: [4] }], s: { x: { y: 1, z: 2 } }, n: 7 }),
);

/** Shown as text, so that the order of the fields counts. */
const projected = (projection: Plain, filter: Plain = {}): unknown =>
  codeOf(() =>
    JSON.stringify(compileProjection(typedDocument(projection), compileFilter(typedDocument(filter)))(DOCUMENT)),
  );

const CASES: [Plain, string | number, Plain?][] = [
  [{ n: 1 }, '{"_id":1,"n":7}'],
  [{ n: 1, _id: 0 }, '{"n":7}'],
  [{ n: 0, a: 0, b: 0 }, '{"_id":1,"s":{"x":{"y":1,"z":2}}}'],
  [{ 'b.c': 1 }, '{"_id":1,"b":[{"c":1},{"c":[4]}]}'],
  [{ 'b.c': 0, a: 0, s: 0 }, '{"_id":1,"b":[{"d":2},5,{}],"n":7}'],
  [{ s: { x: { z: 1 } } }, '{"_id":1,"s":{"x":{"z":2}}}'],
  [{ n: 1, m: { $add: ['$n', 1] } }, '{"_id":1,"n":7,"m":8}'],
  [{ 's.k': '$n' }, '{"_id":1,"s":{"k":7}}'],
  [{ a: { $slice: -2 }, b: 0, s: 0 }, '{"_id":1,"a":[2,3],"n":7}'],
  [{ a: { $slice: [1, 1] }, n: 1 }, '{"_id":1,"a":[2],"n":7}'],
  [{ a: { $elemMatch: { $gt: 1 } } }, '{"_id":1,"a":[2]}'],
  [{ b: { $elemMatch: { c: 4 } }, n: 1 }, '{"_id":1,"n":7,"b":[{"c":[4]}]}'],
  [{ a: { $elemMatch: { $gt: 9 } }, n: 1 }, '{"_id":1,"n":7}'],
  [{ 'a.$': 1 }, '{"_id":1,"a":[2]}', { a: { $gt: 1 } }],
  [{ 'b.$': 1 }, '{"_id":1,"b":[{"c":[4]}]}', { 'b.c': 4 }],
  [{ 'a.$': 1 }, 51246, { n: 7 }],
  [{ a: 1, n: 0 }, 31254],
  [{ a: 0, n: 1 }, 31253],
  [{ 'a.b': 1, a: 1 }, 31250],
  [{ a: 1, 'a.b': 1 }, 31249],
  [{ a: { $foo: 1 } }, 31325],
  [{ a: {} }, 51270],
  [{ $a: 1 }, 16410],
  [{ 'a.$': 1, 'b.$': 1 }, 31276],
  [{ a: 0, x: { $add: [1, 2] } }, 31252],
];

describe('projections', () => {
  for (const [projection, answer, filter] of CASES) {
    it(`${JSON.stringify(projection)} gives ${answer}`, () => expect(projected(projection, filter)).to.equal(answer));
  }
});

describe('sorts', () => {
  const sorted = (sort: Plain, documents: Plain[]): unknown =>
    codeOf(() =>
      documents
        .map(typedDocument)
        .sort(compileSort(typedDocument(sort)))
        .map(({ n }) => String(n))
        .join(' '),
    );

  it('take the least element of an array upwards and the greatest downwards', () => {
    const documents = [
      { n: 1, a: [5, 0] },
      { n: 2, a: 3 },
      { n: 3, a: [4] },
    ];
    expect(sorted({ a: 1 }, documents)).to.equal('1 2 3');
    expect(sorted({ a: -1 }, documents)).to.equal('1 3 2');
  });

  it('put an empty array before null, and null beside what is missing', () => {
    expect(sorted({ a: 1, n: 1 }, [{ n: 1, a: 0 }, { n: 2, a: null }, { n: 3 }, { n: 4, a: [] }])).to.equal('4 2 3 1');
  });

  it('take several fields of one array together', () => {
    const documents = [
      {
        n: 1,
        a: [
          { x: 1, y: 9 },
          { x: 5, y: 1 },
        ],
      },
      { n: 2, a: [{ x: 1, y: 3 }] },
    ];
    expect(sorted({ 'a.x': 1, 'a.y': 1 }, documents)).to.equal('2 1');
  });

  it('refuse parallel arrays and directions that are none', () => {
    expect(sorted({ a: 1, b: 1 }, [{ a: [1], b: [2] }, { a: 1 }])).to.equal(2);
    expect([sorted({ a: 2 }, []), sorted({ a: 'x' }, []), sorted({ a: { $meta: 'textScore' } }, [])]).to.deep.equal([
      15975, 15974, 40218,
    ]);
  });
});
