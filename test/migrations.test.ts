import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { migrations } from '../server/migrations.js';
import { realClock } from '../server/platform/clock/clock.js';
import { connect } from '../server/platform/database/connect.js';
import { migrate } from '../server/platform/database/migrations.js';
import { cuttingProxy } from './support/cutting-proxy.js';
import { openTestDesk, type TestDesk } from './support/desk.js';
import { loadFixture } from './support/fixture.js';
import { faultsIn } from './support/invariants.js';
import { openFragile, quiet } from './support/platform.js';
import { freshDatabaseUri } from './support/store.js';

interface Ticket {
  _id: string;
  cites: string[];
  state: Record<string, unknown> & { upgrade: object | null; status: string };
}

/** Fields that a ticket has once there is something to keep in them. */
const ONCE_NEEDED = ['breaches', 'starts'];

const NEWEST = migrations.at(-1)?.to ?? 1;

for (let version = 1; version < NEWEST; version++) {
  describe(`the data of schema version ${version}`, () => {
    let connection: Connection;
    let desk: TestDesk;
    let provider: string;

    before(async () => {
      const uri = await freshDatabaseUri();
      connection = await connect(uri);
      await loadFixture(connection, version);
      await killedAgainAndAgain(uri);
      desk = await openTestDesk('2026-11-02T08:00:00Z', {}, uri);
      provider = await desk.key({ kind: 'provider' }, ['tickets:write', 'credits:read']);
    });
    after(async () => {
      await desk.close();
      await connection.close();
    });

    /** Brings the data forward by processes that each die after a few store commands more, until one gets to the end. */
    async function killedAgainAndAgain(uri: string): Promise<void> {
      for (let survived = 6; ; survived++) {
        const proxy = await cuttingProxy(uri, survived);
        const fragile = openFragile(proxy.uri);
        const finished = await migrate(fragile, migrations, { clock: realClock, logger: quiet }).then(
          () => true,
          () => false,
        );
        await fragile.close(true);
        await proxy.close();
        if (finished) return;
        await connection.collection('schema').updateMany({}, { $set: { leaseUntil: new Date(0) } });
      }
    }

    const tickets = () => connection.collection<Ticket>('tickets').find({}).toArray();
    const keysOf = (what: object): string[] => Object.keys(what).sort();

    it(`are of version ${NEWEST} afterwards`, async () => {
      expect(await connection.collection('schema').findOne()).to.deep.include({ version: NEWEST, owner: null });
    });

    it('have the shape of what is logged today', async () => {
      const before = await tickets();
      const { body } = await desk.call(provider, 'POST', '/tickets', {
        ...{ subject: 'Of today', kind: 'upgrade', deal: 'D-1001', requester: { email: 'it@hansa-logistics.example' } },
        upgrade: { subscription: 'S-1001', item: 'seats', quantity: 50 },
      });
      const today = (await tickets()).find(({ _id }) => _id === body.id);
      if (!today?.state.upgrade) throw new Error('No ticket of today');
      expect(before.length).to.be.greaterThan(5);
      for (const { state } of before) {
        expect(keysOf(state).filter((key) => !ONCE_NEEDED.includes(key))).to.deep.equal(keysOf(today.state));
        if (state.upgrade) expect(keysOf(state.upgrade)).to.deep.equal(keysOf(today.state.upgrade));
        expect(state.loggedBy).to.match(/^[0-9a-z]{20}$/);
      }
      for (const { cites, state } of before) {
        const sources = state.sources as { policy: { id: string; version: number }; since: number }[];
        expect(cites).to.include.members(sources.map(({ policy: { id, version } }) => `policy:${id}@${version}`));
        expect(cites.filter((cited) => cited.startsWith('calendar:')).length).to.be.greaterThan(0);
        expect(sources.every(({ since }) => since === state.createdAt)).to.equal(true);
      }
      expect(before.some(({ state }) => state.upgrade !== null)).to.equal(true);
    });

    it('are shown and worked on like any others', async () => {
      for (const { _id } of await tickets()) {
        for (const part of ['', '/timeline', '/sla', '/messages']) {
          expect((await desk.call(provider, 'GET', `/tickets/${_id}${part}`)).status, part).to.equal(200);
        }
      }
      const open = (await tickets()).find(({ state }) => state.status === 'open');
      const reply = await desk.call(provider, 'POST', `/tickets/${open?._id}/replies`, { text: 'Still on it.' });
      expect(reply.status).to.equal(200);
      expect((await desk.call(provider, 'GET', '/credits')).body.items).to.have.length.greaterThan(0);
    });

    it('are found by the names of their customers', async () => {
      await desk.settle();
      const { body } = await desk.call(provider, 'GET', '/tickets?limit=200&q=hansa%20logistics');
      expect(body.items.length).to.be.greaterThan(5);
    });

    it('have lost nothing', async () => {
      await desk.settle();
      if (!connection.db) throw new Error('The connection is closed');
      expect(await faultsIn(connection.db)).to.deep.equal([]);
    });
  });
}
