import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import type mongoose from 'mongoose';
import { type DeskProcess, restarted } from '../support/desk-process.js';
import { type Ground, openGround, quieten } from '../support/ground.js';
import { faultsIn } from '../support/invariants.js';
import { effectFaults, lostIn, outboundFaults } from './desk/checks.js';
import type { Asked } from './desk/client.js';

type Stored = Record<string, unknown> & { _id: unknown };
type Db = mongoose.mongo.Db;

/** What may not be twice is held by indexes, which have to go before it can be put there. */
const GUARDED = ['log', 'tickets', 'journal', 'credits', 'mail_deliveries', 'webhook_deliveries'];

/** One thing wrong with an otherwise sound store, and the words that must be said of it. */
interface Plant {
  in: string;
  /** Which document; left out: any. */
  filter?: object;
  /** What becomes of it; `null`: it is lost. */
  to?: (document: Stored) => Stored | null;
  /** A second one like it. */
  twin?: (document: Stored) => Stored;
  says: RegExp;
}

const setting =
  (path: string, value: unknown) =>
  (document: Stored): Stored => {
    const copy = structuredClone(document);
    const names = path.split('.');
    const last = names.pop() ?? '';
    const parent = names.reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, copy);
    parent[last] = value;
    return copy;
  };
const lost = (): null => null;
const again = (over: object) => (document: Stored) => ({ ...document, ...over });

