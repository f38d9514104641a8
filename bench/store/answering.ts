// The process of a server that speaks the store's protocol and does no work: it knows its answers beforehand.
import { createServer, type Socket } from 'node:net';
import { type Document, Long, serialize } from 'bson';
import { ticketOf } from './tickets.js';

const HEADER_BYTES = 16;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const tickets = (count: number) => Array.from({ length: count }, (_, number) => ticketOf(number));
const found = (count: number): Document => ({
  cursor: { firstBatch: tickets(count), id: Long.ZERO, ns: 'bench.tickets' },
  ok: 1,
});

const GREETING: Document = {
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  ok: 1,
};

/** The answers by the first field of the command and its text, or by its name alone. */
const ANSWERS: ReadonlyMap<string, Buffer> = new Map(
  Object.entries({
    'find one': found(1),
    'find page': found(50),
    'find scan': found(101),
    aggregate: { cursor: { firstBatch: [{ _id: 'partner-1', count: 1 }], id: Long.ZERO, ns: 'bench.tickets' }, ok: 1 },
    findAndModify: { lastErrorObject: { n: 1, updatedExisting: true }, value: ticketOf(1), ok: 1 },
    insert: { n: 1, ok: 1 },
    hello: GREETING,
    ismaster: GREETING,
    isMaster: GREETING,
  }).map(([name, answer]): [string, Buffer] => [name, Buffer.from(serialize(answer))]),
);
const OK = Buffer.from(serialize({ ok: 1 }));

/** The body of a command begins with its name and, for most, the name of a collection as a text. */
function answerTo(message: Buffer, at: number): Buffer {
  const stop = message.indexOf(0, at + 5);
  const name = message.toString('latin1', at + 5, stop);
  const byName = ANSWERS.get(name);
  if (byName) return byName;
  const length = message.readInt32LE(stop + 1);
  return ANSWERS.get(`${name} ${message.toString('latin1', stop + 5, stop + 4 + length)}`) ?? OK;
}

function reply(message: Buffer): Buffer {
  const isOld = message.readInt32LE(12) === OP_QUERY;
  const bodyAt = isOld ? message.indexOf(0, HEADER_BYTES + 4) + 9 : HEADER_BYTES + 5;
  const body = answerTo(message, bodyAt);
  const head = Buffer.alloc(HEADER_BYTES + (isOld ? 20 : 5));
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(isOld ? 1 : OP_MSG, 12);
  if (isOld) head.writeInt32LE(1, HEADER_BYTES + 16);
  return Buffer.concat([head, body]);
}

function serve(socket: Socket): void {
  let parts: Buffer[] = [];
  let size = 0;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    parts.push(chunk);
    size += chunk.length;
    if (size < HEADER_BYTES) return;
    const first = parts[0];
    if (first && first.length >= 4 && size < first.readInt32LE(0)) return;
    let rest = Buffer.concat(parts, size);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      socket.write(reply(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
    parts = [rest];
    size = rest.length;
  });
}

const server = createServer(serve).listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`mongodb://127.0.0.1:${address.port}/?directConnection=true`);
});
// It has no user any more when the other end of its input closes.
process.stdin.on('close', () => process.exit(0)).resume();
