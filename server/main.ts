import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Config, readConfig } from './config.js';
import { ensureDemo, openEntrance } from './demo/demo.js';
import { guide } from './demo/guide.js';
import { monthBefore } from './demo/plan.js';
import { openDesk } from './desk.js';
import { formatInstant } from './domain/time/instant.js';
import { migrations } from './migrations.js';
import { realClock } from './platform/clock/clock.js';
import { manualClock } from './platform/clock/manual-clock.js';
import { connect } from './platform/database/connect.js';
import { startEmbedded } from './platform/database/embedded.js';
import { migrate } from './platform/database/migrations.js';
import { jsonLogger } from './platform/logger.js';
import { keptSecret, storeAddressFile } from './secrets.js';

/** Starts the desk and keeps it until it is told to stop. Gives the exit status. */
async function main(): Promise<number> {
  const config = readConfig(process.env);
  const logger = jsonLogger(config.logLevel);
  await mkdir(config.dataDir, { recursive: true });
  const store =
    config.mongodbUri === null
      ? await startEmbedded({ dataDir: join(config.dataDir, 'store'), memoryMb: config.storeMemoryMb })
      : null;
  const connection = await connect(store?.uri ?? config.mongodbUri ?? '');
  const clock = config.manualClock === null ? realClock : await manualClock(connection, config.manualClock);
  await migrate(connection, migrations, { clock, logger });
  const secretKey = config.secretKey ?? (await keptSecret(config.dataDir));
  const demoEnd = config.demo
    ? await ensureDemo({ config, connection, logger, secretKey, now: await clock.now() })
    : null;
  const settings = demoEnd === null ? config : withoutPast(config, demoEnd);
  const desk = await openDesk({ config: settings, connection, clock, logger, secretKey, alone: store !== null });
  await desk.prepare();
  await desk.start();

  if (config.web) {
    desk.server.listen(config.port, config.host);
    await once(desk.server, 'listening');
  }
  const address = desk.server.address() as AddressInfo | null;
  if (store) await writeFile(storeAddressFile(config.dataDir), store.uri, { mode: 0o600 });
  const pidFile = join(config.dataDir, 'server.pid');
  await writeFile(pidFile, `${process.pid}\n`);
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${address?.port ?? '-'}`;
  console.log(`ready ${url}`);
  if (demoEnd !== null)
    for (const line of guide(url, await openEntrance(config, url), monthBefore(demoEnd))) console.log(line);

  const reason = await Promise.race([
    signalled(),
    store ? store.exited.then(() => 'store' as const) : new Promise<never>(() => undefined),
  ]);
  logger.info({ reason }, 'Stopping');
  const giveUp = setTimeout(() => process.exit(1), 9_000);
  await desk.stop();
  await connection.close();
  await store?.stop();
  for (const file of [pidFile, storeAddressFile(config.dataDir)]) await rm(file, { force: true });
  clearTimeout(giveUp);
  return reason === 'store' ? 1 : 0;
}

/** The demo's months before its start are for whoever walks through it: the hourly job leaves them alone. */
const withoutPast = (config: Config, demoEnd: number): Config => ({
  ...config,
  credits: { ...config.credits, periodsEndingAfter: formatInstant(demoEnd).slice(0, 10) },
});

const signalled = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve(signal));
  });

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();
