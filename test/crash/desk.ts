import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatInstant } from '../../server/domain/time/instant.js';
import { buildIfNeeded } from '../support/build.js';
import { faultsIn } from '../support/invariants.js';
import { randomFrom } from '../support/random.js';
import { effectFaults, lostIn, outboundFaults } from './desk/checks.js';
import { type Asked, type DeskClient, deskClient } from './desk/client.js';
import { type Keys, load } from './desk/load.js';
import { openOutside } from './desk/outside.js';
import { cli, lookInto, startVictim, type Victim } from './desk/victim.js';
import type { CrashReport } from './store.js';
import { type Tally, tally } from './tally.js';

const CLIENTS = 6;
const ADMIN = { email: 'admin@desk.example', password: 'a long enough password' };
const DAY = 86_400;
/** A kill comes after so many more answers. */
const ANSWERS_AT_MOST = 60;
/** Time goes on after so many more answers. */
const ANSWERS_A_MOVE = 12;

/** Everything that a run of kills goes on with from one start of the desk to the next. */
interface Run {
  dataDir: string;
  environment: NodeJS.ProcessEnv;
  clients: readonly DeskClient[];
  answers: Tally;
  keys: Keys;
  random: () => number;
  /** How often the desk is on the machine's time instead of its own. */
  realShare: number;
  /** How often it is killed while it starts. */
  startShare: number;
  report: CrashReport;
}

/** Months of credits make the runs long: where all is to be quick, a desk on its own time begins when there were few. */
const EARLY = Date.parse('2026-08-28T00:00:00Z') / 1000;

/** Kills a desk under load again and again, lets its callers ask again, and looks whether anything was lost or doubled. */
export async function crashDesk(options: {
  times: number;
  seed: number;
  /** Only on its own time, from a day on which there is little to credit. */
  quick?: boolean;
  tell?(line: string): void;
}): Promise<CrashReport> {
  await buildIfNeeded();
  const { times, seed, quick = false, tell } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-crash-'));
  const outside = await openOutside();
  const began = quick ? EARLY : Math.floor(Date.now() / 1000 / DAY) * DAY - 20 * DAY;
  const environment = {
    ...{ DATA_DIR: dataDir, PORT: '0', DEMO: 'off', LOG_LEVEL: 'error', SMTP_URL: outside.smtpUrl },
    ...{ OUTBOUND_ALLOW: outside.hookHost, CREDIT_GRACE_DAYS: '0', CREDIT_SECOND_PERSON_FROM: 'never' },
    ...{ CLOCK: 'manual', CLOCK_START: formatInstant(began) },
  };
  const report: CrashReport = { kills: 0, acknowledged: 0, faults: [] };
  const keys = await setUp(environment, outside.hookHost);
  const random = randomFrom(seed);
  const work = load({ keys, components: ['voice-eu', 'voice-us', 'meetings'], began });
  const answers = tally();
  const clients = Array.from({ length: CLIENTS }, (_, index) => {
    const chance = randomFrom(seed + index + 1);
    let count = 0;
    return deskClient({
      next: () => work.next(chance),
      newKey: () => `client-${index}-${++count}`,
      granted: work.answered,
      answered: answers.add,
    });
  });
  const run: Run = {
    dataDir,
    environment,
    clients,
    answers,
    keys,
    random,
    realShare: quick ? 0 : 0.3,
    startShare: quick ? 0 : 0.1,
    report,
  };
  while (report.kills < times && report.faults.length === 0) {
    await oneKill(run);
    report.acknowledged = answeredBy(clients);
    if (report.kills % 10 === 0) tell?.(`${report.kills} kills, ${report.acknowledged} requests answered`);
  }
  if (report.faults.length === 0)
    report.faults.push(...(await lastLook(run, outside, began + (quick ? 10 : 22) * DAY)));
  await outside.close();
  if (report.faults.length === 0) rmSync(dataDir, { recursive: true, force: true });
  else tell?.(`The desk's data are kept in ${dataDir}`);
  return report;
}

const askedBy = (clients: readonly DeskClient[]): Asked[] => clients.flatMap(({ asked }) => asked);

const answeredBy = (clients: readonly DeskClient[]): number => askedBy(clients).filter(({ answer }) => answer).length;

