import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Config } from '../config.js';
import { PROJECT } from '../desk/world.js';
import { type Desk, openDesk } from '../desk.js';
import { type Scope, SYSTEM } from '../domain/access/access.js';
import { formatInstant, type Seconds } from '../domain/time/instant.js';
import { applyFolder } from '../features/partners/apply.js';
import { type Declared, readFolder } from '../features/partners/folder.js';
import type { CustomerContent } from '../features/partners/nouns/customer.js';
import type { DealContent } from '../features/partners/nouns/deal.js';
import type { SubscriptionContent } from '../features/partners/nouns/subscription.js';
import { hashedId } from '../platform/ids/ids.js';
import { systemCommand } from '../platform/log/command.js';
import type { Logger } from '../platform/logger.js';
import { DESKS, KEYS, PASSWORD, type Player } from './cast.js';
import { type DealFacts, plan, STORY_DAYS } from './plan.js';
import { type Call, tell } from './tell.js';

interface DemoDocument {
  _id: string;
  state: 'applying' | 'ready';
  seed: string;
  start: Seconds;
}

interface World {
  config: Config;
  connection: Connection;
  logger: Logger;
  secretKey: string;
  /** The desk's time when the demo is asked for. */
  now: Seconds;
}

/** How to get into the demo; `demo.json` without the address, which each start adds. */
export interface Entrance {
  people: { role: string; partner: string | null; email: string; password: string }[];
  keys: { partner: string | null; key: string; scopes: readonly Scope[] }[];
}

/** Events before the end of the story that mail and webhooks still tell of, so that the mailbox is not empty. */
const TOLD = 120;

/**
 * Fills an empty store with the demo. A start that finds it half told empties the store and begins anew.
 * Gives the instant at which the story ended; `null` where the store has other data.
 */
export async function ensureDemo(world: World): Promise<Seconds | null> {
  const { connection, config } = world;
  const demos = connection.collection<DemoDocument>('demo');
  const found = await demos.findOne({ _id: 'demo' });
  if (found?.state === 'ready') return found.start;
  if (found) await connection.dropDatabase();
  else if (await connection.collection('people').findOne({})) return null;
  const seed = config.demo?.seed ?? '1';
  const start = config.demo?.start ?? world.now;
  await demos.insertOne({ _id: 'demo', state: 'applying', seed, start });
  await write(config, await applyDemo(world, seed, start));
  await demos.updateOne({ _id: 'demo' }, { $set: { state: 'ready' } });
  return start;
}

const fileOf = ({ dataDir }: Config): string => join(dataDir, 'demo.json');

const write = (config: Config, entrance: object): Promise<void> =>
  writeFile(fileOf(config), `${JSON.stringify(entrance, null, 2)}\n`, { mode: 0o600 });

/** Adds the address of this start to `demo.json`, and gives what it says. */
export async function openEntrance(config: Config, url: string): Promise<Entrance> {
  const entrance = JSON.parse(await readFile(fileOf(config), 'utf8')) as Entrance;
  await write(config, { ...entrance, url });
  return entrance;
}

async function applyDemo(
  { config, connection, logger, secretKey }: World,
  seed: string,
  start: Seconds,
): Promise<Entrance> {
  let now = start - STORY_DAYS * 86_400;
  let requests = 0;
  const clock = { now: async () => now, real: () => new Date() };
  const newSeed = () => hashedId('demo', seed, start, requests++);
  const desk = await openDesk({ config, connection, clock, logger, secretKey, alone: true, story: { newSeed } });
  await desk.prepare();
  desk.server.listen(0, '127.0.0.1');
  await once(desk.server, 'listening');
  const url = `http://127.0.0.1:${(desk.server.address() as AddressInfo).port}/api/v1`;
  try {
    const declared = await agreements(desk);
    const customers = contents<CustomerContent>(declared, 'customer').flatMap(contactsOf);
    const entrance = await enter(desk, [...DESKS, ...customers]);
    const call = await callers(url, entrance, customers);
    const viaPartner = new Set(
      contents<DealContent>(declared, 'deal')
        .filter((deal) => deal.contactAuthority === 'provider-via-partner')
        .map(({ id }) => id),
    );
    const silent = desk.tellers;
    const setNow = (at: Seconds) => {
      now = Math.max(now, at);
    };
    await tell(plan(seed, start, dealFacts(declared)), start, { desk, call, viaPartner, setNow, silent });
    const end = await desk.log.last();
    for (const name of silent) await desk.consumers.skipTo(name, Math.max(0, end - TOLD));
    logger.info({ events: end, until: formatInstant(start) }, 'The demo is told');
    return entrance;
  } finally {
    await desk.stop();
  }
}

