import { type Connection, type Model, Schema } from 'mongoose';
import type { Caller } from '../../../domain/access/access.js';
import type { HolidayChange } from '../../../domain/time/holidays.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Command } from '../../../platform/log/command.js';
import { modelOf, storage } from '../../../platform/log/subject.js';
import { Problem } from '../../../platform/problems.js';
import { periodic } from '../../../platform/sweeps/periodic.js';
import type { Party } from '../service.js';
import type { CalendarService, Proposal, ProposedChange } from './service.js';

type ProposalDocument = Proposal & { _id: string; at: Seconds; dismissed: string | null };

const schema = new Schema<ProposalDocument>(
  {
    _id: { type: String, required: true },
    at: { type: Number, required: true },
    url: { type: String, default: null },
    years: { type: [Number], required: true },
    added: { type: [Schema.Types.Mixed], required: true },
    removed: { type: [Schema.Types.Mixed], required: true },
    problem: { type: String, default: null },
    // The change that somebody did not want: as long as the feed says the same, it is not asked again.
    dismissed: { type: String, default: null },
  },
  storage,
);

const SECONDS_A_DAY = 86_400;

/** What the feed would still change, and whether somebody has said no to just that. */
type Standing = Pick<Proposal, 'years' | 'problem'> & ProposedChange & { at: Seconds; dismissed: boolean };

/** Looks at the feeds of calendars each day and keeps what changed in them until somebody takes it over or says no. */
export function holidayProposals({
  connection,
  clock,
  calendars,
}: {
  connection: Connection;
  clock: Clock;
  calendars: CalendarService;
}) {
  const model: Model<ProposalDocument> = modelOf(connection, 'HolidayProposal', schema, 'holiday_proposals');

  async function lookAtAll(at: Seconds): Promise<number> {
    let count = 0;
    for await (const { id, change } of calendars.feeds()) {
      await model.updateOne({ _id: id }, { $set: { ...change, at } as never }, { upsert: true });
      count++;
    }
    return count;
  }

  /** What the feed said when it was last looked at; `null` before that, and of another feed than the present one. */
  async function of(caller: Caller, calendar: string): Promise<Standing | null> {
    const found = await model.findById(calendar).lean<ProposalDocument>();
    const still = await calendars.still(caller, calendar, found ?? { added: [], removed: [] });
    if (!found || found.url !== still.url) return null;
    const { at, years, problem } = found;
    return { ...still, at, years, problem, dismissed: found.dismissed === nameOf(still) };
  }

  /** The proposal that was looked at, if it is still the one. */
  async function seen(caller: Caller, calendar: string, at: Seconds): Promise<Standing> {
    const found = await of(caller, calendar);
    if (found?.at !== at) throw new Problem('wrong-state', 'The feed was looked at again meanwhile: see what it says.');
    return found;
  }

  return {
    of,
    /** Takes over what was shown, whatever the feed says by now: a new version of the calendar. */
    async take(caller: Caller, command: Command, calendar: string, at: Seconds): Promise<Party> {
      return calendars.takeOver(caller, command, calendar, await seen(caller, calendar, at));
    },
    /** Says no to what was shown; it is shown again once the feed says something else. */
    async dismiss(caller: Caller, calendar: string, at: Seconds): Promise<Standing> {
      const found = await seen(caller, calendar, at);
      await model.updateOne({ _id: calendar, at }, { $set: { dismissed: nameOf(found) } });
      return { ...found, dismissed: true };
    },
    sweep: periodic({ connection, clock }, { name: 'holiday-feeds', seconds: SECONDS_A_DAY, run: lookAtAll }),
  };
}
export type HolidayProposals = ReturnType<typeof holidayProposals>;

/** Names a change by its days: the same days, the same change. */
function nameOf({ added, removed }: Pick<HolidayChange, 'added' | 'removed'>): string {
  return [...added.map(({ date }) => `+${date}`), ...removed.map(({ date }) => `-${date}`)].join(' ');
}