/** A desk with the demo's agreements, keys for its callers, and a webhook that hears of every ticket. */
async function setUp(environment: NodeJS.ProcessEnv, hookHost: string): Promise<Keys> {
  const victim = startVictim(environment);
  const url = await victim.ready;
  await cli(environment, ['setup', '--email', ADMIN.email], `${ADMIN.password}\n`);
  await cli(environment, ['apply', '-f', 'templates/demo']);
  const session = await post(url, '/session', {}, ADMIN);
  const cookie = session.cookie.split(';')[0] ?? '';
  const key = async (company: object, ...scopes: string[]) => {
    const { body } = await post(url, '/keys', { cookie }, { name: 'load', company, scopes });
    return { id: String(body.id), secret: String(body.key) };
  };
  const [provider, partner] = [{ kind: 'provider' }, (id: string) => ({ kind: 'partner', id })];
  const keys: Keys = {
    hansa: await key(partner('hansa-it'), 'tickets:write', 'outages:write'),
    iberia: await key(partner('iberia-cloud'), 'tickets:write'),
    desk: [await key(provider, 'tickets:write'), await key(provider, 'tickets:write')],
    admin: await key(provider, 'admin', 'tickets:write'),
  };
  const hook = { url: `http://${hookHost}/in`, types: ['ticket-*'] };
  await post(url, '/webhooks', { authorization: `Bearer ${keys.admin.secret}` }, hook);
  await victim.stop();
  return keys;
}

async function post(url: string, path: string, headers: Record<string, string>, body: object, method = 'POST') {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-requested-with': 'tandem-desk', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  return { body: parsed, cookie: answer.headers.get('set-cookie') ?? '' };
}

/** Starts the desk, on its own time or on the machine's, asks again what had no answer, works, and kills it. */
async function oneKill(run: Run): Promise<void> {
  const { random, clients, answers, dataDir, environment, realShare, startShare, report } = run;
  const isManual = random() >= realShare;
  const victim = startVictim({ ...environment, ...(!isManual && { CLOCK: 'real', CLOCK_START: '' }) });
  report.kills++;
  if (random() < startShare) {
    // Nothing is waited for: the moment of a kill while it starts is drawn.
    await sleep(random() * 1500);
    return victim.kill();
  }
  const url = await readyOrFault(victim, report);
  if (url === null) return;
  await Promise.all(clients.map((client) => client.finish(url)));
  report.faults.push(...(await lookInto(dataDir, (db) => lostIn(db, askedBy(clients)))));
  const enough = answers.more(Math.floor(random() * ANSWERS_AT_MOST));
  const over = new AbortController();
  const moving = isManual && moveOn(url, run, over.signal);
  const working = Promise.all(clients.map((client) => client.work(url)));
  await Promise.race([enough, working]);
  await victim.kill();
  over.abort();
  await Promise.all([working, moving]);
  report.faults.push(...clients.flatMap(({ faults }) => faults));
}

/** A desk that does not start after a kill is the worst that can be. */
async function readyOrFault(victim: Victim, report: CrashReport): Promise<string | null> {
  try {
    return await victim.ready;
  } catch (error) {
    report.faults.push(`After kill ${report.kills - 1}: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

/** Lets time go by: breaches, closings, merges that a kill left, periods that end. */
async function moveOn(url: string, { keys, random, dataDir, answers }: Run, over: AbortSignal): Promise<void> {
  const authorization = `Bearer ${keys.admin.secret}`;
  try {
    while (!over.aborted) {
      const now = await lookInto(dataDir, (db) => db.collection<{ _id: string; now: number }>('clock').findOne());
      const to = formatInstant((now?.now ?? 0) + 60 + Math.floor(random() * 7_200));
      await post(url, '/dev/clock', { authorization }, { now: to }, 'PUT');
      if (!over.aborted) await Promise.race([answers.more(Math.floor(random() * ANSWERS_A_MOVE)), once(over, 'abort')]);
    }
  } catch {
    // The desk is gone, or was killed while it ran what is due: that is what the next start is for.
  }
}

/** Starts it once more, lets everything that is due happen, and looks at all of it. */
async function lastLook(run: Run, outside: Awaited<ReturnType<typeof openOutside>>, end: number): Promise<string[]> {
  const { clients, dataDir, environment, keys, report } = run;
  const victim = startVictim(environment);
  const url = await victim.ready;
  await Promise.all(clients.map((client) => client.finish(url)));
  const authorization = `Bearer ${keys.admin.secret}`;
  await post(url, '/dev/clock', { authorization }, { now: formatInstant(end) }, 'PUT');
  const asked = askedBy(clients);
  const received = { mails: outside.mails(), webhooks: outside.webhooks() };
  const faults = await lookInto(dataDir, async (db) => [
    ...(await lostIn(db, asked)),
    ...(await effectFaults(db, asked)),
    ...(await faultsIn(db)),
    ...(await outboundFaults(db, received, report.kills)),
  ]);
  const status = await victim.stop();
  return status === 0 ? faults : [...faults, `The desk ended with ${status}: ${victim.complaints()}`];
}
