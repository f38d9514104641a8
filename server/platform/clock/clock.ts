import type { Seconds } from '../../domain/time/instant.js';

/**
 * The only source of time. `now` is the desk's time, which everything of the domain goes by, floored to whole seconds;
 * `real` is the machine's, for sessions, leases and time-outs.
 */
export interface Clock {
  now(): Promise<Seconds>;
  real(): Date;
}

/** The desk's time is the machine's. */
export const realClock: Clock = {
  now: async () => Math.floor(Date.now() / 1000),
  real: () => new Date(),
};

/** Milliseconds that only go forward: what came before what in this process. */
export const steadyNow = (): number => performance.now();

export const toDate = (seconds: Seconds): Date => new Date(seconds * 1000);
export const toSeconds = (date: Date): Seconds => Math.floor(date.getTime() / 1000);
