// Writes the pages of docs/ that are made from the code; their tests write them when they are asked to.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const pages = ['test/docs/generated.test.ts', 'test/docs/sla.test.ts', 'test/embedded/differences.test.ts'];
const { status } = spawnSync(process.execPath, ['node_modules/mocha/bin/mocha.js', ...pages], {
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  env: { ...process.env, UPDATE_DOCS: '1' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
