import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { SYSTEM } from '../../server/domain/access/access.js';
import { changed } from '../../server/domain/decision.js';
import { type Clock, realClock } from '../../server/platform/clock/clock.js';
import { changes } from '../../server/platform/log/changes.js';
import { commandOf } from '../../server/platform/log/command.js';
import { Problem } from '../../server/platform/problems.js';
import { type DeskProcess, restarted } from '../support/desk-process.js';
import { type Ground, openGround } from '../support/ground.js';
import { type Counted, type CountingDesk, countingDesk, openConnection } from '../support/platform.js';
import { freshDatabaseUri } from '../support/store.js';

const problemOf = (promise: Promise<unknown>): Promise<Problem | null> =>
  promise.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Problem) return error;
      throw error;
    },
  );

describe('Pattern 1, change: one conditional update, decided anew when the race was lost', () => {
  let connection: Connection;
  let desk: CountingDesk;
  before(async () => {
    connection = await openConnection(await freshDatabaseUri(), countingDesk);
    desk = countingDesk(connection);
  });
  after(() => connection.close());

  /** A desk that loses its next races: another changes the document between its look and its update. */
  function losing(id: string, races: number): CountingDesk {
    let left = races;
    const clock: Clock = {
      ...realClock,
      async now() {
        if (left-- > 0) await desk.add(id);
        return realClock.now();
      },
    };
    return countingDesk(connection, clock);
  }

  it('is decided on the state of the fifth look where four races were lost', async () => {
    await desk.make('four');
    const { state, version } = await losing('four', 4).add('four');
    expect({ state, version }).to.deep.equal({ state: { count: 6 }, version: 6 });
  });

  it('gives up after five lost races, having changed nothing, and says when to try again', async () => {
    await desk.make('five');
    const problem = await problemOf(losing('five', 5).add('five'));
    expect([problem?.status, problem?.code, problem?.data.retryAfter]).to.deep.equal([503, 'busy', 1]);
    expect((await desk.stored('five'))?.state).to.deep.equal({ count: 6 });
  });
});

describe('Pattern 1, change: what a caller hears who lost five races', () => {
  let ground: Ground;
  let slow: DeskProcess;
  let quick: DeskProcess;
  let meanwhile: () => Promise<unknown> = async () => null;
  before(async () => {
    ground = await openGround();
    quick = await restarted(ground.options);
    const { clock } = ground.options;
    const raced: Clock = {
      ...clock,
      async now() {
        await meanwhile();
        return clock.now();
      },
    };
    slow = await restarted({ ...ground.options, clock: raced });
  });
  after(async () => {
    await Promise.all([slow.end(), quick.end()]);
    await ground.close();
  });

  it('is 503 with Retry-After, and the same request goes through later', async () => {
    const { hansa, provider } = ground.keys;
    const logged = { subject: 'Raced', deal: 'D-1001', requester: { email: 'it@hansa-logistics.example' } };
    const { id } = (await quick.post('/tickets', { as: hansa, body: logged })).body;
    const note = (process: DeskProcess, text: string, key: string) => {
      const body = { text, visibility: 'desks' };
      return process.post(`/tickets/${id}/replies`, { as: provider, key, body });
    };
    let words = 0;
    meanwhile = () => note(quick, `Meanwhile ${++words}`, `meanwhile ${words}`);
    const refused = await note(slow, 'Late', 'late');
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).to.deep.equal([503, 'busy', '1']);
    expect(words).to.be.at.least(5);
    meanwhile = async () => null;
    expect((await note(slow, 'Late', 'late')).status).to.equal(200);
    expect(await ground.connection.collection('ticket_messages').countDocuments({ text: 'Late' })).to.equal(1);
  });
});

describe('Pattern 2, log: an outbox that nobody brings away', () => {
  let connection: Connection;
  let desk: CountingDesk;
  before(async () => {
    connection = await openConnection(await freshDatabaseUri(), countingDesk);
    desk = countingDesk(connection);
  });
  after(() => connection.close());

  /** Says so many things in one change, in a process that is gone before it brings them into the log. */
  const say = (id: string, things: number) =>
    changes({ clock: realClock, dispatcher: { ...desk.dispatcher, deliver: async () => undefined } }).change(
      desk.counters,
      commandOf(SYSTEM),
      { _id: id },
      ({ count }, at) => {
        const events = Array.from({ length: things }, (_, n): Counted => ({ type: 'counted', at, to: count + n + 1 }));
        return changed({ count: count + things }, events);
      },
    );
  const counted = async (id: string) => (await desk.log.of('counter', id, 0, 1_000)).map(({ event }) => event.data.to);
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it('holds 200 events and refuses the change that would make it more, until the sweep has told them', async () => {
    await desk.make('full');
    await say('full', 150);
    await say('full', 50);
    const before = await desk.stored('full');
    expect(before?.outbox).to.have.length(200);
    const problem = await problemOf(say('full', 1));
    expect([problem?.status, problem?.code, problem?.data.retryAfter]).to.deep.equal([503, 'busy', 1]);
    expect(await desk.stored('full')).to.deep.equal(before);
    await desk.dispatcher.sweep(-60_000);
    await say('full', 1);
    await desk.dispatcher.sweep(-60_000);
    expect(await counted('full')).to.deep.equal(upTo(202));
  });

  it('takes one change of more than 200 while it is empty: it could never be told otherwise', async () => {
    await desk.make('long');
    await say('long', 250);
    expect((await problemOf(say('long', 1)))?.status).to.equal(503);
    await desk.dispatcher.sweep(-60_000);
    expect(await counted('long')).to.deep.equal(upTo(251));
    expect((await desk.stored('long'))?.outbox).to.deep.equal([]);
  });
});
