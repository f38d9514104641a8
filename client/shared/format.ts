import { locale } from '../i18n.js';

/** An amount in minor units, as the API speaks of money. */
export interface Money {
  amount: number;
  currency: string;
}

/** Money in the reader's manner: 77419 EUR → "€774.19". */
export function money({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** A number with the reader's separators, to two places. */
export const count = (value: number): string =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(value);

/** A decimal string with the reader's separators, digits untouched. */
export function decimal(value: string): string {
  const [whole = '0', fraction] = value.split('.');
  const point =
    new Intl.NumberFormat(locale()).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  const grouped = new Intl.NumberFormat(locale()).format(BigInt(whole));
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

const pad = (value: number) => String(value).padStart(2, '0');

/** A length of time, at most two units: "12 d", "2 d 4 h", "3 h 05", "50 min", below ten minutes "7:31 min". */
export function duration(seconds: number, exact = true): string {
  const all = Math.max(0, Math.floor(seconds));
  const days = Math.floor(all / 86_400);
  const hours = Math.floor((all % 86_400) / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  if (days >= 10) return `${days} d`;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${pad(minutes)}` : `${hours} h`;
  if (minutes >= 10 || !exact) return minutes > 0 || !exact ? `${minutes} min` : `${all} s`;
  return `${minutes}:${pad(all % 60)} min`;
}

const dayOf = (date: Date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;

/** When something is, as short as it can be told apart: "09:00", "Mon 09:00", "3 Nov, 09:00", "3 Nov 2025, 09:00". */
export function when(instant: string | Date, now: Date): string {
  const date = new Date(instant);
  const time = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(date);
  if (dayOf(date) === dayOf(now)) return time;
  const days = (date.getTime() - now.getTime()) / 86_400_000;
  if (days > -6 && days < 6) {
    return `${new Intl.DateTimeFormat(locale(), { weekday: 'short' }).format(date)} ${time}`;
  }
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return `${new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', ...year }).format(date)}, ${time}`;
}

/** A local date, as it is written: 2026-11-16 → "16 Nov 2026". */
export const localDay = (date: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));

/** The weekday of a local date: "Mon". */
export const weekday = (date: string): string =>
  new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));

/** The whole of an instant, with its zone: for titles and print. */
export function fully(instant: string | Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: 'full',
    timeStyle: 'long',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(instant));
}

/** An instant to the second in a zone, for what is reckoned with: "14 Oct 2026, 09:58:20 CEST". */
export const exactly = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(instant));

/** A day: "3 Nov 2026". */
export const day = (instant: string | Date): string =>
  new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant));

/** A period of the credits contract: "2026-10" → "October 2026"; quarters and years as they are. */
export function period(name: string): string {
  const month = /^(\d{4})-(\d{2})$/.exec(name);
  if (!month) return name;
  const date = new Date(Date.UTC(Number(month[1]), Number(month[2]) - 1, 1));
  return new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}

/** A file's size: "240 kB". */
export function fileSize(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value);
}
