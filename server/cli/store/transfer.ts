import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import mongoose from 'mongoose';
import { startEmbedded } from '../../platform/database/embedded.js';
import { storeAddressFile } from '../../secrets.js';
import { finish } from './finish.js';

const { MongoClient } = mongoose.mongo;
type Client = mongoose.mongo.MongoClient;
type Db = mongoose.mongo.Db;

interface Transfer {
  folder: string;
  uri: string;
  direction: 'export' | 'import';
  /** None: all. */
  databases: readonly string[];
  drop: boolean;
}

/** `desk store export` and `desk store import`: through the store's process if it runs, else through one of their own. */
export const transfer = ({ folder, uri, direction, databases, drop }: Transfer): Promise<void> =>
  finish(async () => {
    const store = await storeOf(folder);
    const here = new MongoClient(store.uri, EXACT);
    const there = new MongoClient(uri, { ...EXACT, serverSelectionTimeoutMS: 10_000 });
    try {
      const [from, to] = direction === 'export' ? [here, there] : [there, here];
      await Promise.all([from.connect(), to.connect()]);
      for (const name of databases.length > 0 ? databases : await databasesOf(from)) {
        await copyDatabase(from.db(name), to.db(name), drop);
      }
    } finally {
      await here.close();
      await there.close();
      await store.stop();
    }
    return 0;
  });

/** Every value as the type that it is. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

const TOGETHER = 1000;
const OWN_DATABASES = new Set(['admin', 'local', 'config']);

async function databasesOf(client: Client): Promise<string[]> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  return databases.map(({ name }) => String(name)).filter((name) => !OWN_DATABASES.has(name));
}

/** The store of a folder: that of a desk that runs on it, else one started for as long as it takes. */
async function storeOf(folder: string): Promise<{ uri: string; stop(): Promise<void> }> {
  try {
    return await startEmbedded({ dataDir: folder });
  } catch (error) {
    const uri = await readFile(storeAddressFile(dirname(folder)), 'utf8').catch(() => null);
    if (uri === null || !String(error).includes('is in use')) throw error;
    return { uri: uri.trim(), stop: async () => undefined };
  }
}

async function copyDatabase(from: Db, to: Db, drop: boolean): Promise<void> {
  const collections = await from.listCollections({ type: 'collection' }, { nameOnly: false }).toArray();
  for (const { name, ...more } of collections) {
    if (name.startsWith('system.')) continue;
    if (drop) await to.dropCollection(name).catch(() => undefined);
    else if (await to.collection(name).findOne({}, { projection: { _id: 1 } })) {
      throw new TransferRefused(`${to.databaseName}.${name} has documents already. Say --drop to replace it.`);
    }
    await to.createCollection(name, 'options' in more ? more.options : {}).catch(unlessThere);
    const count = await copyDocuments(from, to, name);
    await copyIndexes(from, to, name);
    console.log(`${from.databaseName}.${name}: ${count} documents`);
  }
}

/** A copy that would overwrite something. */
class TransferRefused extends Error {
  readonly code = 'EEXIST';
}

function unlessThere(error: unknown): void {
  const NAMESPACE_EXISTS = 48;
  if (!(error instanceof Error && 'code' in error && error.code === NAMESPACE_EXISTS)) throw error;
}

async function copyDocuments(from: Db, to: Db, name: string): Promise<number> {
  let count = 0;
  let waiting: object[] = [];
  const write = async (): Promise<void> => {
    if (waiting.length > 0) await to.collection(name).insertMany(waiting);
    count += waiting.length;
    waiting = [];
  };
  for await (const document of from.collection(name).find({}, { batchSize: TOGETHER })) {
    waiting.push(document);
    if (waiting.length >= TOGETHER) await write();
  }
  await write();
  return count;
}

/** After the documents: an index that is built at once is quicker than one that is kept up. */
async function copyIndexes(from: Db, to: Db, name: string): Promise<void> {
  const indexes = await from.collection(name).listIndexes().toArray();
  const wanted = indexes.map(({ ns: _, v: __, ...index }) => index).filter((index) => String(index.name) !== '_id_');
  if (wanted.length > 0) await to.command({ createIndexes: name, indexes: wanted });
}
