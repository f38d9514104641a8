import { expect } from 'chai';
import { type Collection, Long, MongoBulkWriteError, MongoServerError } from 'mongodb';
import type { Document } from '../../../server/embedded/language/values.js';
import type { Row } from './kinds.js';
import { promise } from './subject.js';

/** A document of these rows. */
interface Item {
  _id: number;
  x?: number;
  y?: number;
  k?: string;
  n?: number;
  $a?: number;
  'a.b'?: number;
  c?: Document;
}

const GIVEN: readonly Item[] = [
  { _id: 1, x: 11 },
  { _id: 2, x: 22 },
  { _id: 3, x: 33 },
];

let made = 0;

/** What the driver's method answers on the three documents, and, where it matters, what is left. */
function does(
  sentence: string,
  act: (collection: Collection<Item>) => Promise<unknown>,
  answer: unknown,
  left?: readonly Item[],
): Row {
  return (subject) =>
    promise(subject, sentence, async ({ db }) => {
      const collection = db.collection<Item>(`driver${++made}`);
      await collection.insertMany(GIVEN.map((item) => ({ ...item })));
      expect(await act(collection).catch(faultOf)).to.deep.equal(answer);
      if (left) expect(await collection.find().sort({ _id: 1 }).toArray()).to.deep.equal(left);
    });
}

/** A refusal as the driver tells it. */
function faultOf(error: unknown): Document {
  if (error instanceof MongoBulkWriteError) {
    const faults = [error.writeErrors].flat();
    const { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount } = error.result;
    return {
      faults: faults.map(({ index, code }) => ({ index, code })),
      counts: [insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount],
    };
  }
  if (error instanceof MongoServerError) return { code: error.code };
  throw error;
}

const updated = (matchedCount: number, modifiedCount: number, upsertedId: unknown = null): Document => ({
  acknowledged: true,
  matchedCount,
  modifiedCount,
  upsertedCount: upsertedId === null ? 0 : 1,
  upsertedId,
});

const [FIRST, SECOND, THIRD] = GIVEN as [Item, Item, Item];

const READS: readonly Row[] = [
  does('finds by a filter', (c) => c.find({ x: { $gt: 11 } }).toArray(), [SECOND, THIRD]),
  does('finds in batches', (c) => c.find({}, { sort: { _id: -1 }, batchSize: 2 }).toArray(), [THIRD, SECOND, FIRST]),
  does('finds with skip and limit', (c) => c.find({}, { sort: { _id: 1 }, skip: 1, limit: 1 }).toArray(), [SECOND]),
  does('finds with a negative limit in one batch', (c) => c.find({}, { sort: { _id: 1 }, limit: -2 }).toArray(), [
    FIRST,
    SECOND,
  ]),
  does(
    'finds with a hint, a comment and a time limit',
    (c) => c.find({ x: 22 }, { hint: '_id_', comment: 'why', maxTimeMS: 5000 }).toArray(),
    [SECOND],
  ),
  does('finds one', (c) => c.findOne({ _id: 2 }, { projection: { x: 1, _id: 0 } }), { x: 22 }),
  does('finds none', (c) => c.findOne({ _id: 9 }), null),
  does('counts documents', (c) => c.countDocuments({ x: { $gte: 22 } }), 2),
  does('counts documents with skip and limit', (c) => c.countDocuments({}, { skip: 1, limit: 5 }), 2),
  does('counts documents by a hint', (c) => c.countDocuments({ _id: 1 }, { hint: '_id_' }), 1),
  does('estimates the count', (c) => c.estimatedDocumentCount(), 3),
  does('tells distinct values', async (c) => (await c.distinct('x', { _id: { $gt: 1 } })).sort(), [22, 33]),
  does(
    'aggregates in batches',
    (c) => c.aggregate([{ $sort: { x: 1 } }, { $match: { _id: { $gt: 1 } } }], { batchSize: 1 }).toArray(),
    [SECOND, THIRD],
  ),
  does(
    'groups',
    (c) => c.aggregate([{ $group: { _id: null, sum: { $sum: '$x' } } }], { allowDiskUse: true }).toArray(),
    [{ _id: null, sum: 66 }],
  ),
];

