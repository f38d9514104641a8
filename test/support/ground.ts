import type { Connection } from 'mongoose';
import { SYSTEM } from '../../server/domain/access/access.js';
import { parseInstant, type Seconds } from '../../server/domain/time/instant.js';
import { applyFolder } from '../../server/features/partners/apply.js';
import { readFolder } from '../../server/features/partners/folder.js';
import type { Clock } from '../../server/platform/clock/clock.js';
import { connect } from '../../server/platform/database/connect.js';
import { commandOf } from '../../server/platform/log/command.js';
import { type Outside, openOutside } from '../crash/desk/outside.js';
import { type DeskProcess, restarted } from './desk-process.js';
import { freshDatabaseUri } from './store.js';

/** A store with the demo's agreements, the world around it, and time that stands: what processes are started on. */
export interface Ground {
  options: Parameters<typeof restarted>[0];
  outside: Outside;
  /** To look into the store beside the processes. */
  connection: Connection;
  keys: { provider: string; approver: string; hansa: string };
  now(): Seconds;
  /** Lets time go by for all processes. Nothing happens by itself. */
  pass(seconds: number): void;
  close(): Promise<void>;
}

/** Lets everything happen that follows from what is stored, as a desk does by itself. */
export async function quieten({ desk }: DeskProcess): Promise<void> {
  await desk.mail.start();
  await desk.consumers.drain();
  await desk.sweeps.runAll(['credit-run']);
  await desk.consumers.drain();
  await desk.mail.post.sendDue(500);
  await desk.webhooks.sendDue();
  await desk.outboxes.settled();
}

/** Opens the ground on a database of its own, with a webhook that hears of every ticket and outage. */
export async function openGround(): Promise<Ground> {
  const outside = await openOutside();
  const uri = await freshDatabaseUri();
  const connection = await connect(uri);
  let now = parseInstant('2026-08-20T08:00:00Z') ?? 0;
  const clock: Clock = { now: async () => now, real: () => new Date() };
  const settings = {
    ...{ SMTP_URL: outside.smtpUrl, OUTBOUND_ALLOW: outside.hookHost },
    ...{ CREDIT_GRACE_DAYS: '0', CREDIT_SECOND_PERSON_FROM: '1' },
  };
  const options = { uri, clock, settings };
  const process = await restarted(options);
  const folder = await readFolder('templates/demo', 'templates/playbooks');
  if (!folder.ok) throw new Error(folder.faults.join('\n'));
  await applyFolder(process.desk, folder, { dryRun: false });
  const key = async (company: Parameters<DeskProcess['desk']['people']['makeKey']>[2]['company']) => {
    const scopes = ['admin', 'tickets:write', 'outages:write'] as const;
    const made = { name: 'test', company, scopes, expiresAt: null };
    return (await process.desk.people.makeKey(SYSTEM, commandOf(SYSTEM), made)).secret ?? '';
  };
  const keys = {
    provider: await key({ kind: 'provider' }),
    approver: await key({ kind: 'provider' }),
    hansa: await key({ kind: 'partner', id: 'hansa-it' }),
  };
  const hook = { url: `http://${outside.hookHost}/in`, types: ['ticket-*', 'outage*'] };
  const hooked = await process.post('/webhooks', { as: keys.provider, body: hook });
  if (hooked.status !== 201) throw new Error(JSON.stringify(hooked.body));
  await quieten(process);
  await process.end();
  return {
    ...{ options, outside, connection, keys },
    now: () => now,
    pass(seconds) {
      now += seconds;
    },
    async close() {
      await connection.close();
      await outside.close();
    },
  };
}
