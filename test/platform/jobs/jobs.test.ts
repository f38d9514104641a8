import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { realClock } from '../../../server/platform/clock/clock.js';
import { jobs } from '../../../server/platform/jobs/jobs.js';
import { ALL_SLOTS, type Sweep, sweeps } from '../../../server/platform/sweeps/sweeps.js';
import { openConnection, quiet } from '../../support/platform.js';
import { freshDatabaseUri } from '../../support/store.js';

describe('jobs that wake the sweeps', () => {
  const connections: Connection[] = [];
  let uri: string;
  before(async () => {
    uri = await freshDatabaseUri();
  });
  after(() => Promise.all(connections.map((connection) => connection.close())));

  /** A process with one sweep that is shared by slots and one that is not. */
  async function desk(ran: (name: string, slots: readonly number[]) => void) {
    const connection = await openConnection(uri, () => undefined);
    connections.push(connection);
    const all = sweeps({ clock: realClock, logger: quiet });
    const sweep = (name: string, shared: boolean): Sweep => ({
      ...{ name, shared, nextDue: async () => null },
      async run({ slots }) {
        ran(name, slots);
        return { done: 0, failed: [] };
      },
    });
    all.register(sweep('due', true));
    all.register(sweep('outboxes', false));
    return jobs({ connection, sweeps: all, logger: quiet });
  }

  it('has each share once, also where two processes start at once, and runs all of them', async () => {
    const shares = new Set<string>();
    let seen: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const note = (name: string, slots: readonly number[]) => {
      shares.add(`${name} ${slots.join(',')}`);
      if (shares.size === ALL_SLOTS.length + 1) seen();
    };
    const [one, other] = [await desk(note), await desk(note)];
    await Promise.all([one.start(), other.start()]);
    await all;
    await Promise.all([one.stop(), other.stop()]);

    const stored = await connections[0]?.collection('agenda_jobs').distinct('name');
    const count = await connections[0]?.collection('agenda_jobs').countDocuments();
    const names = ['outboxes', ...ALL_SLOTS.map((slot) => `due:${slot}/${ALL_SLOTS.length}`)];
    expect({ stored: stored?.sort(), count }).to.deep.equal({ stored: names.sort(), count: names.length });
    expect([...shares].sort()).to.deep.equal(
      [`outboxes ${ALL_SLOTS.join(',')}`, ...ALL_SLOTS.map((slot) => `due ${slot}`)].sort(),
    );
  });
});
