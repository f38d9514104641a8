import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { workloadModel } from '../../server/features/routing/model.js';
import { type DeskProcess, dying, restarted } from '../support/desk-process.js';
import { type Ground, openGround, quieten } from '../support/ground.js';
import { faultsIn } from '../support/invariants.js';

/** What must hold when two processes of a desk do the same at once, and nothing goes on by itself. */
describe('two processes on one store', () => {
  let ground: Ground;
  let one: DeskProcess;
  let other: DeskProcess;
  before(async function () {
    this.timeout(90_000);
    ground = await openGround();
    one = await restarted(ground.options);
    other = await restarted(ground.options);
  });
  after(async () => {
    await Promise.all([one.end(), other.end()]);
    await ground.close();
  });

  const granted = async (asked: ReturnType<DeskProcess['post']>) => {
    const { status, body } = await asked;
    expect(status, JSON.stringify(body)).to.be.within(200, 299);
    return body;
  };
  const log = async (over: object = {}): Promise<string> => {
    const requester = { email: 'it@hansa-logistics.example' };
    const body = { subject: 'No calls', deal: 'D-1001', component: 'voice-eu', requester, ...over };
    return String((await granted(one.post('/tickets', { as: ground.keys.hansa, body }))).id);
  };
  const give = (by: DeskProcess, as: string, ticket: string, verb: string, body: object = {}) =>
    by.post(`/tickets/${ticket}/${verb}`, { as, body });
  interface Told {
    id: string;
    type: string;
    at: number;
    version: number;
    data: Record<string, unknown>;
  }
  const toldOf = async (ticket: string): Promise<Told[]> => {
    const found = await ground.connection
      .collection('log')
      .find({ 'subject.kind': 'ticket', 'subject.id': ticket })
      .sort({ _id: 1 })
      .toArray();
    return found.map(({ eventId, type, at, subject, data }) => ({
      ...{ id: String(eventId), type: String(type), at: (at as Date).getTime() / 1000, data },
      version: Number(subject.version),
    }));
  };
  /** Nothing is lost or doubled of all that was done so far. */
  async function soundAfterwards(): Promise<void> {
    ground.pass(60);
    await quieten(one);
    if (!ground.connection.db) throw new Error('The connection is closed');
    expect(await faultsIn(ground.connection.db)).to.deep.equal([]);
  }

  describe('Pattern 5, clocks: what became due is told before the command that comes after it', () => {
    it('in one update, each at its own instant, though no sweep has been there', async () => {
      const ticket = await log({ priority: 'urgent' });
      ground.pass(6 * 3_600);
      const at = ground.now();
      await granted(give(one, ground.keys.provider, ticket, 'replies', { text: 'Late', visibility: 'customer' }));
      const events = await toldOf(ticket);
      const reply = events.find(({ type }) => type === 'ticket-replied');
      const breach = events.find(({ type }) => type === 'sla-breached');
      expect([reply?.at, breach?.version]).to.deep.equal([at, reply?.version]);
      expect(breach?.at).to.be.lessThan(at);
      const instants = events.map((event) => event.at);
      expect(instants).to.deep.equal(instants.toSorted((a, b) => a - b));
      await soundAfterwards();
    });
  });

  describe('Pattern 6, sweeps: two that find the same tickets due', () => {
    it('announce each breach once, at its instant, and leave nothing due', async () => {
      const tickets = await Promise.all(Array.from({ length: 8 }, () => log({ priority: 'urgent' })));
      ground.pass(2 * 86_400);
      const left = ['credit-run'];
      await Promise.all([one.desk.sweeps.runAll(left), other.desk.sweeps.runAll(left)]);
      for (const ticket of tickets) {
        const events = (await toldOf(ticket)).filter(({ type }) => /^sla-|^ticket-(woke|closed)/.test(type));
        // A target is warned of at more than one instant, and breached at one.
        const names = events.map(({ type, at, data }) =>
          JSON.stringify(type === 'sla-breached' ? [type, data.target] : [type, at, data]),
        );
        expect(names.some((name) => name.includes('sla-breached'))).to.equal(true);
        expect(new Set(names).size, names.join('\n')).to.equal(names.length);
      }
      const overdue = { wakeAt: { $lte: ground.now() } };
      expect(await ground.connection.collection('tickets').countDocuments(overdue)).to.equal(0);
      await soundAfterwards();
    });
  });

  describe('Pattern 7, playbook runs: position and effect are one update', () => {
    it('so every step stands in the version that bears its effect, and two that wake a run do it once', async () => {
      const requester = { email: 'june@harbor-books.example' };
      const body = { subject: 'No calls', deal: 'D-5001', priority: 'high', component: 'meetings', requester };
      const ticket = String((await granted(one.post('/tickets', { as: ground.keys.provider, body }))).id);
      ground.pass(2 * 3_600);
      const left = ['credit-run'];
      await Promise.all([one.desk.sweeps.runAll(left), other.desk.sweeps.runAll(left)]);
      const events = await toldOf(ticket);
      const versionsOf = (type: string) => events.filter((event) => event.type === type).map(({ version }) => version);
      expect(versionsOf('playbook-began')).to.deep.equal([1]);
      const raised = events.filter(({ type, data }) => type === 'ticket-prioritised' && data.cause !== undefined);
      expect(raised.map(({ data }) => data.to)).to.deep.equal(['urgent']);
      expect(versionsOf('playbook-stepped')).to.include(raised[0]?.version);
      const steps = events.filter(({ type }) => type === 'playbook-stepped').map(({ data }) => JSON.stringify(data));
      expect(new Set(steps).size).to.equal(steps.length);
      expect(versionsOf('playbook-ended')).to.have.length(1);
      await soundAfterwards();
    });

    it('so an answer that the ticket does not hear of before it is solved is none', async () => {
      const { hansa, provider } = ground.keys;
      const approvals = ground.connection.collection('approvals');
      for (const first of ['answer', 'solve']) {
        const upgrade = { subscription: 'S-1001', item: 'seats', quantity: 90 };
        const ticket = await log({ kind: 'upgrade', component: null, upgrade });
        await quieten(one);
        const asked = await approvals.findOne({ 'record.ticket': ticket });
        const answer = () => granted(one.post(`/approvals/${asked?._id}/approve`, { as: hansa, body: {} }));
        const solve = () => granted(give(other, provider, ticket, 'solve'));
        for (const next of first === 'answer' ? [answer, solve] : [solve, answer]) await next();
        await quieten(one);
        const found = await approvals.findOne({ 'record.ticket': ticket });
        expect([found?.state, found?.record.approval.answers.length]).to.deep.equal(['withdrawn', 1]);
        expect((await toldOf(ticket)).map(({ type }) => type)).to.include('ticket-approval-withdrawn');
      }
      await soundAfterwards();
    });
  });

  describe('Pattern 8, reservations: one ticket that two claim at once', () => {
    it('is had by one of them, and takes room of nobody else', async () => {
      const { provider, approver } = ground.keys;
      for (let round = 0; round < 4; round++) {
        const ticket = await log();
        const answers = await Promise.all([
          give(one, provider, ticket, 'claim'),
          give(other, approver, ticket, 'claim'),
        ]);
        expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
        await one.desk.consumers.drain();
        const workloads = await workloadModel(ground.connection)
          .find({ 'slots.ticket': ticket } as never)
          .lean();
        const stored = await ground.connection.collection('tickets').findOne({ _id: ticket as never });
        expect(workloads.map(({ _id }) => _id)).to.deep.equal([stored?.state.assignee.id]);
      }
      await soundAfterwards();
    });
  });

  describe('Pattern 11, only once: two tickets that are merged into each other at once', () => {
    it('make no ring: at most one goes, the other stays open, and no mark is left', async () => {
      const { provider, approver } = ground.keys;
      for (let round = 0; round < 6; round++) {
        const [first, second] = [await log(), await log()];
        const answers = await Promise.all([
          give(one, provider, first, 'merge', { into: second }),
          give(other, approver, second, 'merge', { into: first }),
        ]);
        for (const { status } of answers) expect(status).to.be.oneOf([200, 409]);
        const gone = { _id: { $in: [first, second] }, 'state.mergedInto.id': { $exists: true } } as never;
        expect(await ground.connection.collection('tickets').countDocuments(gone)).to.equal(
          answers.filter(({ status }) => status === 200).length,
        );
        expect(answers.map(({ status }) => status)).to.include(409);
      }
      await soundAfterwards();
    });
  });

  describe('Pattern 9, money: two runs of the same credits at once', () => {
    it('compute and enter each credit once, with numbers that have no gaps', async () => {
      const { provider, approver } = ground.keys;
      const startedAt = new Date((ground.now() - 86_400) * 1000).toISOString();
      const outage = { title: 'Trunks', components: ['voice-eu', 'meetings'], impact: 'full', startedAt };
      const { id } = await granted(one.post('/outages', { as: provider, body: outage }));
      await granted(one.post(`/outages/${id}/end`, { as: provider }));
      await quieten(one);
      ground.pass(32 * 86_400);
      const body = { through: new Date((ground.now() - 86_400) * 1000).toISOString().slice(0, 10) };
      const runs = await Promise.all(
        [one, other].map((by) => granted(by.post('/credit-runs', { as: provider, body }))),
      );
      expect(runs.map(({ failures }) => failures)).to.deep.equal([[], []]);
      const waiting = { 'credit.state.waitingFor': 'second-person' };
      const credits = await ground.connection.collection('credits').find(waiting).toArray();
      expect(credits.length).to.be.greaterThan(3);
      for (const { _id } of credits) {
        const path = `/credits/${_id}/approve`;
        const answers = await Promise.all([one, other].map((by) => by.post(path, { as: approver })));
        expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
      }
      const entries = { source: { $in: credits.map(({ _id }) => `credit:${_id}:issued`) } };
      expect(await ground.connection.collection('journal').countDocuments(entries)).to.equal(credits.length);
      await soundAfterwards();
    });
  });
});

