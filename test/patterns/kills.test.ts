import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type DeskProcess, dying, restarted } from '../support/desk-process.js';
import { type Ground, openGround, quieten } from '../support/ground.js';
import { faultsIn } from '../support/invariants.js';

/** What a process does, and what must be so however far it came. */
interface Scene<Given> {
  /** What there is beforehand, by a process that lives. */
  given(process: DeskProcess, name: string): Promise<Given>;
  act(process: DeskProcess, given: Given, name: string): Promise<unknown>;
  /** Left out: the restarted process does the same again, as a caller does who had no answer. */
  again?(process: DeskProcess, given: Given, name: string): Promise<unknown>;
  check(given: Given, name: string): Promise<void>;
  /** How many changes it takes at least: fewer would mean that the kills came elsewhere. */
  changes: number;
  /** Kills at every so manieth change, where there are hundreds. */
  step?: number;
}

describe('a process that is killed between any two changes of the store', () => {
  let ground: Ground;
  before(async () => {
    ground = await openGround();
  });
  after(() => ground.close());

  const granted = async (asked: ReturnType<DeskProcess['post']>) => {
    const { status, body } = await asked;
    expect(status, JSON.stringify(body)).to.be.within(200, 299);
    return body;
  };
  const count = (collection: string, filter: object) => ground.connection.collection(collection).countDocuments(filter);
  const logTicket = (process: DeskProcess, subject: string) =>
    process.post('/tickets', {
      ...{ as: ground.keys.hansa, key: `log ${subject}` },
      body: {
        ...{ subject, description: `About ${subject}`, deal: 'D-1001', component: 'voice-eu' },
        requester: { email: 'it@hansa-logistics.example' },
      },
    });
  const ticketOf = async (process: DeskProcess, subject: string) =>
    String((await granted(logTicket(process, subject))).id);

  /** Plays a scene again and again, each time with a kill one change later, until it comes to its end. */
  function loses<Given>(what: string, scene: Scene<Given>): void {
    it(`${what}: loses and doubles nothing`, async function () {
      this.timeout(300_000);
      let living = await restarted(ground.options);
      for (let survived = 0; ; survived += scene.step ?? 1) {
        ground.pass(60);
        const name = `${what} ${survived}`;
        const given = await scene.given(living, name);
        await living.end();

        const killed = await dying(ground.options, survived);
        const answer = await scene.act(killed, given, name).catch(() => null);
        const isDead = killed.isDead();
        await killed.end();
        if (!isDead) expect(answer, 'nothing was in its way').to.not.equal(null);

        ground.pass(60);
        living = await restarted(ground.options);
        await (scene.again ?? scene.act)(living, given, name);
        await quieten(living);
        const { db } = ground.connection;
        if (!db) throw new Error('The connection is closed');
        expect(await faultsIn(db), `after ${survived} changes`).to.deep.equal([]);
        await scene.check(given, name);
        if (isDead) continue;
        await living.end();
        expect(survived).to.be.at.least(scene.changes);
        return;
      }
    });
  }

  const nothing = async () => null;

  loses('logging a ticket with a message and a key', {
    given: nothing,
    act: (process, _, name) => ticketOf(process, name),
    async check(_, name) {
      expect(await count('tickets', { 'state.subject': name })).to.equal(1);
      expect(await count('ticket_messages', { text: `About ${name}` })).to.equal(1);
    },
    changes: 6,
  });

  loses('a reply that hands over', {
    given: ticketOf,
    act: (process, ticket, name) =>
      granted(
        process.post(`/tickets/${ticket}/replies`, {
          ...{ as: ground.keys.provider, key: name },
          body: { text: `Yours: ${name}`, visibility: 'desks', court: 'partner' },
        }),
      ),
    async check(ticket, name) {
      expect(await count('ticket_messages', { text: `Yours: ${name}` })).to.equal(1);
      const told = { 'subject.id': ticket, type: { $in: ['ticket-replied', 'ticket-handed-over'] } };
      expect(await count('log', told)).to.equal(2);
    },
    changes: 5,
  });

  const two = async (process: DeskProcess, name: string) => ({
    gone: await ticketOf(process, `${name} gone`),
    kept: await ticketOf(process, `${name} kept`),
  });
  const merge = (process: DeskProcess, { gone, kept }: { gone: string; kept: string }, name: string) =>
    granted(process.post(`/tickets/${gone}/merge`, { as: ground.keys.provider, key: name, body: { into: kept } }));

  loses('a merge that is asked for again', {
    given: two,
    act: merge,
    async check({ gone, kept }) {
      expect(await count('tickets', { _id: gone as never, 'state.mergedInto.id': kept })).to.equal(1);
    },
    changes: 8,
  });

  loses('a merge that nobody asks for again', {
    given: two,
    act: merge,
    again: nothing,
    step: 2,
    async check({ gone, kept }) {
      const isMerged = await count('tickets', { _id: gone as never, 'state.mergedInto.id': kept });
      expect(await count('tickets', { _id: kept as never, 'state.mergedFrom': gone })).to.equal(isMerged);
    },
    changes: 8,
  });

  const outageOf = async (process: DeskProcess, title: string) => {
    const startedAt = new Date((ground.now() - 7200) * 1000).toISOString();
    const body = { title, components: ['voice-eu'], impact: 'full', startedAt };
    return String((await granted(process.post('/outages', { as: ground.keys.provider, body }))).id);
  };

  loses('the end of an outage', {
    async given(process, name) {
      await ticketOf(process, name);
      return outageOf(process, name);
    },
    act: (process, outage, name) =>
      granted(process.post(`/outages/${outage}/end`, { as: ground.keys.provider, key: name })),
    async check(outage) {
      expect(await count('log', { 'subject.id': outage, type: 'outage.ended' })).to.equal(1);
    },
    changes: 4,
  });

  loses('handing over mails and webhooks', {
    async given(process, name) {
      await ticketOf(process, name);
      await process.desk.consumers.drain();
    },
    async act({ desk }) {
      await desk.mail.start();
      const [mails, hooks] = [await desk.mail.post.sendDue(50), await desk.webhooks.sendDue()];
      return mails.handedOver + hooks.handedOver;
    },
    again: nothing,
    async check() {
      const mails = await count('mail_deliveries', { state: 'handed-over' });
      const hooks = await count('webhook_deliveries', { state: 'handed-over' });
      expect([ground.outside.mails().size, ground.outside.webhooks().size]).to.deep.equal([mails, hooks]);
      expect(await count('mail_deliveries', { state: { $ne: 'handed-over' } })).to.equal(0);
    },
    changes: 4,
  });

  loses('all followers of the log at once', {
    given: ticketOf,
    act: ({ desk }) => desk.consumers.drain(),
    again: nothing,
    async check(ticket) {
      expect(await count('ticket_postings', { ticket })).to.be.greaterThan(0);
      const itsEvents = { $regex: `^ticket:${ticket}:` };
      const hooks = await count('webhook_deliveries', { event: itsEvents });
      expect(hooks).to.equal(await count('log', { eventId: itsEvents, type: { $regex: '^ticket-' } }));
      const mails = await ground.connection.collection('mail_deliveries').find({ event: itsEvents }).toArray();
      expect(mails).to.not.deep.equal([]);
      const receivers = mails.map(({ event, address }) => `${event} ${address}`);
      expect(new Set(receivers).size).to.equal(receivers.length);
    },
    changes: 20,
    step: 13,
  });

  loses('a run of credits', {
    async given(process, name) {
      const outage = await outageOf(process, name);
      await granted(process.post(`/outages/${outage}/end`, { as: ground.keys.provider }));
      ground.pass(32 * 86_400);
    },
    act: (process, _, name) =>
      granted(
        process.post('/credit-runs', {
          ...{ as: ground.keys.provider, key: name },
          body: { through: new Date((ground.now() - 86_400) * 1000).toISOString().slice(0, 10) },
        }),
      ),
    async check(_, name) {
      expect(await count('credit_runs', {}), name).to.be.greaterThan(0);
    },
    changes: 40,
    step: 23,
  });

  loses('a credit that a second person lets be issued', {
    async given() {
      const waiting = await ground.connection
        .collection<{ _id: string }>('credits')
        .findOne({ 'credit.state.waitingFor': 'second-person' } as never);
      if (!waiting) throw new Error('No credit waits for a second person');
      return waiting._id;
    },
    act: (process, credit, name) =>
      granted(process.post(`/credits/${credit}/approve`, { as: ground.keys.approver, key: name })),
    async check(credit) {
      expect(await count('credits', { _id: credit as never, status: 'issued' })).to.equal(1);
      expect(await count('journal', { source: `credit:${credit}:issued` })).to.equal(1);
    },
    changes: 8,
  });
});
