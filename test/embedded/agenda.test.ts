import { once } from 'node:events';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda, type Job } from 'agenda';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { type Collection, type Db, MongoClient } from 'mongodb';
import { freshDatabase, testStore } from '../support/store.js';

// Agenda on the embedded store, as its users know it on MongoDB.

const COLLECTION = 'jobs';

describe('Agenda on the embedded store', () => {
  let client: MongoClient;
  let db: Db;
  let jobs: Collection;
  let agenda: Agenda;

  const newAgenda = (name: string): Agenda =>
    new Agenda({ name, processEvery: 20, backend: new MongoBackend({ mongo: db, collection: COLLECTION }) });

  before(async () => {
    client = await MongoClient.connect((await testStore()).uri);
  });
  after(() => client.close());
  beforeEach(async () => {
    db = client.db(freshDatabase());
    jobs = db.collection(COLLECTION);
    agenda = newAgenda('one');
    await agenda.ready;
  });
  afterEach(async () => {
    await agenda.stop(false);
    await db.dropDatabase();
  });

  /** Resolves with what a job was given, once it has run. */
  const done = async (name: string): Promise<unknown> => {
    const [job] = (await once(agenda, `success:${name}`)) as [Job];
    return job.attrs.data;
  };

  it('runs a job now', async () => {
    agenda.define('greet', async () => undefined);
    await agenda.start();
    const finished = done('greet');
    await agenda.now('greet', { to: 'Ada' });
    expect(await finished).to.deep.equal({ to: 'Ada' });
  });

  it('runs a scheduled job when its time has come, and one that is repeated again', async () => {
    let runs = 0;
    const twice = new Promise<void>((resolve) => {
      agenda.define('tick', async () => {
        if (++runs === 2) resolve();
      });
    });
    agenda.define('later', async () => undefined);
    const later = done('later');
    await agenda.start();
    await agenda.schedule('in 1 second', 'later', { n: 1 });
    await agenda.every(30, 'tick');
    await Promise.all([twice, later]);
    expect(await jobs.countDocuments({ name: 'tick', type: 'single' })).to.equal(1);
  });

  it('keeps one document of a repeated job, however often it is said', async () => {
    agenda.define('tick', async () => undefined);
    for (const interval of ['1 hour', '1 hour', '2 hours']) await agenda.every(interval, 'tick');
    const stored = await jobs.find({ name: 'tick' }).toArray();
    expect(stored.map(({ repeatInterval }) => repeatInterval)).to.deep.equal(['2 hours']);
  });

  it('keeps a unique job once', async () => {
    agenda.define('import', async () => undefined);
    for (const size of [1, 2, 3]) {
      await agenda.create('import', { file: 'a', size }).unique({ 'data.file': 'a' }).schedule('in 1 hour').save();
    }
    const stored = await jobs.find({ name: 'import' }).toArray();
    expect(stored.map(({ data }) => data)).to.deep.equal([{ file: 'a', size: 3 }]);
  });

  it('runs each job once, though two run them side by side', async () => {
    const other = newAgenda('two');
    await other.ready;
    const seen: number[] = [];
    const all = new Promise<void>((resolve) => {
      const run = async (job: Job): Promise<void> => {
        seen.push(Number((job.attrs.data as { n: number }).n));
        if (seen.length >= 20) resolve();
      };
      for (const one of [agenda, other]) one.define('claim', run, { concurrency: 5 });
    });
    await Promise.all(Array.from({ length: 20 }, (_, n) => agenda.now('claim', { n })));
    await Promise.all([agenda.start(), other.start()]);
    await all;
    await other.stop(false);
    expect(seen.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 20 }, (_, n) => n));
  });

  it('runs no more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    let left = 6;
    const all = new Promise<void>((resolve) => {
      agenda.define(
        'narrow',
        async () => {
          most = Math.max(most, ++running);
          await jobs.findOne({});
          running--;
          if (--left === 0) resolve();
        },
        { concurrency: 2 },
      );
    });
    await Promise.all(Array.from({ length: 6 }, (_, n) => agenda.now('narrow', { n })));
    await agenda.start();
    await all;
    expect(most).to.be.lessThanOrEqual(2);
  });

  it('takes over a job whose lock has run out', async () => {
    agenda.define('stuck', async () => undefined, { lockLifetime: 50 });
    await agenda.create('stuck', { n: 1 }).schedule('now').save();
    await jobs.updateOne({ name: 'stuck' }, { $set: { lockedAt: new Date(0) } });
    const finished = done('stuck');
    await agenda.start();
    expect(await finished).to.deep.equal({ n: 1 });
  });

  it('touches a job to keep its lock, and notes how far it is', async () => {
    let touched: unknown;
    agenda.define('long', async (job: Job) => {
      await job.touch(50);
      touched = await jobs.findOne({ name: 'long' }, { projection: { progress: 1, lockedAt: 1, _id: 0 } });
    });
    const finished = done('long');
    await agenda.start();
    await agenda.now('long', {});
    await finished;
    expect(touched).to.have.property('progress', 50);
    expect(touched).to.have.property('lockedAt').that.is.instanceOf(Date);
  });

  it('keeps why a job failed', async () => {
    agenda.define('fail', async () => {
      throw new Error('no paper');
    });
    // The reason is stored only after 'fail' is told.
    const ended = once(agenda, 'complete:fail');
    await agenda.start();
    await agenda.now('fail', {});
    await ended;
    const { jobs: found } = await agenda.queryJobs({ name: 'fail' });
    expect(found.map(({ failReason, failCount }) => ({ failReason, failCount }))).to.deep.equal([
      { failReason: 'no paper', failCount: 1 },
    ]);
  });

  it('cancels, disables, enables and searches jobs', async () => {
    agenda.define('mail', async () => undefined);
    for (const to of ['a', 'b', 'c']) await agenda.schedule('in 1 hour', 'mail', { to });
    expect(await agenda.disable({ name: 'mail', data: { to: 'a' } })).to.equal(1);
    expect(await jobs.countDocuments({ disabled: true })).to.equal(1);
    expect(await agenda.enable({ name: 'mail' })).to.equal(3);
    expect((await agenda.queryJobs({ search: 'mai', limit: 2 })).total).to.equal(3);
    expect(await agenda.cancel({ name: 'mail', data: { to: 'b' } })).to.equal(1);
    expect(await agenda.cancel({ name: 'mail' })).to.equal(2);
  });
});
