import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { storeAddressFile } from '../../../server/secrets.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const DATABASE = 'tandem-desk';

/** A built desk in a process group of its own, with its store as a child: as `npm start` runs it. */
export interface Victim {
  /** Where it listens, once it does. */
  ready: Promise<string>;
  /** Kills the desk and its store at once. */
  kill(): Promise<void>;
  /** Tells it to end, and gives its exit status. */
  stop(): Promise<number>;
  /** What it complained about. */
  complaints(): string;
}

/** Starts the desk of a data folder. */
export function startVictim(environment: NodeJS.ProcessEnv): Victim {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    ...{ cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } },
  });
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  const gone = once(child, 'close').then(([status]) => Number(status ?? 1));
  const signal = (name: NodeJS.Signals, group: boolean) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(group ? -child.pid : child.pid, name);
  };
  // It lives in a group of its own, so that nobody else would end it.
  const orphaned = () => signal('SIGKILL', true);
  process.once('exit', orphaned);
  gone.finally(() => process.off('exit', orphaned));
  const ready = listening(child.stdout, gone, () => complaints);
  // A desk that is killed before it listens is what a kill may well do.
  ready.catch(() => undefined);
  return {
    ready,
    async kill() {
      signal('SIGKILL', true);
      await gone;
    },
    async stop() {
      signal('SIGTERM', false);
      return gone;
    },
    complaints: () => complaints,
  };
}

async function listening(
  output: NodeJS.ReadableStream | null,
  gone: Promise<number>,
  complaints: () => string,
): Promise<string> {
  if (!output) throw new Error('The desk has no output');
  const found = new Promise<string>((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      const url = /^ready (http:\S+)/.exec(line)?.[1];
      if (url) resolve(url);
    });
  });
  const ended = gone.then((status): never => {
    throw new Error(`The desk ended (${status}) before it was ready: ${complaints().trim()}`);
  });
  return Promise.race([found, ended]);
}

/** Runs `desk …` beside the running desk. */
export async function cli(environment: NodeJS.ProcessEnv, args: readonly string[], input = ''): Promise<void> {
  const child = spawn(process.execPath, ['dist/server/cli/main.js', ...args], {
    ...{ cwd: root, env: { ...process.env, ...environment } },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin?.end(input);
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`desk ${args.join(' ')} ended with ${status}`);
}

/** Looks into the store of a running desk, beside it. */
export async function lookInto<T>(dataDir: string, look: (db: mongoose.mongo.Db) => Promise<T>): Promise<T> {
  const uri = (await readFile(storeAddressFile(dataDir), 'utf8')).trim();
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    return await look(client.db(DATABASE));
  } finally {
    await client.close();
  }
}
