// Builds what runs: `build.mjs server` transpiles server/ to dist/server, file by file; without an argument the client too.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcesOf, stampFile } from './sources.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export async function buildServer() {
  const { build } = await import('esbuild');
  const { files, newest } = sourcesOf(join(root, 'server'));
  rmSync(join(root, 'dist/server'), { recursive: true, force: true });
  await build({
    entryPoints: files,
    outdir: join(root, 'dist/server'),
    outbase: join(root, 'server'),
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  writeFileSync(stampFile(root, 'server'), String(newest));
}

async function buildClient() {
  const { build } = await import('vite');
  await build({ root: join(root, 'client'), configFile: join(root, 'client/vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stampFile(root, 'client'), String(sourcesOf(join(root, 'client')).newest));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildServer();
  if (process.argv[2] !== 'server') await buildClient();
}
