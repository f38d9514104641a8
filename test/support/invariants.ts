import { isDeepStrictEqual } from 'node:util';
import type mongoose from 'mongoose';
import { elapse, prune, refold } from '../../server/domain/sla/fold.js';
import { clockContext } from '../../server/domain/ticket/clocks.js';
import { readTicket, type TicketDocument } from '../../server/features/tickets/model.js';
import { historyIn } from '../../server/features/tickets/service/store.js';
import type { LogEvent } from '../../server/platform/log/event.js';
import { workloadFaults } from './workloads.js';

type Db = mongoose.mongo.Db;
type Stored = Record<string, unknown> & { _id: string };

/** The collections of everything that changes by commands, and what events call each. */
const SUBJECTS = {
  ...{ tickets: 'ticket', outages: 'outage', maintenance: 'maintenance', credits: 'credit', credit_runs: 'credit-run' },
  ...{ people: 'person', keys: 'key', webhooks: 'webhook', partners: 'partner', customers: 'customer', deals: 'deal' },
  ...{ subscriptions: 'subscription', components: 'component', terms: 'terms', policies: 'policy' },
  ...{ calendars: 'calendar', queues: 'queue', skills: 'skill', approvals: 'approval', playbooks: 'playbook' },
  ...{ accounts: 'account', password_requests: 'password-request', sla_changes: 'sla-change', vendors: 'vendor' },
} as const;

interface Logged extends LogEvent {
  seq: number;
}

/** What is wrong with what a desk has stored once it has become quiet: nothing lost, nothing doubled (DESIGN, patterns). */
export async function faultsIn(db: Db): Promise<string[]> {
  const log = await logOf(db);
  const checks = [
    gaps(log),
    await histories(db, log),
    await leftovers(db),
    await followers(db, log.length),
    await clocks(db, log),
    await merges(db),
    await messages(db, log),
    await ledger(db),
    await credits(db),
    await workloadFaults(db),
    await deliveries(db, 'mail_deliveries', 'address'),
    await deliveries(db, 'webhook_deliveries', 'webhook'),
  ];
  return checks.flat();
}

const all = (db: Db, name: string, filter: object = {}): Promise<Stored[]> =>
  db
    .collection<Stored>(name)
    .find(filter as never)
    .toArray() as Promise<Stored[]>;

/** The log, in the order of its numbers. */
export async function logOf(db: Db): Promise<Logged[]> {
  const found = await db.collection<never>('log').find().sort({ _id: 1 }).toArray();
  return found.map(({ _id, eventId, ...event }: Record<string, unknown>) => ({
    ...(event as unknown as Omit<LogEvent, 'id'>),
    id: String(eventId),
    seq: Number(_id),
  }));
}

/** Numbers from 1 without gaps, each event once. */
function gaps(log: readonly Logged[]): string[] {
  const wrong = log.find(({ seq }, index) => seq !== index + 1);
  const doubled = twice(log.map(({ id }) => id));
  return [
    ...(wrong ? [`The log has a gap before ${wrong.seq}`] : []),
    ...doubled.map((id) => `The log has ${id} twice`),
  ];
}

function twice(words: readonly string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => seen.size === seen.add(word).size);
}

/** Of each subject every version is in the log, in order, with all of its events. */
async function histories(db: Db, log: readonly Logged[]): Promise<string[]> {
  const told = new Map<string, string[]>();
  for (const { id, subject } of log) {
    const key = `${subject.kind}:${subject.id}`;
    told.set(key, [...(told.get(key) ?? []), id.slice(key.length + 1)]);
  }
  const faults: string[] = [];
  for (const [collection, kind] of Object.entries(SUBJECTS)) {
    for (const { _id, version } of await all(db, collection)) {
      faults.push(...historyFaults(`${kind}:${_id}`, Number(version), told.get(`${kind}:${_id}`) ?? []));
    }
  }
  return faults;
}

/** What was told must be 1:0, 1:1, 2:0 … up to the stored version. */
function historyFaults(name: string, version: number, told: readonly string[]): string[] {
  let [last, index] = [0, 0];
  for (const one of told) {
    const [at = 0, n = 0] = one.split(':').map(Number);
    const follows = at === last ? n === index + 1 : at === last + 1 && n === 0;
    if (!follows) return [`${name} tells ${one} after ${last}:${index}`];
    [last, index] = [at, n];
  }
  return last === version ? [] : [`${name} is at version ${version}, and the log tells of ${last}`];
}

/** Nothing waits in an outbox. */
async function leftovers(db: Db): Promise<string[]> {
  const faults: string[] = [];
  for (const collection of Object.keys(SUBJECTS)) {
    const left = await all(db, collection, {
      $or: [{ outboxAt: { $exists: true } }, { 'outbox.0': { $exists: true } }],
    });
    faults.push(...left.map(({ _id }) => `${collection} ${_id} has something in its outbox`));
  }
  return faults;
}

/** Whoever follows the log has come to its end and passed nothing over. */
async function followers(db: Db, end: number): Promise<string[]> {
  return (await all(db, 'consumer_positions')).flatMap(({ _id, position, skipped }) => [
    ...(position === end ? [] : [`Consumer ${_id} is at ${position} of ${end}`]),
    ...(Array.isArray(skipped) && skipped.length > 0 ? [`Consumer ${_id} skipped ${JSON.stringify(skipped)}`] : []),
  ]);
}

