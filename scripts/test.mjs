// `npm test [-- FILES OR MOCHA OPTIONS]`: installs what is missing, builds, runs the tests.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './sources.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
if (!existsSync(join(root, 'node_modules/.package-lock.json')))
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
if (!isBuilt(root, 'server')) run(process.execPath, ['scripts/build.mjs', 'server']);
if (existsSync(join(root, 'client/main.tsx')) && !isBuilt(root, 'client')) run(process.execPath, ['scripts/build.mjs']);
const asked = process.argv.slice(2);
const files = asked.some((word) => !word.startsWith('-')) ? [] : ['test/**/*.test.ts'];
run(process.execPath, ['node_modules/mocha/bin/mocha.js', ...files, ...asked]);
