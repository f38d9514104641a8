import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import { type Desk, openDesk } from '../desk.js';
import { migrations } from '../migrations.js';
import { realClock } from '../platform/clock/clock.js';
import { manualClock } from '../platform/clock/manual-clock.js';
import { connect } from '../platform/database/connect.js';
import { startEmbedded } from '../platform/database/embedded.js';
import { migrate } from '../platform/database/migrations.js';
import { jsonLogger } from '../platform/logger.js';
import { keptSecret, storeAddressFile } from '../secrets.js';

/**
 * Does something with the desk's own services: through `MONGODB_URI`, else the store of a running desk,
 * else the embedded store of `DATA_DIR`, started for as long as it takes.
 */
export async function withDesk<T>(act: (desk: Desk) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const logger = jsonLogger('warn');
  const running = config.mongodbUri ?? (await runningStore(config.dataDir));
  const store = running === null ? await startEmbedded({ dataDir: join(config.dataDir, 'store') }) : null;
  const connection = await connect(running ?? store?.uri ?? '');
  try {
    const clock = config.manualClock === null ? realClock : await manualClock(connection, config.manualClock);
    await migrate(connection, migrations, { clock, logger });
    const secretKey = config.secretKey ?? (await keptSecret(config.dataDir));
    const desk = await openDesk({ config, connection, clock, logger, secretKey, alone: store !== null });
    await desk.prepare();
    const done = await act(desk);
    await desk.outboxes.settled();
    return done;
  } finally {
    await connection.close();
    await store?.stop();
  }
}

/** The address of the embedded store that a running desk has on this folder. */
async function runningStore(dataDir: string): Promise<string | null> {
  try {
    const pid = Number(await readFile(join(dataDir, 'server.pid'), 'utf8'));
    process.kill(pid, 0);
    return (await readFile(storeAddressFile(dataDir), 'utf8')).trim();
  } catch {
    // No file, or nobody of that number: no desk runs on this folder.
    return null;
  }
}

/** Runs a command's action and ends with its exit status; a foreseen failure is one line, not a stack. */
export async function finish(action: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await action();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
