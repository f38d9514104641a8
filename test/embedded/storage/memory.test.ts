import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { serveStore } from '../../../server/embedded/server.js';
import { MAX_MESSAGE_BYTES, memoryShares } from '../../../server/embedded/wire/limits.js';

describe('the memory of a store', () => {
  it('is shared out of what it is given, with room for the largest message', () => {
    expect(memoryShares(512)).to.deep.equal({ incoming: 201_326_592, unread: 268_435_456, stage: 104_857_600 });
    expect(memoryShares(128)).to.include({ unread: 67_108_864, stage: 26_843_545 });
    expect(memoryShares(128).incoming).to.be.at.least(MAX_MESSAGE_BYTES);
  });

  it('bounds what a sort may hold', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-memory-'));
    const store = await serveStore(folder, { port: 0 }, () => undefined, 128);
    const client = await MongoClient.connect(store.uri);
    const notes = client.db('desk').collection<{ _id: number; text: string }>('notes');
    const text = 'x'.repeat(1_000_000);
    await notes.insertMany(Array.from({ length: 30 }, (_, n) => ({ _id: n, text })));
    const sorted = (limit: number) =>
      notes
        .find({ _id: { $lt: limit } })
        .sort({ text: 1 })
        .toArray();
    expect(await sorted(10)).to.have.length(10);
    expect(await sorted(30).catch(({ code }) => code)).to.equal(292);
    await client.close();
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
