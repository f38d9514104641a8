import type { Caller } from '../../../domain/access/access.js';
import { SYSTEM } from '../../../domain/access/access.js';
import { type Calendar, openHours, openSeconds, type Window, windowsOn } from '../../../domain/time/calendar.js';
import type { CalendarVersion } from '../../../domain/time/calendar-versions.js';
import { dayOf, formatDate, type LocalDate } from '../../../domain/time/date.js';
import {
  type HeldHolidays,
  type HolidayChange,
  stillToChange,
  type TouchedDay,
  touchedDays,
  withHolidays,
} from '../../../domain/time/holidays.js';
import { formatInstant } from '../../../domain/time/instant.js';
import { inForce, steps } from '../../../domain/time/versions.js';
import { localDate, startOfLocalDay, zoneOf } from '../../../domain/time/zone.js';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Command } from '../../../platform/log/command.js';
import type { OutboundFetch } from '../../../platform/outbound/fetch.js';
import { invalid, Problem } from '../../../platform/problems.js';
import { dated } from '../agreements.js';
import type { AnyNoun } from '../nouns/index.js';
import { nounOf } from '../nouns/index.js';
import { type CalendarContent, calendarOf } from '../nouns/sla.js';
import type { Party, PartyService } from '../service.js';
import { differing } from '../state.js';
import { type HolidaySource, holidaysOf } from './sources.js';

/** No date that is written with four digits of the year comes after it. */
const LAST_DAY = dayOf('9999-12-31');

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
    const named = await holidaysOf(source, years, fetch);
    return proposed(party, (held) => withHolidays(held, named, years));
  }

  /** What a change of holidays makes of each version that holds on some of the days. */
  function proposed(party: Party, changeOf: (held: HeldHolidays) => HolidayChange): ProposedChange {
    const parts = heldIn(party).map((held) => ({ held, change: changeOf(held) }));
    const { name, holidayFeed } = contentOf(party);
    const contents = parts.flatMap(({ held: { version, content, ...before }, change: { holidays, names } }) =>
      differing({ holidays: before.holidays, names: before.names }, { holidays, names }).length === 0
        ? []
        : [{ version, next: { ...content, name, holidayFeed, holidays, holidayNames: names } }],
    );
    return {
      added: parts.flatMap(({ change }) => change.added),
      removed: parts.flatMap(({ change }) => change.removed),
      days: parts.flatMap(({ held, change }) => touchedDays(held.hours, change)),
      // What was entered last stays what is shown as the calendar's content, where it changes too.
      contents: contents.sort((one, other) => one.version - other.version).map(({ next }) => next),
      version: party.version,
    };
  }

  const takeOver = (caller: Caller, command: Command, id: string, { contents }: ProposedChange): Promise<Party> =>
    parties.replaceInTurn(noun, caller, command, id, contents);

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
      if (first + count > LAST_DAY) throw invalid([{ path: 'from', message: `leaves no room for ${count} days` }]);
      const days = Array.from({ length: count }, (_, n) => previewOf(versions, formatDate(first + n)));
      return { timeZone: zone.name, days };
    },
    propose,
    /** Takes a source's holidays over: a new version of the calendar, of each that holds on some of the days. */
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
      const still = proposed(party, (held) => stillToChange(held, seen));
      return { ...still, url: contentOf(party).holidayFeed?.url ?? null };
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

/**
 * A change of a calendar's holidays with the hours of the days that it touches, the versions that it makes, and the one
 * that it was made for.
 */
export interface ProposedChange extends Pick<HolidayChange, 'added' | 'removed'> {
  days: readonly TouchedDay[];
  contents: readonly CalendarContent[];
  version: number;
}

/** A version of a calendar as it holds on some dates: until the next begins. */
interface Held extends HeldHolidays {
  version: number;
  content: CalendarContent;
  hours: Calendar;
}

const heldIn = ({ versions }: Party): Held[] =>
  steps(dated<CalendarContent>(versions)).map(({ version, from, content }, index, all): Held => {
    const until = all[index + 1]?.from ?? null;
    const hours = calendarOf(content);
    return {
      ...{ version, content, hours, holidays: hours.holidays, names: content.holidayNames ?? {} },
      holds: (date) => (from === null || from <= date) && (until === null || date < until),
    };
  });

/** The holidays of a calendar, each by the version that holds on it. */
export const holidaysOfAll = (party: Party): LocalDate[] =>
  heldIn(party).flatMap(({ holidays, holds }) => [...holidays].filter(holds).sort());

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
