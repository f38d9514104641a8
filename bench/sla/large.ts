import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../server/domain/access/access.js';
import { wakeAtOf } from '../../server/domain/ticket/settle.js';
import type { ListQuery } from '../../server/features/tickets/wire-asked.js';
import { ensureIndexesOf } from '../../server/platform/database/connect.js';
import { fillWithTickets, pick, type Spread } from '../../test/support/many-tickets.js';
import { byClients, compare, median } from '../compare.js';
import type { BenchOptions, Row } from '../subject.js';
import { type BenchDesk, logTicket } from './desk.js';

/** How large the smaller desk is: at most 10,000, and a tenth of the larger one. */
export const smallOf = (documents: number): number => Math.min(10_000, Math.floor(documents / 10));
const SAMPLES = 200;
/** How many fall due at once; fewer where even the smaller desk is very small. */
const dueOf = (documents: number): number => Math.min(1_000, smallOf(documents));
const ROUNDS = 3;
/** So few on a page that a desk of 10,000 fills it, whoever asks. */
const PAGE = 20;
const DAY = 86_400;
/** What a size of a hundred times may cost. */
const AIM = 1 / 1.5;
const PARTNERS = 100;
const CUSTOMERS = 2_000;

const named = (kind: string, n: number) => ({ id: `${kind}-${n}`, name: `${kind} ${n}` });

/** The tickets of many parties; nothing of them is due for a month. */
function spread(now: number): Spread {
  return (n, real) => ({
    later: 30 * DAY + pick(n, 1, 30 * DAY),
    state: {
      queue: { ...named('queue', pick(n, 2, 12)), why: { by: 'default', version: 1 } },
      assignee: pick(n, 3, 3) === 0 ? null : { ...named('agent', pick(n, 4, 200)), party: 'provider', company: null },
      externalRef: { system: 'theirs', id: `REF-${n}`, url: null, side: 'provider' },
      createdAt: now - pick(n, 5, 90 * DAY),
      updatedAt: now - pick(n, 6, 30 * DAY),
      origin: {
        ...real.origin,
        partner: named('partner', pick(n, 7, PARTNERS)),
        ...{ customer: named('customer', pick(n, 8, CUSTOMERS)), triage: pick(n, 9, 100) === 0 },
      },
    },
  });
}

/** The same, and something of each has been due for some minutes. */
const dueSpread =
  (now: number): Spread =>
  (n, real) => ({ later: now - 60 - pick(n, 1, 600) - (wakeAtOf(real) ?? now), state: {} });

/** Fills a desk with tickets made after real ones. */
export async function fill({ desk, url }: BenchDesk, key: string, count: number): Promise<void> {
  for (let n = 0; n < SAMPLES; n++) await logTicket({ url }, key, n);
  const now = Math.floor(Date.now() / 1000);
  // Indexes are made of all at once more quickly than of one ticket after the other.
  const { model } = desk.tickets.subject;
  await model.collection.dropIndexes();
  await fillWithTickets(desk.tickets.subject, { count, spread: spread(now) });
  await ensureIndexesOf(model);
}

const person = (id: string, company: Caller['company'], role: Caller['roles'][number]): Caller => ({
  ...{ id, kind: 'person', name: id, company, roles: [role], scopes: null, ticket: null },
});
const AGENT = person('agent-3', { kind: 'provider' }, 'agent');
const PARTNER = person('somebody', { kind: 'partner', id: 'partner-3' }, 'partner-agent');
const CUSTOMER = person('somebody', { kind: 'customer', id: 'customer-33' }, 'contact');

const SHAPES: readonly [name: string, caller: Caller, query: Partial<ListQuery>][] = [
  ['provider by due', AGENT, { status: ['open'] }],
  ['queue by due', AGENT, { status: ['open'], queue: ['queue-3'] }],
  ['partner by due', PARTNER, { status: ['open'] }],
  ['mine', AGENT, { status: ['open'], assignee: ['me'] }],
  ['triage by age', AGENT, { triage: true, sort: 'created' }],
  ['customer by updated', CUSTOMER, { sort: 'updated', limit: 5 }],
  ['due before', AGENT, { status: ['open'], dueBefore: '2100-01-01T00:00:00Z' }],
  ['external reference', AGENT, { externalRef: 'REF-77' }],
];

