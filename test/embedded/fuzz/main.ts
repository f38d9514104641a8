// `npm run fuzz -- store [--times N] [--seed S] [--against URI]`: plays random sessions on the embedded store with and
// without indexes, or on it and on another server of MongoDB's language, and reports what they answer differently.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EJSON } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../../../server/platform/database/embedded.js';
import { type Comparing, type Difference, differenceOf, type Stage } from './compare.js';
import { isKnownOfOthers, needsMoreOfAnIndex } from './known.js';
import { sessions } from './sessions.js';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    against: { type: 'string' },
    /** How many differences to report before it ends. */
    most: { type: 'string', default: '10' },
  },
});

const written = (value: unknown): string => EJSON.stringify(value, { relaxed: false });

function report({ step, documents, indexes, mine, other }: Difference): void {
  console.log(`\n${step.command} ${written(step.fields)}`);
  console.log(`  documents ${written(documents)}\n  indexes ${written(indexes)}`);
  console.log(`  mine  ${written(mine)}\n  other ${written(other)}`);
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-fuzz-'));
  const store = await startEmbedded({ dataDir: folder });
  const client = await MongoClient.connect(store.uri);
  const another = values.against === undefined ? client : await MongoClient.connect(values.against);
  const name = `fuzz_${process.pid}`;
  const mine: Stage = { db: client.db(name), collection: 'mine', indexed: true };
  const other: Stage = { db: another.db(name), collection: 'other', indexed: values.against !== undefined };
  const comparing: Comparing =
    values.against === undefined
      ? { fieldOrder: true, isKnown: needsMoreOfAnIndex }
      : { fieldOrder: false, isKnown: isKnownOfOthers };
  let found = 0;
  let seed = Number(values.seed);
  const started = Date.now();
  // A run of its own for every 100 sessions, so that each can be repeated by its seed.
  for (let left = Number(values.times); left > 0 && found < Number(values.most); left -= 100, seed += 1) {
    for (const session of fc.sample(sessions, { seed, numRuns: Math.min(left, 100) })) {
      const difference = await differenceOf(session, mine, other, comparing);
      if (!difference) continue;
      console.log(`\nseed ${seed}`);
      report(difference);
      if (++found >= Number(values.most)) break;
    }
  }
  console.log(`\n${values.times} sessions from seed ${values.seed}: ${found} differences, ${Date.now() - started} ms`);
  await other.db.dropDatabase();
  await Promise.all([client.close(), another.close()]);
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
  return found === 0 ? 0 : 1;
}

process.exitCode = await main();
