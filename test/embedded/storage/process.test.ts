import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { afterEach, before, describe, it } from 'mocha';
import mongoose from 'mongoose';
import { startEmbedded } from '../../../server/platform/database/embedded.js';
import { buildIfNeeded } from '../../support/build.js';
import { localStores, temporaryFolders } from '../../support/engine.js';

const { MongoClient } = mongoose.mongo;
const folders = temporaryFolders();
const stores = localStores();
const root = join(import.meta.dirname, '../../..');
const serveScript = join(root, 'dist/server/embedded/serve.js');

/** A process, and what it said. */
interface Process {
  child: ChildProcess;
  uri: string;
  ended: Promise<{ status: number | null; signal: NodeJS.Signals | null }>;
}

describe('the process of a store', () => {
  const running = new Set<ChildProcess>();
  before(buildIfNeeded);
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  });

  async function run(command: string, args: readonly string[]): Promise<Process> {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(child);
    const ended = once(child, 'close').then(([status, signal]) => ({ status, signal }));
    let complaints = '';
    child.stderr.on('data', (text) => {
      complaints += text;
    });
    const line = once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text));
    const uri = await Promise.race([
      line,
      ended.then(() => {
        throw new Error(complaints);
      }),
    ]);
    return { child, uri, ended };
  }

  async function client(uri: string): Promise<mongoose.mongo.MongoClient> {
    return new MongoClient(uri, { serverSelectionTimeoutMS: 2000 }).connect();
  }

  it('leaves signals to its parent, and ends with it', async () => {
    const { child, uri, ended } = await run(process.execPath, [serveScript, '--data', folders.make(), '--parent']);
    child.kill('SIGTERM');
    child.kill('SIGINT');
    const connected = await client(uri);
    await connected.db('desk').collection('notes').insertOne({ text: 'after the signals' });
    await connected.close();
    child.stdin?.end();
    expect(await ended).to.deep.equal({ status: 0, signal: null });
  });

  it('ends when its parent is killed', async () => {
    const script = `const { startEmbedded } = await import(${JSON.stringify(join(root, 'dist/server/platform/database/embedded.js'))});
      console.log((await startEmbedded({ dataDir: ${JSON.stringify(folders.make())} })).uri); setInterval(() => undefined, 1e6);`;
    const { child, uri, ended } = await run(process.execPath, ['--input-type=module', '-e', script]);
    const socket = connect(Number(new URL(uri).port), '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket.resume(), 'close');
    child.kill('SIGKILL');
    await ended;
    await closed;
  });

  it('lets go of a folder whose owner was killed, and of no other', async () => {
    const folder = folders.make();
    const first = await run(process.execPath, [serveScript, '--data', folder]);
    const refused = await startEmbedded({ dataDir: folder }).catch((error: unknown) => String(error));
    expect(refused).to.contain(`is in use by process ${first.child.pid}`);
    first.child.kill('SIGKILL');
    const second = await startEmbedded({ dataDir: folder });
    await second.stop();
  });

  it('says that the disk is full, keeps what it has, and goes on when there is room', async () => {
    const folder = folders.make();
    // A limit of 10 MB for each file stands for a disk; it is lifted later as room is made on one.
    const limited = `trap '' XFSZ; ulimit -S -f 10240; exec "$0" "$@"`;
    const store = await run('bash', ['-c', limited, process.execPath, serveScript, '--data', folder]);
    const connected = await client(store.uri);
    const notes = connected.db('desk').collection<{ _id: number; text: string }>('notes');
    await notes.createIndex({ text: 1 });
    const text = 'words '.repeat(20_000);
    let acknowledged = 0;
    const full = await (async () => {
      for (;;) {
        await notes.insertOne({ _id: acknowledged, text });
        acknowledged++;
      }
    })().catch((error: unknown) => error);
    expect(full).to.deep.include({ code: 14031, codeName: 'OutOfDiskSpace' });
    expect(acknowledged).to.be.greaterThan(20);
    expect(await notes.countDocuments()).to.equal(acknowledged);
    expect((await connected.db('desk').command({ validate: 'notes' })).valid).to.equal(true);

    if (process.platform === 'linux') {
      await once(spawn('prlimit', ['--pid', String(store.child.pid), '--fsize=unlimited']), 'close');
      await notes.insertOne({ _id: acknowledged, text });
      acknowledged++;
    }
    await connected.close();
    store.child.kill('SIGKILL');
    await store.ended;
    const again = await stores.open(folder);
    const kept = again.client.db('desk').collection<{ _id: number }>('notes');
    expect(await kept.countDocuments({ text })).to.equal(acknowledged);
    await kept.insertOne({ _id: acknowledged });
  });

  it('heals an index that was being built when it was killed', async () => {
    const folder = folders.make();
    const first = await run(process.execPath, [serveScript, '--data', folder]);
    const connected = await client(first.uri);
    const notes = connected.db('desk').collection<{ _id: number; n: number }>('notes');
    await notes.insertMany(Array.from({ length: 6000 }, (_, _id) => ({ _id, n: _id % 100, text: `note ${_id}` })));
    const building = notes.createIndex({ n: 1, text: 1 }).catch(() => 'killed');
    // It is listed from its first transaction on; then there are a dozen more until it is ready.
    while ((await notes.listIndexes().toArray()).length < 2);
    // It may be listed a moment before it is on the disk; what is acknowledged after that comes after it.
    await notes.updateOne({ _id: 0 }, { $set: { n: 0 } });
    first.child.kill('SIGKILL');
    expect(await building).to.equal('killed');
    await connected.close(true);

    const second = await stores.open(folder);
    const healed = second.client.db('desk').collection<{ n: number }>('notes');
    const stage = async (): Promise<string> => {
      const { queryPlanner } = await healed.find({ n: 5 }).explain('queryPlanner');
      return queryPlanner.winningPlan.stage;
    };
    while ((await stage()) !== 'FETCH');
    expect(await healed.countDocuments({ n: 5 })).to.equal(60);
    const { valid, keysPerIndex } = await second.client.db('desk').command({ validate: 'notes' });
    expect({ valid, keysPerIndex }).to.deep.equal({ valid: true, keysPerIndex: { _id_: 6000, n_1_text_1: 6000 } });
  });
});
