import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { SYSTEM } from '../../../server/domain/access/access.js';
import { refused } from '../../../server/domain/decision.js';
import { commandOf } from '../../../server/platform/log/command.js';
import { Problem } from '../../../server/platform/problems.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { type CountingDesk, countingDesk, openConnection, openFragile } from '../../support/platform.js';
import { freshDatabaseUri } from '../../support/store.js';

const problemOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'none';
};

describe('changes of documents', () => {
  let uri: string;
  let connection: Connection;
  let desk: CountingDesk;

  before(async () => {
    uri = await freshDatabaseUri();
    connection = await openConnection(uri, countingDesk);
    desk = countingDesk(connection);
  });
  after(() => connection.close());

  const logged = async (id: string) => (await desk.log.of('counter', id)).map(({ event }) => event.id);

  it('stores state and events in one update and brings them into the log', async () => {
    await desk.make('one');
    const outcome = await desk.add('one');
    expect({ state: outcome.state, version: outcome.version }).to.deep.equal({ state: { count: 2 }, version: 2 });
    expect(await logged('one')).to.deep.equal(['counter:one:1:0', 'counter:one:2:0']);
    await desk.dispatcher.settled();
    const stored = await desk.stored('one');
    expect(stored?.outbox).to.deep.equal([]);
    expect(stored).to.not.have.property('outboxAt');
  });

  it('decides the loser of a race anew on the new state', async () => {
    await desk.make('race');
    await Promise.all([desk.add('race'), desk.add('race'), desk.add('race')]);
    expect((await desk.stored('race'))?.state).to.deep.equal({ count: 4 });
    expect(await logged('race')).to.deep.equal([1, 2, 3, 4].map((version) => `counter:race:${version}:0`));
  });

  it('does the same command once, and answers it again', async () => {
    await desk.make('twice');
    const command = commandOf(SYSTEM, 'the-same');
    const first = await desk.add('twice', command);
    const again = await desk.add('twice', commandOf(SYSTEM, 'the-same'));
    expect([first.repeated, again.repeated, again.state.count, again.version]).to.deep.equal([false, true, 2, 2]);
  });

  it('refuses what the rule refuses, and leaves no trace', async () => {
    await desk.make('refused');
    const change = desk.changes.change(desk.counters, commandOf(SYSTEM), { _id: 'refused' }, () =>
      refused('wrong-state', 'No.'),
    );
    expect(await problemOf(change)).to.equal('wrong-state');
    expect((await desk.stored('refused'))?.version).to.equal(1);
  });

  it('tells a stale If-Match from a lost race by the body’s version', async () => {
    await desk.make('stale');
    const at = (by: 'if-match' | 'body') =>
      desk.add('stale', commandOf(SYSTEM, undefined, { expected: { version: 9, by } }));
    expect([await problemOf(at('if-match')), await problemOf(at('body'))]).to.deep.equal(['stale', 'lost-race']);
  });

  it('does not let two make the same document', async () => {
    const results = await Promise.allSettled([desk.make('same'), desk.make('same')]);
    expect(results.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('numbers the log without gaps or doubles when two dispatchers append at once', async () => {
    const otherConnection = await openConnection(uri, countingDesk);
    const other = countingDesk(otherConnection);
    const ids = Array.from({ length: 12 }, (_, index) => `many-${index}`);
    await Promise.all(ids.map((id, index) => (index % 2 ? desk : other).make(id)));
    await Promise.all(ids.flatMap((id) => [desk.add(id), other.add(id)]));
    await otherConnection.close();
    const events = await desk.log.since(0, 10_000);
    expect(events.map(({ seq }) => seq)).to.deep.equal(events.map((_, index) => index + 1));
    expect(new Set(events.map(({ event }) => event.id)).size).to.equal(events.length);
    for (const id of ids) {
      expect(await logged(id)).to.deep.equal([1, 2, 3].map((version) => `counter:${id}:${version}:0`));
    }
  });

  it('loses and doubles nothing when the process dies between any two store commands', async function () {
    this.timeout(60_000);
    for (let survived = 0; ; survived++) {
      const id = `killed-${survived}`;
      const make = commandOf(SYSTEM, `make-${survived}`);
      const add = commandOf(SYSTEM, `add-${survived}`);
      const proxy = await cuttingProxy(uri, survived);
      const fragile = openFragile(proxy.uri);
      const dying = countingDesk(fragile);
      const finished = await dying
        .make(id, make)
        .then(() => dying.add(id, add))
        .then(
          () => true,
          () => false,
        );
      await fragile.close(true);
      await proxy.close();

      await desk.dispatcher.sweep(-60_000);
      await desk.make(id, commandOf(SYSTEM, `make-${survived}`));
      await desk.add(id, commandOf(SYSTEM, `add-${survived}`));
      expect((await desk.stored(id))?.state, `after ${survived} commands`).to.deep.equal({ count: 2 });
      expect(await logged(id)).to.deep.equal([`counter:${id}:1:0`, `counter:${id}:2:0`]);
      if (finished) {
        expect(survived).to.be.greaterThan(5);
        return;
      }
    }
  });
});
