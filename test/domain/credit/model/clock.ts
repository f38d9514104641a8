import type { Document, HoursDocument } from './document.js';

export const QUARTER = 900;

interface Local {
  date: string;
  time: string;
  weekday: string;
}

const locals = new Map<string, Local>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at an instant. */
export function local(zone: string, at: number): Local {
  const name = `${zone} ${at}`;
  const known = locals.get(name);
  if (known) return known;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
  const made = {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    weekday: String(parts.weekday).toLowerCase(),
  };
  locals.set(name, made);
  return made;
}

export const seconds = (instant: string): number => Date.parse(instant) / 1000;
export const instant = (at: number): string => new Date(at * 1000).toISOString().replace('.000Z', 'Z');

const nextMonth = (month: string, by: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
};

/** The first date of a period and the first after it. */
export function dates({ terms, period, subscription }: Document): [string, string] {
  switch (terms.period) {
    case 'calendar-month':
      return [`${period}-01`, `${nextMonth(period, 1)}-01`];
    case 'calendar-quarter': {
      const first = `${period.slice(0, 4)}-${String((Number(period.slice(6)) - 1) * 3 + 1).padStart(2, '0')}`;
      return [`${first}-01`, `${nextMonth(first, 3)}-01`];
    }
    case 'calendar-year':
      return [`${period}-01-01`, `${Number(period) + 1}-01-01`];
    default: {
      const day = (month: string) => {
        const lengthOf = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
        return `${month}-${String(Math.min(lengthOf, Number(subscription.start.slice(8)))).padStart(2, '0')}`;
      };
      return [day(period), day(nextMonth(period, 1))];
    }
  }
}

export function inHours(hours: HoursDocument | null | undefined, zone: string, at: number): boolean {
  if (!hours) return true;
  const { date, time, weekday } = local(hours.timeZone ?? zone, at);
  const ordinary: [string, string][] = hours.hours === '24x7' ? [['00:00', '24:00']] : (hours.hours[weekday] ?? []);
  const windows = hours.exceptions?.[date] ?? (hours.holidays?.includes(date) ? [] : ordinary);
  return windows.some(([from, to]) => from <= time && time < to);
}

export const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
