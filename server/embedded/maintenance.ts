import type { Engine } from './engine.js';
import { resumeBuilds } from './indexes/build.js';
import { expireDocuments } from './indexes/expiry.js';
import { sweepLeftovers } from './storage/leftovers.js';
import { scrub } from './storage/scrub.js';

/** How often expired documents are looked for, in ms. */
const EXPIRY_MS = 30_000;
/** How often what dropped collections left is looked for, in ms. */
const SWEEP_MS = 1_000;

/** What maintenance may say. */
export interface Told {
  /** Something could not be done, and is tried again. */
  log(message: string): void;
  /** A value is not what was written: nothing that this store says can be relied upon. */
  damaged(error: unknown): void;
}

/** What a store does by itself: ends what a crash began, expires documents, sweeps up what was dropped, looks for damage. */
export function startMaintenance(engine: Engine, { log, damaged }: Told): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<void> = resumeBuilds(engine, log);
  const looking = engine.environment.isWhole
    ? Promise.resolve()
    : scrub(engine.environment, () => stopped).catch(damaged);
  const timers = [
    every(SWEEP_MS, () => sweepLeftovers(engine)),
    every(EXPIRY_MS, () => expireDocuments(engine, new Date())),
  ];

  /** One thing at a time; a fault is told, and tried again. */
  function every(milliseconds: number, work: () => Promise<void>): NodeJS.Timeout {
    const timer = setInterval(() => {
      running = running.then(() => (stopped ? undefined : work())).catch((error: unknown) => log(String(error)));
    }, milliseconds);
    timer.unref();
    return timer;
  }

  return {
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await running;
      await looking;
    },
  };
}
