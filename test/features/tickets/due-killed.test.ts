import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { ALL_SLOTS, LIMIT } from '../../../server/platform/sweeps/sweeps.js';
import { type DeskProcess, dying, restarted } from '../../support/desk-process.js';
import { type Ground, openGround, quieten } from '../../support/ground.js';
import { faultsIn } from '../../support/invariants.js';

const TICKETS = 4;
/** From one round to the next, so that each has the same hours. */
const WEEK = 7 * 86_400;

/** What is due of several tickets is stored, told and taken out of their outboxes side by side. */
describe('a sweep of due tickets whose process is killed between any two changes of the store', () => {
  let ground: Ground;
  before(async () => {
    ground = await openGround();
  });
  after(() => ground.close());

  async function logged(process: DeskProcess, name: string): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < TICKETS; n++) {
      const requester = { email: 'it@hansa-logistics.example' };
      const body = { subject: `${name} ${n}`, deal: 'D-1001', priority: 'urgent', requester };
      const { status, body: ticket } = await process.post('/tickets', { as: ground.keys.hansa, body });
      expect(status, JSON.stringify(ticket)).to.equal(201);
      ids.push(String(ticket.id));
    }
    return ids;
  }

  async function sweep({ desk }: DeskProcess): Promise<number> {
    const due = desk.sweeps.list().find(({ name }) => name === 'tickets-due');
    const swept = await due?.run({ slots: ALL_SLOTS, until: ground.now(), limit: LIMIT, but: [] });
    await desk.outboxes.settled();
    return swept?.done ?? 0;
  }

  const announced = (ids: readonly string[]) =>
    ground.connection
      .collection('log')
      .find({ 'subject.id': { $in: [...ids] }, type: { $in: ['sla-due-soon', 'sla-breached'] } })
      .toArray();

  it('announces everything once', async function () {
    this.timeout(300_000);
    let living = await restarted(ground.options);
    const perTicket = new Set<number>();
    for (let survived = 0; ; survived += 2) {
      const ids = await logged(living, `Killed after ${survived}`);
      await quieten(living);
      await living.end();
      ground.pass(WEEK);

      const killed = await dying(ground.options, survived);
      const done = await sweep(killed).catch(() => null);
      const isDead = killed.isDead();
      await killed.end();

      living = await restarted(ground.options);
      await quieten(living);
      const { db } = ground.connection;
      if (!db) throw new Error('The connection is closed');
      expect(await faultsIn(db), `after ${survived} changes`).to.deep.equal([]);
      const told = await announced(ids);
      const said = told.map(({ subject, type, data }) => JSON.stringify([subject.id, type, data.target, data.percent]));
      expect(new Set(said).size, `after ${survived} changes`).to.equal(said.length);
      for (const id of ids) perTicket.add(told.filter(({ subject }) => subject.id === id).length);
      if (isDead) continue;
      expect(done).to.be.at.least(TICKETS);
      // Each ticket's change, and at least one that brings them into the log.
      expect(survived).to.be.greaterThan(TICKETS);
      break;
    }
    await living.end();
    expect([...perTicket], 'every ticket was told of as much, however often it was killed').to.have.length(1);
    expect(perTicket.has(0)).to.equal(false);
  });
});
