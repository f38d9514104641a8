import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import type { Caller } from '../../../server/domain/access/access.js';
import type { TicketState } from '../../../server/domain/ticket/state.js';
import { COURTS, PRIORITIES } from '../../../server/domain/ticket/vocabulary.js';
import { horizonOf } from '../../../server/features/tickets/horizon.js';
import type { TicketDocument } from '../../../server/features/tickets/model.js';
import { type Concerned, concernedTickets } from '../../../server/features/tickets/service/concerned.js';
import { filterOf, keysOf } from '../../../server/features/tickets/service/filters.js';
import { ticketsFound } from '../../../server/features/tickets/service/found.js';
import type { ListQuery, TicketFilters } from '../../../server/features/tickets/wire-asked.js';
import type { Problem } from '../../../server/platform/problems.js';
import { type Sent, sentWhile, telling } from '../../support/commands-sent.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { fillWithTickets, pick, type Spread } from '../../support/many-tickets.js';
import { freshDatabase, freshDatabaseUri } from '../../support/store.js';

const TICKETS = 4_000;
const PARTNERS = 20;
const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
const REQUESTER = { email: 'it@hansa-logistics.example' };
/** What a shape may examine for each ticket that it returns. */
const TIMES = 10;

const person = (id: string, company: Caller['company'], role: Caller['roles'][number]): Caller => ({
  ...{ id, kind: 'person', name: id, company, roles: [role], scopes: null, ticket: null },
});
const AGENT = person('agent-3', { kind: 'provider' }, 'agent');
const PARTNER = person('partner-person', { kind: 'partner', id: 'partner-3' }, 'partner-agent');
const CUSTOMER = person('contact', { kind: 'customer', id: 'customer-33' }, 'contact');

/** A ticket of the partner’s. */
const OWN = [...Array(TICKETS).keys()].find((n) => pick(n, 1, PARTNERS) === 3) ?? 0;

/** The hot shapes of DESIGN, and what the client asks for besides. */
const SHAPES: readonly [name: string, caller: Caller, query: Partial<ListQuery>][] = [
  ['the provider’s open tickets by due', AGENT, { status: ['open'] }],
  ['the provider’s court by due', AGENT, { status: ['open'], court: ['provider'] }],
  ['everything by due', AGENT, {}],
  ['a queue by due', AGENT, { status: ['open'], queue: ['queue-3'] }],
  ['two queues by due', AGENT, { status: ['open'], queue: ['queue-3', 'queue-5'] }],
  ['a partner by due', PARTNER, { status: ['open'] }],
  ['a partner’s whole list by due', PARTNER, {}],
  ['mine by due', AGENT, { status: ['open'], assignee: ['me'] }],
  ['nobody’s by due', AGENT, { status: ['open'], assignee: ['none'] }],
  ['triage by age', AGENT, { triage: true, sort: 'created' }],
  ['open triage by due', AGENT, { triage: true, status: ['open'] }],
  ['a customer by updated', CUSTOMER, { sort: 'updated' }],
  ['a customer’s ended ones by updated', CUSTOMER, { status: ['solved', 'closed'], sort: 'updated' }],
  ['a customer by due', CUSTOMER, { status: ['open'] }],
  ['a customer by updated, for the provider', AGENT, { customer: ['customer-33'], sort: 'updated' }],
  ['due before, of the provider', AGENT, { status: ['open'], dueBefore: '2026-10-01T00:00:00Z' }],
  ['due before, of a partner', PARTNER, { status: ['open'], dueBefore: '2026-11-01T00:00:00Z' }],
  ['a deal by due', AGENT, { deal: ['deal-3'] }],
  ['a component by due', AGENT, { component: ['component-3'] }],
  ['an external reference', AGENT, { externalRef: 'REF-77' }],
  ['an external reference with its system', AGENT, { externalRef: 'theirs:REF-77' }],
  ['a partner’s own external reference', PARTNER, { externalRef: `theirs:REF-${OWN}` }],
  ['all by priority', AGENT, { sort: 'priority' }],
  ['all by created', AGENT, { sort: 'created' }],
  ['all by updated', AGENT, { sort: 'updated' }],
];

