import { type Connection, type Model, Schema } from 'mongoose';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Clock } from '../../../platform/clock/clock.js';
import { modelOf, storage } from '../../../platform/log/subject.js';
import { periodic } from '../../../platform/sweeps/periodic.js';
import type { Sweep } from '../../../platform/sweeps/sweeps.js';
import type { CalendarService, Proposal } from './service.js';

type ProposalDocument = Proposal & { _id: string; at: Seconds };

const schema = new Schema<ProposalDocument>(
  {
    _id: { type: String, required: true },
    at: { type: Number, required: true },
    years: { type: [Number], required: true },
    added: { type: [Schema.Types.Mixed], required: true },
    removed: { type: [Schema.Types.Mixed], required: true },
    problem: { type: String, default: null },
  },
  storage,
);

const SECONDS_A_DAY = 86_400;

/** Looks at the feeds of calendars each day and keeps what changed in them until somebody takes it over. */
export function holidayProposals({
  connection,
  clock,
  calendars,
}: {
  connection: Connection;
  clock: Clock;
  calendars: CalendarService;
}): { of(calendar: string): Promise<(Proposal & { at: Seconds }) | null>; sweep: Sweep } {
  const model: Model<ProposalDocument> = modelOf(connection, 'HolidayProposal', schema, 'holiday_proposals');

  async function lookAtAll(at: Seconds): Promise<number> {
    let count = 0;
    for await (const { id, change } of calendars.feeds()) {
      await model.updateOne({ _id: id }, { $set: { ...change, at } as never }, { upsert: true });
      count++;
    }
    return count;
  }

  return {
    /** What the feed said when it was last looked at; `null` before that. */
    async of(calendar) {
      const found = await model.findById(calendar).lean<ProposalDocument>();
      if (!found) return null;
      const { at, years, added, removed, problem } = found;
      return { at, years, added, removed, problem };
    },
    sweep: periodic({ connection, clock }, { name: 'holiday-feeds', seconds: SECONDS_A_DAY, run: lookAtAll }),
  };
}
export type HolidayProposals = ReturnType<typeof holidayProposals>;