async function agreements(desk: Desk): Promise<readonly Declared[]> {
  const folder = await readFolder(join(PROJECT, 'templates/demo'), join(PROJECT, 'templates/playbooks'));
  if (!folder.ok) throw new Error(folder.faults.join('\n'));
  const { faults } = await applyFolder(desk, folder, { dryRun: false });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return folder.declared;
}

const contents = <Content>(declared: readonly Declared[], noun: string): Content[] =>
  declared.filter((one) => one.noun.name === noun).map(({ content }) => content as Content);

const contactsOf = ({ id, contacts, language, timeZone }: CustomerContent): Player[] =>
  contacts.map(({ name, email }, index) => ({
    ...{
      id: `${id}-${index + 1}`,
      name,
      email,
      language,
      timeZone,
      roles: ['contact'],
      company: { kind: 'customer', id },
    },
  }));

/** Makes people and keys; the keys' secrets are known only now. */
async function enter(desk: Desk, players: readonly Player[]): Promise<Entrance> {
  for (const player of players)
    await desk.people.add(SYSTEM, systemCommand('demo', player.id), { ...player, password: PASSWORD });
  const keys: Entrance['keys'] = [];
  for (const { id, partner, scopes } of KEYS) {
    const company = partner === null ? ({ kind: 'provider' } as const) : ({ kind: 'partner', id: partner } as const);
    const input = { name: partner === null ? id : `Helpdesk of ${partner}`, company, scopes, expiresAt: null };
    const { secret } = await desk.people.makeKey(SYSTEM, systemCommand('demo', id), input);
    keys.push({ partner, key: secret ?? '', scopes });
  }
  const people = players.map(({ email, roles, company }) => ({
    ...{
      role: roles.at(-1) ?? 'contact',
      partner: company.kind === 'partner' ? company.id : null,
      email,
      password: PASSWORD,
    },
  }));
  return { people, keys };
}

/** Ways to call as each of the cast: by key, or signed in, by id or by address. */
async function callers(url: string, { keys }: Entrance, customers: readonly Player[]): Promise<Call> {
  const headers = new Map<string, Record<string, string>>();
  for (const [index, { id }] of KEYS.entries()) headers.set(id, { authorization: `Bearer ${keys[index]?.key ?? ''}` });
  for (const { id, email, company } of [...DESKS, ...customers]) {
    const signed = await fetch(`${url}/session`, request('POST', {}, { email, password: PASSWORD }));
    const cookie = (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    headers.set(company.kind === 'customer' ? email : id, { cookie });
  }
  return async (as, method, path, body) => {
    const known = headers.get(as);
    if (!known) throw new Error(`${as} is not of the demo's cast`);
    const response = await fetch(url + path, request(method, known, body));
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (!response.ok) throw new Error(`${as}: ${method} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer)}`);
    const id = typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : '';
    return { id, body: answer };
  };
}

const request = (method: string, headers: Record<string, string>, body?: object): RequestInit => ({
  method,
  headers: { ...headers, 'content-type': 'application/json', 'x-requested-with': 'tandem-desk' },
  ...(body && { body: JSON.stringify(body) }),
});

function dealFacts(declared: readonly Declared[]): DealFacts[] {
  const customers = new Map(contents<CustomerContent>(declared, 'customer').map((customer) => [customer.id, customer]));
  const subscriptions = contents<SubscriptionContent>(declared, 'subscription');
  return contents<DealContent>(declared, 'deal').flatMap(({ id, partner, customer, components, preAgreed }) => {
    const contact = customers.get(customer)?.contacts[0];
    const bought = subscriptions.find(
      ({ deal, items }) => deal === id && preAgreed.some(({ item }) => Object.hasOwn(items, item)),
    );
    const [agreed] = preAgreed;
    const upgradable =
      bought && agreed
        ? { item: agreed.item, quantity: bought.items[agreed.item] ?? 0, subscription: bought.id, since: bought.start }
        : null;
    return contact ? [{ id, partner, customer, components, contact, upgradable }] : [];
  });
}
