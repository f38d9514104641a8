// `npm run bench -- WHAT [OPTIONS]`: measures a part of the product against bounds that are measured beside it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './sources.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
if (!isBuilt(root, 'server') && run('scripts/build.mjs', 'server') !== 0) process.exit(1);
process.exit(run('--import', 'tsx', join(root, 'bench/main.ts'), ...process.argv.slice(2)));
