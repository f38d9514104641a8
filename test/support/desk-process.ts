import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { readConfig } from '../../server/config.js';
import { type Desk, openDesk } from '../../server/desk.js';
import type { Clock } from '../../server/platform/clock/clock.js';
import { connect } from '../../server/platform/database/connect.js';
import { type CuttingProxy, cuttingProxy } from './cutting-proxy.js';
import { openFragile, quiet } from './platform.js';

/** A desk as one process of perhaps several on a store, whose parts a test runs by hand: nothing goes on by itself. */
export interface DeskProcess {
  desk: Desk;
  /** Sends a request with a key; gives the status and the answer. */
  post(path: string, request: { as: string; key?: string; body?: object }): Promise<Posted>;
  end(): Promise<void>;
}

export interface Posted {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

interface Options {
  uri: string;
  /** Asked by all processes of a test, so that it is no command of theirs. */
  clock: Clock;
  settings: Readonly<Record<string, string>>;
}

const TRIES = 20;

/** Commands that change what is stored: being killed before a look is as being killed after the change before it. */
const CHANGES = new Set(['insert', 'update', 'delete', 'findAndModify']);

/** A process that lives alone with its store, as after a restart: what a killed one held is freed. */
export async function restarted(options: Options): Promise<DeskProcess> {
  const connection = await connect(options.uri);
  const process = await open(connection, options, true);
  await process.desk.prepare();
  return {
    ...process,
    async end() {
      await process.desk.consumers.stop();
      await process.end();
    },
  };
}

/** A process that is killed before its next change of the store once it has made so many. */
export async function dying(options: Options, changes: number): Promise<DeskProcess & { isDead(): boolean }> {
  const { proxy, connection } = await dyingConnection(options.uri, changes);
  const process = await open(connection, options, false);
  return {
    ...process,
    isDead: () => proxy.isCut(),
    async end() {
      await proxy.close();
      await process.end();
    },
  };
}

/** A connection that is cut before the next change of the store once so many have gone through it. */
export async function dyingConnection(
  uri: string,
  changes: number,
): Promise<{ proxy: CuttingProxy; connection: Connection }> {
  const proxy = await cuttingProxy(uri, changes, (command) => CHANGES.has(command));
  return { proxy, connection: await reached(proxy.uri) };
}

/** What is cut off soon waits for nothing, so its first connection may take more than one try on a busy machine. */
async function reached(uri: string): Promise<Connection> {
  for (let tries = 1; ; tries++) {
    const connection = openFragile(uri);
    try {
      return await connection.asPromise();
    } catch (error) {
      await connection.close(true);
      if (tries === TRIES) throw error;
    }
  }
}

async function open(connection: Connection, options: Options, alone: boolean): Promise<DeskProcess> {
  const config = readConfig({
    ...{ MONGODB_URI: options.uri, DEMO: 'off', DATA_DIR: join(tmpdir(), 'desk-unused'), PORT: '0', NODE_ENV: 'test' },
    ...options.settings,
  });
  const { clock } = options;
  const desk = await openDesk({ config, connection, clock, logger: quiet, secretKey: 'x'.repeat(40), alone });
  await new Promise<void>((resolve) => desk.server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(desk.server.address() as AddressInfo).port}/api/v1`;
  return {
    desk,
    async post(path, { as, key, body = {} }) {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: {
          ...{ authorization: `Bearer ${as}`, 'content-type': 'application/json' },
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
      });
      const said = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, headers: answer.headers, body: said };
    },
    async end() {
      desk.server.closeAllConnections();
      desk.server.close();
      await desk.mail.stop();
      await connection.close(true);
    },
  };
}
