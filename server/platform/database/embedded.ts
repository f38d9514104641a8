import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A running embedded store. */
export interface EmbeddedStore {
  /** What to give to the driver. */
  uri: string;
  /** Ends it once everything is on the disk. */
  stop(): Promise<void>;
  /** Its exit code, when it ends by itself or by `stop`. */
  exited: Promise<number>;
}

/** The built entry of the store's process, seen from here, be this built or not. */
function entry(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, '../../embedded/serve.js');
  if (existsSync(beside)) return beside;
  const built = join(here, '../../../dist/server/embedded/serve.js');
  if (existsSync(built)) return built;
  throw new Error('The embedded store is not built: run "npm run build" first.');
}

/** Starts the embedded store of a folder as a child process that ends with this one, however this one ends. */
export async function startEmbedded({
  dataDir,
  memoryMb,
}: {
  dataDir: string;
  memoryMb?: number;
}): Promise<EmbeddedStore> {
  const options = ['--data', dataDir, '--port', '0', '--parent'];
  const memory = memoryMb === undefined ? [] : ['--memory', String(memoryMb)];
  const child = spawn(process.execPath, [entry(), ...options, ...memory], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
    process.stderr.write(text);
  });
  // The child may be gone before the pipe is closed.
  child.stdin.on('error', () => undefined);
  const exited = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  const lines = createInterface({ input: child.stdout });
  const uri = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.startsWith('mongodb://')) resolve(line);
    });
    child.once('error', reject);
    void exited.then((code) =>
      reject(new Error(`The embedded store did not start (exit ${code}): ${complaints.trim()}`)),
    );
  });
  for (const handle of [child, child.stdin, child.stdout, child.stderr]) letGo(handle);
  return {
    uri,
    async stop() {
      // Whoever waits for the end must not end first.
      child.ref();
      child.stdin.end();
      await exited;
    },
    exited,
  };
}

/** The store alone does not keep its parent running. */
function letGo(handle: object): void {
  if ('unref' in handle && typeof handle.unref === 'function') handle.unref();
}