const servers = [undefined, process.env.MONGODB_TEST_URI].slice(0, process.env.MONGODB_TEST_URI ? 2 : 1);
for (const server of servers) {
  describe(`lists of many tickets on ${server === undefined ? 'the embedded store' : 'MongoDB'}`, () => {
    let desk: TestDesk;
    let connection: Connection;

    before(async function () {
      this.timeout(120_000);
      desk = await openTestDesk(undefined, {}, telling(await uriOf(server)));
      connection = desk.desk.tickets.store.models.tickets.db;
      await logSome(desk);
      await fillWithTickets(desk.desk.tickets.subject, { count: TICKETS, spread });
    });
    after(() => desk.close());

    const list = (caller: Caller, query: Partial<ListQuery>) => desk.desk.tickets.list(caller, { limit: 50, ...query });

    /** What a command that was sent had to look at. */
    async function examined({
      name,
      $db: _,
      lsid: __,
      ...command
    }: Sent): Promise<{ keys: number; documents: number }> {
      const { $clusterTime: ___, ...plain } = command;
      const answer = await connection.db?.command({ explain: plain, verbosity: 'executionStats' });
      const stats = answer?.executionStats ?? answer?.stages?.[0]?.$cursor?.executionStats;
      if (!stats) throw new Error(`No figures of ${name}: ${JSON.stringify(answer)}`);
      return { keys: stats.totalKeysExamined, documents: stats.totalDocsExamined };
    }

    /** How many tickets a list gave, and how many keys or documents its commands on tickets examined. */
    async function looked(caller: Caller, query: Partial<ListQuery>) {
      const { result, sent } = await sentWhile(connection, () => list(caller, query));
      const reads = sent.filter((command) => (command.find ?? command.aggregate) === 'tickets');
      const counts = await Promise.all(reads.map(examined));
      return {
        ...result,
        found: result.items.length,
        examined: counts.reduce((sum, { keys, documents }) => sum + Math.max(keys, documents), 0),
      };
    }

    for (const [name, caller, query] of SHAPES) {
      it(`examine at most ten times what they return: ${name}`, async () => {
        const first = await looked(caller, query);
        expect(first.found).to.be.greaterThan(0);
        expect(first.examined).to.be.at.most(TIMES * first.found);
        if (first.nextCursor === null) return;
        const second = await looked(caller, { ...query, cursor: first.nextCursor });
        expect(second.found).to.be.greaterThan(0);
        expect(second.examined).to.be.at.most(TIMES * second.found);
      });
    }

    it('go through all that are level in what they are sorted by, each once, and examine no more for the later ones', async () => {
      const query: Partial<ListQuery> = { status: ['closed'], sort: 'due', limit: 100 };
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await looked(AGENT, { ...query, ...(cursor && { cursor }) });
        expect(page.examined).to.be.at.most(TIMES * page.found);
        seen.push(...page.items.map(({ state }) => state.id));
        cursor = page.nextCursor;
      }
      const there = await desk.desk.tickets.subject.model.countDocuments({ 'state.status': 'closed' } as never);
      expect([seen.length, new Set(seen).size]).to.deep.equal([there, there]);
    });

    it('find one by its number without looking at others', async () => {
      const { sent } = await sentWhile(connection, () => desk.desk.tickets.store.within(AGENT, '10000007'));
      const [read] = sent.filter(({ find }) => find === 'tickets');
      expect(read && (await examined(read))).to.deep.equal({ keys: 1, documents: 1 });
    });

    it('are the same as a look at every ticket, in the same order, whatever is asked for', async () => {
      const all = await desk.desk.tickets.subject.model.find({}).lean<TicketDocument[]>();
      for (const query of MIXED) {
        const found: TicketState[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = await list(AGENT, { ...query, limit: 70, ...(cursor && { cursor }) });
          found.push(...page.items.map(({ state }) => state));
          cursor = page.nextCursor;
        }
        const expected = all.filter((one) => fits(one, query)).sort((one, other) => compare(one, other, query.sort));
        expect(expected.length, JSON.stringify(query)).to.be.greaterThan(0);
        expect(
          found.map(({ id }) => id),
          JSON.stringify(query),
        ).to.deep.equal(expected.map(({ _id }) => _id));
      }
    });

    it('are found by what a change of agreements names, each once and in order, without a look at the others', async () => {
      const all = await desk.desk.tickets.subject.model.find({}).lean<TicketDocument[]>();
      const PAGE = 150;
      const nothing = { cites: ['policy:none@1'], deals: [], partners: [] };
      const isIn = ({ cites, state }: TicketDocument, { anyOf, deals, partners }: Concerned) =>
        state.status !== 'closed' &&
        (deals.length === 0 || deals.includes(state.origin.deal ?? '')) &&
        (partners.length === 0 || partners.includes(state.origin.partner?.id ?? '')) &&
        (anyOf === null ||
          cites.some((one) => anyOf.cites.includes(one)) ||
          anyOf.deals.includes(state.origin.deal ?? '') ||
          anyOf.partners.includes(state.origin.partner?.id ?? ''));
      for (const concerned of [
        { anyOf: null, deals: ['deal-3', 'deal-7'], partners: [] },
        { anyOf: null, deals: [], partners: ['partner-3'] },
        { anyOf: { ...nothing, cites: ['policy:hansa-ola@1'] }, deals: ['deal-3'], partners: ['partner-3'] },
        { anyOf: { ...nothing, deals: ['deal-3'] }, deals: [], partners: [] },
        { anyOf: { ...nothing, deals: ['deal-3'], partners: ['partner-3'] }, deals: [], partners: [] },
        { anyOf: { ...nothing, cites: ['policy:hansa-ola@1'], deals: ['deal-3'] }, deals: [], partners: [] },
        { anyOf: { cites: [], deals: [], partners: [] }, deals: [], partners: [] },
      ] satisfies Concerned[]) {
        const expected = all.filter((one) => isIn(one, concerned)).map(({ _id }) => _id);
        for (const few of [10_000, 10]) {
          const find = concernedTickets(desk.desk.tickets.store.models, { few });
          const seen: string[] = [];
          for (let isMore = true; isMore; ) {
            const { sent, result } = await sentWhile(connection, () => find(concerned, seen.at(-1) ?? '', PAGE));
            seen.push(...result.map(({ _id }) => _id));
            isMore = result.length === PAGE;
            if (few < PAGE) continue;
            const counts = await Promise.all(sent.filter((command) => command.find === 'tickets').map(examined));
            const sum = counts.reduce((so, { keys, documents }) => so + Math.max(keys, documents), 0);
            expect(sum, JSON.stringify(concerned)).to.be.at.most(TIMES * PAGE);
          }
          expect(seen, JSON.stringify(concerned)).to.deep.equal(expected.sort());
        }
      }
    });

    describe('of which few may be examined', () => {
      /** As the product finds them, but as if a hundredth were all that may be examined. */
      const find = (query: TicketFilters, limit = 51) =>
        ticketsFound(desk.desk.tickets.store.models, { examined: 100 })({
          ...{ horizon: horizonOf(AGENT), filter: filterOf(query, AGENT), keys: keysOf(query.sort ?? 'due', AGENT) },
          ...{ ids: undefined, place: undefined, limit },
        });

      it('refuse what no way leads to, once they have looked at that many', async () => {
        for (const query of [
          { kind: ['question'] },
          { component: ['component-3'], sort: 'updated' },
          { court: ['customer'], priority: ['low'], sort: 'priority' },
        ] satisfies TicketFilters[]) {
          const { sent } = await sentWhile(connection, () =>
            find(query).then(
              () => expect.fail('was not refused'),
              (problem: Problem) =>
                expect([problem.code, problem.status], problem.message).to.deep.equal(['too-wide', 422]),
            ),
          );
          const walks = sent.filter(({ aggregate, pipeline }) => aggregate === 'tickets' && isWalk(pipeline));
          for (const walk of walks) expect((await examined(walk)).documents).to.be.at.most(100);
        }
      });

      it('give what is among them, where there is enough of it', async () => {
        const found = await find({ status: ['open'], kind: ['incident'] }, 10);
        expect(found).to.have.length(10);
      });

      it('sort anew what is few as a whole, though no way goes in that order', async () => {
        const found = await find({ customer: ['customer-33'], sort: 'due' });
        expect(found.map(({ state }) => state.origin.customer?.id)).to.include('customer-33');
        expect(found.map(({ due }) => due.provider)).to.deep.equal(
          found.map(({ due }) => due.provider).sort(ascending),
        );
      });
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

/** Real tickets, open, solved and closed, for the others to be made after. */
async function logSome(desk: TestDesk): Promise<void> {
  const key = await desk.key(HANSA, ['tickets:write']);
  await desk.person('shape-agent', { kind: 'provider' }, ['lead']);
  const agent = await desk.session('shape-agent');
  for (let n = 0; n < 8; n++) {
    const body = { subject: `No calls ${n}`, requester: REQUESTER, deal: 'D-1001', priority: PRIORITIES[n % 4] };
    const { body: ticket } = await desk.call(key, 'POST', '/tickets', body);
    if (n % 4 === 0) continue;
    if (n % 4 < 3) await desk.call(agent, 'POST', `/tickets/${ticket.id}/solve`, {});
    if (n % 4 === 2) await desk.call(agent, 'POST', `/tickets/${ticket.id}/close`, {});
  }
}

const named = (kind: string, n: number) => ({ id: `${kind}-${n}`, name: `${kind} ${n}` });

/** Tickets of many parties: a look at all, or at all of one status, would examine too much for any of them. */
const spread: Spread = (n, real) => {
  const chosen = (salt: number, size: number) => pick(n, salt, size);
  const partner = named('partner', chosen(1, PARTNERS));
  return {
    later: chosen(2, 100_000) * 60 - 3_000_000,
    state: {
      court: real.status === 'open' ? (COURTS[chosen(3, 4)] ?? null) : null,
      kind: chosen(4, 9) === 0 ? 'question' : 'incident',
      queue: { ...named('queue', chosen(5, 8)), why: { by: 'default', version: 1 } },
      component: chosen(6, 3) === 0 ? `component-${chosen(7, 10)}` : null,
      assignee: chosen(8, 4) === 0 ? null : { ...named('agent', chosen(9, 25)), party: 'provider', company: null },
      externalRef: { system: 'theirs', id: `REF-${n}`, url: null, side: `partner:${partner.id}` },
      origin: {
        ...real.origin,
        ...{ partner, customer: named('customer', chosen(10, 97)) },
        ...{ deal: `deal-${chosen(11, 50)}`, triage: chosen(12, 40) === 0 },
      },
    },
  };
};

/** Filters of every sort, alone and together, and what lies on no way. */
const MIXED: readonly (TicketFilters & { sort?: ListQuery['sort'] })[] = [
  {},
  { status: ['open'], court: ['provider', 'customer'] },
  { queue: ['queue-1', 'queue-2'], status: ['open', 'solved'], kind: ['question'] },
  { partner: ['partner-2'], sort: 'priority' },
  { customer: ['customer-12'], sort: 'due' },
  { customer: ['customer-12', 'customer-13', 'customer-14'], status: ['closed', 'solved'], sort: 'updated' },
  { priority: ['urgent'], component: ['component-2'], sort: 'created' },
  { triage: false, status: ['solved'], assignee: ['none'] },
  { triage: true, sort: 'updated' },
];

const within = (values: readonly string[] | undefined, value: string | null | undefined) =>
  values === undefined || (value != null && values.includes(value));

/** Whether a ticket is one of those that are asked for: the obvious way. */
function fits({ state }: TicketDocument, query: TicketFilters): boolean {
  const { origin } = state;
  return (
    within(query.status, state.status) &&
    within(query.court, state.court) &&
    within(query.queue, state.queue?.id) &&
    within(query.partner, origin.partner?.id) &&
    within(query.customer, origin.customer?.id) &&
    within(query.priority, state.priority) &&
    within(query.component, state.component) &&
    within(query.kind, state.kind) &&
    (query.triage === undefined || query.triage === origin.triage) &&
    (query.assignee?.[0] !== 'none' || state.assignee === null)
  );
}

const ascending = (one: number, other: number) => one - other;

/** The order of a list: the obvious way. */
function compare(one: TicketDocument, other: TicketDocument, sort: ListQuery['sort'] = 'due'): number {
  const byId = one._id < other._id ? -1 : 1;
  const byDue = one.due.provider - other.due.provider;
  if (sort === 'created') return other.state.createdAt - one.state.createdAt || -byId;
  if (sort === 'updated') return other.state.updatedAt - one.state.updatedAt || -byId;
  return (sort === 'priority' ? one.rank - other.rank : 0) || byDue || byId;
}

/** Whether a pipeline looks through what comes on a way, or only counts. */
const isWalk = (pipeline: unknown): boolean => Array.isArray(pipeline) && pipeline.some((stage) => '$sort' in stage);
