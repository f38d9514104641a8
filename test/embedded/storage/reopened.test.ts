import { expect } from 'chai';
import { describe, it } from 'mocha';
import { localStores, temporaryFolders } from '../../support/engine.js';

describe('a store that is opened again', () => {
  const folders = temporaryFolders();
  const stores = localStores();

  it('still holds an index to its word that was made unique after its creation', async () => {
    const folder = folders.make();
    const first = await stores.open(folder);
    const db = first.client.db('kept');
    await db.collection('a').insertMany([{ x: 1 }, { x: 2 }]);
    await db.collection('a').createIndex({ x: 1 });
    for (const change of [{ prepareUnique: true }, { unique: true }])
      await db.command({ collMod: 'a', index: { keyPattern: { x: 1 }, ...change } });
    await first.stop();

    const again = (await stores.open(folder)).client.db('kept');
    const refusal = await again
      .collection('a')
      .insertOne({ x: 1 })
      .catch((error: unknown) => error);
    expect(refusal).to.include({ code: 11000 });
    await again.collection('a').insertOne({ x: 3 });
    expect(await again.collection('a').countDocuments({ x: 3 }, { hint: 'x_1' })).to.equal(1);
    const { valid, keysPerIndex } = await again.command({ validate: 'a' });
    expect({ valid, keysPerIndex }).to.deep.equal({ valid: true, keysPerIndex: { _id_: 3, x_1: 3 } });
  });

  it('still goes through a clustered collection by its _id', async () => {
    const folder = folders.make();
    const first = await stores.open(folder);
    await first.client.db('kept').createCollection('c', { clusteredIndex: { key: { _id: 1 }, unique: true } });
    await first.client
      .db('kept')
      .collection<{ _id: number }>('c')
      .insertMany([{ _id: 3 }, { _id: 1 }, { _id: 2 }]);
    await first.stop();

    const again = (await stores.open(folder)).client.db('kept').collection<{ _id: number }>('c');
    expect(await again.find().toArray()).to.deep.equal([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
  });
});
