import { type Calendar, type Window, windowsOn } from './calendar.js';
import type { LocalDate } from './date.js';

/** A day on which nobody works, and what it is called. */
export interface NamedDay {
  date: LocalDate;
  name: string;
}

/** What taking holidays over would make of a calendar: of the years in question only the source's days remain. */
export interface HolidayChange {
  holidays: readonly LocalDate[];
  names: Readonly<Record<LocalDate, string>>;
  added: readonly NamedDay[];
  removed: readonly NamedDay[];
}

/** The holidays of a calendar's version, what they are called, and on which dates the version holds. */
export interface HeldHolidays {
  holidays: readonly LocalDate[];
  names: Readonly<Record<LocalDate, string>>;
  holds(date: LocalDate): boolean;
}

/** A day that a change touches, with its open windows before and after. */
export interface TouchedDay {
  date: LocalDate;
  before: readonly Window[];
  after: readonly Window[];
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** A version's holidays with those of some years replaced by a source's, as far as the version holds on them. */
export function withHolidays(
  present: HeldHolidays,
  source: readonly NamedDay[],
  years: readonly number[],
): HolidayChange {
  const isMeant = (date: LocalDate): boolean => years.includes(yearOf(date)) && present.holds(date);
  const found = new Map<LocalDate, string>();
  for (const { date, name } of source) if (isMeant(date) && !found.has(date)) found.set(date, name);
  const kept = present.holidays.filter((date) => !isMeant(date));
  const holidays = [...new Set([...kept, ...found.keys()])].sort();
  const names = Object.fromEntries(
    holidays.flatMap((date): [LocalDate, string][] => {
      const name = found.get(date) ?? present.names[date];
      return name === undefined ? [] : [[date, name]];
    }),
  );
  const named = (date: LocalDate, otherwise: string): NamedDay => ({ date, name: present.names[date] ?? otherwise });
  return {
    holidays,
    names,
    added: [...found]
      .filter(([date]) => !present.holidays.includes(date))
      .map(([date, name]) => ({ date, name }))
      .sort(byDate),
    removed: present.holidays
      .filter((date) => isMeant(date) && !found.has(date))
      .map((date) => named(date, 'Holiday'))
      .sort(byDate),
  };
}

/** What an earlier look at a source would still change: days that came or went by hand since then are left out. */
export function stillToChange(present: HeldHolidays, seen: Pick<HolidayChange, 'added' | 'removed'>): HolidayChange {
  const added = seen.added.filter(({ date }) => present.holds(date) && !present.holidays.includes(date));
  const removed = seen.removed.filter(({ date }) => present.holds(date) && present.holidays.includes(date));
  const gone = new Set(removed.map(({ date }) => date));
  const holidays = [...present.holidays.filter((date) => !gone.has(date)), ...added.map(({ date }) => date)].sort();
  const called = { ...present.names, ...Object.fromEntries(added.map(({ date, name }) => [date, name])) };
  const names = Object.fromEntries(Object.entries(called).filter(([date]) => holidays.includes(date)));
  return { holidays, names, added, removed };
}

/** The days that a change of a calendar's holidays touches, each with its hours before and after. */
export function touchedDays(calendar: Calendar, { holidays, added, removed }: HolidayChange): TouchedDay[] {
  return [...added, ...removed].sort(byDate).map(({ date }) => ({
    date,
    before: windowsOn(calendar, date),
    after: windowsOn({ ...calendar, holidays }, date),
  }));
}

const byDate = (one: NamedDay, other: NamedDay): number => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0);
