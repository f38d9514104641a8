import type { Caller } from '../../../domain/access/access.js';
import { SYSTEM } from '../../../domain/access/access.js';
import { openHours, openSeconds, type Window, windowsOn } from '../../../domain/time/calendar.js';
import type { CalendarVersion } from '../../../domain/time/calendar-versions.js';
import { dayOf, formatDate, type LocalDate } from '../../../domain/time/date.js';
import {
  type HolidayChange,
  stillToChange,
  type TouchedDay,
  touchedDays,
  withHolidays,
} from '../../../domain/time/holidays.js';
import { formatInstant } from '../../../domain/time/instant.js';
import { inForce } from '../../../domain/time/versions.js';
import { localDate, startOfLocalDay, zoneOf } from '../../../domain/time/zone.js';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Command } from '../../../platform/log/command.js';
import type { OutboundFetch } from '../../../platform/outbound/fetch.js';
import { Problem } from '../../../platform/problems.js';
import { dated } from '../agreements.js';
import type { AnyNoun } from '../nouns/index.js';
import { nounOf } from '../nouns/index.js';
import { type CalendarContent, calendarOf } from '../nouns/sla.js';
import type { Party, PartyService } from '../service.js';
import { type HolidaySource, holidaysOf } from './sources.js';

/** One day of a preview: when it is open, why, and by which version of the calendar. */
export interface PreviewDay {
  date: LocalDate;
  windows: readonly Window[];
  because: 'week' | 'holiday' | 'exception' | 'no-version';
  holiday: string | null;
  version: number | null;
  openSeconds: number;
}

interface Dependencies {
  parties: PartyService;
  clock: Clock;
  fetch: OutboundFetch;
}

/** What calendars can do besides being agreements: show their coming days, and take holidays over from elsewhere. */
export function calendarService({ parties, clock, fetch }: Dependencies) {
  const noun = nounOf('calendar') as AnyNoun;
  const find = (caller: Caller, id: string): Promise<Party> => parties.one(noun, caller, id);
  const contentOf = (party: Party): CalendarContent => party.content as CalendarContent;

  async function propose(
    caller: Caller,
    id: string,
    source: HolidaySource,
    years: readonly number[],
  ): Promise<ProposedChange> {
    const party = await find(caller, id);
    const change = withHolidays(holidaysIn(party), await holidaysOf(source, years, fetch), years);
    return proposed(party, change);
  }

  const holidaysIn = (party: Party) => ({
    holidays: calendarOf(contentOf(party)).holidays,
    names: contentOf(party).holidayNames ?? {},
  });
  const proposed = (party: Party, change: HolidayChange): ProposedChange => ({
    ...change,
    days: touchedDays(calendarOf(contentOf(party)), change),
    version: party.version,
  });
  const takeOver = (caller: Caller, command: Command, id: string, { holidays, names }: HolidayChange): Promise<Party> =>
    parties.patch(noun, caller, command, id, { holidays, holidayNames: names });

  return {
    /** The coming days of a calendar as its versions have them; `from` left out: today, in the calendar's zone. */
    async preview(caller: Caller, id: string, from: LocalDate | undefined, count: number) {
      const party = await find(caller, id);
      const versions = dated<CalendarContent>(party.versions).map(({ content, ...rest }) => ({
        ...rest,
        hours: calendarOf(content),
        names: content.holidayNames ?? {},
      }));
      const zone = zoneOf(calendarOf(contentOf(party)).timeZone);
      const first = dayOf(from ?? localDate(zone, await clock.now()));
      const days = Array.from({ length: count }, (_, n) => previewOf(versions, formatDate(first + n)));
      return { timeZone: zone.name, days };
    },
    propose,
    /** Takes a source's holidays over: a new version of the calendar. */
    async take(
      caller: Caller,
      command: Command,
      id: string,
      { source, years }: { source: HolidaySource; years: readonly number[] },
    ): Promise<Party> {
      return takeOver(caller, command, id, await propose(caller, id, source, years));
    },
    /** What a feed's change of before would still do to the calendar, and which feed the calendar now has. */
    async still(
      caller: Caller,
      id: string,
      seen: Pick<HolidayChange, 'added' | 'removed'>,
    ): Promise<ProposedChange & { url: string | null }> {
      const party = await find(caller, id);
      const change = stillToChange(holidaysIn(party), seen);
      return { ...proposed(party, change), url: contentOf(party).holidayFeed?.url ?? null };
    },
    takeOver,
    /** The calendars that name a feed, and what has changed in it: nothing is taken over by itself. */
    async *feeds(): AsyncGenerator<{ id: string; change: Proposal }> {
      const year = Number(formatInstant(await clock.now()).slice(0, 4));
      for (const { content } of await parties.matching<CalendarContent>('calendar', { words: 'feed' })) {
        if (!content.holidayFeed) continue;
        const { url } = content.holidayFeed;
        yield { id: content.id, change: { url, ...(await lookAt(content.id, url, [year, year + 1])) } };
      }
    },
  };

  async function lookAt(id: string, url: string, years: readonly number[]): Promise<Omit<Proposal, 'url'>> {
    try {
      const { added, removed } = await propose(SYSTEM, id, { kind: 'feed', url }, years);
      return { years, added, removed, problem: null };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const [fault] = (error.data.errors as { message: string }[] | undefined) ?? [];
      return { years, added: [], removed: [], problem: fault?.message ?? error.message };
    }
  }
}
export type CalendarService = ReturnType<typeof calendarService>;

/** What a feed would change, or why it could not be read. */
export type Proposal = Pick<HolidayChange, 'added' | 'removed'> & {
  url: string;
  years: readonly number[];
  problem: string | null;
};

/** A change of a calendar's holidays with the hours of the days that it touches, and the version that it changes. */
export type ProposedChange = HolidayChange & { days: readonly TouchedDay[]; version: number };

function previewOf(
  versions: readonly (CalendarVersion & { names: Readonly<Record<string, string>> })[],
  date: LocalDate,
): PreviewDay {
  const version = inForce(versions, date);
  if (!version) return { date, windows: [], because: 'no-version', holiday: null, version: null, openSeconds: 0 };
  const { hours, names } = version;
  const start = startOfLocalDay(zoneOf(hours.timeZone), date);
  const end = startOfLocalDay(zoneOf(hours.timeZone), formatDate(dayOf(date) + 1));
  const isHoliday = hours.holidays.includes(date);
  return {
    date,
    windows: windowsOn(hours, date),
    because: Object.hasOwn(hours.exceptions, date) ? 'exception' : isHoliday ? 'holiday' : 'week',
    holiday: isHoliday ? (names[date] ?? null) : null,
    version: version.version,
    openSeconds: openSeconds(openHours(hours), start, end),
  };
}
