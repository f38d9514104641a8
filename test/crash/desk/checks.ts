import type mongoose from 'mongoose';
import { hashedId } from '../../../server/platform/ids/ids.js';
import { logOf } from '../../support/invariants.js';
import type { Asked } from './client.js';

type Db = mongoose.mongo.Db;
type Logged = Awaited<ReturnType<typeof logOf>>[number];

const COLLECTION = { ticket: 'tickets', outage: 'outages' } as const;
const KINDS = { ticket: 'ticket', outage: 'outage' } as const;

/** What was acknowledged is there: each thing at the version that was shown, or a later one. */
export async function lostIn(db: Db, asked: readonly Asked[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { path, shows, answer } of asked) {
    if (!shows || !answer || answer.status >= 300 || answer.id === null || answer.version === null) continue;
    const found = await db.collection<{ _id: string; version: number }>(COLLECTION[shows]).findOne({ _id: answer.id });
    if (!found || found.version < answer.version) {
      faults.push(`${path} was granted at version ${answer.version}, and it is at ${found?.version ?? 'nothing'}`);
    }
  }
  return faults;
}

/** Each request had its effect once if it was granted, and none if it was refused. */
export async function effectFaults(db: Db, asked: readonly Asked[]): Promise<string[]> {
  const seeds = new Map<string, string>();
  for (const { _id, seed } of await db.collection<{ _id: string; seed: string }>('idempotency_keys').find().toArray()) {
    seeds.set(_id, seed);
  }
  const byCommand = new Map<string, Logged[]>();
  for (const event of await logOf(db)) byCommand.set(event.command, [...(byCommand.get(event.command) ?? []), event]);
  const faults: string[] = [];
  for (const one of asked) {
    const seed = seeds.get(hashedId('idempotency', one.caller, one.key));
    const events = seed === undefined ? [] : (byCommand.get(seed) ?? []);
    faults.push(...eventFaults(one, events), ...(await markFaults(db, one)));
  }
  return faults;
}

function eventFaults({ path, shows, answer, key }: Asked, events: readonly Logged[]): string[] {
  if (!answer) return [`${path} (${key}) was never answered`];
  const updates = new Set(events.map(({ subject }) => `${subject.kind}:${subject.id}:${subject.version}`));
  const subjects = new Set(events.map(({ subject }) => `${subject.kind}:${subject.id}`));
  const isGranted = answer.status < 300;
  const mayDoNothing = /\/(claim|end|merge|origin)$/.test(path);
  const mayBegin = path.endsWith('/merge');
  const shown = shows && answer.id !== null ? `${KINDS[shows]}:${answer.id}` : null;
  return [
    ...(updates.size > subjects.size ? [`${path} (${key}) was done twice: ${[...updates].join(', ')}`] : []),
    ...(isGranted && !mayDoNothing && updates.size === 0 ? [`${path} (${key}) was granted and not done`] : []),
    ...(isGranted && !mayDoNothing && shown && !subjects.has(shown)
      ? [`${path} (${key}) was granted as ${shown}, and did ${[...subjects].join(', ')}`]
      : []),
    ...(!isGranted && !mayBegin && updates.size > 0 ? [`${path} (${key}) was refused and done`] : []),
  ];
}

async function markFaults(db: Db, { mark, path, answer }: Asked): Promise<string[]> {
  if (!mark) return [];
  const count = await db.collection(mark.collection).countDocuments({ [mark.field]: mark.text });
  const expected = answer && answer.status < 300 ? 1 : 0;
  return count === expected ? [] : [`${path}: "${mark.text}" is there ${count} times instead of ${expected}`];
}

/** What a far side received: by the id that says which message it is, how often. */
export type Received = ReadonlyMap<string, number>;

/** Everything that was to go out went out, each under one id; again only where a kill cut off the record of it. */
export async function outboundFaults(
  db: Db,
  received: { mails: Received; webhooks: Received },
  kills: number,
): Promise<string[]> {
  const mails = (await handedOver(db, 'mail_deliveries')).map(({ _id }) => _id);
  const webhooks = await handedOver(db, 'webhook_deliveries');
  const told = new Set(webhooks.map(({ event }) => event));
  const noted = new Set([...(await eventsOf(db, 'mail_deliveries')), ...(await eventsOf(db, 'mail_withheld'))]);
  const log = await logOf(db);
  const firstHook = log.findIndex(({ type }) => type === 'webhook-created');
  return [
    ...compared('mail', mails, received.mails, kills),
    ...compared(
      'webhook',
      webhooks.map(({ _id }) => _id),
      received.webhooks,
      kills,
    ),
    ...log
      .slice(firstHook)
      .filter(({ id, type }) => type.startsWith('ticket-') && !told.has(id))
      .map(({ id }) => `The webhook was not told of ${id}`),
    ...log
      .filter(({ id, type }) => type === 'ticket-created' && !noted.has(id))
      .map(({ id }) => `Nobody was mailed of ${id}, and no reason noted`),
  ];
}

const handedOver = (db: Db, collection: string) =>
  db
    .collection<{ _id: string; event: string }>(collection)
    .find({ state: 'handed-over' } as never)
    .toArray();

const eventsOf = async (db: Db, collection: string): Promise<string[]> =>
  (await db.collection<{ event: string }>(collection).find().toArray()).map(({ event }) => event);

/** At once each process hands over four at most: so many may be cut off by one kill. */
const AT_ONCE = 4;

function compared(what: string, stored: readonly string[], received: Received, kills: number): string[] {
  const ids = new Set(stored);
  const again = [...received.values()].reduce((sum, count) => sum + count - 1, 0);
  return [
    ...stored.filter((id) => !received.has(id)).map((id) => `The ${what} ${id} was handed over and never arrived`),
    ...[...received.keys()].filter((id) => !ids.has(id)).map((id) => `The ${what} ${id} arrived and is not recorded`),
    ...(again > AT_ONCE * kills ? [`${again} ${what}s arrived again, after ${kills} kills`] : []),
  ];
}
