import { expect } from 'chai';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { MongoClient } from 'mongodb';
import { freshDatabase, testStore } from '../support/store.js';
import { differenceOf } from './fuzz/compare.js';
import { needsMoreOfAnIndex } from './fuzz/known.js';
import { sessions } from './fuzz/sessions.js';

describe('random sessions', () => {
  let client: MongoClient | undefined;
  before(async () => {
    client = await MongoClient.connect((await testStore()).uri);
  });
  after(() => client?.close());

  it('are answered alike with and without indexes', async () => {
    const db = (client ?? expect.fail('There is no connection')).db(freshDatabase());
    const property = fc.asyncProperty(sessions, async (session) => {
      const difference = await differenceOf(
        session,
        { db, collection: 'indexed', indexed: true },
        { db, collection: 'plain', indexed: false },
        { fieldOrder: true, isKnown: needsMoreOfAnIndex },
      );
      expect(difference).to.equal(undefined);
    });
    await fc.assert(property, { seed: 7, numRuns: 50 });
    await db.dropDatabase();
  });
});
