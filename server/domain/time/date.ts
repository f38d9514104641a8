import { fault, type Place } from '../input/reader.js';

/** A date without a zone, `2026-11-02`. */
export type LocalDate = string;

/** Days since 1970-01-01, the form in which dates are counted. */
export type Day = number;

export const SECONDS_A_DAY = 86_400;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `2026-11-02` as its day; `undefined` for anything else, also for a date that does not exist. */
export function parseDate(value: string): Day | undefined {
  if (!DATE.test(value)) return undefined;
  const day = Date.parse(`${value}T00:00:00Z`) / (SECONDS_A_DAY * 1000);
  return Number.isNaN(day) || formatDate(day) !== value ? undefined : day;
}

export const formatDate = (day: Day): LocalDate =>
  new Date(day * SECONDS_A_DAY * 1000).toISOString().replace(/T.*$/, '');

/** The day of a date that was read before. */
export function dayOf(date: LocalDate): Day {
  const day = parseDate(date);
  if (day === undefined) throw new RangeError(`No such date: ${date}`);
  return day;
}

/** Reads a date of an input. */
export function date(place: Place): LocalDate | undefined {
  if (place.value === undefined) return fault(place, 'is required');
  if (typeof place.value === 'string' && parseDate(place.value) !== undefined) return place.value;
  return fault(place, 'must be a date that exists, such as 2026-11-02');
}
