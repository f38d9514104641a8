import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import supertest from 'supertest';
import { readConfig } from '../../server/config.js';
import { type Desk, openDesk } from '../../server/desk.js';
import { type Caller, type Company, type Role, type Scope, SYSTEM } from '../../server/domain/access/access.js';
import { formatInstant, parseInstant } from '../../server/domain/time/instant.js';
import { applyFolder } from '../../server/features/partners/apply.js';
import { readFolder } from '../../server/features/partners/folder.js';
import { manualClock } from '../../server/platform/clock/manual-clock.js';
import { connect } from '../../server/platform/database/connect.js';
import { commandOf } from '../../server/platform/log/command.js';
import { type Copy, copyOf, isEmpty, paste } from './copy.js';
import { quiet } from './platform.js';
import { freshDatabaseUri } from './store.js';

/** A whole desk on a standing clock, with the demo's agreements, listening on a port of its own. */
export interface TestDesk {
  desk: Desk;
  url: string;
  /** Sends a request as a key, with JSON; gives status, headers and the answer. */
  call(
    as: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answered>;
  /** An API key for a company. */
  key(company: Company, scopes: readonly Scope[]): Promise<string>;
  /** A person who can sign in, and their caller. */
  person(id: string, company: Company, roles: readonly Role[]): Promise<Caller>;
  /** A signed-in person's credential, to be given as `as`. */
  session(id: string): Promise<string>;
  now(): Promise<string>;
  /** Moves the clock, and runs what is due. */
  moveTo(instant: string): Promise<void>;
  /** Lets everything that follows the log catch up. */
  settle(): Promise<void>;
  close(): Promise<void>;
  /** Lets go of a desk that has lost its store: it can bring nothing to an end any more. */
  abandon(): Promise<void>;
}

export interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared in tests, as whatever they are
  body: any;
}

const PASSWORD = 'a long enough password';
const START = '2026-11-02T08:00:00Z';

async function applyDemo(desk: Desk): Promise<void> {
  const folder = await readFolder('templates/demo', 'templates/playbooks');
  if (!folder.ok) throw new Error(folder.faults.join('\n'));
  const { faults } = await applyFolder(desk, folder, { dryRun: false });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** All that a desk has stored once it has applied the demo's agreements and was closed: applied once, and then copied. */
let applied: Promise<Copy> | undefined;

async function appliedDemo(): Promise<Copy> {
  const uri = await freshDatabaseUri();
  const desk = await openTestDesk(START, {}, uri, 'none');
  await applyDemo(desk.desk);
  await desk.settle();
  await desk.close();
  return copyOf(uri);
}

/** Whether a database has the demo's agreements: they are put into an empty one, unless the desk may make more of them. */
async function hasDemo(connection: Connection, start: string, settings: object): Promise<boolean> {
  if (!(await isEmpty(connection))) return (await connection.collection('deals').countDocuments()) > 0;
  if (start !== START || Object.keys(settings).length > 0) return false;
  applied ??= appliedDemo();
  await paste(await applied, connection);
  return true;
}

/** Opens a desk on the store of this run of tests, in a database of its own unless one is given (perhaps by another desk). */
export async function openTestDesk(
  start = START,
  settings: Readonly<Record<string, string>> = {},
  store?: string,
  agreements: 'demo' | 'none' = 'demo',
): Promise<TestDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-'));
  const uri = store ?? (await freshDatabaseUri());
  const read = readConfig({
    ...{ MONGODB_URI: uri, CLOCK: 'manual', CLOCK_START: start, CLOCK_ALLOW: '1', DEMO: 'off' },
    ...{ DATA_DIR: dataDir, PORT: '0', NODE_ENV: 'test', PROCESS: 'all' },
    ...settings,
  });
  // Years of periods before the test begins are nobody's business in it.
  const config = { ...read, credits: { ...read.credits, periodsEndingAfter: start.slice(0, 10) } };
  const connection = await connect(uri);
  const hasAgreements = agreements === 'none' || (await hasDemo(connection, start, settings));
  const clock = await manualClock(connection, parseInstant(start) ?? 0);
  const desk = await openDesk({ config, connection, clock, logger: quiet, secretKey: 'x'.repeat(40), alone: false });
  await desk.prepare();
  await desk.start();
  if (!hasAgreements) await applyDemo(desk);
  await new Promise<void>((resolve) => desk.server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(desk.server.address() as AddressInfo).port}`;

  const call: TestDesk['call'] = async (as, method, path, body, headers = {}) => {
    const signed = as === null ? {} : as.startsWith('td_') ? { authorization: `Bearer ${as}` } : { cookie: as };
    const whole = path.startsWith('/api') || path.startsWith('/readyz') ? path : `/api/v1${path}`;
    const request = supertest(url)
      [method.toLowerCase() as 'get'](whole)
      .set({ 'x-requested-with': 'tandem-desk', ...signed, ...headers })
      .buffer(true);
    const answer = await (body === undefined ? request : request.send(body as object));
    const json = (answer.headers['content-type'] ?? '').includes('json');
    const answered = Object.entries(answer.headers as Record<string, string | string[]>);
    return {
      status: answer.status,
      headers: new Headers(answered.map(([name, value]): [string, string] => [name, String(value)])),
      body: json && answer.text ? JSON.parse(answer.text) : answer.text,
    };
  };
  let admin: string | undefined;
  const adminKey = async () =>
    (admin ??=
      (await desk.people.makeKey(SYSTEM, commandOf(SYSTEM), key({ kind: 'provider' }, ['admin']))).secret ?? '');
  const key = (company: Company, scopes: readonly Scope[]) => ({ name: 'test', company, scopes, expiresAt: null });

  return {
    desk,
    url,
    call,
    async key(company, scopes) {
      const { secret } = await desk.people.makeKey(SYSTEM, commandOf(SYSTEM), key(company, scopes));
      return secret ?? '';
    },
    async person(id, company, roles) {
      const input = {
        id,
        email: `${id}@people.example`,
        name: id,
        company,
        roles,
        language: 'en',
        timeZone: 'UTC',
        password: PASSWORD,
      };
      const { name } = await desk.people.add(SYSTEM, commandOf(SYSTEM), input);
      return { id, kind: 'person', name, company, roles, scopes: null, ticket: null };
    },
    async session(id) {
      const { headers, status } = await call(null, 'POST', '/session', {
        email: `${id}@people.example`,
        password: PASSWORD,
      });
      if (status !== 200) throw new Error(`${id} could not sign in`);
      return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
    now: async () => formatInstant(await clock.now()),
    async moveTo(instant) {
      const { status, body } = await call(await adminKey(), 'PUT', '/dev/clock', { now: instant });
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    async settle() {
      await desk.consumers.drain();
      await desk.outboxes.settled();
    },
    async abandon() {
      // What waits for the store would wait for long: requests are cut first, and the connection with them.
      desk.server.closeAllConnections();
      await connection.close(true).catch(() => undefined);
      await desk.stop().catch(() => undefined);
      rmSync(dataDir, { recursive: true, force: true });
    },
    async close() {
      await desk.stop();
      await connection.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
