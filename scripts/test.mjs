// `npm test [-- FILES OR MOCHA OPTIONS]`: installs what is missing, builds, runs the tests. Without files it runs all of
// them, several at a time, and those that need a browser only where CI is set.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
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

/** Those that take long begin first, so that none of them is alone at the end. */
const LONG = ['patterns/kills.test.ts', 'matrix/matrix.test.ts', 'browser/pages.test.ts', 'crash/desk.test.ts'];

function allFiles() {
  const found = readdirSync(join(root, 'test'), { recursive: true }).map((file) => file.replaceAll('\\', '/'));
  const tests = found.filter((file) => file.endsWith('.test.ts')).sort();
  const lost = LONG.filter((file) => !tests.includes(file));
  if (lost.length > 0) throw new Error(`scripts/test.mjs names files that are not there: ${lost.join(', ')}`);
  const here = process.env.CI ? tests : tests.filter((file) => !file.startsWith('browser/'));
  if (here.length < tests.length)
    console.log('Browser tests are left to .ci/run; by hand: npm test -- test/browser/*.test.ts');
  const begun = LONG.filter((file) => here.includes(file));
  return [...begun, ...here.filter((file) => !begun.includes(file))].map((file) => `test/${file}`);
}

const asked = process.argv.slice(2);
const isFile = (word) => word.includes('*') || existsSync(join(root, word));
const jobs = Math.max(2, availableParallelism());
const all = asked.some(isFile) ? [] : ['--parallel', '--jobs', String(jobs), ...allFiles()];
run(process.execPath, ['node_modules/mocha/bin/mocha.js', ...asked, ...all]);
