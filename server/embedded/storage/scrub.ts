import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from './environment.js';

/** A fifth of the time goes into it: so long it works, so long it rests, in ms. */
const WORK_MS = 5;
const REST_MS = 20;

/** Looks through the whole file in the background, for what the start had no time for. Throws StoreRefused. */
export async function scrub(environment: Environment, isStopped: () => boolean): Promise<void> {
  const steps = environment.check();
  try {
    for (let began = performance.now(); !steps.next().done; ) {
      if (performance.now() - began < WORK_MS) continue;
      await sleep(REST_MS, undefined, { ref: false });
      if (isStopped()) return;
      began = performance.now();
    }
  } finally {
    steps.return();
  }
}
