import { expect } from 'chai';
import { type Collection, type FindCursor, Long, MongoServerError } from 'mongodb';
import type { Row } from './kinds.js';
import { promise } from './subject.js';

interface Item {
  _id: number;
  x?: number;
}

let made = 0;

/** What somebody sees who stays at the end of a capped collection of at most five documents. */
function tails(
  sentence: string,
  given: readonly Item[],
  look: (collection: Collection<Item>) => Promise<unknown>,
  seen: unknown,
): Row {
  return (subject) =>
    promise(subject, sentence, async ({ db }) => {
      const name = `tail${++made}`;
      const collection = await db.createCollection<Item>(name, { capped: true, size: 100_000, max: 5 });
      if (given.length > 0) await collection.insertMany(given.map((item) => ({ ...item })));
      expect(await look(collection).catch(codeOf)).to.deep.equal(seen);
    });
}

const codeOf = (error: unknown): unknown => {
  if (error instanceof MongoServerError) return { code: error.code };
  throw error;
};

const TWO: readonly Item[] = [
  { _id: 1, x: 1 },
  { _id: 2, x: 2 },
];

/** Looks, and closes the cursor whatever was seen. */
async function using<T>(cursor: FindCursor<Item>, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } finally {
    await cursor.close();
  }
}

/** What cursors do that stay open at the end of a capped collection. */
export const TAILING: readonly Row[] = [
  tails(
    'stays open at the end, and goes on with what comes',
    TWO,
    async (c) => {
      const cursor = c.find({}, { tailable: true });
      return using(cursor, async () => {
        const seen = [await cursor.tryNext(), await cursor.tryNext(), await cursor.tryNext()];
        await c.insertMany([{ _id: 3 }, { _id: 4 }]);
        return [...seen, await cursor.tryNext(), await cursor.tryNext(), await cursor.tryNext()];
      });
    },
    [...TWO, null, { _id: 3 }, { _id: 4 }, null],
  ),
  tails(
    'waits for what comes',
    TWO,
    async (c) => {
      const cursor = c.find({}, { tailable: true, awaitData: true, maxAwaitTimeMS: 60_000 });
      return using(cursor, async () => {
        const seen = [await cursor.next(), await cursor.next()];
        const waiting = cursor.next();
        await c.insertOne({ _id: 3 });
        return [...seen, await waiting];
      });
    },
    [...TWO, { _id: 3 }],
  ),
  tails(
    'waits no longer than it is told to',
    TWO,
    async (c) => {
      const cursor = c.find({}, { tailable: true, awaitData: true, maxAwaitTimeMS: 1, batchSize: 2 });
      return using(cursor, async () => [await cursor.next(), await cursor.next(), await cursor.tryNext()]);
    },
    [...TWO, null],
  ),
  tails(
    'sees only what is asked for, as it is asked for',
    TWO,
    async (c) => {
      const cursor = c.find({ x: { $gt: 1 } }, { tailable: true, projection: { _id: 0 } });
      return using(cursor, async () => {
        const seen = [await cursor.tryNext(), await cursor.tryNext()];
        await c.insertMany([{ _id: 3 }, { _id: 4, x: 4 }]);
        return [...seen, await cursor.tryNext()];
      });
    },
    [{ x: 2 }, null, { x: 4 }],
  ),
  tails('has nothing to stay at where nothing is', [], (c) => c.find({}, { tailable: true }).toArray(), []),
  tails(
    'ends with a refusal once its place is overwritten',
    TWO,
    async (c) => {
      const cursor = c.find({}, { tailable: true });
      return using(cursor, async () => {
        await cursor.next();
        await cursor.next();
        await c.insertMany([3, 4, 5, 6, 7, 8].map((_id) => ({ _id })));
        return cursor.next();
      });
    },
    { code: 136 },
  ),
  tails(
    'ends with a refusal once the collection is dropped',
    TWO,
    async (c) => {
      const cursor = c.find({}, { tailable: true, batchSize: 2 });
      return using(cursor, async () => {
        await cursor.next();
        await cursor.next();
        await c.drop();
        return cursor.next();
      });
    },
    { code: 175 },
  ),
  tails(
    'ends with a refusal when it is killed while it waits',
    TWO,
    async (c) => {
      const { db } = c;
      const find = { find: c.collectionName, tailable: true, awaitData: true };
      const { cursor } = await db.command(find, { promoteLongs: false });
      const asked = db.command({ getMore: cursor.id, collection: c.collectionName, maxTimeMS: 60_000 });
      const told = asked.catch(codeOf);
      await db.command({ killCursors: c.collectionName, cursors: [cursor.id] });
      return told;
    },
    { code: 237 },
  ),
  tails(
    'takes a time to wait only where it waits',
    TWO,
    async (c) => {
      const { db } = c;
      const { cursor } = await db.command({ find: c.collectionName, tailable: true }, { promoteLongs: false });
      const told = await db.command({ getMore: cursor.id, collection: c.collectionName, maxTimeMS: 5 }).catch(codeOf);
      const { cursorsKilled } = await db.command(
        { killCursors: c.collectionName, cursors: [cursor.id] },
        { promoteLongs: false },
      );
      return [told, Long.isLong(cursorsKilled[0])];
    },
    [{ code: 2 }, true],
  ),
  tails('is in the order of insertion only', TWO, (c) => c.find({}, { tailable: true, sort: { x: 1 } }).toArray(), {
    code: 2,
  }),
];