const PLANTS: Readonly<Record<string, Plant>> = {
  'a number of the log that is missing': { in: 'log', filter: { _id: 20 }, to: lost, says: /has a gap before 21/ },
  'an event that is in the log twice': {
    ...{ in: 'log', filter: { _id: 20 }, twin: again({ _id: 100_000 }), says: /The log has \S+ twice/ },
  },
  'a version that nobody told of': {
    in: 'outages',
    to: (one) => ({ ...one, version: Number(one.version) + 1 }),
    says: /outage:\S+ is at version \d+, and the log tells of \d+/,
  },
  'an event that was told in another order': {
    ...{ in: 'log', filter: { type: 'ticket-assigned' }, says: /ticket:\S+ tells \S+ after/ },
    to: (one) => ({ ...one, eventId: String(one.eventId).replace(/:\d+:0$/, ':90:0') }),
  },
  'something left in an outbox': {
    ...{ in: 'tickets', to: again({ outboxAt: new Date() }), says: /tickets \S+ has something in its outbox/ },
  },
  'a follower that stopped before the end': {
    in: 'consumer_positions',
    to: (one) => ({ ...one, position: Number(one.position) - 1 }),
    says: /Consumer \S+ is at \d+ of \d+/,
  },
  'a follower that passed something over': {
    ...{ in: 'consumer_positions', to: again({ skipped: [{ seq: 1, reason: 'x' }] }), says: /Consumer \S+ skipped/ },
  },
  'clocks that are not what the history says': {
    in: 'log',
    filter: { type: 'ticket-handed-over' },
    to: setting('data.sla', []),
    says: /The clocks of ticket \d+ are not/,
  },
  'two tickets of one number': {
    ...{ in: 'tickets', filter: { 'state.number': 1 }, to: setting('state.number', 2), says: /Two tickets are #2/ },
  },
  'a mark of a merge that nobody took away': {
    in: 'tickets',
    to: setting('state.merging', { id: 'x', number: 1, at: 1 }),
    says: /Ticket \d+ is still being merged/,
  },
  'a merge that the other does not know of': {
    in: 'tickets',
    filter: { 'state.mergedFrom.0': { $exists: true } },
    to: setting('state.mergedFrom', []),
    says: /Ticket \d+ went into \d+, which does not know it/,
  },
  'a merge that the one that went does not know of': {
    in: 'tickets',
    filter: { 'state.mergedInto.id': { $exists: true } },
    to: setting('state.mergedInto', null),
    says: /Ticket \d+ took in \S+, which does not know it/,
  },
  'a message without a body': { in: 'ticket_messages', to: lost, says: /Message \S+ has no body/ },
  'a message that is told twice': {
    in: 'log',
    filter: { type: 'ticket-replied' },
    twin: again({ _id: 100_000, eventId: 'other' }),
    says: /Message \S+ is told twice/,
  },
  'an entry that does not balance': {
    in: 'journal',
    to: setting('lines.0.amount', 1),
    says: /is -?\d+ \w+ off/,
  },
  'a source with two entries': { in: 'journal', twin: again({ _id: 'other' }), says: /The ledger has \S+ twice/ },
  'a period with two credits': { in: 'credits', twin: again({ _id: 'other' }), says: /Two credits for/ },
  'a credit that was left half-way': {
    ...{ in: 'credits', to: again({ status: 'computed' }), says: /Credit \S+ is left half-way/ },
  },
  'an issued credit without its number': { in: 'credit_notes', to: lost, says: /is issued without number or entry/ },
  'an issued credit without its entry': {
    ...{ in: 'journal', filter: { source: /:issued$/ }, to: lost, says: /is issued without number or entry/ },
  },
  'a number of a credit note that was left out': {
    ...{ in: 'credit_notes', to: again({ n: 7 }), says: /The credit notes of .* are numbered/ },
  },
  'a mail that is there twice under two ids': {
    ...{ in: 'mail_deliveries', twin: again({ _id: 'other' }), says: /mail_deliveries: \S+ to \S+ twice/ },
  },
  'a webhook that is there twice under two ids': {
    ...{ in: 'webhook_deliveries', twin: again({ _id: 'other' }), says: /webhook_deliveries: \S+ to \S+ twice/ },
  },
  'a mail that was given up': {
    ...{ in: 'mail_deliveries', to: again({ state: 'failed' }), says: /mail_deliveries: \S+ failed/ },
  },
  'a ticket of somebody without a slot': { in: 'workloads', to: again({ slots: [] }), says: /has 0 slots for ticket/ },
  'a slot for a ticket that is somebody else’s': {
    ...{
      in: 'workloads',
      twin: again({ _id: 'nobody' }),
      says: /nobody has a slot for ticket \S+, which is not theirs/,
    },
  },
  'a reservation that nobody claimed': {
    ...{ in: 'workloads', to: setting('slots.0.held', false), says: /is still a reservation/ },
  },
  'a slot of another weight': { in: 'workloads', to: setting('slots.0.weight', 9), says: /weighs \d, and its slot 9/ },
  'a load that is not the sum of its slots': { in: 'workloads', to: again({ load: 99 }), says: /has a load of 99/ },
  'slots that a sweep has left': { in: 'workloads', to: again({ looseAt: 1 }), says: /still waits for a sweep/ },
};

describe('what a crash run looks for', () => {
  let ground: Ground;
  let db: Db;
  let undo: () => Promise<unknown> = async () => null;
  let ticket: { id: string; version: number };
  /** A request as a client of the crash run keeps it. */
  let asked: Asked;

  before(async function () {
    this.timeout(90_000);
    ground = await openGround();
    if (!ground.connection.db) throw new Error('The connection is closed');
    db = ground.connection.db;
    const process = await restarted(ground.options);
    ({ ticket, asked } = await live(process));
    await quieten(process);
    await process.end();
    expect(await faultsIn(db)).to.deep.equal([]);
    for (const name of GUARDED) await db.collection(name).dropIndexes();
  });
  afterEach(async () => {
    await undo();
    undo = async () => null;
  });
  after(() => ground.close());

  /** Something of every kind: a claimed ticket, a merge, a credit that was issued, what went out of it all. */
  async function live(process: DeskProcess) {
    const { provider, approver, hansa } = ground.keys;
    const done = async (as: string, path: string, body: object = {}, key?: string) => {
      const answer = await process.post(path, { as, body, ...(key !== undefined && { key }) });
      expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).to.be.within(200, 299);
      return { id: String(answer.body.id), version: Number(answer.body.version) };
    };
    const requester = { email: 'it@hansa-logistics.example' };
    const logged = { subject: 'Planted', deal: 'D-1001', component: 'voice-eu', requester };
    const log = (key?: string) => done(hansa, '/tickets', { ...logged, description: 'It hums' }, key);
    const made = await log('once');
    await done(provider, `/tickets/${made.id}/claim`);
    await done(provider, `/tickets/${made.id}/replies`, { text: 'We look', visibility: 'customer' });
    const handed = await log();
    await done(provider, `/tickets/${handed.id}/court`, { court: 'partner', note: 'Yours' });
    const [gone, kept] = [await log(), await log()];
    await done(provider, `/tickets/${gone.id}/merge`, { into: kept.id });
    const startedAt = new Date((ground.now() - 86_400) * 1000).toISOString();
    const outage = { title: 'Trunks', components: ['voice-eu'], impact: 'full', startedAt };
    const { id } = await done(provider, '/outages', outage);
    await done(provider, `/outages/${id}/end`);
    await quieten(process);
    ground.pass(32 * 86_400);
    const through = new Date((ground.now() - 86_400) * 1000).toISOString().slice(0, 10);
    await done(provider, '/credit-runs', { through });
    const waiting = await db.collection('credits').findOne({ 'credit.state.waitingFor': 'second-person' });
    await done(approver, `/credits/${String(waiting?._id)}/approve`);
    ground.pass(60);
    const caller = String((await db.collection('log').findOne({ type: 'ticket-created' }))?.actor.id);
    const request: Asked = {
      ...{ key: 'once', caller, path: '/tickets', body: logged, shows: 'ticket', sent: 1 },
      mark: { collection: 'ticket_messages', field: 'text', text: 'It hums' },
      answer: { status: 201, id: made.id, version: made.version },
    };
    return { ticket: made, asked: request };
  }

  for (const [what, plant] of Object.entries(PLANTS)) {
    it(`is ${what}`, async () => {
      const collection = db.collection<Stored>(plant.in);
      const found = await collection
        .find((plant.filter ?? {}) as never)
        .sort({ _id: 1 })
        .limit(1)
        .next();
      if (!found) throw new Error(`There is nothing of the kind in ${plant.in}`);
      const document = found as Stored;
      const by = { _id: document._id } as never;
      const after = plant.to?.(document);
      const twin = plant.twin?.(document);
      if (twin) {
        undo = () => collection.deleteOne({ _id: twin._id } as never);
        await collection.insertOne(twin as never);
      } else {
        undo = () => collection.replaceOne(by, document as never, { upsert: true });
        await (after ? collection.replaceOne(by, after as never) : collection.deleteOne(by));
      }
      const faults = await faultsIn(db);
      expect(
        faults.some((fault) => plant.says.test(fault)),
        faults.join('\n'),
      ).to.equal(true);
    });
  }

  it('is nothing in a store that is sound', async () => {
    expect(await faultsIn(db)).to.deep.equal([]);
  });

  it('is what was acknowledged and is not there', async () => {
    const answer = { status: 200, id: ticket.id, version: 1 };
    expect(await lostIn(db, [{ ...asked, answer }])).to.deep.equal([]);
    for (const gone of [{ id: 'never-there' }, { version: 90 }]) {
      const faults = await lostIn(db, [{ ...asked, answer: { ...answer, ...gone } }]);
      expect(faults[0]).to.match(/was granted at version \d+, and it is at/);
    }
  });

  it('is an effect that a request did not have, had twice, or should not have had', async () => {
    const fine = { ...asked, mark: null };
    const said = async (one: Asked) => (await effectFaults(db, [one])).join('\n');
    const { answer, ...unanswered } = fine;
    if (!answer) throw new Error('It was answered');
    expect(await said(fine)).to.equal('');
    expect(await said(unanswered)).to.match(/was never answered/);
    expect(await said({ ...fine, answer: { ...answer, status: 409 } })).to.match(/was refused and done/);
    expect(await said({ ...fine, key: 'never-sent' })).to.match(/was granted and not done/);
    expect(await said({ ...fine, answer: { ...answer, id: 'other' } })).to.match(
      /was granted as ticket:other, and did/,
    );
    const text = 'Never said';
    const mark = { collection: 'ticket_messages', field: 'text', text } as const;
    expect(await said({ ...fine, mark })).to.match(/is there 0 times instead of 1/);
    expect(await said(asked)).to.match(/is there \d times instead of 1/);
    const twice = await db.collection('log').findOne({ command: { $exists: true }, eventId: /^ticket:.*:2:0$/ });
    const first = await db.collection('log').findOne({ eventId: `ticket:${ticket.id}:1:0` });
    if (!twice || !first) throw new Error('The log tells of no change');
    undo = () => db.collection('log').replaceOne({ _id: twice._id }, twice);
    const subject = { ...first.subject, version: 2 };
    await db.collection('log').updateOne({ _id: twice._id }, { $set: { command: first.command, subject } });
    expect(await said(fine)).to.match(/was done twice/);
  });

  it('is what did not arrive outside, arrived unknown, or again more often than there were kills', async () => {
    const [mails, webhooks] = [new Map(ground.outside.mails()), new Map(ground.outside.webhooks())];
    const said = async (over: object, kills = 1) =>
      (await outboundFaults(db, { mails, webhooks, ...over }, kills)).join('\n');
    expect(await said({})).to.equal('');
    const [one] = [...mails.keys()];
    if (one === undefined) throw new Error('No mail arrived');
    const without = new Map([...mails].filter(([id]) => id !== one));
    expect(await said({ mails: without })).to.match(/The mail \S+ was handed over and never arrived/);
    expect(await said({ mails: new Map([...mails, ['x', 1]]) })).to.match(/The mail x arrived and is not recorded/);
    expect(await said({ mails: new Map([...mails, [one, 4]]) }, 1)).to.equal('');
    expect(await said({ mails: new Map([...mails, [one, 9]]) }, 1)).to.match(/8 mails arrived again, after 1 kills/);
  });

  it('is an event of which the webhook was not told, or a ticket of which nobody was mailed', async () => {
    const received = { mails: ground.outside.mails(), webhooks: ground.outside.webhooks() };
    /** What is said while nothing of these collections is there. */
    const saidWithout = async (...names: string[]) => {
      const kept = await Promise.all(names.map((name) => db.collection(name).find().toArray()));
      await Promise.all(names.map((name) => db.collection(name).deleteMany({})));
      const faults = await outboundFaults(db, received, 1);
      for (const [index, name] of names.entries()) {
        const all = kept[index] ?? [];
        if (all.length > 0) await db.collection(name).insertMany(all);
      }
      return faults.join('\n');
    };
    expect(await saidWithout('webhook_deliveries')).to.match(/The webhook was not told of ticket:/);
    expect(await saidWithout('mail_deliveries', 'mail_withheld')).to.match(/Nobody was mailed of ticket:/);
  });
});
