import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deserialize, serialize } from 'bson';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { crc32c } from '../../server/embedded/wire/crc32c.js';
import { freshDatabase, testStore } from '../support/store.js';

// MongoDB's protocol byte by byte, as no driver would send it.

type Document = Record<string, unknown>;

const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;

function framed(operation: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(16);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(operation, 12);
  return Buffer.concat([head, body]);
}

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};

const body = (command: Document): Buffer => Buffer.concat([Buffer.from([0]), serialize(command)]);

function sequence(name: string, documents: readonly Document[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
  return Buffer.concat([Buffer.from([1]), int32(content.length + 4), content]);
}

const message = (command: Document, ...sections: Buffer[]): Buffer =>
  framed(OP_MSG, int32(0), body(command), ...sections);

const query = (namespace: string, command: Document): Buffer =>
  framed(OP_QUERY, int32(0), Buffer.from(`${namespace}\0`), int32(0), int32(-1), serialize(command));

/** Answers that are complete in what has come, and how they were asked to be read. */
function repliesIn(bytes: Buffer): Document[] {
  const replies: Document[] = [];
  for (let at = 0; at + 16 <= bytes.length && at + bytes.readInt32LE(at) <= bytes.length; at += bytes.readInt32LE(at)) {
    const start = at + (bytes.readInt32LE(at + 12) === 1 ? 36 : 21);
    replies.push(deserialize(bytes.subarray(start, at + bytes.readInt32LE(at))));
  }
  return replies;
}

describe('the protocol', () => {
  const db = freshDatabase();
  let port: number;
  before(async () => {
    port = Number(new URL((await testStore()).uri).port);
  });

  const open = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };

  /** Sends bytes, and resolves with so many answers, or with those that came before the connection was closed. */
  async function ask(bytes: Buffer, count = 1): Promise<{ replies: Document[]; closed: boolean }> {
    const socket = await open();
    let come = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.write(bytes);
    const closed = await new Promise<boolean>((resolve) => {
      socket.on('close', () => resolve(true));
      socket.on('data', (chunk) => {
        come = Buffer.concat([come, chunk]);
        if (repliesIn(come).length >= count) resolve(false);
      });
    });
    socket.destroy();
    return { replies: repliesIn(come), closed };
  }

  const codeOf = async (bytes: Buffer): Promise<unknown> => (await ask(bytes)).replies[0]?.code;
  const isClosedBy = async (bytes: Buffer): Promise<boolean> => (await ask(bytes)).closed;

  it('answers a message, and several one after the other', async () => {
    const { replies } = await ask(Buffer.concat([message({ ping: 1, $db: db }), message({ nosuch: 1, $db: db })]), 2);
    expect(replies.map(({ ok, code }) => [ok, code])).to.deep.equal([
      [1, undefined],
      [0, 59],
    ]);
  });

  it('puts a message together that comes in pieces', async () => {
    const socket = await open();
    const whole = message({ ping: 1, $db: db });
    for (const byte of whole) socket.write(Buffer.from([byte]));
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(repliesIn(chunk)).to.deep.equal([{ ok: 1 }]);
    socket.destroy();
  });

  it('takes a right checksum and closes at a wrong one', async () => {
    const checked = framed(OP_MSG, int32(1), body({ ping: 1, $db: db }), int32(0));
    checked.writeUInt32LE(crc32c(checked.subarray(0, -4)), checked.length - 4);
    expect((await ask(checked)).replies).to.deep.equal([{ ok: 1 }]);
    checked.writeUInt32LE(1, checked.length - 4);
    expect(await isClosedBy(checked)).to.equal(true);
  });

  it('does not answer what wants no answer, but does it', async () => {
    const silent = framed(OP_MSG, int32(2), body({ insert: 'silent', documents: [{ a: 1 }], $db: db }));
    const { replies } = await ask(Buffer.concat([silent, message({ count: 'silent', $db: db })]));
    expect(replies).to.deep.equal([{ n: 1, ok: 1 }]);
  });

  it('takes documents in sequences beside the command', async () => {
    const insert = message({ insert: 'beside', $db: db }, sequence('documents', [{ a: 1 }, { a: 2 }]));
    expect((await ask(insert)).replies).to.deep.equal([{ n: 2, ok: 1 }]);
    const update = message(
      { update: 'beside', $db: db },
      sequence('updates', [{ q: { a: 1 }, u: { $set: { a: 3 } } }]),
    );
    expect((await ask(update)).replies).to.deep.equal([{ n: 1, nModified: 1, ok: 1 }]);
    const pipeline = sequence('pipeline', [{ $count: 'n' }]);
    const counted = message({ aggregate: 'beside', cursor: {}, $db: db }, pipeline);
    expect((await ask(counted)).replies[0]).to.have.nested.property('cursor.firstBatch[0].n', 2);
  });

  it('refuses sequences that the command has already, or does not know', async () => {
    const twice = message({ insert: 'x', documents: [{ a: 1 }], $db: db }, sequence('documents', [{ a: 1 }]));
    expect(await codeOf(twice)).to.equal(40433);
    expect(await codeOf(message({ find: 'x', $db: db }, sequence('foo', [{ a: 1 }])))).to.equal(40415);
  });

  it('shakes hands the old way, and does nothing else that way', async () => {
    const { replies } = await ask(query('admin.$cmd', { isMaster: 1, helloOk: true }));
    expect(replies[0]).to.include({ ismaster: true, helloOk: true, minWireVersion: 0, maxWireVersion: 21 });
    expect(await codeOf(query(`${db}.$cmd`, { find: 'x' }))).to.equal(352);
    expect(await isClosedBy(query(`${db}.x`, {}))).to.equal(true);
  });

  it('presents itself as a server that stands alone', async () => {
    const { replies } = await ask(message({ hello: 1, $db: 'admin' }));
    expect(replies[0]).to.include({
      isWritablePrimary: true,
      maxBsonObjectSize: 16777216,
      maxMessageSizeBytes: 48000000,
      maxWriteBatchSize: 100000,
    });
    expect(replies[0]).to.not.have.any.keys('setName', 'msg');
  });

  it('refuses compression that was not agreed upon', async () => {
    const { replies, closed } = await ask(framed(OP_COMPRESSED, Buffer.alloc(16)), 2);
    expect([replies[0]?.code, closed]).to.deep.equal([17, true]);
  });

  it('closes at bytes that are no message, and serves others on', async () => {
    const ping = message({ ping: 1, $db: db });
    const withLength = (length: number): Buffer => Buffer.concat([int32(length), ping.subarray(4)]);
    const nonsense = [
      withLength(-5),
      withLength(2_000_000_000),
      framed(99, Buffer.alloc(20)),
      framed(2002, Buffer.alloc(20)),
      framed(OP_MSG, int32(4), body({ ping: 1, $db: db })),
      framed(OP_MSG, int32(0), body({ ping: 1, $db: db }), body({ ping: 1, $db: db })),
      framed(OP_MSG, int32(0), Buffer.from([7]), serialize({ ping: 1 })),
    ];
    for (const bytes of nonsense) expect(await isClosedBy(bytes), bytes.toString('hex')).to.equal(true);
    expect((await ask(ping)).replies).to.deep.equal([{ ok: 1 }]);
  });

  it('refuses commands without a database, or with one that cannot be', async () => {
    expect(await codeOf(message({ ping: 1 }))).to.equal(40571);
    expect(await codeOf(message({ ping: 1, $db: 'a.b' }))).to.equal(73);
    expect(await codeOf(message({ ping: 1, $db: '' }))).to.equal(73);
  });

  it('refuses damaged and too deeply nested documents each by itself', async () => {
    const broken = Buffer.from(serialize({ a: true }));
    broken[broken.length - 2] = 7;
    const section = Buffer.concat([Buffer.from([1]), int32(broken.length + 14), Buffer.from('documents\0'), broken]);
    const { replies } = await ask(message({ insert: 'damaged', $db: db }, section));
    expect(replies[0]).to.have.nested.property('writeErrors[0].code', 22);
    let deep: Document = {};
    for (let depth = 0; depth < 250; depth++) deep = { deep };
    expect(await codeOf(message({ find: 'x', filter: deep, $db: db }))).to.equal(15);
  });

  it('holds to the limits of documents and batches', async () => {
    const large = sequence('documents', [{ _id: 1, text: 'x'.repeat(16 * 1024 * 1024) }]);
    const { replies } = await ask(message({ insert: 'large', $db: db }, large));
    expect(replies[0]).to.have.nested.property('writeErrors[0].code', 2);
    const many = sequence(
      'deletes',
      Array.from({ length: 100_001 }, () => ({ q: {}, limit: 1 })),
    );
    expect(await codeOf(message({ delete: 'large', $db: db }, many))).to.equal(16);
  });

  it('knows the API of version 1, and what is not of it', async () => {
    expect(await codeOf(message({ ping: 1, apiVersion: '2', $db: db }))).to.equal(322);
    expect(await codeOf(message({ distinct: 'x', key: 'a', apiVersion: '1', apiStrict: true, $db: db }))).to.equal(323);
    expect(await codeOf(message({ count: 'x', apiVersion: '1', apiStrict: true, $db: db }))).to.equal(undefined);
    expect(await codeOf(message({ ping: 1, apiStrict: true, $db: db }))).to.equal(4886600);
  });

  it('refuses levels of read concern that there are not, and those of replica sets', async () => {
    const asked = (level: string) => message({ find: 'x', readConcern: { level }, $db: db });
    expect(await codeOf(asked('nearly'))).to.equal(2);
    expect(await codeOf(asked('snapshot'))).to.equal(123);
    expect(await codeOf(asked('majority'))).to.equal(undefined);
  });
});
