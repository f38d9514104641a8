import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Db, MongoClient } from 'mongodb';
import { startEmbedded } from '../../server/platform/database/embedded.js';
import { median } from '../compare.js';
import type { BenchOptions, Row, Subject } from '../subject.js';
import { openBare } from './bare.js';
import { measures } from './measures.js';
import { startAnswering } from './servers.js';
import { type Ticket, ticketOf } from './tickets.js';

/** How many documents there are in the collections that are not large. */
const SMALL = 10_000;
const GROUPED = 100_000;
const BATCH = 5_000;
const STARTS = 5;
const START_AIM_MS = 2_000;

/** Measures the embedded store beside the bare storage library and a server that answers without work. */
export const benchStore: Subject = async function* (options) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  try {
    yield* await within(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

async function within(folder: string, options: BenchOptions): Promise<Row[]> {
  const { documents, tell } = options;
  const dataDir = join(folder, 'store');
  const filling = await startEmbedded({ dataDir });
  const filler = await MongoClient.connect(filling.uri);
  for (const [name, count] of sizesOf(documents)) await fill(filler.db('bench'), name, count, tell);
  await filler.close();
  await filling.stop();
  const starting = await timeStarts(dataDir, join(folder, 'empty'), options);

  const store = await startEmbedded({ dataDir });
  const answering = await startAnswering();
  const clients = await Promise.all([MongoClient.connect(store.uri), MongoClient.connect(answering.uri)]);
  const bare = await openBare(folder, Math.min(documents, GROUPED));
  const [ours, theirs] = clients.map((client) => client.db('bench'));
  const rows = ours && theirs ? await measures({ ours, theirs, bare, ...options }) : [];
  await Promise.all(clients.map((client) => client.close()));
  await Promise.all([store.stop(), answering.stop(), bare.close()]);
  return [...rows, ...starting];
}

const sizesOf = (documents: number): [string, number][] => [
  ['large', documents],
  ['small', SMALL],
  ['grouped', Math.min(documents, GROUPED)],
  ['claims', SMALL],
];

async function fill(db: Db, name: string, count: number, tell: (line: string) => void): Promise<void> {
  const collection: Collection<Ticket> = db.collection(name);
  await collection.createIndexes([{ key: { partner: 1, due: 1 } }, { key: { state: 1, due: 1 } }]);
  const start = performance.now();
  for (let done = 0; done < count; done += BATCH) {
    const length = Math.min(BATCH, count - done);
    await collection.insertMany(Array.from({ length }, (_, at) => ticketOf(done + at)));
  }
  const seconds = (performance.now() - start) / 1000;
  tell(`${name}: ${count} documents in ${seconds.toFixed(1)} s`);
}

/** How long it takes from the start of the process to the answer of a first command: of a full store and an empty one. */
async function timeStarts(full: string, empty: string, { documents, tell }: BenchOptions): Promise<Row[]> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  await timeStart(empty);
  for (let round = 0; round < STARTS; round++) {
    ours.push(await timeStart(full));
    theirs.push(await timeStart(empty));
  }
  tell(`starts: ${ours.map((time) => `${Math.round(time)} ms`).join(', ')}`);
  const measure = `start with ${documents.toLocaleString('en')} documents and more`;
  const [time, least] = [median(ours), median(theirs)];
  return [
    { measure, bound: 'the aim', unit: 'ms', ours: time, theirs: START_AIM_MS, ratio: START_AIM_MS / time, aim: 1 },
    { measure, bound: 'start of an empty store', unit: 'ms', ours: time, theirs: least, ratio: least / time },
  ];
}

async function timeStart(dataDir: string): Promise<number> {
  const start = performance.now();
  const store = await startEmbedded({ dataDir });
  const client = await MongoClient.connect(store.uri);
  await client.db('bench').command({ ping: 1 });
  const time = performance.now() - start;
  await client.close();
  await store.stop();
  return time;
}
