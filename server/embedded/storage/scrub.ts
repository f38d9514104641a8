import { setTimeout as sleep } from 'node:timers/promises';
import { unseal } from './checksum.js';
import type { Environment } from './environment.js';
import { entriesOf } from './range.js';

/** A fifth of the time goes into it: so long it works, so long it rests, in ms. */
const WORK_MS = 5;
const REST_MS = 20;

const ALL = { low: Buffer.from([0]), high: Buffer.alloc(8, 0xff) };

/** Holds every value against its checksum, in the background; for what the start had no time for. Throws DamagedValue. */
export async function scrub(environment: Environment, isStopped: () => boolean): Promise<void> {
  for (const table of ['documents', 'entries'] as const) {
    let began = performance.now();
    for (const { key, value } of entriesOf(environment[table], ALL)) {
      unseal(key, value, table);
      if (performance.now() - began < WORK_MS) continue;
      await sleep(REST_MS, undefined, { ref: false });
      if (isStopped()) return;
      began = performance.now();
    }
  }
}
