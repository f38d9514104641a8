import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');
const PASSWORD = 'a long enough password';
const ADMIN = 'admin@desk.example';

/** The built desk as its own process, with the demo's agreements and an admin, as an operator would set it up. */
export interface RunningDesk {
  url: string;
  password: string;
  /** A session's cookie, for requests beside the browser. */
  signIn(email: string): Promise<string>;
  /** A request by the admin, or by whose cookie or key is given; gives the answer of a successful one. */
  call(method: string, path: string, body?: unknown, as?: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** Whether server and client are built, as the browser needs them. */
export const isBuilt = (): boolean =>
  existsSync(join(ROOT, 'dist/server/main.js')) && existsSync(join(ROOT, 'dist/client/index.html'));

async function firstReady(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The desk says nothing');
  for await (const line of createInterface(child.stdout)) {
    const ready = /^ready (http:\S+)/.exec(line);
    if (ready?.[1]) return ready[1];
  }
  throw new Error('The desk ended before it was ready');
}

function cli(env: NodeJS.ProcessEnv, args: readonly string[], input = ''): Promise<void> {
  const child = spawn(process.execPath, ['dist/server/cli/main.js', ...args], {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(input);
  return new Promise((resolve, reject) =>
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`desk ${args.join(' ')} gave ${code}`)))),
  );
}

/** Starts a desk on an empty store of its own. */
export async function startDesk(settings: NodeJS.ProcessEnv = {}): Promise<RunningDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-running-'));
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', DEMO: 'off', LOG_LEVEL: 'error', ...settings };
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstReady(child);
  await cli(env, ['setup', '--email', ADMIN], `${PASSWORD}\n`);
  await cli(env, ['apply', '-f', 'templates/demo', 'templates/playbooks']);

  const send = async (method: string, path: string, body: unknown, as: string | null) => {
    const credential = as === null ? {} : as.startsWith('td_') ? { authorization: `Bearer ${as}` } : { cookie: as };
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...credential, 'content-type': 'application/json', 'x-requested-with': 'tandem-desk' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return { answer, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  };
  const signIn = async (email: string) => {
    const { answer } = await send('POST', '/session', { email, password: PASSWORD }, null);
    return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  };
  const admin = await signIn(ADMIN);

  return {
    url,
    password: PASSWORD,
    signIn,
    call: async (method, path, body, as = admin) => (await send(method, path, body, as)).body,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
