// `npm run fuzz -- WHAT [OPTIONS]`: looks for faults by random input, as long as it is told to.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './sources.mjs';

const TARGETS = { store: 'test/embedded/fuzz/main.ts', protocol: 'test/embedded/wire/main.ts' };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
const [what, ...options] = process.argv.slice(2);
const target = Object.hasOwn(TARGETS, what ?? '') ? TARGETS[what] : undefined;
if (!target) {
  console.error(`Say what to look at: npm run fuzz -- ${Object.keys(TARGETS).join('|')} [--times N] [--seed S]`);
  process.exit(2);
}
if (!isBuilt(root, 'server') && run('scripts/build.mjs', 'server') !== 0) process.exit(1);
process.exit(run('--import', 'tsx', join(root, target), ...options));
