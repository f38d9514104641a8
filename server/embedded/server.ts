import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { answerWith } from './commands/dispatch.js';
import { type Engine, openEngine } from './engine.js';
import { startMaintenance } from './maintenance.js';
import { connectionShares, serveConnection } from './wire/connection.js';
import { MAX_CONNECTIONS, MEMORY_MB, memoryShares } from './wire/limits.js';

/** Where a store listens: a port of this machine alone (0: one that the system chooses), or a socket of this user alone. */
export type Place = { port: number } | { socket: string };

export interface StoreServer {
  uri: string;
  engine: Engine;
  /** Answers when the store has found that it is damaged, and must not go on. */
  damaged: Promise<void>;
  stop(): Promise<void>;
}

/** Opens the store of a folder and serves it with so much memory for its clients. Throws StoreRefused. */
export async function serveStore(
  folder: string,
  place: Place,
  log: (message: string) => void,
  megabytes = MEMORY_MB,
): Promise<StoreServer> {
  const memory = memoryShares(megabytes);
  const engine = openEngine(folder, { memoryLimit: memory.stage });
  const connections = new Set<Socket>();
  const shares = connectionShares(memory);
  engine.connections = () => connections.size;
  let numbers = 0;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    const onBug = (error: unknown) => log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    serveConnection(socket, answerWith(engine, ++numbers, onBug), shares);
  });
  server.maxConnections = MAX_CONNECTIONS;
  try {
    const uri = await listen(server, place);
    const { promise: damaged, resolve: noteDamage } = deferred();
    const maintenance = startMaintenance(engine, {
      log,
      damaged(error) {
        log(String(error));
        noteDamage();
      },
    });
    return {
      uri,
      engine,
      damaged,
      async stop() {
        const closed = new Promise((resolve) => server.close(resolve));
        for (const socket of connections) socket.destroy();
        await closed;
        await maintenance.stop();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function listen(server: Server, place: Place): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if ('port' in place) server.listen(place.port, '127.0.0.1', resolve);
    else {
      rmSync(place.socket, { force: true });
      const before = process.umask(0o177);
      server.listen(place.socket, resolve);
      process.umask(before);
    }
  });
  if ('socket' in place) {
    chmodSync(place.socket, 0o600);
    return `mongodb://${encodeURIComponent(place.socket)}/?directConnection=true`;
  }
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : place.port;
  return `mongodb://127.0.0.1:${port}/?directConnection=true`;
}
