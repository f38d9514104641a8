import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Int32 } from 'bson';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { encodeDocument } from '../../../server/embedded/bson.js';
import { openCursors } from '../../../server/embedded/cursors.js';
import { budgetOf } from '../../../server/embedded/wire/budget.js';
import { localStores, type OpenStore, temporaryFolders } from '../../support/engine.js';
import { fuzzProtocol } from './fuzz.js';

const folders = temporaryFolders();
const stores = localStores();

describe('a store among clients that do not know how to behave', () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  async function dial({ uri }: OpenStore): Promise<Socket> {
    const socket = connect(Number(new URL(uri).port), '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  }

  const head = (length: number, code = 2013): Buffer => {
    const bytes = Buffer.alloc(16);
    bytes.writeInt32LE(length, 0);
    bytes.writeInt32LE(code, 12);
    return bytes;
  };

  const command = (document: Record<string, unknown>): Buffer => {
    const body = encodeDocument(document);
    return Buffer.concat([head(21 + body.length), Buffer.alloc(5), body]);
  };

  it('answers others rightly while it is told nonsense', async () => {
    const { uri, complaints } = await stores.open(folders.make());
    const { answered, closed, faults } = await fuzzProtocol({ uri, times: 600, seed: 20261103, complaints });
    expect(faults).to.deep.equal([]);
    expect(answered).to.be.greaterThan(50);
    expect(closed).to.be.greaterThan(200);
  });

  for (const [what, bytes] of [
    ['a length above what a message may have', head(48_000_001)],
    ['a negative length', head(-1)],
    ['an operation that there is not', Buffer.concat([head(20, 9), Buffer.alloc(4)])],
    ['two bodies', Buffer.concat([head(31), Buffer.from('00000000000500000000000500000000', 'hex').subarray(0, 15)])],
  ] as const) {
    it(`closes the connection that sends ${what}`, async () => {
      const socket = await dial(await stores.open(folders.make()));
      const closed = once(socket.resume(), 'close');
      socket.write(bytes);
      await closed;
    });
  }

  it('reads messages that come in one by one, and in pieces', async () => {
    const socket = await dial(await stores.open(folders.make()));
    const ping = command({ ping: new Int32(1), $db: 'admin' });
    const answers: Buffer[] = [];
    socket.on('data', (bytes) => answers.push(bytes));
    socket.write(Buffer.concat([ping, ping, ping.subarray(0, 7)]));
    for (const byte of ping.subarray(7)) socket.write(Buffer.from([byte]));
    const received = () => Buffer.concat(answers);
    while (received().length < 4 || received().length < 3 * received().readInt32LE(0)) await once(socket, 'data');
    expect(received().length).to.equal(3 * received().readInt32LE(0));
  });

  it('refuses documents that are nested too deep, and goes on', async () => {
    const { client } = await stores.open(folders.make());
    let deep: object = {};
    for (let depth = 0; depth < 300; depth++) deep = { a: deep };
    const insert = client.db('desk').collection('notes').insertOne(deep);
    const error = await insert.catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 15);
    expect(await client.db('desk').command({ ping: 1 })).to.deep.equal({ ok: 1 });
  });

  it('lets a large message wait until there is memory for all of it', async () => {
    const { reserve, take } = budgetOf(100);
    const first = await reserve(70);
    const order: string[] = [];
    const second = reserve(60).then((release) => {
      order.push('second');
      return release;
    });
    const third = reserve(10).then((release) => {
      order.push('third');
      return release;
    });
    expect(take(40)).to.equal(undefined);
    await Promise.resolve();
    expect(order).to.deep.equal([]);
    first();
    (await second)();
    (await third)();
    expect(order).to.deep.equal(['second', 'third']);
    const all = await reserve(1_000_000);
    expect(take(1)).to.equal(undefined);
    all();
    all();
    expect(take(100)).to.be.a('function');
  });

  it('forgets cursors that nobody reads', () => {
    let now = 0;
    const cursors = openCursors(() => now);
    let isClosed = false;
    const results = {
      next: () => ({ done: true, value: undefined }) as const,
      return() {
        isClosed = true;
        return { done: true, value: undefined } as const;
      },
    };
    cursors.open('desk.notes', results, null, false);
    const kept = cursors.open('desk.notes', results, null, true);
    now = 9 * 60_000;
    cursors.closeIdle();
    expect(cursors.count()).to.equal(2);
    now = 11 * 60_000;
    cursors.closeIdle();
    expect({ isClosed, count: cursors.count() }).to.deep.equal({ isClosed: true, count: 1 });
    cursors.close(kept);
    cursors.closeAll();
  });
});
