import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedStore, startEmbedded } from '../../server/platform/database/embedded.js';
import { buildIfNeeded } from './build.js';

/** A store for tests: one process for all test files of a run, in a folder that goes with it. */
let shared: Promise<EmbeddedStore> | undefined;

async function start(): Promise<EmbeddedStore> {
  await buildIfNeeded();
  const folder = mkdtempSync(join(tmpdir(), 'desk-store-'));
  const store = await startEmbedded({ dataDir: folder });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return store;
}

/** The store of this run of tests. `stop` is for symmetry: the process ends with the run. */
export async function testStore(): Promise<{ uri: string; stop(): Promise<void> }> {
  shared ??= start();
  const { uri } = await shared;
  return { uri, stop: async () => undefined };
}

/** A name that no other test has for its database. */
export function freshDatabase(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}

/** The address of the store with a database of one's own in it. */
export async function freshDatabaseUri(): Promise<string> {
  const { uri } = await testStore();
  const url = new URL(uri);
  url.pathname = `/${freshDatabase()}`;
  return url.toString();
}
