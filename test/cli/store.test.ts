import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import mongoose from 'mongoose';
import { openEnvironment } from '../../server/embedded/storage/environment.js';
import { localStores, temporaryFolders } from '../support/engine.js';
import { freshDatabase, testStore } from '../support/store.js';
import { desk, deskUntilReady } from '../support/store-process.js';

const { MongoClient, Long, Decimal128, Double, Int32 } = mongoose.mongo;
const folders = temporaryFolders();
const stores = localStores();

/** A folder with a store of 300 tickets. */
async function storeOfTickets(): Promise<string> {
  const folder = folders.make();
  const store = await stores.open(folder);
  const tickets = store.client.db('desk').collection<{ _id: number }>('tickets');
  await tickets.createIndex({ number: 1 }, { unique: true });
  await tickets.insertMany(
    Array.from({ length: 300 }, (_, number) => ({ _id: number, number, text: `Ticket ${number}` })),
  );
  await store.stop();
  return folder;
}

async function ticketsOf(folder: string): Promise<number[]> {
  const store = await stores.open(folder);
  const found = await store.client.db('desk').collection<{ _id: number }>('tickets').find().sort({ _id: 1 }).toArray();
  await store.stop();
  return found.map(({ _id }) => _id);
}

describe('desk store serve', () => {
  it('prints its address on a line of its own when it is ready, and ends in order on SIGTERM', async () => {
    const folder = folders.make();
    const { child, line, ended } = await deskUntilReady('store', 'serve', '--port', '0', '--data', folder);
    expect(line).to.match(/^mongodb:\/\/127\.0\.0\.1:\d+\/\?directConnection=true$/);
    const client = await new MongoClient(line).connect();
    await client.db('desk').collection('notes').insertOne({ text: 'kept' });
    await client.close();
    child.kill('SIGTERM');
    expect(await ended).to.deep.equal({ status: 0, signal: null, out: `${line}\n`, errors: '' });
    const store = await stores.open(folder);
    expect(await store.client.db('desk').collection('notes').countDocuments()).to.equal(1);
  });

  it('refuses a folder that another process serves', async () => {
    const folder = folders.make();
    await stores.open(folder);
    const { status, errors } = await desk('store', 'serve', '--port', '0', '--data', folder);
    expect({ status, errors }).to.deep.equal({
      status: 1,
      errors: `The folder ${folder} is in use by process ${process.pid}. One store, one process.\n`,
    });
  });

  it('listens on a socket of this user alone', async () => {
    const folder = folders.make();
    const socket = join(folder, 'store.sock');
    const { child, line, ended } = await deskUntilReady('store', 'serve', '--socket', socket, '--data', folder);
    expect(statSync(socket).mode & 0o777).to.equal(0o600);
    const client = await new MongoClient(line).connect();
    expect(await client.db('desk').command({ ping: 1 })).to.deep.equal({ ok: 1 });
    await client.close();
    child.kill('SIGINT');
    expect((await ended).status).to.equal(0);
  });
});

describe('desk store backup and restore', () => {
  it('copies a store that is being written to, as it was at one moment', async () => {
    const folder = folders.make();
    const store = await stores.open(folder);
    const pairs = store.client.db('desk').collection<{ _id: number }>('pairs');
    await pairs.insertMany(Array.from({ length: 500 }, (_, _id) => ({ _id, key: _id })));
    await pairs.createIndex({ key: 1 });
    let running = true;
    let last = 499;
    const writing = (async () => {
      while (running) {
        const _id = last + 1;
        await pairs.insertMany([{ _id }, { _id: -_id }], { ordered: true });
        last = _id;
      }
    })();
    const file = join(folders.make(), 'copy.mdb');
    const before = last;
    const { status, errors } = await desk('store', 'backup', file, '--data', folder);
    running = false;
    await writing;
    expect({ status, errors }).to.deep.equal({ status: 0, errors: '' });

    const restored = folders.make();
    expect((await desk('store', 'restore', file, '--data', restored)).status).to.equal(0);
    const copy = (await stores.open(restored)).client.db('desk').collection<{ _id: number }>('pairs');
    const ids = (await copy.find({}, { projection: { _id: 1 } }).toArray())
      .map(({ _id }) => _id)
      .filter((id) => id > 499);
    expect(ids.length).to.be.within(before - 499, last - 499);
    for (const id of ids) expect(await copy.findOne({ _id: -id }), `the other half of ${id}`).to.not.equal(null);
    const { valid, errors: faults } = await copy.db.command({ validate: 'pairs' });
    expect({ valid, faults }).to.deep.equal({ valid: true, faults: [] });
  });

  it('does not overwrite a store unless it is told to, and then keeps it', async () => {
    const folder = await storeOfTickets();
    const file = join(folders.make(), 'copy.mdb');
    await desk('store', 'backup', file, '--data', folder);
    const refused = await desk('store', 'restore', file, '--data', folder);
    expect(refused.status).to.equal(1);
    expect(refused.errors).to.contain('exists already. Say --replace to put it aside.');
    const replaced = await desk('store', 'restore', file, '--data', folder, '--replace');
    expect(replaced.status).to.equal(0);
    expect(readdirSync(folder).filter((name) => name.includes('.replaced-'))).to.have.length(1);
    expect(await ticketsOf(folder)).to.have.length(300);
  });

  it('restores nothing that is damaged', async () => {
    const folder = await storeOfTickets();
    const file = join(folders.make(), 'copy.mdb');
    await desk('store', 'backup', file, '--data', folder);
    const bytes = readFileSync(file);
    bytes.write('Ticket X', bytes.indexOf('Ticket 250'));
    writeFileSync(file, bytes);
    const { status, errors } = await desk('store', 'restore', file, '--data', folders.make());
    expect(status).to.equal(1);
    expect(errors).to.match(/cannot be restored: page \d+: a value of the table documents is not what was written/);
  });
});

