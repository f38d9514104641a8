// The process of the embedded store: `node dist/server/embedded/serve.js --data DIR (--port N | --socket PATH) [--memory MB] [--parent]`.
import { parseArgs } from 'node:util';
import { serveStore } from './server.js';
import { StoreRefused } from './storage/refused.js';
import { LEAST_MEMORY_MB, MEMORY_MB } from './wire/limits.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    socket: { type: 'string' },
    memory: { type: 'string', default: String(MEMORY_MB) },
    parent: { type: 'boolean', default: false },
  },
});

const complain = (message: string): void => {
  process.stderr.write(`${message}\n`);
};

async function main(): Promise<void> {
  if (!values.data) throw new StoreRefused('Say where the data are: --data DIR');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new StoreRefused(`Not a port: ${values.port}`);
  const memory = Number(values.memory);
  if (!Number.isInteger(memory) || memory < LEAST_MEMORY_MB)
    throw new StoreRefused(`Not a memory of at least ${LEAST_MEMORY_MB} MB: ${values.memory}`);
  const place = values.socket ? { socket: values.socket } : { port };
  const store = await serveStore(values.data, place, complain, memory);
  let stopping = false;
  const stop = (status = 0): void => {
    if (stopping) return;
    stopping = true;
    store.stop().then(
      () => process.exit(status),
      (error: unknown) => {
        complain(String(error));
        process.exit(1);
      },
    );
  };
  if (values.parent) endWithParent(() => stop());
  else for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop());
  void store.damaged.then(() => stop(1));
  process.stdout.write(`${store.uri}\n`);
}

/**
 * The parent holds the other end of this process's input: when that closes, however the parent ended, the store has no
 * user any more. Signals to the whole group are the parent's business, which still needs its store to end in order.
 */
function endWithParent(stop: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.stdin.on('end', stop);
  process.stdin.on('close', stop);
  process.stdin.on('error', stop);
  process.stdin.resume();
  // Nobody reads what is written after the parent has gone.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

main().catch((error: unknown) => {
  complain(
    error instanceof StoreRefused
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  );
  process.exit(1);
});
