// `npm run fuzz -- protocol [--times N] [--seed S]`
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveStore } from '../../../server/embedded/server.js';
import { fuzzProtocol } from './fuzz.js';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const folder = mkdtempSync(join(tmpdir(), 'desk-fuzz-'));
const complaints: string[] = [];
const store = await serveStore(folder, { port: 0 }, (text) => complaints.push(text));
const seed = Number(values.seed);
const report = await fuzzProtocol({ uri: store.uri, times: Number(values.times), seed, complaints });
await store.stop();
rmSync(folder, { recursive: true, force: true });
for (const fault of report.faults) console.error(fault);
const { conversations, answered, closed, faults } = report;
console.log(
  `protocol, seed ${seed}: ${conversations} conversations, ${answered} answered, ${closed} closed, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
