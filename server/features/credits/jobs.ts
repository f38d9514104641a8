import { type Connection, type Model, Schema } from 'mongoose';
import { SYSTEM } from '../../domain/access/access.js';
import { formatDate, type LocalDate, SECONDS_A_DAY } from '../../domain/time/date.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Consumer } from '../../platform/log/consumers.js';
import { modelOf, storage } from '../../platform/log/subject.js';
import type { Sweep } from '../../platform/sweeps/sweeps.js';
import type { CreditService } from './service.js';

interface ScheduleDocument {
  _id: string;
  nextAt: Seconds;
}

const schema = new Schema<ScheduleDocument>(
  { _id: { type: String, required: true }, nextAt: { type: Number, required: true } },
  storage,
);
const ID = 'credit-run';
const RETRY_SECONDS = 3_600;

interface Dependencies {
  connection: Connection;
  credits: Pick<CreditService, 'run' | 'nextEnd'>;
  /** Periods that ended on or before this day are left for whoever runs them by hand. */
  endsAfter: LocalDate | null;
}

/** The desk's own credit run: when a period ends anywhere, at least once a day, and soon after agreements changed. */
export function creditJobs({ connection, credits, endsAfter }: Dependencies): { sweep: Sweep; consumer: Consumer } {
  const schedule: Model<ScheduleDocument> = modelOf(connection, 'CreditSchedule', schema, 'credit_schedule');
  const nextAt = async () => (await schedule.findById(ID).lean<ScheduleDocument>())?.nextAt ?? 0;
  const setNext = (at: Seconds) => schedule.updateOne({ _id: ID }, { $set: { nextAt: at } }, { upsert: true });

  return {
    sweep: {
      name: ID,
      shared: false,
      async run({ until }) {
        if ((await nextAt()) > until) return { done: 0, failed: [] };
        const through = formatDate(Math.floor(until / SECONDS_A_DAY) + 1);
        const { counts, failures } = await credits.run(SYSTEM, through, {
          dryRun: false,
          ...(endsAfter !== null && { endsAfter }),
        });
        const ends = await credits.nextEnd(until);
        await setNext(failures.length > 0 ? Math.min(ends, until + RETRY_SECONDS) : ends);
        const done = Object.entries(counts).reduce(
          (sum, [state, count]) => (state === 'alreadyRecorded' ? sum : sum + count),
          0,
        );
        return { done, failed: failures.map(({ subscription, reason }) => ({ id: subscription, reason })) };
      },
      nextDue: nextAt,
    },
    consumer: {
      name: 'credit-schedule',
      types: ['party-added', 'party-changed'],
      async handle({ subject }) {
        if (subject.kind === 'subscription' || subject.kind === 'terms' || subject.kind === 'deal') await setNext(0);
      },
    },
  };
}
