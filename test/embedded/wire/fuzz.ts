import { once } from 'node:events';
import { connect } from 'node:net';
import { Int32 } from 'bson';
import mongoose from 'mongoose';
import { type Document, encodeDocument } from '../../../server/embedded/bson.js';
import { crc32c } from '../../../server/embedded/wire/crc32c.js';
import { randomFrom } from '../../support/random.js';

/** What came of many malformed conversations. */
export interface FuzzReport {
  conversations: number;
  /** How many of them the store answered, and how many it ended by closing the connection. */
  answered: number;
  closed: number;
  faults: string[];
}

type Random = () => number;
const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const oneOf = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T;

const OP_MSG = 2013;
const OP_QUERY = 2004;

/** A message of the protocol: its head, and what is in it. */
function message(code: number, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(16);
  const length = content.reduce((sum, part) => sum + part.length, 16);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(code, 12);
  return Buffer.concat([head, ...content]);
}

function opMsg(body: Document, sequence?: { name: string; documents: Document[] }, flags = 0): Buffer {
  const parts = [int32(flags), Buffer.from([0]), encodeDocument(body)];
  if (sequence) {
    const documents = Buffer.concat([Buffer.from(`${sequence.name}\0`), ...sequence.documents.map(encodeDocument)]);
    parts.push(Buffer.from([1]), int32(documents.length + 4), documents);
  }
  const whole = message(OP_MSG, ...parts);
  if ((flags & 1) === 0) return whole;
  whole.writeInt32LE(whole.length + 4, 0);
  return Buffer.concat([whole, int32(crc32c(whole) | 0)]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** A document in a document in a document. */
const nested = (depth: number): Document => {
  let document: Document = { a: new Int32(1) };
  for (let at = 0; at < depth; at++) document = { a: document };
  return document;
};

const WELL_FORMED: ((random: Random) => Buffer)[] = [
  () => opMsg({ hello: new Int32(1), $db: 'admin' }),
  () => opMsg({ ping: new Int32(1), $db: 'admin' }, undefined, 1),
  (random) => opMsg({ find: 'fuzz', filter: { a: new Int32(below(random, 9)) }, $db: 'fuzz' }),
  () => opMsg({ insert: 'fuzz', $db: 'fuzz' }, { name: 'documents', documents: [{ a: 'text', b: [new Int32(1)] }] }),
  () =>
    opMsg(
      { update: 'fuzz', $db: 'fuzz' },
      { name: 'updates', documents: [{ q: {}, u: { $inc: { a: new Int32(1) } } }] },
    ),
  () => opMsg({ aggregate: 'fuzz', pipeline: [{ $match: {} }, { $limit: new Int32(3) }], cursor: {}, $db: 'fuzz' }),
  (random) => opMsg({ find: 'fuzz', filter: nested(below(random, 150)), $db: 'fuzz' }),
  () =>
    message(
      OP_QUERY,
      int32(0),
      Buffer.from('admin.$cmd\0'),
      int32(0),
      int32(-1),
      encodeDocument({ isMaster: new Int32(1) }),
    ),
];

/** Ways to spoil a message, or not to. */
const SPOILT: ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes) => bytes,
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => {
    for (let count = 1 + below(random, 4); count > 0; count--) bytes[below(random, bytes.length)] = below(random, 256);
    return bytes;
  },
  (bytes, random) => {
    const extremes = [0, -1, 1, 4, 15, 16, 0x7fffffff, -0x80000000, 48_000_001, 48_000_000, bytes.length + 1];
    bytes.writeInt32LE(
      oneOf(random, extremes),
      oneOf(random, [0, 0, 12, 16, 21, Math.max(0, below(random, bytes.length - 4))]),
    );
    return bytes;
  },
  (bytes, random) => Buffer.concat([bytes, bytes.subarray(below(random, bytes.length))]),
  (_, random) => Buffer.from(Array.from({ length: below(random, 300) }, () => below(random, 256))),
  (bytes, random) => {
    const at = below(random, bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.alloc(below(random, 40), below(random, 256)),
      bytes.subarray(at),
    ]);
  },
];

/** Says something malformed, waits a moment for an answer at most, and goes. */
async function converse(port: number, bytes: Buffer, random: Random): Promise<'answered' | 'closed'> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  let answered = false;
  const answer = new Promise<void>((resolve) => {
    socket.once('data', () => {
      answered = true;
      resolve();
    });
  });
  const closed = once(socket, 'close');
  const cut = below(random, bytes.length + 1);
  socket.write(bytes.subarray(0, cut));
  if (random() < 0.2) await new Promise((resolve) => setImmediate(resolve));
  socket.write(bytes.subarray(cut));
  if (random() < 0.1) socket.destroy();
  else socket.end();
  await Promise.race([answer, closed]);
  socket.destroy();
  await closed;
  return answered ? 'answered' : 'closed';
}

/**
 * Talks nonsense to a store from many connections, while a well-behaved client works on, whose answers must stay right.
 * `complaints` is where the store says what it did not foresee: any is a fault.
 */
export async function fuzzProtocol(options: {
  uri: string;
  times: number;
  seed: number;
  complaints: readonly string[];
}): Promise<FuzzReport> {
  const { uri, times, seed, complaints } = options;
  const random = randomFrom(seed);
  const port = Number(new URL(uri).port);
  const report: FuzzReport = { conversations: 0, answered: 0, closed: 0, faults: [] };
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  const kept = client.db('kept').collection<{ _id: number; n: number }>('kept');
  await kept.deleteMany({});
  try {
    for (let round = 0; round * AT_ONCE < times && report.faults.length === 0; round++) {
      const sent = Array.from({ length: AT_ONCE }, () => {
        const bytes = Buffer.from(oneOf(random, WELL_FORMED)(random));
        return oneOf(random, SPOILT)(bytes, random);
      });
      const outcomes = Promise.all(sent.map((bytes) => converse(port, bytes, random)));
      await kept.insertOne({ _id: round, n: round % 7 });
      const found = await kept.find({ _id: round }).toArray();
      if (found[0]?.n !== round % 7) report.faults.push(`round ${round}: ${JSON.stringify(found)}`);
      for (const outcome of await outcomes) report[outcome]++;
      report.conversations += sent.length;
      report.faults.push(...complaints.map((text) => `round ${round}: ${text}`));
    }
    const { valid } = await client.db('kept').command({ validate: 'kept' });
    if (valid !== true) report.faults.push('The collection of the well-behaved client is not valid');
  } finally {
    await client.close();
  }
  return report;
}

/** How many conversations go on at a time. */
const AT_ONCE = 10;
