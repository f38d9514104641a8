import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { examine } from '../../server/embedded/doctor/examine.js';
import { buildIfNeeded } from '../support/build.js';
import { randomFrom } from '../support/random.js';
import { type CrashClient, crashClient } from './client.js';
import { type Tally, tally } from './tally.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const CLIENTS = 6;
/** A kill comes after so many more commands were acknowledged. */
const COMMANDS_AT_MOST = 60;

/** What a run of kills has shown. */
export interface CrashReport {
  kills: number;
  /** How many commands were acknowledged in all. */
  acknowledged: number;
  faults: string[];
}

/** A store in a process group of its own. */
interface Victim {
  uri: string;
  kill(): Promise<void>;
}

/** Every other time the store is the child of a desk, and both are killed together. */
async function startVictim(folder: string, withParent: boolean): Promise<Victim> {
  const embedded = join(root, 'dist/server/platform/database/embedded.js');
  const script = `const { startEmbedded } = await import(${JSON.stringify(embedded)});
    const { uri } = await startEmbedded({ dataDir: ${JSON.stringify(folder)} });
    console.log(uri);
    setInterval(() => undefined, 1e6);`;
  const args = withParent
    ? ['--input-type=module', '-e', script]
    : [join(root, 'dist/server/embedded/serve.js'), '--data', folder, '--port', '0'];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  const uri = await firstLine(child, gone);
  return {
    uri,
    async kill() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
  };
}

async function firstLine(child: ChildProcess, gone: Promise<unknown>): Promise<string> {
  if (!child.stdout) throw new Error('The store has no output');
  const line = once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text));
  return Promise.race([
    line,
    gone.then(() => {
      throw new Error('The store did not start after a kill');
    }),
  ]);
}

const INDEXES = [
  { key: { owner: 1, group: -1 }, name: 'owner_group' },
  { key: { tags: 1, version: 1 }, name: 'tags' },
  { key: { text: 1 }, name: 'text', unique: true },
];

/** Kills a store under load again and again, and looks after each kill whether all that was acknowledged is there. */
export async function crashStore(options: {
  times: number;
  seed: number;
  tell?(line: string): void;
}): Promise<CrashReport> {
  await buildIfNeeded();
  const { times, seed, tell } = options;
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'desk-crash-'));
  const answers = tally();
  const clients = Array.from({ length: CLIENTS }, (_, owner) =>
    crashClient(owner, randomFrom(seed + owner + 1), answers.add),
  );
  const report: CrashReport = { kills: 0, acknowledged: 0, faults: [] };
  for (let round = 0; round < times && report.faults.length === 0; round++) {
    const faults = await oneKill(folder, { clients, answers, random, round });
    report.faults.push(...faults.map((fault) => `before kill ${round}: ${fault}`));
    report.kills++;
    report.acknowledged = clients.reduce((sum, client) => sum + client.acknowledged(), 0);
    if ((round + 1) % 50 === 0) tell?.(`${report.kills} kills, ${report.acknowledged} commands acknowledged`);
  }
  report.faults.push(...(await lastLook(folder, clients)));
  if (report.faults.length === 0) rmSync(folder, { recursive: true, force: true });
  else tell?.(`The store is kept in ${folder}`);
  return report;
}

/** What the last kill left: asked by the clients, and gone through page by page. */
async function lastLook(folder: string, clients: readonly CrashClient[]): Promise<string[]> {
  const store = await startVictim(folder, false);
  const connection = await new mongoose.mongo.MongoClient(store.uri).connect();
  const faults = await checkAll(connection.db('crash'), clients);
  await connection.close();
  await store.kill();
  const { file, collections } = await examine(folder);
  return [...faults, ...file, ...collections.flatMap((collection) => collection.faults)];
}

interface Round {
  clients: readonly CrashClient[];
  answers: Tally;
  random: () => number;
  round: number;
}

async function oneKill(folder: string, { clients, answers, random, round }: Round): Promise<string[]> {
  const victim = await startVictim(folder, round % 2 === 1);
  const connection = await new mongoose.mongo.MongoClient(victim.uri, {
    retryWrites: false,
    retryReads: false,
  }).connect();
  const db = connection.db('crash');
  const faults = await checkAll(db, clients);
  const isBuilding = random() < 0.3;
  const enough = answers.more(1 + Math.floor(random() * COMMANDS_AT_MOST));
  const work = clients.map((client) => client.work(db).catch(() => undefined));
  if (isBuilding) work.push(rebuildIndexes(db).catch(() => undefined));
  else if (round === 0) await db.collection('notes').createIndexes(INDEXES);
  await enough;
  await victim.kill();
  await connection.close(true);
  await Promise.all(work);
  return faults;
}

/** Indexes that come and go under load, so that kills fall into their building. */
async function rebuildIndexes(db: mongoose.mongo.Db): Promise<void> {
  for (;;) {
    await db.collection('notes').createIndexes(INDEXES);
    await db.collection('notes').dropIndex('tags');
  }
}

async function checkAll(db: mongoose.mongo.Db, clients: readonly CrashClient[]): Promise<string[]> {
  const faults = (await Promise.all(clients.map((client) => client.check(db)))).flat();
  const [notes] = await db.listCollections({ name: 'notes' }).toArray();
  if (notes) {
    const { valid, errors } = await db.command({ validate: 'notes' });
    if (valid !== true) faults.push(...errors);
  }
  return faults;
}
