import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What a process said, and how it ended. */
export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  errors: string;
}

/** A process of `desk`, once what it waits for is there. */
export interface Running {
  child: ChildProcess;
  /** The first line that it printed. */
  line: string;
  ended: Promise<Ended>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(root, 'scripts/desk.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said = { out: '', errors: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.errors += text;
  });
  const ended = once(child, 'close').then(([status, signal]) => ({ status, signal, ...said }));
  return { child, ended };
}

/** Runs `desk …` to its end. */
export async function desk(...args: string[]): Promise<Ended> {
  await buildIfNeeded();
  return start(args).ended;
}

/** Runs `desk …` until it has printed a line. */
export async function deskUntilReady(...args: string[]): Promise<Running> {
  await buildIfNeeded();
  const { child, ended } = start(args);
  if (!child.stdout) throw new Error('The process has no output');
  const lines = createInterface({ input: child.stdout });
  const first = once(lines, 'line').then(([line]) => String(line));
  const line = await Promise.race([
    first,
    ended.then(({ errors }) => {
      throw new Error(`It ended before it was ready: ${errors}`);
    }),
  ]);
  return { child, line, ended };
}
