import type { Seconds } from '../../domain/time/instant.js';

const FIRST_PAUSE_S = 2;
const LONGEST_PAUSE_S = 600;
/** More than these fail together only where everything does; then some are tried sooner. */
const REMEMBERED = 1_000;

interface Failing {
  pause: number;
  /** When it is tried again. */
  restsUntil: Seconds;
}

/**
 * What a sweep could not do lately. It rests, twice as long after each failure, so that what fails again and again takes
 * no room from the rest. Each process remembers its own; a new one tries at once.
 */
export function restingOnes() {
  const failing = new Map<string, Failing>();

  return {
    /** What is left alone at an instant. */
    at(now: Seconds): string[] {
      for (const [id, { pause, restsUntil }] of failing) {
        // It was tried again since, and did not fail.
        if (restsUntil + pause < now) failing.delete(id);
      }
      return [...failing].filter(([, { restsUntil }]) => restsUntil > now).map(([id]) => id);
    },
    failed(id: string, now: Seconds): void {
      const pause = Math.min(2 * (failing.get(id)?.pause ?? FIRST_PAUSE_S / 2), LONGEST_PAUSE_S);
      failing.delete(id);
      failing.set(id, { pause, restsUntil: now + pause });
      const [first] = failing.keys();
      if (failing.size > REMEMBERED && first !== undefined) failing.delete(first);
    },
  };
}
