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

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** The calendar's holidays with those of some years replaced by a source's. */
export function withHolidays(
  present: { holidays: readonly LocalDate[]; names: Readonly<Record<LocalDate, string>> },
  source: readonly NamedDay[],
  years: readonly number[],
): HolidayChange {
  const found = new Map<LocalDate, string>();
  for (const { date, name } of source) if (years.includes(yearOf(date)) && !found.has(date)) found.set(date, name);
  const kept = present.holidays.filter((date) => !years.includes(yearOf(date)));
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
      .filter((date) => years.includes(yearOf(date)) && !found.has(date))
      .map((date) => named(date, 'Holiday'))
      .sort(byDate),
  };
}

const byDate = (one: NamedDay, other: NamedDay): number => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0);
