import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { type Sent, sentWhile, telling } from '../support/commands-sent.js';
import { openTestDesk, type TestDesk } from '../support/desk.js';
import { pick } from '../support/many-tickets.js';
import { freshDatabase, freshDatabaseUri } from '../support/store.js';

const MANY = 3_000;
/** What a list may examine for each thing that it returns. */
const TIMES = 10;
const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
/** More tickets than are looked through for one answer speak of this. */
const EVERYBODYS = 'commonplace';
const TOO_MANY = 10_001;
const ASKED = 1_790_000_000;

type Document = Record<string, unknown> & { _id: string };
/** What makes a copy another one. */
type Spread = (n: number, real: Document) => Record<string, unknown>;

const among = (kind: string, n: number, size: number): string => `${kind}-${pick(n, 1, size)}`;

/** Many of each: decided long ago, ended, paid; a look through all of them would examine too much for any list. */
const SPREADS: Readonly<Record<string, Spread>> = {
  // The latest are of a ticket that there is: with it they are shown.
  approvals: (n, { record }) => ({
    ...{ state: 'approved', askedAt: ASKED + n * 60, deadline: undefined },
    record: {
      ...(record as object),
      ...(n < MANY - 100 && { ticket: `filled-${n}` }),
      of: { party: 'partner', partner: among('partner', n, 20) },
    },
  }),
  outages: (n) => ({ status: 'ended', startedAt: ASKED + n * 60, endedAt: ASKED + n * 60 + 30 }),
  credits: (n) => ({
    ...{ subscription: `S-${n}`, partner: among('partner', n, 20), customer: among('customer', n, 90) },
    ...{ period: `20${10 + pick(n, 2, 14)}-0${1 + pick(n, 3, 9)}`, status: 'paid', wakeAt: undefined },
  }),
};

type Who = 'lead' | 'agent' | 'hansa' | 'admin';

/** The lists that are read again and again, by who reads them and from which collection. */
const SHAPES: readonly [name: string, who: Who, collection: string, path: (known: Known) => string][] = [
  ['approvals', 'lead', 'approvals', () => '/approvals?limit=20'],
  ['approvals that wait', 'lead', 'approvals', () => '/approvals?state=pending'],
  ['approvals of a partner', 'hansa', 'approvals', () => '/approvals?limit=20'],
  ['approvals of a ticket', 'lead', 'approvals', ({ ticket }) => `/approvals?ticket=${ticket}`],
  ['outages', 'lead', 'outages', () => '/outages?limit=20'],
  ['outages that go on', 'lead', 'outages', () => '/outages?state=ongoing'],
  ['outages that go on, for a partner', 'hansa', 'outages', () => '/outages?state=ongoing'],
  ['credits', 'lead', 'credits', () => '/credits?limit=20'],
  ['credits of a period', 'lead', 'credits', () => '/credits?period=2026-10'],
  ['credits that wait', 'lead', 'credits', () => '/credits?state=waiting'],
  ['credits of a partner', 'hansa', 'credits', () => '/credits?limit=20'],
  ['credits of a customer', 'lead', 'credits', () => '/credits?customer=customer-7'],
  ['the feed, from where somebody stands', 'admin', 'log', ({ seq }) => `/events?since=${seq - 8}`],
  ['a ticket’s timeline', 'agent', 'log', ({ ticket }) => `/tickets/${ticket}/timeline`],
  ['threads to chase', 'agent', 'tickets', () => '/threads'],
  ['the postings of a word', 'agent', 'ticket_postings', () => '/tickets?q=quetzalcoatl'],
  ['the postings of two words', 'agent', 'ticket_postings', () => `/tickets?q=quetzalcoatl%20${EVERYBODYS}`],
];

interface Known {
  ticket: string;
  seq: number;
}