describe('desk store doctor', () => {
  it('says of a sound store what is in it', async () => {
    const folder = await storeOfTickets();
    const { status, out } = await desk('store', 'doctor', '--data', folder);
    expect({ status, out }).to.deep.equal({
      status: 0,
      out: 'desk.tickets: 300 documents, 2 indexes, sound\nThe store is sound.\n',
    });
  });

  it('saves all but what is destroyed, and keeps the damaged file', async () => {
    const folder = await storeOfTickets();
    const path = join(folder, 'store.mdb');
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('Ticket 123'); at >= 0; at = bytes.indexOf('Ticket 123', at + 1)) bytes.write('T!', at);
    writeFileSync(path, bytes);

    const found = await desk('store', 'doctor', '--data', folder);
    expect(found.status).to.equal(1);
    expect(found.out).to.match(/page \d+: a value of the table documents is not what was written/);
    expect(readFileSync(path).equals(bytes)).to.equal(true);

    const repaired = await desk('store', 'doctor', '--data', folder, '--repair');
    expect(repaired.status, repaired.out + repaired.errors).to.equal(0);
    expect(repaired.out).to.contain('Saved 299 documents');
    const [kept = ''] = readdirSync(folder).filter((name) => name.includes('.damaged-'));
    expect(readFileSync(join(folder, kept)).equals(bytes)).to.equal(true);
    expect(await ticketsOf(folder)).to.deep.equal(
      Array.from({ length: 300 }, (_, id) => id).filter((id) => id !== 123),
    );
  });

  it('makes a file whole that was cut where nothing is written yet', async () => {
    const folder = await storeOfTickets();
    const path = join(folder, 'store.mdb');
    truncateSync(path, Math.floor(statSync(path).size / 3));
    const found = await desk('store', 'doctor', '--data', folder);
    expect(found.status).to.equal(1);
    expect(found.out).to.match(/was cut: it has \d+ bytes and needs \d+/);
    const repaired = await desk('store', 'doctor', '--data', folder, '--repair');
    expect(repaired.status, repaired.out + repaired.errors).to.equal(0);
    expect(await ticketsOf(folder)).to.have.length(300);
  });

  it('finds and mends an index that is not what a rebuild would make', async () => {
    const folder = await storeOfTickets();
    const environment = openEnvironment(folder);
    environment.transaction(() => {
      const [key] = environment.entries.getKeys({ start: Buffer.from([0, 0, 0, 3]), limit: 1 });
      if (key) environment.entries.removeSync(key);
    });
    await environment.close();
    const found = await desk('store', 'doctor', '--data', folder);
    expect(found.status).to.equal(1);
    expect(found.out).to.contain('desk.tickets: 300 documents, 2 indexes, 1 faults');
    expect((await desk('store', 'doctor', '--data', folder, '--repair')).status).to.equal(0);
    expect(await ticketsOf(folder)).to.have.length(300);
  });

  it('leaves a store alone that is in use', async () => {
    const folder = folders.make();
    await stores.open(folder);
    const { status, errors } = await desk('store', 'doctor', '--data', folder, '--repair');
    expect(status).to.equal(1);
    expect(errors).to.contain('is in use by process');
  });

  it('says where there is no store', async () => {
    const folder = folders.make();
    const { status, errors } = await desk('store', 'doctor', '--data', folder);
    expect({ status, errors }).to.deep.equal({ status: 1, errors: `There is no store in ${folder}.\n` });
    expect(existsSync(join(folder, 'store.mdb'))).to.equal(false);
  });
});

describe('desk store export and import', () => {
  it('moves databases to a server and back, every value as the type that it was', async () => {
    const documents = [
      { _id: new Int32(1), long: Long.fromNumber(7), double: new Double(7), decimal: Decimal128.fromString('7.00') },
      { _id: 'two', list: [null, { $ref: 'a', $id: 1 }], at: new Date(0), pattern: /^x/i },
    ];
    const database = freshDatabase();
    const { uri } = await testStore();
    const folder = folders.make();
    const first = await stores.open(folder);
    const things = first.client.db(database).collection<{ _id: unknown }>('things');
    await things.createIndex({ long: -1 }, { unique: true, sparse: true });
    await things.insertMany(documents);
    const raw = await rawOf(first.client, database);
    const indexes = await things.listIndexes().toArray();
    await first.stop();

    const exported = await desk('store', 'export', '--to', uri, '--data', folder, '--database', database);
    expect(exported.errors).to.equal('');
    expect(exported.out).to.equal(`${database}.things: 2 documents\n`);
    const again = await desk('store', 'export', '--to', uri, '--data', folder, '--database', database);
    expect(again.status).to.equal(1);
    expect(again.errors).to.equal(`${database}.things has documents already. Say --drop to replace it.\n`);

    const target = folders.make();
    const imported = await desk('store', 'import', '--from', uri, '--data', target, '--database', database, '--drop');
    expect(imported.status, imported.errors).to.equal(0);
    const second = await stores.open(target);
    expect(await rawOf(second.client, database)).to.deep.equal(raw);
    expect(await second.client.db(database).collection('things').listIndexes().toArray()).to.deep.equal(indexes);
  });

  async function rawOf(client: mongoose.mongo.MongoClient, database: string): Promise<string[]> {
    const cursor = client.db(database).collection('things').find({}, { raw: true });
    const found: unknown[] = await cursor.toArray();
    return found.map((bytes) => (Buffer.isBuffer(bytes) ? bytes.toString('hex') : 'not raw'));
  }
});