const WRITES: readonly Row[] = [
  does('inserts one', (c) => c.insertOne({ _id: 4, x: 44 }), { acknowledged: true, insertedId: 4 }, [
    ...GIVEN,
    { _id: 4, x: 44 },
  ]),
  does('refuses to insert the same again', (c) => c.insertOne({ _id: 1 }), { code: 11000 }, GIVEN),
  does('inserts many', (c) => c.insertMany([{ _id: 4 }, { _id: 5 }]), {
    acknowledged: true,
    insertedCount: 2,
    insertedIds: { 0: 4, 1: 5 },
  }),
  does(
    'ends an ordered insert of many at the first fault',
    (c) => c.insertMany([{ _id: 4 }, { _id: 1 }, { _id: 5 }]),
    { faults: [{ index: 1, code: 11000 }], counts: [1, 0, 0, 0, 0] },
    [...GIVEN, { _id: 4 }],
  ),
  does(
    'goes on after faults of an unordered insert',
    (c) => c.insertMany([{ _id: 1 }, { _id: 4 }, { _id: 2 }, { _id: 5 }], { ordered: false }),
    {
      faults: [
        { index: 0, code: 11000 },
        { index: 2, code: 11000 },
      ],
      counts: [2, 0, 0, 0, 0],
    },
  ),
  does(
    'inserts without acknowledgement',
    async (c) => {
      const { acknowledged } = await c.insertOne({ _id: 4 }, { writeConcern: { w: 0 } });
      return [acknowledged, await c.countDocuments({ _id: 1 })];
    },
    [false, 1],
  ),
  does('updates one', (c) => c.updateOne({ _id: { $gt: 1 } }, { $inc: { x: 1 } }), updated(1, 1), [
    FIRST,
    { _id: 2, x: 23 },
    THIRD,
  ]),
  does(
    'updates one that is as it should be',
    (c) => c.updateOne({ _id: 1 }, { $set: { x: 11 } }),
    updated(1, 0),
    GIVEN,
  ),
  does('updates none', (c) => c.updateOne({ _id: 9 }, { $inc: { x: 1 } }), updated(0, 0), GIVEN),
  does('upserts', (c) => c.updateOne({ _id: 4 }, { $inc: { x: 1 } }, { upsert: true }), updated(0, 0, 4), [
    ...GIVEN,
    { _id: 4, x: 1 },
  ]),
  does('updates many', (c) => c.updateMany({ _id: { $gt: 1 } }, { $inc: { x: 1 } }), updated(2, 2), [
    FIRST,
    { _id: 2, x: 23 },
    { _id: 3, x: 34 },
  ]),
  does(
    'updates by a hint on a key',
    (c) => c.updateMany({ x: { $gt: 11 } }, { $inc: { x: 1 } }, { hint: { _id: 1 } }),
    updated(2, 2),
  ),
  does(
    'updates by a pipeline and variables',
    (c) => c.updateOne({ $expr: { $eq: ['$_id', '$$id'] } }, [{ $set: { x: '$$y' } }], { let: { id: 2, y: 5 } }),
    updated(1, 1),
    [FIRST, { _id: 2, x: 5 }, THIRD],
  ),
  does(
    'sets a name with a dollar by a pipeline',
    (c) =>
      c.updateOne({ _id: 1 }, [
        { $replaceWith: { $setField: { field: { $literal: '$a' }, value: 1, input: '$$ROOT' } } },
      ]),
    updated(1, 1),
    [{ _id: 1, x: 11, $a: 1 }, SECOND, THIRD],
  ),
  does('replaces one', (c) => c.replaceOne({ _id: 2 }, { y: 1 }), updated(1, 1), [FIRST, { _id: 2, y: 1 }, THIRD]),
  does('replaces by names with dots', (c) => c.replaceOne({ _id: 2 }, { 'a.b': 1, c: { $d: 1 } }), updated(1, 1), [
    FIRST,
    { _id: 2, 'a.b': 1, c: { $d: 1 } },
    THIRD,
  ]),
  does('upserts a replacement', (c) => c.replaceOne({ _id: 4 }, { y: 1 }, { upsert: true }), updated(0, 0, 4), [
    ...GIVEN,
    { _id: 4, y: 1 },
  ]),
  does('deletes one', (c) => c.deleteOne({ _id: { $gt: 1 } }), { acknowledged: true, deletedCount: 1 }, [FIRST, THIRD]),
  does(
    'deletes many by a hint',
    (c) => c.deleteMany({ _id: { $gt: 1 } }, { hint: '_id_' }),
    { acknowledged: true, deletedCount: 2 },
    [FIRST],
  ),
];

