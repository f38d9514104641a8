import { fail } from './errors.js';

/** How long a read works before others have their turn, in ms. */
const TURN_MS = 10;

/** A promise of the next turn of the event loop. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Watches over the time of one command: it lets others have their turn, and ends with MaxTimeMSExpired. */
export interface Pace {
  /** Whether it is time to let others have their turn. Throws when the command's time is up. */
  isOver(): boolean;
  rest(): Promise<void>;
}

export function paceOf(maxTimeMs: number): Pace {
  const start = performance.now();
  let turn = start;
  return {
    isOver() {
      const now = performance.now();
      if (maxTimeMs > 0 && now - start > maxTimeMs) fail('MaxTimeMSExpired', 'operation exceeded time limit');
      return now - turn > TURN_MS;
    },
    async rest() {
      await nextTurn();
      turn = performance.now();
    },
  };
}
