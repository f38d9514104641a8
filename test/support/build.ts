import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Builds dist/server when its sources have changed since, so that a single test file can be run by itself. */
export async function buildIfNeeded(): Promise<void> {
  const script =
    "const { isBuilt } = await import('./scripts/sources.mjs'); if (!isBuilt(process.cwd(), 'server')) { const { buildServer } = await import('./scripts/build.mjs'); await buildServer(); }";
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed: ${stderr}`);
}
