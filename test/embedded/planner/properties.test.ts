import { Int32 } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import type { Document } from '../../../server/embedded/bson.js';
import { show } from '../../../server/embedded/language/show.js';
import { compileSorter } from '../../../server/embedded/language/sort.js';
import { type Commands, commandsOf } from '../../support/commands.js';
import { temporaryEngine } from '../../support/engine.js';
import * as any from '../language/arbitraries.js';

const direction = fc.constantFrom(1, -1).map((sign) => new Int32(sign));

const key = fc
  .uniqueArray(fc.tuple(any.path, direction), { minLength: 1, maxLength: 3, selector: ([path]) => path })
  .map((fields) => Object.fromEntries(fields));

const options = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Document>({}) },
  { weight: 1, arbitrary: fc.constant<Document>({ sparse: true }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Document>(
      { partialFilterExpression: { a: { $gt: new Int32(0) } } },
      { partialFilterExpression: { b: { $exists: true } } },
      { partialFilterExpression: { c: { $type: 'number' } } },
      { partialFilterExpression: { $or: [{ a: new Int32(1) }, { b: { $lt: new Int32(3) } }] } },
      { partialFilterExpression: { a: { $in: [null, 'a', new Int32(2)] } } },
      { partialFilterExpression: { a: { $gte: new Int32(1), $lte: new Int32(3) } } },
    ),
  },
);

const indexes = fc
  .array(fc.tuple(key, options), { minLength: 1, maxLength: 3 })
  .map((list) => list.map(([fields, more], at) => ({ key: fields, name: `i${at}`, ...more })));

/** Values that make keys longer than an index keeps whole. */
const long = fc.constantFrom('x'.repeat(1600), `${'x'.repeat(1600)}y`, `${'x'.repeat(1499)}`, 'x'.repeat(3000));

const anyDocument = fc.oneof(
  { weight: 12, arbitrary: any.document },
  {
    weight: 1,
    arbitrary: fc.tuple(any.document, any.name, long).map(([document, name, text]) => ({ ...document, [name]: text })),
  },
);

const anyFilter = fc.oneof(
  { weight: 8, arbitrary: any.filter },
  { weight: 2, arbitrary: fc.tuple(any.filter, any.filter).map(([one, other]): Document => ({ $or: [one, other] })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(any.filter, any.filter, any.filter)
      .map(([one, two, three]): Document => ({ ...one, $or: [two, three] })),
  },
  { weight: 1, arbitrary: fc.tuple(any.name, long).map(([name, text]): Document => ({ [name]: text })) },
  { weight: 1, arbitrary: fc.tuple(any.name, long).map(([name, text]): Document => ({ [name]: { $gte: text } })) },
);

const query = fc.record({
  filter: anyFilter,
  sort: fc.option(any.sort, { nil: undefined }),
  limit: fc.constantFrom(0, 0, 1, 3),
});

const ALL = { noNullPrototype: true } as const;

describe('indexes', () => {
  const open = temporaryEngine();
  let commands: Commands;
  before(() => {
    commands = commandsOf(open());
  });

  /** Two collections with the same documents: `indexed` takes only what its indexes take, `plain` the same. */
  async function fill(documents: readonly Document[], specs: readonly Document[], isLate: boolean): Promise<boolean> {
    await commands.ask({ drop: 'plain' });
    await commands.ask({ drop: 'indexed' });
    const insert = async (into: string, list: readonly Document[]) =>
      list.length > 0 && commands.run({ insert: into, documents: list, ordered: false });
    if (!isLate) {
      const made = await commands.ask({ createIndexes: 'indexed', indexes: specs });
      if (Number(made.ok) !== 1) return false;
    }
    await insert('indexed', documents);
    if (isLate) {
      const made = await commands.ask({ createIndexes: 'indexed', indexes: specs });
      if (Number(made.ok) !== 1) return false;
    }
    await insert('plain', await commands.all({ find: 'indexed', sort: { $natural: 1 } }));
    return true;
  }

  const idsOf = (documents: readonly Document[]): string[] => documents.map(({ _id }) => show(_id)).sort();

  async function sameAnswer({ filter, sort, limit }: { filter: Document; sort: Document | undefined; limit: number }) {
    const find = { filter, ...(sort && { sort }), ...(limit > 0 && { limit: new Int32(limit) }) };
    const [plain, indexed] = [
      await commands.ask({ find: 'plain', ...find, batchSize: 1000 }),
      await commands.ask({ find: 'indexed', ...find, batchSize: 1000 }),
    ];
    expect(indexed.code, 'the same refusal').to.deep.equal(plain.code);
    if (plain.code !== undefined) return;
    const batch = ({ cursor }: Document): Document[] => (cursor as { firstBatch: Document[] }).firstBatch;
    const [expected, found] = [batch(plain), batch(indexed)];
    expect(found.length, 'as many').to.equal(expected.length);
    if (limit === 0) expect(idsOf(found)).to.deep.equal(idsOf(expected));
    if (sort) {
      const sorter = compileSorter(sort, undefined);
      found.forEach((document, at) => {
        const order = sorter.compareKeys(sorter.keyOf(document), sorter.keyOf(expected[at] ?? {}));
        expect(order, `the order at ${at}`).to.equal(0);
      });
    }
    if (limit === 0) {
      const count = async (name: string) => (await commands.run({ count: name, query: filter })).n;
      expect(await count('indexed')).to.deep.equal(await count('plain'));
    }
  }

  it('change no answer', async () => {
    const property = fc.asyncProperty(
      fc.array(anyDocument, { minLength: 5, maxLength: 25 }),
      indexes,
      fc.boolean(),
      fc.array(query, { minLength: 10, maxLength: 10 }),
      async (documents, specs, isLate, queries) => {
        const numbered = documents.map((document, at) => ({ _id: new Int32(at), ...document }));
        if (!(await fill(numbered, specs, isLate))) return;
        for (const one of queries) await sameAnswer(one);
      },
    );
    await fc.assert(property, { seed: 31, numRuns: 100 });
  });

  it('are what a rebuild would make after any writes', async () => {
    const write = fc.oneof(
      fc
        .record({ q: any.filter, u: any.update, multi: fc.boolean() }, ALL)
        .map((one): Document => ({ update: 'indexed', updates: [one] })),
      fc
        .record({ q: any.filter, limit: fc.constantFrom(0, 1).map((limit) => new Int32(limit)) }, ALL)
        .map((one): Document => ({ delete: 'indexed', deletes: [one] })),
      anyDocument.map((document): Document => ({ insert: 'indexed', documents: [document] })),
      fc
        .record({ q: any.filter, u: anyDocument }, ALL)
        .map(({ q, u }): Document => ({ findAndModify: 'indexed', query: q, update: u, upsert: true })),
    );
    const unique = fc.boolean();
    const property = fc.asyncProperty(
      fc.array(anyDocument, { minLength: 3, maxLength: 12 }),
      indexes,
      unique,
      fc.array(write, { minLength: 8, maxLength: 8 }),
      async (documents, specs, isUnique, writes) => {
        const [first, ...others] = specs;
        if (!(await fill(documents, [{ ...first, ...(isUnique && { unique: true }) }, ...others], false))) return;
        for (const one of writes) await commands.ask(one);
        const { valid, errors } = await commands.run({ validate: 'indexed' });
        expect({ valid, errors }).to.deep.equal({ valid: true, errors: [] });
      },
    );
    await fc.assert(property, { seed: 32, numRuns: 60 });
  });
});
