import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Connection, type Model, Schema } from 'mongoose';
import { connect, ensureIndexes } from '../../../server/platform/database/connect.js';
import { modelOf, storage } from '../../../server/platform/log/subject.js';
import { type Attempt, deliveryQueue } from '../../../server/platform/outbound/deliveries.js';
import { type Delivery, deliveryFields, withDeliveryIndexes } from '../../../server/platform/outbound/delivery.js';
import { sentWhile, telling } from '../../support/commands-sent.js';
import { freshDatabaseUri } from '../../support/store.js';

interface Parcel extends Delivery {
  body?: string;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const took: Attempt = { result: 'handed-over', answer: 'thanks' };
const later: Attempt = { result: 'failed', answer: 'not now' };

describe('deliveries', () => {
  let connection: Connection;
  let model: Model<Parcel>;
  let now: number;
  const clock = { real: () => new Date(now * 1000) };

  beforeEach(async () => {
    now = 1_790_000_000;
    connection = await connect(telling(await freshDatabaseUri()));
    const schema = withDeliveryIndexes(
      new Schema<Parcel>({ ...deliveryFields, body: { type: String } } as never, storage),
    );
    model = modelOf(connection, 'Parcel', schema, 'parcels');
    await ensureIndexes(connection);
  });
  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  const queueOf = (handOver: (parcel: Parcel) => Promise<Attempt>) =>
    deliveryQueue<Parcel>({ model, handOver, forget: ['body'], clock, logger: silent, backOff: [10, 60] });

  it('are handed over once, whoever queues them how often, and forget what they carried', async () => {
    const handed: string[] = [];
    const queue = queueOf(async ({ _id, body }) => {
      handed.push(`${_id} ${body}`);
      return took;
    });
    expect(await queue.enqueue([{ _id: 'a', body: 'x' }])).to.equal(1);
    expect(await queue.enqueue([{ _id: 'a', body: 'y' }])).to.equal(0);
    expect(await queue.run(10)).to.deep.equal({ handedOver: 1, postponed: 0, failed: 0 });
    expect(await queue.enqueue([{ _id: 'a', body: 'z' }])).to.equal(0);
    expect(await queue.run(10)).to.deep.equal({ handedOver: 0, postponed: 0, failed: 0 });
    expect(handed).to.deep.equal(['a x']);
    const at = new Date(now * 1000);
    expect(await model.findById('a').lean()).to.deep.equal({
      ...{ _id: 'a', state: 'handed-over', attempts: 1, answer: 'thanks', queuedAt: at, endedAt: at },
    });
  });

  it('are tried again after a while that grows, and given up at the end', async () => {
    const queue = queueOf(async () => later);
    await queue.enqueue([{ _id: 'a' }]);
    const counts = [];
    for (const wait of [0, 9, 1, 59, 1, 1000]) {
      now += wait;
      counts.push(await queue.run(10));
    }
    expect(counts.map(({ postponed, failed }) => [postponed, failed])).to.deep.equal([
      [1, 0],
      [0, 0],
      [1, 0],
      [0, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(await model.findById('a').lean()).to.include({ state: 'failed', attempts: 3, answer: 'not now' });
  });

  it('are given up at once when they are refused for good, and can be sent again by hand', async () => {
    const answers: Attempt[] = [{ result: 'refused', answer: 'no such mailbox' }, took];
    const queue = queueOf(async () => answers.shift() ?? later);
    await queue.enqueue([{ _id: 'a', body: 'x' }]);
    expect(await queue.run(10)).to.deep.equal({ handedOver: 0, postponed: 0, failed: 1 });
    expect([await queue.again('a'), await queue.again('a'), await queue.again('b')]).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect(await queue.run(10)).to.deep.equal({ handedOver: 1, postponed: 0, failed: 0 });
  });

  it('are tried by one of two at a time', async () => {
    let release: ((attempt: Attempt) => void) | undefined;
    const slow = queueOf(() => new Promise<Attempt>((resolve) => (release = resolve)));
    const other = queueOf(async () => took);
    await slow.enqueue([{ _id: 'a' }]);
    const first = slow.run(1);
    while ((await model.findById('a').lean())?.attempts !== 1);
    expect(await other.run(10)).to.deep.equal({ handedOver: 0, postponed: 0, failed: 0 });
    release?.(took);
    expect(await first).to.deep.equal({ handedOver: 1, postponed: 0, failed: 0 });
  });

  it('are tried at once where hands are free, and nobody has to look for them', async () => {
    const queue = queueOf(async () => took);
    queue.start();
    const { sent } = await sentWhile(connection, async () => {
      await queue.enqueue([{ _id: 'a', body: 'x' }]);
      await queue.stop();
    });
    expect(sent.map(({ name }) => name)).to.deep.equal(['insert', 'update']);
    expect(await model.findById('a').lean()).to.include({ state: 'handed-over', attempts: 1, answer: 'thanks' });
  });

  it('wait in the queue where no hand is free, and for whoever comes where this process died', async () => {
    const handed: string[] = [];
    const dying = queueOf(({ _id }) => {
      handed.push(_id);
      return new Promise(() => undefined);
    });
    dying.start();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await dying.enqueue(ids.map((_id) => ({ _id })));
    const found = await model.find().sort({ _id: 1 }).lean();
    expect(found.map(({ attempts }) => attempts)).to.deep.equal([1, 1, 1, 1, 0]);
    void dying.stop();
    const heir = queueOf(async () => took);
    expect(await heir.run(10)).to.include({ handedOver: 1 });
    now += 16;
    expect(await heir.run(10)).to.include({ handedOver: 4 });
    expect(handed).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('go out where a hand is free, however long another attempt takes', async () => {
    const ends = new Map<string, () => void>();
    const queue = queueOf(({ _id }) => new Promise((resolve) => ends.set(_id, () => resolve(took))));
    const tried = async (id: string) => {
      while (!ends.has(id)) await model.findById(id).lean();
    };
    const end = async (id: string) => {
      ends.get(id)?.();
      while ((await model.findById(id).lean())?.state !== 'handed-over');
    };
    queue.start();
    await queue.enqueue(['a', 'b', 'c', 'd', 'slow'].map((_id) => ({ _id })));
    await end('a');
    await tried('slow');
    await queue.enqueue([{ _id: 'e' }]);
    await end('b');
    await tried('e');
    for (const id of ['c', 'd', 'e', 'slow']) await end(id);
    await queue.stop();
  });

  it('are taken over from a process that died with one, under the same id', async () => {
    const handed: string[] = [];
    const dying = queueOf(({ _id }) => {
      handed.push(_id);
      return new Promise(() => undefined);
    });
    await dying.enqueue([{ _id: 'a' }]);
    void dying.run(1);
    while (handed.length === 0) await model.findById('a').lean();
    now += 16;
    const heir = queueOf(async ({ _id }) => {
      handed.push(_id);
      return took;
    });
    expect(await heir.run(10)).to.deep.equal({ handedOver: 1, postponed: 0, failed: 0 });
    expect(handed).to.deep.equal(['a', 'a']);
  });

  it('whose attempt throws are tried again', async () => {
    const queue = queueOf(async () => Promise.reject(new Error('the line is cut')));
    await queue.enqueue([{ _id: 'a' }]);
    expect(await queue.run(10)).to.deep.equal({ handedOver: 0, postponed: 1, failed: 0 });
    expect(await model.findById('a').lean()).to.include({ state: 'queued', answer: 'the line is cut' });
  });

  describe('of one lane', () => {
    const lane = 'ticket-1 to ann';
    let handed: string[];
    /** By id: says what becomes of one that is in hand, and when. */
    let answers: Map<string, (attempt: Attempt) => void>;
    beforeEach(() => {
      handed = [];
      answers = new Map();
    });

    /** Hands over what is answered by hand. */
    const slow = ({ _id }: Parcel): Promise<Attempt> => {
      handed.push(_id);
      return new Promise((resolve) => answers.set(_id, resolve));
    };
    const quick = async ({ _id }: Parcel): Promise<Attempt> => {
      handed.push(_id);
      return took;
    };
    async function until(isSo: () => boolean): Promise<void> {
      while (!isSo()) await model.findOne();
    }

    it('go out in the order in which they were put in, while others pass them', async () => {
      const queue = queueOf(slow);
      queue.start();
      await queue.enqueue([{ _id: 'b', lane }, { _id: 'a', lane }, { _id: 'c', lane }, { _id: 'other' }]);
      await until(() => handed.length === 2);
      expect(handed).to.deep.equal(['b', 'other']);
      answers.get('b')?.(took);
      await until(() => handed.length === 3);
      answers.get('a')?.(took);
      await until(() => handed.length === 4);
      for (const id of ['c', 'other']) answers.get(id)?.(took);
      await queue.stop();
      expect(handed).to.deep.equal(['b', 'other', 'a', 'c']);
      const left = await model.find({}, { lane: 1, state: 1 }).lean();
      expect(left.map(({ state, lane: kept }) => [state, kept])).to.deep.equal(
        handed.map(() => ['handed-over', undefined]),
      );
    });

    it('go out in it whoever takes them, all of them in one look', async () => {
      const ids = Array.from({ length: 12 }, (_, n) => `p${(n * 7) % 12}`);
      const queue = queueOf(quick);
      await queue.enqueue(ids.map((_id) => ({ _id, lane })));
      expect(await queue.run(100)).to.deep.equal({ handedOver: 12, postponed: 0, failed: 0 });
      expect(handed).to.deep.equal(ids);
    });

    it('wait for one that another process has in hand, dead or alive', async () => {
      const dying = queueOf(slow);
      await dying.enqueue([
        { _id: 'b', lane },
        { _id: 'a', lane },
      ]);
      void dying.run(1);
      await until(() => handed.length === 1);
      const heir = queueOf(quick);
      expect(await heir.run(10)).to.deep.equal({ handedOver: 0, postponed: 1, failed: 0 });
      expect(await model.findById('a').lean()).to.include({ state: 'queued', attempts: 0 });
      now += 16;
      expect(await heir.run(10)).to.include({ handedOver: 1, postponed: 1 });
      now += 1;
      expect(await heir.run(10)).to.include({ handedOver: 1, postponed: 0 });
      expect(handed).to.deep.equal(['b', 'b', 'a']);
    });

    it('wait for the first attempt at those before them, and for no other', async () => {
      const queue = queueOf(async (parcel) => (parcel._id === 'b' ? later : quick(parcel)));
      await queue.enqueue([
        { _id: 'b', lane },
        { _id: 'a', lane },
      ]);
      expect(await queue.run(10)).to.deep.equal({ handedOver: 1, postponed: 1, failed: 0 });
      await queue.enqueue([{ _id: 'c', lane }]);
      expect(await queue.run(10)).to.deep.equal({ handedOver: 1, postponed: 0, failed: 0 });
      expect(handed).to.deep.equal(['a', 'c']);
    });
  });

  it('go out all, each once, when two processes share the work', async () => {
    const handed: string[] = [];
    const [one, other] = [0, 1].map(() =>
      queueOf(async ({ _id }) => {
        handed.push(_id);
        return took;
      }),
    );
    const ids = Array.from({ length: 30 }, (_, n) => `p${n}`);
    await one?.enqueue(ids.map((_id) => ({ _id })));
    await Promise.all([one?.run(100), other?.run(100)]);
    expect(handed.sort()).to.deep.equal(ids.sort());
  });
});
