import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface Server {
  uri: string;
  stop(): Promise<void>;
}

const here = dirname(fileURLToPath(import.meta.url));

/** Starts the server that answers without work. */
export async function startAnswering(): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(here, 'answering.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const [uri] = await Promise.race([line, closed.then(() => Promise.reject(new Error('The server did not start')))]);
  return {
    uri: String(uri),
    async stop() {
      child.stdin.end();
      await closed;
    },
  };
}
