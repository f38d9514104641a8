import { Int32 } from 'bson';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Document } from '../../../server/embedded/bson.js';
import type { Engine } from '../../../server/embedded/engine.js';
import { CommandError } from '../../../server/embedded/errors.js';
import { expireDocuments } from '../../../server/embedded/indexes/expiry.js';
import { type Commands, commandsOf } from '../../support/commands.js';
import { localStores, temporaryEngine, temporaryFolders } from '../../support/engine.js';

const int = (value: number) => new Int32(value);

describe('writes of many at once', () => {
  const open = temporaryEngine();
  let engine: Engine;
  let commands: Commands;
  before(() => {
    engine = open();
    commands = commandsOf(engine);
  });

  const atOnce = (count: number, command: (at: number) => Document): Promise<Document[]> =>
    Promise.all(Array.from({ length: count }, (_, at) => commands.ask(command(at))));
  const all = (collection: string, filter: Document = {}) =>
    commands.all({ find: collection, filter, sort: { _id: 1 } });

  it('make one document of upserts on one unique key', async () => {
    await commands.run({ createIndexes: 'jobs', indexes: [{ key: { name: 1 }, name: 'name', unique: true }] });
    const answers = await atOnce(20, (at) => ({
      update: 'jobs',
      updates: [{ q: { name: 'sweep' }, u: { $setOnInsert: { by: int(at) }, $inc: { seen: int(1) } }, upsert: true }],
    }));
    expect(answers.filter(({ upserted }) => upserted !== undefined)).to.have.length(1);
    const [job, ...others] = await all('jobs');
    expect(others).to.deep.equal([]);
    expect(job).to.deep.include({ name: 'sweep', seen: int(20) });
  });

  it('let one of them win a conditional update', async () => {
    await commands.run({ insert: 'tickets', documents: [{ _id: 1, version: int(1) }] });
    const answers = await atOnce(30, (at) => ({
      update: 'tickets',
      updates: [{ q: { _id: 1, version: int(1) }, u: { $set: { by: int(at) }, $inc: { version: int(1) } } }],
    }));
    expect(answers.map(({ nModified }) => Number(nModified)).reduce((a, b) => a + b)).to.equal(1);
    const winner = answers.findIndex(({ nModified }) => Number(nModified) === 1);
    expect(await all('tickets')).to.deep.equal([{ _id: int(1), version: int(2), by: int(winner) }]);
  });

  it('give each thing to one of eight who claim', async () => {
    await commands.run({ insert: 'queue', documents: Array.from({ length: 60 }, (_, _id) => ({ _id, owner: null })) });
    const claimed: unknown[] = [];
    const claim = async (owner: number): Promise<void> => {
      for (;;) {
        const { value } = await commands.run({
          ...{
            findAndModify: 'queue',
            query: { owner: null },
            sort: { _id: -1 },
            update: { $set: { owner: int(owner) } },
          },
        });
        if (value === null) return;
        claimed.push((value as Document)._id);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, owner) => claim(owner)));
    expect(claimed.map(Number).sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 60 }, (_, _id) => _id));
  });

  it('share transactions', async () => {
    const { commit } = engine.environment;
    let transactions = 0;
    engine.environment.commit = (work) => {
      transactions++;
      return commit(work);
    };
    await atOnce(200, (at) => ({ insert: 'shared', documents: [{ _id: at }] }));
    engine.environment.commit = commit;
    expect(transactions).to.be.lessThan(40);
    expect(await all('shared')).to.have.length(200);
  });

  it('lose nothing to one that fails among them', async () => {
    const write = (_id: number, fault?: Error) =>
      engine.writes.run(() => {
        const collection = engine.catalog.find('test', 'mixed') ?? engine.catalog.create('test', 'mixed', {});
        engine.documents.insert(collection, Buffer.from([5, 0, 0, 0, 0]), { _id });
        if (fault) throw fault;
        return _id;
      });
    const outcomes = await Promise.allSettled([write(1), write(2, new Error('a bug')), write(3)]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect(engine.catalog.find('test', 'mixed')?.documents).to.equal(2);
  });

  it('undo all of a change that the second of two unique indexes refuses', async () => {
    const unique = (name: string) => ({ key: { [name]: 1 }, name, unique: true });
    await commands.run({ createIndexes: 'pairs', indexes: [unique('a'), unique('b')] });
    await commands.run({
      insert: 'pairs',
      documents: [
        { _id: 1, a: 1, b: 1 },
        { _id: 2, a: 2, b: 2 },
      ],
    });
    const refused = await commands.ask({ update: 'pairs', updates: [{ q: { _id: 2 }, u: { $set: { a: 3, b: 1 } } }] });
    expect(refused.writeErrors).to.deep.include.members([
      {
        ...{ index: int(0), code: int(11000), keyPattern: { b: int(1) }, keyValue: { b: int(1) } },
        errmsg: 'E11000 duplicate key error collection: test.pairs index: b dup key: { b: 1 }',
      },
    ]);
    expect(await all('pairs', { a: 3 })).to.deep.equal([]);
    expect((await commands.run({ validate: 'pairs' })).valid).to.equal(true);
  });

  it('answer a disk that is full as MongoDB does, and go on', async () => {
    const { commit } = engine.environment;
    engine.environment.commit = () => Promise.reject(new Error('No space left on device'));
    const refused = engine.writes.run(() => undefined);
    const error = await refused.catch((reason: unknown) => reason);
    engine.environment.commit = commit;
    expect(error).to.be.instanceOf(CommandError).and.to.include({ code: 14031, codeName: 'OutOfDiskSpace' });
    expect(await engine.writes.run(() => 'done')).to.equal('done');
  });
});

describe('TTL indexes', () => {
  const open = temporaryEngine();

  it('let documents go once their time is up, the earliest of several dates counting', async () => {
    const engine = open();
    const commands = commandsOf(engine);
    await commands.run({
      createIndexes: 'sessions',
      indexes: [
        { key: { at: 1 }, name: 'at', expireAfterSeconds: 60 },
        { key: { gone: -1 }, name: 'gone', expireAfterSeconds: 0, partialFilterExpression: { kind: 'link' } },
      ],
    });
    const now = new Date('2026-11-03T08:00:00Z');
    const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    await commands.run({
      insert: 'sessions',
      documents: [
        { _id: 'old', at: before(61) },
        { _id: 'fresh', at: before(59) },
        { _id: 'one of them', at: [before(0), before(70)] },
        { _id: 'no date', at: 'yesterday' },
        { _id: 'none' },
        { _id: 'link', kind: 'link', gone: before(1) },
        { _id: 'other', kind: 'other', gone: before(1) },
      ],
    });
    await expireDocuments(engine, now);
    const left = await commands.all({ find: 'sessions', projection: { _id: 1 } });
    expect(left.map(({ _id }) => _id)).to.deep.equal(['fresh', 'no date', 'none', 'other']);
    expect((await commands.run({ validate: 'sessions' })).valid).to.equal(true);
  });
});

describe('writes without an acknowledgement', () => {
  const folders = temporaryFolders();
  const stores = localStores();

  it('are done, and answered by nothing', async () => {
    const { client } = await stores.open(folders.make());
    const notes = client.db('desk').collection<{ _id: number }>('notes');
    const { acknowledged } = await notes.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    await notes.updateOne({ _id: 1 }, { $set: { text: 'changed' } }, { writeConcern: { w: 0 } });
    expect(acknowledged).to.equal(false);
    await notes.insertOne({ _id: 2 });
    expect(await notes.find().toArray()).to.deep.equal([{ _id: 1, text: 'changed' }, { _id: 2 }]);
  });
});