/** The first page of each hot shape, and a ticket by its number, in the larger desk beside the smaller one. */
export async function* measureShapes(
  small: BenchDesk,
  large: BenchDesk,
  { documents, seconds }: BenchOptions,
): AsyncGenerator<Row> {
  const bound = (name: string, ask: (at: BenchDesk) => () => Promise<unknown>) =>
    compare(
      `${name}, of ${documents.toLocaleString('en')}`,
      byClients(1, ask(large)),
      [{ name: `of ${smallOf(documents).toLocaleString('en')}`, variant: byClients(1, ask(small)), aim: AIM }],
      seconds,
    );
  for (const [name, caller, query] of SHAPES) {
    yield* await bound(
      `first page: ${name}`,
      ({ desk }) =>
        () =>
          desk.tickets.list(caller, { limit: PAGE, ...query }),
    );
  }
  yield* await bound(
    'a ticket by its number',
    ({ desk }) =>
      () =>
        desk.tickets.get(AGENT, '10000077'),
  );
}

/** Tickets that are due among the others, in the larger desk beside the smaller one, by turns. */
export async function measureDue(small: BenchDesk, large: BenchDesk, { documents, tell }: BenchOptions): Promise<Row> {
  const rates: [large: number[], small: number[]] = [[], []];
  const due = dueOf(documents);
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [[large, documents, rates[0]] as const, [small, smallOf(documents), rates[1]] as const];
    for (const [desk, size, into] of round % 2 === 0 ? turns : [...turns].reverse()) {
      const now = Math.floor(Date.now() / 1000);
      await fillWithTickets(desk.desk.tickets.subject, {
        from: size + round * due,
        count: due,
        spread: dueSpread(now),
      });
      const start = performance.now();
      await desk.desk.sweeps.runNamed('tickets-due');
      into.push((due * 1000) / (performance.now() - start));
    }
  }
  const seconds = (all: readonly number[]) => all.map((rate) => `${(due / rate).toFixed(1)} s`).join(', ');
  tell(`${due} due took ${seconds(rates[0])} among ${documents}, ${seconds(rates[1])} among ${smallOf(documents)}`);
  return {
    measure: `${due.toLocaleString('en')} due among ${documents.toLocaleString('en')}`,
    ...{ bound: `among ${smallOf(documents).toLocaleString('en')}`, unit: '/s', aim: AIM },
    ...{ ours: median(rates[0]), theirs: median(rates[1]) },
    ratio: median(rates[0].map((rate, round) => rate / (rates[1][round] ?? 0))),
  };
}

/** So far ahead at least the tickets are stored that fall due in one second: they must be there before it. */
const AHEAD_S = 15;
/** How much longer storing them may take than it took just before. */
const PATIENCE = 3;
const LOOK_MS = 50;
/** How long after its instant something is announced at most (DESIGN, pattern 6). */
const ANNOUNCED_MS = 5_000;

/**
 * Tickets that fall due in the same second at a desk on which everything goes on by itself: how long after it the last of
 * them is in the log, by the sweeps as they run.
 */
export async function measureBurst({ desk }: BenchDesk, size: number, { documents, tell }: BenchOptions): Promise<Row> {
  const { subject } = desk.tickets;
  const count = dueOf(documents);
  // What followed from filling the desk is not to be in its way.
  await desk.consumers.drain();
  const dueAt =
    (instant: number): Spread =>
    (_, real) => ({ later: instant - (wakeAtOf(real) ?? instant), state: {} });
  const began = Date.now();
  await fillWithTickets(subject, { from: 3 * documents, count, spread: dueAt(Math.floor(began / 1000) + 30 * DAY) });
  const ahead = Math.max(AHEAD_S, Math.ceil((PATIENCE * (Date.now() - began)) / 1000));
  const instant = Math.ceil(Date.now() / 1000) + ahead;
  tell(`${count} tickets are stored among ${size} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  await fillWithTickets(subject, { from: 2 * documents, count, spread: dueAt(instant) });
  if (Date.now() >= instant * 1000) throw new Error('The tickets were due before all of them were stored');
  await sleep(instant * 1000 - Date.now());
  for (const waits of [{ wakeAt: { $lte: instant } }, { outboxAt: { $exists: true } }]) {
    while ((await subject.model.exists(waits as never)) !== null) await sleep(LOOK_MS);
  }
  const ours = Date.now() - instant * 1000;
  return {
    measure: `${count.toLocaleString('en')} due in one second among ${size.toLocaleString('en')}, announced`,
    ...{ bound: 'announced at the latest', unit: 'ms', aim: 1 },
    ...{ ours, theirs: ANNOUNCED_MS, ratio: ANNOUNCED_MS / ours },
  };
}
