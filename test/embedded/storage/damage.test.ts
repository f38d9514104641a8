import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { open } from 'lmdb';
import { before, describe, it } from 'mocha';
import { openEngine } from '../../../server/embedded/engine.js';
import { ALL_THE_TIME } from '../../../server/embedded/pages/check.js';
import { allAtOnce } from '../../../server/embedded/pages/walk.js';
import { checkFile, checkOpenFile } from '../../../server/embedded/storage/file.js';
import { StoreRefused } from '../../../server/embedded/storage/refused.js';
import { commandsOf } from '../../support/commands.js';
import { localStores, temporaryFolders } from '../../support/engine.js';
import { randomFrom } from '../../support/random.js';

const folders = temporaryFolders();
const stores = localStores();
const bodyOf = (number: number) => 'words '.repeat(number % 7 === 0 ? 900 : number % 30);

/** The bytes of a store with some hundred documents, two indexes and big values. */
async function writtenFile(): Promise<Buffer> {
  const folder = folders.make();
  const store = await stores.open(folder);
  const tickets = store.client.db('desk').collection<{ _id: number }>('tickets');
  await tickets.createIndex({ queue: 1, number: -1 });
  await tickets.createIndex({ key: 1 }, { unique: true });
  for (let part = 0; part < 6; part++) {
    await tickets.insertMany(
      Array.from({ length: 100 }, (_, at) => part * 100 + at).map((number) => ({
        ...{ _id: number, queue: `q${number % 5}`, number, key: `key-${number}`, body: bodyOf(number) },
      })),
    );
    await tickets.updateMany({ queue: 'q3' }, { $set: { changed: part } });
    await tickets.deleteMany({ queue: 'q4' });
  }
  await store.stop();
  return readFileSync(join(folder, 'store.mdb'));
}

async function refusalOf(folder: string): Promise<string> {
  try {
    await openEngine(folder).close();
  } catch (error) {
    if (error instanceof StoreRefused) return error.message;
    throw error;
  }
  return '';
}

function isRefused(look: () => void): boolean {
  try {
    look();
    return false;
  } catch (error) {
    if (error instanceof StoreRefused) return true;
    throw error;
  }
}

describe('a file that is not what was written', () => {
  let whole: Buffer;
  before(async () => {
    whole = await writtenFile();
  });

  function folderWith(bytes: Uint8Array): string {
    const folder = folders.make();
    writeFileSync(join(folder, 'store.mdb'), bytes);
    return folder;
  }

  it('is refused when it was cut to a third, with a way out, and left as it is', async () => {
    const third = whole.subarray(0, Math.floor(whole.length / 3));
    const folder = folderWith(third);
    expect(await refusalOf(folder)).to.match(/was cut: it has \d+ bytes and needs \d+.*desk store doctor/);
    expect(readFileSync(join(folder, 'store.mdb')).equals(third)).to.equal(true);
  });

  it('is refused when it is empty', async () => {
    expect(await refusalOf(folderWith(Buffer.alloc(0)))).to.contain('is empty');
  });

  it('is refused when it is of something else', async () => {
    expect(await refusalOf(folderWith(Buffer.from('%PDF-1.7\n'.repeat(2000))))).to.contain("is not a store's file");
  });

  it('is refused when it is the file of another program that uses LMDB', async () => {
    const folder = folders.make();
    const other = open({ path: join(folder, 'store.mdb') });
    await other.openDB('sessions', {}).put('a', { b: 1 });
    await other.close();
    expect(await refusalOf(folder)).to.contain('does not name the tables of a store');
  });

  it('is refused when half of its head is gone', async () => {
    for (const place of [24, 4096 + 24]) {
      const bytes = Buffer.from(whole);
      bytes.fill(0, place, place + 136);
      expect(await refusalOf(folderWith(bytes)), `at ${place}`).to.contain('its head is destroyed');
    }
  });

  it('is refused or whole, wherever a bit has turned', async () => {
    const random = randomFrom(20261103);
    const outcomes = { refused: 0, whole: 0 };
    const expected = await contentOf(folderWith(whole));
    const used = whole.length - 3 * 1024 * 1024;
    for (let round = 0; round < 120; round++) {
      const bytes = Buffer.from(whole);
      const place = Math.floor(random() * used);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
      const folder = folderWith(bytes);
      if ((await refusalOf(folder)) !== '') outcomes.refused++;
      else {
        outcomes.whole++;
        expect(await contentOf(folder), `byte ${place}`).to.deep.equal(expected);
      }
    }
    expect(outcomes.refused).to.be.greaterThan(20);
  });

  it('is refused at the start or found later, where the start has no time to look at all of it', () => {
    const hurried = { values: 0, leaves: 0 };
    const path = join(folderWith(whole), 'store.mdb');
    expect(checkFile(path, hurried)).to.deep.include({ complete: false });
    expect(checkFile(path, ALL_THE_TIME)).to.deep.include({ complete: true });
    const random = randomFrom(20261129);
    const outcomes = { refused: 0, found: 0 };
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      const place = Math.floor(random() * (whole.length - 3 * 1024 * 1024));
      bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
      const damaged = join(folderWith(bytes), 'store.mdb');
      if (isRefused(() => checkFile(damaged, hurried))) outcomes.refused++;
      else if (isRefused(() => allAtOnce(checkOpenFile(damaged)))) outcomes.found++;
    }
    expect(outcomes.found).to.be.greaterThan(10);
  });

  it('is told from one that changes while it is looked through', async () => {
    const engine = openEngine(folderWith(whole));
    const commands = commandsOf(engine, 'desk');
    const steps = engine.environment.check();
    let count = 0;
    while (!steps.next().done) {
      count++;
      await commands.run({ delete: 'tickets', deletes: [{ q: { queue: `q${count % 4}` }, limit: 1 }] });
      await commands.run({
        insert: 'tickets',
        documents: [{ _id: 10_000 + count, key: `new-${count}`, body: bodyOf(7) }],
      });
    }
    await engine.close();
    expect(count).to.be.greaterThan(20);
  });

  async function contentOf(folder: string): Promise<unknown> {
    const engine = openEngine(folder);
    const { bytes, documents } = engine.catalog.find('desk', 'tickets') ?? {};
    const records = [...engine.environment.documents.getRange()].map(({ key, value }) => [
      key.toString('hex'),
      value.toString('hex'),
    ]);
    const entries = [...engine.environment.entries.getRange()].map(({ key }) => key.toString('hex'));
    await engine.close();
    return { bytes, documents, records, entries };
  }
});
