// `desk …`: builds the server if its sources changed since the last build, then hands over to the command line.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './sources.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (!isBuilt(root, 'server')) {
  const { buildServer } = await import('./build.mjs');
  await buildServer();
}
await import(join(root, 'dist/server/cli/main.js'));