const FIND_AND_CHANGE: readonly Row[] = [
  does(
    'finds one and updates it',
    (c) =>
      c.findOneAndUpdate({ _id: { $gt: 1 } }, { $inc: { x: 1 } }, { sort: { x: -1 }, projection: { x: 1, _id: 0 } }),
    { x: 33 },
  ),
  does(
    'finds one, updates it and answers with what is',
    (c) => c.findOneAndUpdate({ _id: 2 }, { $inc: { x: 1 } }, { returnDocument: 'after' }),
    { _id: 2, x: 23 },
  ),
  does('finds none to update', (c) => c.findOneAndUpdate({ _id: 9 }, { $inc: { x: 1 } }), null, GIVEN),
  does(
    'upserts one that is not found',
    (c) => c.findOneAndUpdate({ _id: 9 }, { $inc: { x: 1 } }, { upsert: true, returnDocument: 'after' }),
    { _id: 9, x: 1 },
  ),
  does(
    'tells more of it when asked',
    (c) => c.findOneAndUpdate({ _id: 9 }, { $inc: { x: 1 } }, { upsert: true, includeResultMetadata: true }),
    { lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 }, value: null, ok: 1 },
  ),
  does('finds one and replaces it', (c) => c.findOneAndReplace({ _id: 2 }, { y: 1 }, { returnDocument: 'after' }), {
    _id: 2,
    y: 1,
  }),
  does('finds one and deletes it', (c) => c.findOneAndDelete({ x: { $gt: 11 } }, { sort: { x: 1 } }), SECOND, [
    FIRST,
    THIRD,
  ]),
  does('refuses another _id', (c) => c.findOneAndUpdate({ _id: 1 }, { $set: { _id: 9 } }), { code: 66 }, GIVEN),
];

const BULKS: readonly Row[] = [
  does(
    'writes in bulk',
    async (c) => {
      const { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedIds } = await c.bulkWrite([
        { insertOne: { document: { _id: 4, x: 44 } } },
        { updateOne: { filter: { _id: 1 }, update: { $set: { x: 0 } } } },
        { updateMany: { filter: { x: { $gt: 30 } }, update: { $inc: { x: 1 } } } },
        { replaceOne: { filter: { _id: 9 }, replacement: { x: 99 }, upsert: true } },
        { deleteOne: { filter: { _id: 2 } } },
        { deleteMany: { filter: { x: 0 } } },
      ]);
      return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedIds };
    },
    { insertedCount: 1, matchedCount: 3, modifiedCount: 3, deletedCount: 2, upsertedIds: { 3: 9 } },
    [
      { _id: 3, x: 34 },
      { _id: 4, x: 45 },
      { _id: 9, x: 99 },
    ],
  ),
  does(
    'ends an ordered bulk at the first fault',
    (c) =>
      c.bulkWrite([
        { updateOne: { filter: { _id: 1 }, update: { $set: { x: 0 } } } },
        { insertOne: { document: { _id: 1 } } },
        { deleteMany: { filter: {} } },
      ]),
    { faults: [{ index: 1, code: 11000 }], counts: [0, 1, 1, 0, 0] },
    [{ _id: 1, x: 0 }, SECOND, THIRD],
  ),
  does(
    'goes on after faults of an unordered bulk',
    (c) =>
      c.bulkWrite(
        [
          { insertOne: { document: { _id: 1 } } },
          { deleteOne: { filter: { _id: 3 } } },
          { insertOne: { document: { _id: 2 } } },
        ],
        { ordered: false },
      ),
    {
      faults: [
        { index: 0, code: 11000 },
        { index: 2, code: 11000 },
      ],
      counts: [0, 0, 0, 1, 0],
    },
    [FIRST, SECOND],
  ),
];

const CURSORS: readonly Row[] = [
  does(
    'closes a cursor before its end',
    async (c) => {
      const cursor = c.find({}, { batchSize: 1 });
      await cursor.next();
      const id = cursor.id ?? Long.ZERO;
      await cursor.close();
      return c.db.command({ getMore: id, collection: c.collectionName });
    },
    { code: 43 },
  ),
  does(
    'refuses to read on with the cursor of another collection',
    async (c) => {
      const cursor = c.find({}, { batchSize: 1 });
      await cursor.next();
      const answer = await c.db.command({ getMore: cursor.id ?? Long.ZERO, collection: 'another' }).catch(faultOf);
      await cursor.close();
      return answer;
    },
    { code: 13 },
  ),
  does(
    'reads on while documents are changed',
    async (c) => {
      const cursor = c.find({}, { batchSize: 1, sort: { _id: 1 } });
      await cursor.next();
      await c.updateOne({ _id: 3 }, { $set: { y: 1 } });
      return (await cursor.toArray()).map(({ _id }) => _id);
    },
    [2, 3],
  ),
  does(
    'makes one document of many upserts at once',
    async (c) => {
      await c.createIndex({ k: 1 }, { unique: true, sparse: true });
      const upsert = () => c.updateOne({ k: 'one' }, { $inc: { n: 1 } }, { upsert: true });
      await Promise.all(Array.from({ length: 10 }, () => upsert().catch(upsert)));
      return c.find({ k: 'one' }).project({ _id: 0 }).toArray();
    },
    [{ k: 'one', n: 10 }],
  ),
];

/** What the official driver's methods answer: what the driver specifications' tests of CRUD look at. */
export const DRIVER: readonly Row[] = [...READS, ...WRITES, ...FIND_AND_CHANGE, ...BULKS, ...CURSORS];
