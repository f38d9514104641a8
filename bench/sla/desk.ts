import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../server/config.js';
import { type Desk, openDesk } from '../../server/desk.js';
import { type Company, type Scope, SYSTEM } from '../../server/domain/access/access.js';
import { applyFolder } from '../../server/features/partners/apply.js';
import { readFolder } from '../../server/features/partners/folder.js';
import { realClock } from '../../server/platform/clock/clock.js';
import { connect } from '../../server/platform/database/connect.js';
import { commandOf } from '../../server/platform/log/command.js';
import { jsonLogger } from '../../server/platform/logger.js';

/** A desk that is measured: with the demo's agreements, on the machine's time, listening on a port of its own. */
export interface BenchDesk {
  desk: Desk;
  url: string;
  key(company: Company, scopes: readonly Scope[]): Promise<string>;
  close(): Promise<void>;
}

/** Opens a desk on a database. `whole`: with everything that goes on by itself; else it only answers. */
export async function openBenchDesk(uri: string, dataDir: string, whole: boolean): Promise<BenchDesk> {
  const settings = { MONGODB_URI: uri, DATA_DIR: dataDir, DEMO: 'off', PORT: '0', NODE_ENV: 'test' };
  const config = readConfig({ ...settings, PROCESS: whole ? 'all' : 'web' });
  const connection = await connect(uri);
  const logger = jsonLogger('error');
  const world = { config, connection, clock: realClock, logger, secretKey: 'x'.repeat(40), alone: false };
  const desk = await openDesk(world);
  await desk.prepare();
  await desk.start();
  const folder = await readFolder('templates/demo', 'templates/playbooks');
  if (!folder.ok) throw new Error(folder.faults.join('\n'));
  const { faults } = await applyFolder(desk, folder, { dryRun: false });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  desk.server.listen(0, '127.0.0.1');
  await once(desk.server, 'listening');
  return {
    desk,
    url: `http://127.0.0.1:${(desk.server.address() as AddressInfo).port}`,
    async key(company, scopes) {
      const made = { name: 'bench', company, scopes, expiresAt: null };
      return (await desk.people.makeKey(SYSTEM, commandOf(SYSTEM), made)).secret ?? '';
    },
    async close() {
      await desk.stop();
      await connection.close();
    },
  };
}

/** Logs a ticket over HTTP, as a partner's helpdesk does. */
export async function logTicket({ url }: Pick<BenchDesk, 'url'>, key: string, n: number): Promise<void> {
  const answer = await fetch(`${url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(ticketBody(n)),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`A ticket was refused: ${answer.status} ${text}`);
}

/** What a partner's helpdesk sends. */
export const ticketBody = (n: number) => ({
  subject: `Calls drop after ${n % 60} minutes`,
  description: 'Since nine this morning calls between the two sites end by themselves. Nothing was changed.',
  priority: (['urgent', 'high', 'normal', 'low'] as const)[n % 4],
  requester: { email: `person-${n % 500}@hansa-logistics.example`, name: `Person ${n % 500}` },
  deal: 'D-1001',
});
