import { EJSON, Int32 } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { type Collection, MongoClient, MongoServerError } from 'mongodb';
import { CommandError } from '../../../server/embedded/errors.js';
import { compilePipeline } from '../../../server/embedded/language/aggregate.js';
import { compileFilter } from '../../../server/embedded/language/match.js';
import { compileProjection } from '../../../server/embedded/language/project.js';
import { compileSort } from '../../../server/embedded/language/sort.js';
import { compileUpdate } from '../../../server/embedded/language/update.js';
import { type Document, isDocument } from '../../../server/embedded/language/values.js';
import * as any from './arbitraries.js';
import { expression, stages } from './expressions.js';
import { written } from './typed.js';

const uri = process.env.MONGODB_TEST_URI;
const runs = Number(process.env.FUZZ_RUNS ?? 20);
const seed = Number(process.env.FUZZ_SEED ?? 1);

/** A document as the driver stores it. */
type Stored = Document & { _id: Int32 };

/** What one side answers: values written out with their types, or the number of its refusal. */
type Answer = { values: unknown } | { refused: number };

/**
 * Where a server of MongoDB's language that is not MongoDB is known to differ, by what was asked and
 * answered. MongoDB's own source decided each.
 */
const KNOWN: Readonly<Record<string, (asked: string, mine: Answer, other: Answer) => boolean>> = {
  'refuses with another number': (_, mine, other) => 'refused' in mine && 'refused' in other,
  'evaluates arguments that MongoDB never looks at': (_, mine, other) => 'values' in mine && 'refused' in other,
  'takes MinKey and MaxKey not to compare with what is missing': (asked) => /\$m(in|ax)Key/.test(asked),
  'sorts by parallel arrays, and arrays in arrays by the outer one': (asked, mine) =>
    /"\$sort"/.test(asked) && ('refused' in mine || /\.\d/.test(asked)),
  'lets $[] and $rename pass over what is missing': (asked, mine) => 'refused' in mine && /\$\[\]|\$rename/.test(asked),
  'adds to booleans as to numbers': (asked, mine) => 'refused' in mine && /\$(inc|mul)/.test(asked),
  'takes negative places of missing strings': (asked, mine) => 'refused' in mine && /\$substrCP/.test(asked),
  'gives the mean of whole numbers as a whole number': (asked) => /\$avg/.test(asked),
  'tells groups of missing and of null apart': (asked) => /\$(group|sortByCount)/.test(asked),
  'merges $unset with the stage that follows': (asked) => /^\[\{"\$unset"/.test(asked),
  'puts computed fields before kept ones': (asked) => /\$project/.test(asked) && /"c":/.test(asked),
};

async function theirs(ask: () => Promise<unknown>): Promise<Answer> {
  try {
    return { values: written({ all: await ask() }) };
  } catch (error) {
    if (error instanceof MongoServerError) return { refused: Number(error.code) };
    throw error;
  }
}

function ours(answer: () => unknown): Answer {
  try {
    return { values: written({ all: answer() }) };
  } catch (error) {
    if (error instanceof CommandError) return { refused: error.code };
    throw error;
  }
}

(uri ? describe : describe.skip)('the language beside a server', function () {
  this.timeout(3_600_000);
  let client: MongoClient;
  let collection: Collection<Stored>;
  const types = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

  before(async () => {
    client = await MongoClient.connect(uri ?? '');
    collection = client.db(`language_${process.pid}`).collection<Stored>('documents');
  });
  after(async () => {
    await client.db(`language_${process.pid}`).dropDatabase();
    await client.close();
  });

  /** Runs a property many times; one set of documents serves several tries. */
  async function compare<T>(
    tries: fc.Arbitrary<T>,
    check: (documents: Document[], one: T) => Promise<[Answer, Answer]>,
    prepare: (documents: Document[]) => unknown = (documents) => documents,
  ) {
    const sets = fc.tuple(any.documents(8), fc.array(tries, { minLength: 10, maxLength: 10 }));
    const property = fc.asyncProperty(sets, async ([random, list]) => {
      const documents = [prepare(random)].flat().filter(isDocument);
      await collection.deleteMany({});
      await collection.insertMany(documents.map((document, i) => ({ ...document, _id: new Int32(i) })));
      for (const one of list) {
        const [mine, other] = await check(documents, one);
        const asked = EJSON.stringify(one, { relaxed: false });
        if (JSON.stringify(mine) === JSON.stringify(other)) continue;
        if (Object.values(KNOWN).some((known) => known(asked, mine, other))) continue;
        expect(mine, `${asked} of ${EJSON.stringify(documents, { relaxed: false })}`).to.deep.equal(other);
      }
    });
    await fc.assert(property, { numRuns: runs, seed, endOnFailure: true });
  }

  it('finds the same documents', () =>
    compare(any.filter, async (documents, filter) => [
      ours(() => documents.filter(compileFilter(filter).matches).map(({ _id }) => _id)),
      await theirs(() =>
        collection
          .find(filter, { ...types, sort: { _id: 1 } })
          .map(({ _id }) => _id)
          .toArray(),
      ),
    ]));

  it('projects the same fields', () =>
    compare(any.projection, async (documents, projection) => [
      ours(() => documents.map(compileProjection(projection))),
      await theirs(() => collection.find({}, { ...types, projection, sort: { _id: 1 } }).toArray()),
    ]));

  it('sorts the same way', () =>
    compare(
      any.sort.map((sort) => ({ $sort: { ...sort, _id: new Int32(1) } })),
      async (documents, { $sort }) => [
        ours(() => documents.toSorted(compileSort($sort)).map(({ _id }) => _id)),
        await theirs(() =>
          collection
            .aggregate([{ $sort }], types)
            .map(({ _id }) => _id)
            .toArray(),
        ),
      ],
      pruned,
    ));

  it('updates to the same documents', () =>
    compare(any.update, async ([document = {}], update) => {
      const first = { _id: new Int32(0) };
      await collection.replaceOne(first, { ...document, ...first });
      const mine = ours(() =>
        sorted(pruned(written({ after: compileUpdate(update).apply(document, { insert: false }) }))),
      );
      const other = await theirs(async () => {
        await collection.updateOne(first, update);
        return sorted(pruned(written({ after: await collection.findOne(first, types) })));
      });
      return [mine, other];
    }));

  it('evaluates expressions to the same values', () =>
    compare(expression, async (documents, one) => {
      const pipeline = [{ $match: { _id: new Int32(0) } }, { $project: { value: one } }];
      return [aggregated(documents, pipeline), await theirs(() => collection.aggregate(pipeline, types).toArray())];
    }));

  it('runs pipelines to the same documents', () =>
    compare(stages, async (documents, list) => {
      const pipeline = [{ $sort: { _id: new Int32(1) } }, ...list];
      const inOrder = (answer: Answer): Answer => ('values' in answer ? { values: texts(answer.values) } : answer);
      return [
        inOrder(aggregated(documents, pipeline)),
        inOrder(await theirs(() => collection.aggregate(pipeline, types).toArray())),
      ];
    }));
});

function aggregated(documents: Document[], pipeline: Document[]): Answer {
  return ours(() => {
    const { run } = compilePipeline([{ $unset: '-' }, ...pipeline], {
      database: 'd',
      collection: 'c',
      now: new Date(0),
      memoryLimit: 1e8,
      read: (_, { filter }) => documents.filter(compileFilter(filter).matches),
    });
    return [...run(documents)];
  });
}

/** Documents without regard to their order and that of their fields. */
function texts(values: unknown): unknown {
  const all = isDocument(values) && Array.isArray(values.all) ? values.all : [];
  return all.map((one: unknown) => JSON.stringify(sorted(one))).sort();
}

/** Fields in the order of their names, for servers that store new ones in the order written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isDocument(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

/** Without empty documents and arrays, which other servers sort elsewhere, make and leave out. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (!isDocument(value)) return value;
  const kept = Object.keys(value).map((name): [string, unknown] => [name, pruned(value[name])]);
  const isEmpty = (one: unknown) =>
    Array.isArray(one) ? one.length === 0 : isDocument(one) && Object.keys(one).length === 0;
  return Object.fromEntries(kept.filter(([, one]) => !isEmpty(one)));
}