describe('Pattern 10, mail: a process that dies between the far side’s yes and its own record', () => {
  let ground: Ground;
  before(async function () {
    this.timeout(90_000);
    ground = await openGround();
  });
  after(() => ground.close());

  it('has it handed over again under the same Message-ID, and nothing under another', async () => {
    const given = await restarted(ground.options);
    const requester = { email: 'it@hansa-logistics.example' };
    const body = { subject: 'No calls', deal: 'D-1001', requester };
    const { id } = (await given.post('/tickets', { as: ground.keys.hansa, body })).body;
    await given.desk.consumers.drain();
    await given.end();

    // Its first change takes a mail, its second would note that it went out.
    const killed = await dying(ground.options, 1);
    await killed.desk.mail.start();
    await killed.desk.mail.post.sendDue(1).catch(() => null);
    expect(killed.isDead()).to.equal(true);
    await killed.end();
    expect([...ground.outside.mails().values()]).to.deep.equal([1]);

    const living = await restarted(ground.options);
    await quieten(living);
    await living.end();
    const itsEvents = { event: { $regex: `^ticket:${id}:` } };
    const mails = await ground.connection.collection('mail_deliveries').find(itsEvents).toArray();
    expect(mails.map(({ state }) => state)).to.deep.equal(mails.map(() => 'handed-over'));
    const received = ground.outside.mails();
    expect([...received.keys()].sort()).to.deep.equal(mails.map(({ _id }) => String(_id)).sort());
    expect([...received.values()].sort()).to.deep.equal([...mails.slice(1).map(() => 1), 2]);
  });
});