/** The stored clocks of a ticket are what its whole history folds to. */
async function clocks(db: Db, log: readonly Logged[]): Promise<string[]> {
  const documents = (await all(db, 'tickets')) as unknown as TicketDocument[];
  return documents.flatMap((document) => {
    const state = readTicket(document);
    const events = log.filter(({ subject }) => subject.kind === 'ticket' && subject.id === state.id);
    const context = clockContext(state.calendars);
    const folded = refold(historyIn(events), context);
    const at = Math.max(folded.at, state.sla.at);
    const [stored, told] = [state.sla, folded].map((sla) => prune(elapse(sla, at, context)));
    return isDeepStrictEqual(stored, told)
      ? []
      : [`The clocks of ticket ${state.number} are not what its history folds to`];
  });
}

/** No ticket bears the mark of a merge, and of two that were merged each knows of the other. */
async function merges(db: Db): Promise<string[]> {
  const documents = (await all(db, 'tickets')) as unknown as TicketDocument[];
  const byId = new Map(documents.map((document) => [document._id, document.state]));
  return [
    ...twice(documents.map(({ state }) => String(state.number))).map((number) => `Two tickets are #${number}`),
    ...documents.flatMap(({ _id, state }) => {
      const { number, merging, mergedInto, mergedFrom } = state;
      return [
        ...(merging ? [`Ticket ${number} is still being merged`] : []),
        ...(mergedInto && !byId.get(mergedInto.id)?.mergedFrom.includes(_id)
          ? [`Ticket ${number} went into ${mergedInto.number}, which does not know it`]
          : []),
        ...mergedFrom
          .filter((id) => byId.get(id)?.mergedInto?.id !== _id)
          .map((id) => `Ticket ${number} took in ${id}, which does not know it`),
      ];
    }),
  ];
}

/** Every message that an event tells of has its body. */
async function messages(db: Db, log: readonly Logged[]): Promise<string[]> {
  const bodies = new Set((await all(db, 'ticket_messages')).map(({ _id }) => _id));
  const told = log.flatMap(({ data }) => {
    const mark = data.message;
    return typeof mark === 'object' && mark !== null && 'message' in mark ? [String(mark.message)] : [];
  });
  return [
    ...told.filter((id) => !bodies.has(id)).map((id) => `Message ${id} has no body`),
    ...twice(told).map((id) => `Message ${id} is told twice`),
  ];
}

interface Line {
  account: string;
  currency: string;
  amount: number;
}

/** Each entry sums to nought in each currency, and no source has two. */
async function ledger(db: Db): Promise<string[]> {
  const entries = await all(db, 'journal');
  return [
    ...twice(entries.map(({ source }) => String(source))).map((source) => `The ledger has ${source} twice`),
    ...entries.flatMap(({ source, lines }) => {
      const sums = new Map<string, number>();
      for (const { currency, amount } of lines as Line[]) sums.set(currency, (sums.get(currency) ?? 0) + amount);
      return [...sums].filter(([, sum]) => sum !== 0).map(([currency, sum]) => `${source} is ${sum} ${currency} off`);
    }),
  ];
}

/** Credits are issued once: one for each period, numbers without gaps, an entry for each that was issued. */
async function credits(db: Db): Promise<string[]> {
  const [found, notes, journal] = [await all(db, 'credits'), await all(db, 'credit_notes'), await all(db, 'journal')];
  const sources = new Set(journal.map(({ source }) => source));
  const noted = new Set(notes.map(({ _id }) => _id));
  const numbers = new Map<string, number[]>();
  for (const { issuer, year, n } of notes) {
    const name = `${issuer} ${year}`;
    numbers.set(name, [...(numbers.get(name) ?? []), Number(n)]);
  }
  const wasIssued = ({ status }: Stored) => ['issued', 'applied', 'paid'].includes(String(status));
  return [
    ...twice(found.map(({ subscription, terms, period }) => `${subscription} ${terms} ${period}`)).map(
      (name) => `Two credits for ${name}`,
    ),
    ...found.filter(({ status }) => status === 'computed').map(({ _id }) => `Credit ${_id} is left half-way`),
    ...found
      .filter((credit) => wasIssued(credit) && !(noted.has(credit._id) && sources.has(`credit:${credit._id}:issued`)))
      .map(({ _id }) => `Credit ${_id} is issued without number or entry`),
    ...[...numbers].flatMap(([name, some]) => {
      const isWhole = some.sort((a, b) => a - b).every((n, index) => n === index + 1);
      return isWhole ? [] : [`The credit notes of ${name} are numbered ${some.join(', ')}`];
    }),
  ];
}

/** One delivery for each event and receiver, and none that was given up. */
async function deliveries(db: Db, collection: string, receiver: string): Promise<string[]> {
  const found = await all(db, collection);
  const names = found.map((one) => `${one.event} to ${String(one[receiver]).toLowerCase()}`);
  return [
    ...twice(names).map((name) => `${collection}: ${name} twice`),
    ...found.filter(({ state }) => state === 'failed').map((one) => `${collection}: ${one._id} failed: ${one.answer}`),
  ];
}
