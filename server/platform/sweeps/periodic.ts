import { type Connection, type Model, Schema } from 'mongoose';
import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../clock/clock.js';
import { modelOf, storage } from '../log/subject.js';
import type { Sweep } from './sweeps.js';

interface PeriodicDocument {
  _id: string;
  /** The start of the last period (seconds) whose work was done. */
  doneFor: number;
}

const schema = new Schema<PeriodicDocument>(
  { _id: String, doneFor: { type: Number, required: true } } as never,
  storage,
);

/**
 * Work once in each period of the desk's clock (an hour, a day). It is done before it is noted as done:
 * a crash between the two does it again, so it must not mind.
 */
export function periodic(
  { connection, clock }: { connection: Connection; clock: Clock },
  { name, seconds, run }: { name: string; seconds: number; run(at: Seconds): Promise<number> },
): Sweep {
  const model: Model<PeriodicDocument> = modelOf(connection, 'Periodic', schema, 'periodic_work');
  const startOf = (at: Seconds) => at - (at % seconds);
  const last = async () => (await model.findById(name).lean<PeriodicDocument>())?.doneFor ?? null;

  return {
    name,
    shared: false,
    async run({ until }) {
      const present = startOf(until);
      const done = await last();
      if (done !== null && done >= present) return { done: 0, failed: [] };
      const count = await run(until);
      await model.updateOne({ _id: name }, { $max: { doneFor: present } }, { upsert: true });
      return { done: count, failed: [] };
    },
    async nextDue() {
      const done = await last();
      return done === null ? startOf(await clock.now()) : done + seconds;
    },
  };
}
