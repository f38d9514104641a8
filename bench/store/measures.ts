import type { Collection, Db } from 'mongodb';
import { type Bound, byClients, bySteps, compare, type Variant } from '../compare.js';
import type { BenchOptions, Row } from '../subject.js';
import type { Bare } from './bare.js';
import { idOf, partnerOf, type Ticket, ticketOf } from './tickets.js';

/** What a measure is made of: the store, the server that answers without work, and the library alone. */
export interface Sides extends BenchOptions {
  ours: Db;
  theirs: Db;
  bare: Bare;
}

const CLIENTS = 8;
/** How many share a transaction, and the wait for the disk, is what their number decides. */
const CROWD = 64;
const BATCH = 1_000;
const PAGE = 50;
/** Numbers of inserted documents begin beyond those that are there. */
const FIRST_NEW = 100_000_000;
const SERVER = 'answering server';
const LIBRARY = 'bare library';
const AIM = 0.6;
/** Within 1.5 times. */
const PAGE_AIM = 1 / 1.5;

const tickets = (db: Db, name: string): Collection<Ticket> => db.collection(name);

/** All measures of the store but its start. */
export async function measures(sides: Sides): Promise<Row[]> {
  const { ours, theirs, bare, documents, seconds, tell } = sides;
  const many = documents.toLocaleString('en');
  const rows: Row[] = [];
  const measure = async (name: string, own: Variant, bounds: Bound[]): Promise<void> => {
    tell(name);
    rows.push(...(await compare(name, own, bounds, seconds)));
  };

  for (const clients of [CLIENTS, CROWD]) {
    await measure(`insert of one, ${clients} clients`, inserts(tickets(ours, 'inserts'), clients), [
      { name: SERVER, variant: inserts(tickets(theirs, 'one'), clients), aim: AIM },
      { name: LIBRARY, variant: bySteps(() => bare.insert(clients), clients) },
    ]);
  }
  await measure(`insert of ${BATCH.toLocaleString('en')} together`, batches(tickets(ours, 'inserts')), [
    { name: SERVER, variant: batches(tickets(theirs, 'one')) },
    { name: LIBRARY, variant: bySteps(() => bare.insert(BATCH), BATCH) },
  ]);
  const bareReads = numbers(Math.min(documents, 100_000));
  await measure(`point read, ${CLIENTS} clients`, reads(tickets(ours, 'large'), documents), [
    { name: SERVER, variant: reads(tickets(theirs, 'one'), documents), aim: AIM },
    { name: LIBRARY, variant: bySteps(() => bare.read(bareReads())) },
  ]);
  await measure(`page of ${PAGE} of ${many}, sorted`, pages(tickets(ours, 'large')), [
    { name: 'page of 50 of 10,000', variant: pages(tickets(ours, 'small')), aim: PAGE_AIM },
    { name: SERVER, variant: pages(tickets(theirs, 'page')) },
    { name: LIBRARY, variant: barePages(bare) },
  ]);
  await measure(`claim of the next, ${CLIENTS} clients`, claims(tickets(ours, 'claims')), [
    { name: SERVER, variant: claims(tickets(theirs, 'one')) },
    { name: LIBRARY, variant: bySteps(() => bare.claim(CLIENTS), CLIENTS) },
  ]);
  const grouped = Math.min(documents, 100_000);
  await measure(`aggregation over ${grouped.toLocaleString('en')}`, aggregations(tickets(ours, 'grouped')), [
    { name: `${LIBRARY}, reading only`, variant: bySteps(() => bare.scan(grouped)) },
  ]);
  await measure(`first batch of a scan of ${many}`, scans(tickets(ours, 'large')), [
    { name: 'first batch of 10,000', variant: scans(tickets(ours, 'small')), aim: PAGE_AIM },
    { name: SERVER, variant: scans(tickets(theirs, 'scan')) },
  ]);
  return rows;
}

let nextNew = FIRST_NEW;

function inserts(collection: Collection<Ticket>, clients: number): Variant {
  return byClients(clients, () => collection.insertOne(ticketOf(nextNew++)));
}

function batches(collection: Collection<Ticket>): Variant {
  const step = () => collection.insertMany(Array.from({ length: BATCH }, () => ticketOf(nextNew++)));
  return byClients(1, step, BATCH);
}

/** Numbers below a limit, in an order that looks random. */
function numbers(limit: number): () => number {
  let last = 1;
  return () => {
    last = (last * 48271) % 0x7fffffff;
    return last % limit;
  };
}

function reads(collection: Collection<Ticket>, documents: number): Variant {
  const next = numbers(documents);
  return byClients(CLIENTS, async () => {
    if (!(await collection.findOne({ _id: idOf(next()) }))) throw new Error('A document is not there');
  });
}

function pages(collection: Collection<Ticket>): Variant {
  let next = 0;
  return byClients(1, async () => {
    const page = await collection.find({ partner: partnerOf(next++) }, { sort: { due: 1 }, limit: PAGE }).toArray();
    if (page.length !== PAGE) throw new Error(`A page has ${page.length} documents`);
  });
}

function barePages(bare: Bare): Variant {
  let next = 0;
  return bySteps(() => bare.page(partnerOf(next++), PAGE));
}

/** Takes what is due next and puts it behind all others, so that there is always a next one. */
function claims(collection: Collection<Ticket>): Variant {
  let later = Date.UTC(2030, 0, 1);
  return byClients(CLIENTS, async () => {
    const change = { $set: { due: new Date(later++) }, $inc: { version: 1 } };
    const claimed = await collection.findOneAndUpdate({ state: 'open' }, change, { sort: { due: 1 } });
    if (!claimed) throw new Error('There was nothing to claim');
  });
}

function aggregations(collection: Collection<Ticket>): Variant {
  const stages = [
    { $match: { priority: { $gte: 1 } } },
    { $group: { _id: '$partner', count: { $sum: 1 }, first: { $min: '$due' }, priority: { $avg: '$priority' } } },
    { $sort: { _id: 1 } },
  ];
  return byClients(1, async () => {
    const groups = await collection.aggregate(stages).toArray();
    if (groups.length === 0) throw new Error('There are no groups');
  });
}

function scans(collection: Collection<Ticket>): Variant {
  return byClients(1, async () => {
    const cursor = collection.find();
    if (!(await cursor.next())) throw new Error('The collection is empty');
    await cursor.close();
  });
}