const servers = [undefined, process.env.MONGODB_TEST_URI].slice(0, process.env.MONGODB_TEST_URI ? 2 : 1);
for (const server of servers) {
  describe(`lists of much on ${server === undefined ? 'the embedded store' : 'MongoDB'}`, () => {
    let desk: TestDesk;
    let connection: Connection;
    let known: Known;
    const as = {} as Record<Who, string>;

    before(async function () {
      this.timeout(180_000);
      desk = await openTestDesk(undefined, {}, telling(await uriOf(server)));
      connection = desk.desk.tickets.store.models.tickets.db;
      await desk.person('shape-lead', { kind: 'provider' }, ['lead']);
      await desk.person('shape-agent', { kind: 'provider' }, ['agent']);
      as.lead = await desk.session('shape-lead');
      as.agent = await desk.session('shape-agent');
      as.admin = await desk.key({ kind: 'provider' }, ['admin']);
      as.hansa = await desk.key(HANSA, ['admin']);
      known = await liveALittle();
      for (const [collection, spread] of Object.entries(SPREADS)) await fill(collection, spread);
      await post();
    });
    after(() => desk.close());

    const must = async (who: Who, method: string, path: string, body?: object) => {
      const answer = await desk.call(as[who], method, path, body);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    };

    /** One of each thing, by the API. */
    async function liveALittle(): Promise<Known> {
      const requester = { email: 'it@hansa-logistics.example' };
      const upgrade = { subscription: 'S-1001', item: 'seats', quantity: 70 };
      const { id: ticket } = await must('hansa', 'POST', '/tickets', {
        ...{ subject: 'More seats', kind: 'upgrade', requester, upgrade },
      });
      const { id } = await must('agent', 'POST', '/tickets', { subject: 'No calls', requester, deal: 'D-1001' });
      const contact = { name: 'Noor', email: 'noc@carrier.example', company: 'Carrier' };
      await must('agent', 'POST', `/tickets/${id}/threads`, { contact, text: 'The quetzalcoatl trunk is down.' });
      const down = { components: ['voice-eu'], impact: 'full', cause: 'provider' };
      const past = { startedAt: '2026-10-10T08:00:00Z', endedAt: '2026-10-10T20:00:00Z' };
      await must('lead', 'POST', '/outages', { ...down, ...past, title: 'Trunks' });
      await must('lead', 'POST', '/outages', {
        ...down,
        startedAt: '2026-11-02T07:00:00Z',
        endedAt: null,
        title: 'Now',
      });
      await must('admin', 'POST', '/credit-runs', { month: '2026-10' });
      await desk.settle();
      return { ticket, seq: await desk.desk.log.last() };
    }

    /** Copies of what is there, again and again, each a little different. */
    async function fill(name: string, spread: Spread): Promise<void> {
      const collection = connection.collection<Document>(name);
      const real = await collection.find({}).toArray();
      expect(real.length, name).to.be.greaterThan(0);
      const copies = Array.from({ length: MANY }, (_, n) => {
        const one = real[n % real.length];
        if (!one) throw new Error(`There is nothing in ${name}`);
        return { ...one, ...spread(n, one), _id: `filled-${n}` };
      });
      await collection.insertMany(copies, { ignoreUndefined: true, ordered: false });
    }

    async function post(): Promise<void> {
      const postings = connection.collection<Document>('ticket_postings');
      const found = await postings.findOne({ word: 'quetzalcoatl' });
      const tickets = Array.from({ length: TOO_MANY }, (_, n) => `filled-${n}`).concat(String(found?.ticket));
      await postings.insertMany(
        tickets.map((ticket) => ({ _id: `${ticket}|x`, scope: 'provider', word: EVERYBODYS, ticket })),
        { ordered: false },
      );
    }

    /** What a command that was sent had to look at: keys or documents, whichever were more. */
    async function examined({ name, $db: _, lsid: __, $clusterTime: ___, ...command }: Sent): Promise<number> {
      const answer = await connection.db?.command({ explain: command, verbosity: 'executionStats' });
      const stats = answer?.executionStats ?? answer?.stages?.[0]?.$cursor?.executionStats;
      if (!stats) throw new Error(`No figures of ${name}: ${JSON.stringify(answer)}`);
      return Math.max(stats.totalKeysExamined, stats.totalDocsExamined);
    }

    for (const [name, who, collection, path] of SHAPES) {
      it(`examine at most ten times what they return: ${name}`, async () => {
        const { result, sent } = await sentWhile(connection, () => must(who, 'GET', path(known)));
        // Which word is the rarest is counted first, a little further each time: that reads no documents.
        const reads = sent.filter(({ find }) => find === collection);
        expect(reads.length, `reads of ${collection}`).to.be.greaterThan(0);
        const counts = await Promise.all(reads.map(examined));
        const looked = counts.reduce((sum, count) => sum + count, 0);
        expect(looked, JSON.stringify(counts)).to.be.at.most(TIMES * Math.max(1, result.items.length));
      });
    }

    it('say over HTTP that too much would have to be looked through, and what to do', async () => {
      const { status, body } = await desk.call(as.agent, 'GET', `/tickets?q=${EVERYBODYS}%20`);
      expect([status, body.code, body.title]).to.deep.equal([
        ...[422, 'too-wide', 'Too much to look through: narrow it down'],
      ]);
      expect(body.detail).to.equal('Too many tickets speak of this: add words.');
    });
  });
}

/** A database of its own on the store of this run, or on another server. */
async function uriOf(server: string | undefined): Promise<string> {
  if (server === undefined) return freshDatabaseUri();
  const url = new URL(server);
  url.pathname = `/${freshDatabase()}`;
  return url.toString();
}
