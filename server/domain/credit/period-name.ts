import type { PeriodKind } from './terms.js';

/** A month of the calendar, counted from year 0: October 2026 is 2026 × 12 + 9. */
export type MonthCount = number;

/** The calendar months that a period's name speaks of, `[first, first + count)`. */
export interface NamedMonths {
  first: MonthCount;
  count: number;
}

const NAMES: Readonly<Record<PeriodKind, RegExp>> = {
  'calendar-month': /^(\d{4})-(0[1-9]|1[0-2])$/,
  'calendar-quarter': /^(\d{4})-Q([1-4])$/,
  'calendar-year': /^(\d{4})$/,
  'service-month': /^(\d{4})-(0[1-9]|1[0-2])$/,
};

const MONTHS: Readonly<Record<PeriodKind, number>> = {
  'calendar-month': 1,
  'calendar-quarter': 3,
  'calendar-year': 12,
  'service-month': 1,
};

// What ends beyond the years of four digits has no date to write.
const LAST_YEAR = 9998;

/** The months of a period's name; `undefined` for a name that is none of this kind. */
export function namedMonths(kind: PeriodKind, name: string): NamedMonths | undefined {
  const match = NAMES[kind].exec(name);
  if (!match) return undefined;
  const [, year = '', part = '1'] = match;
  const count = MONTHS[kind];
  if (Number(year) < 1 || Number(year) > LAST_YEAR) return undefined;
  return { first: Number(year) * 12 + (Number(part) - 1) * count, count };
}

export const isPeriodOf = (kind: PeriodKind, name: string): boolean => namedMonths(kind, name) !== undefined;

/** Whether it names a period of any kind. */
export const isPeriodName = (name: string): boolean =>
  isPeriodOf('calendar-month', name) || isPeriodOf('calendar-quarter', name) || isPeriodOf('calendar-year', name);

/** The name of the period of a kind that has (for a service month: that begins in) a calendar month. */
export function periodNameOf(kind: PeriodKind, month: MonthCount): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  switch (kind) {
    case 'calendar-month':
    case 'service-month':
      return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
    case 'calendar-quarter':
      return `${year}-Q${Math.floor((month % 12) / 3) + 1}`;
    case 'calendar-year':
      return year;
  }
}
