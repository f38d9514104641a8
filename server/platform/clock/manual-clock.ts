import type { Connection } from 'mongoose';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import { Problem } from '../problems.js';
import type { Clock } from './clock.js';

/** A clock that stands until it is moved: one instant in the store for all processes. */
export interface ManualClock extends Clock {
  /** Moves the desk's time forward. Backward is refused: history does not unhappen. */
  moveTo(instant: Seconds): Promise<void>;
}

interface Held {
  _id: string;
  now: number;
}

/** Opens the store's standing clock; `start` holds only where none was kept yet. */
export async function manualClock(connection: Connection, start: Seconds): Promise<ManualClock> {
  const held = connection.collection<Held>('clock');
  await held.updateOne({ _id: 'desk' }, { $setOnInsert: { now: start } }, { upsert: true });

  return {
    async now() {
      const found = await held.findOne({ _id: 'desk' });
      if (!found) throw new Error('The clock of the desk is gone from the store');
      return found.now;
    },
    real: () => new Date(),
    async moveTo(instant) {
      const moved = await held.updateOne({ _id: 'desk', now: { $lte: instant } }, { $set: { now: instant } });
      if (moved.matchedCount === 0) {
        throw new Problem('wrong-state', `The clock only moves forward, not back to ${formatInstant(instant)}.`);
      }
    },
  };
}
