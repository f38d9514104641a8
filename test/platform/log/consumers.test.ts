import { expect } from 'chai';
import { after, beforeEach, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import type { Clock } from '../../../server/platform/clock/clock.js';
import { ailing, lagsOf } from '../../../server/platform/health.js';
import { consumers as consumersOf } from '../../../server/platform/log/consumers.js';
import { logTail } from '../../../server/platform/log/tail.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { type CountingDesk, countingDesk, openConnection, openFragile, quiet } from '../../support/platform.js';
import { freshDatabaseUri } from '../../support/store.js';

describe('followers of the log', () => {
  let uri: string;
  let connection: Connection;
  let desk: CountingDesk;
  let heard: string[];
  let now: number;
  const clock: Clock = { now: async () => now, real: () => new Date(now * 1_000) };

  beforeEach(async () => {
    heard = [];
    now = 1_793_606_400;
    uri = await freshDatabaseUri();
    connection = await openConnection(uri, countingDesk);
    desk = countingDesk(connection, clock);
  });
  const opened: Connection[] = [];
  after(() => Promise.all(opened.map((one) => one.close(true))));

  /** A process of its own that follows the log as `teller`. */
  function follower(on: Connection, handle = async (id: string) => void heard.push(id), together = 1) {
    opened.push(on);
    const { log } = countingDesk(on);
    const followers = consumersOf({ connection: on, tail: logTail({ log, logger: quiet }), clock, logger: quiet });
    followers.register({ name: 'teller', together, handle: ({ id }) => handle(id) });
    return followers;
  }
  async function threeEvents(): Promise<string[]> {
    await desk.make('a');
    await desk.add('a');
    await desk.make('b');
    return ['counter:a:1:0', 'counter:a:2:0', 'counter:b:1:0'];
  }

  it('hears every event once, in the order of their numbers', async () => {
    const events = await threeEvents();
    const one = follower(connection);
    expect(await one.drain()).to.equal(3);
    expect(heard).to.deep.equal(events);
    expect(await one.drain()).to.equal(0);
  });

  it('is one of many processes at a time', async () => {
    const events = await threeEvents();
    const other = await openConnection(uri, countingDesk);
    await Promise.all([follower(connection).drain(), follower(other).drain()]);
    expect(heard).to.deep.equal(events);
  });

  it('is only quiet once it has heard what another made of the last event meanwhile', async () => {
    await desk.make('a');
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const one = follower(connection);
    one.register({
      name: 'doer',
      async handle({ id }) {
        if (id !== 'counter:a:1:0') return;
        await held;
        await desk.add('a');
      },
    });
    one.start();
    const quietened = one.drain();
    goOn();
    await quietened;
    expect(heard).to.deep.equal(['counter:a:1:0', 'counter:a:2:0']);
    await one.stop();
  });

  it('goes on where a stopped one was', async () => {
    await threeEvents();
    const one = follower(connection);
    await one.drain();
    await one.stop();
    await desk.add('b');
    const other = follower(await openConnection(uri, countingDesk));
    await other.drain();
    expect(heard.at(-1)).to.equal('counter:b:2:0');
    expect(heard).to.have.length(4);
  });

  it('tries an event again before the next, and passes it over once it failed for good', async () => {
    const events = await threeEvents();
    let failures = 0;
    const one = follower(connection, async (id) => {
      if (id === events[1]) {
        failures++;
        throw new Error('cannot');
      }
      heard.push(id);
    });
    while ((await one.lag())[0]?.behind !== 0) await one.drain();
    expect(failures).to.equal(8);
    expect([...new Set(heard)]).to.deep.equal([events[0], events[2]]);
    expect(await one.lag()).to.deep.equal([{ name: 'teller', behind: 0, skipped: 1 }]);
  });

  it('hears events of different subjects at once where it may, and those of one in their order', async () => {
    for (const id of ['a', 'b', 'c']) await desk.make(id);
    await desk.add('a');
    const open: (() => void)[] = [];
    const one = follower(
      connection,
      async (id) => {
        await new Promise<void>((resolve) => open.push(resolve));
        heard.push(id);
      },
      2,
    );
    const drained = one.drain();
    for (const wave of [
      ['a:1', 'b:1'],
      ['c:1', 'a:2'],
    ]) {
      while (open.length < wave.length) await new Promise(setImmediate);
      for (const goOn of open.splice(0).reverse()) goOn();
      while (heard.length < wave.length) await new Promise(setImmediate);
      expect(heard.splice(0).sort()).to.deep.equal(wave.map((name) => `counter:${name}:0`).sort());
    }
    expect(await drained).to.equal(4);
  });

  it('hears again what came with one that failed and after it, and nothing that came before', async () => {
    const ids = ['a', 'b', 'c'];
    for (const id of ids) await desk.make(id);
    let failing = true;
    const one = follower(
      connection,
      async (id) => {
        heard.push(id);
        if (failing && id === 'counter:b:1:0') throw new Error('cannot yet');
      },
      3,
    );
    await one.drain();
    expect(heard.splice(0).sort()).to.deep.equal(ids.map((id) => `counter:${id}:1:0`));
    expect(await one.lag()).to.deep.equal([{ name: 'teller', behind: 2, skipped: 0 }]);
    failing = false;
    await one.drain();
    expect(heard).to.deep.equal(['counter:b:1:0', 'counter:c:1:0']);
  });

  for (const together of [1, 3]) {
    it(`loses no event where it dies between any two store commands, and hears none twice under another id, ${together} at once`, async function () {
      this.timeout(30_000);
      const events = await threeEvents();
      for (let survived = 0; ; survived++) {
        const proxy = await cuttingProxy(uri, survived);
        const fragile = openFragile(proxy.uri);
        const finished = await follower(fragile, undefined, together)
          .drain()
          .then(
            () => heard.length >= events.length,
            () => false,
          );
        await fragile.close(true);
        await proxy.close();
        if (finished) break;
        const next = follower(connection);
        await next.releaseAll();
        await next.drain();
        expect([...new Set(heard)].sort(), `after ${survived} commands`).to.deep.equal(events);
        await connection.collection('consumer_positions').deleteMany({});
        heard = [];
      }
    });
  }

  it('tells how long it has been behind, in the desk’s time', async () => {
    const one = follower(connection);
    await one.drain();
    await desk.make('late');
    now += 90;
    expect(await one.waits()).to.deep.equal({ teller: 90 });
    await one.drain();
    expect(await one.waits()).to.deep.equal({});
  });

  it('ails where it has been behind for more than half a minute, the longest first', async () => {
    const at = new Date('2026-11-02T08:10:00Z');
    const parts = [async () => ({ mail: 31, webhooks: 30 }), async () => ({ outboxes: 600 })];
    expect(ailing(await lagsOf(parts), at)).to.deep.equal([
      { part: 'outboxes', lagSeconds: 600, since: '2026-11-02T08:00:00.000Z' },
      { part: 'mail', lagSeconds: 31, since: '2026-11-02T08:09:29.000Z' },
    ]);
  });
});
