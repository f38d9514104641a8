// Writes the pages of docs/ that are made from the code; their test writes them when it is asked to.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync(process.execPath, ['node_modules/mocha/bin/mocha.js', 'test/docs/generated.test.ts'], {
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  env: { ...process.env, UPDATE_DOCS: '1' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
