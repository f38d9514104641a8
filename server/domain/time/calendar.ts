import { fault, item, key, list, object, type Place, record } from '../input/reader.js';
import { type Day, date, dayOf, type LocalDate, parseDate, SECONDS_A_DAY } from './date.js';
import type { Seconds } from './instant.js';
import { type Interval, timeZone, type Zone, zoneOf } from './zone.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** Local wall-clock times, `[from, to)`: `["09:00", "17:30"]`; `"24:00"` is the end of the day. */
export type Window = readonly [from: string, to: string];

/** When somebody works: plain data, as written in agreements (contract of the SLA clock). */
export interface Calendar {
  timeZone: string;
  hours: '24x7' | Partial<Record<Weekday, readonly Window[]>>;
  holidays: readonly LocalDate[];
  exceptions: Readonly<Record<LocalDate, readonly Window[]>>;
}

/** A calendar made ready for counting. Keep it as long as the calendar: it remembers the days that it worked out. */
export interface OpenHours {
  readonly zone: Zone;
  /** Whether it is open at every instant. */
  readonly always: boolean;
  /** The open hours of a local day, in seconds of wall-clock time since its midnight. */
  on(day: Day): readonly Interval[];
}

/**
 * Reads a calendar of an input. Where it may do without a `timeZone`, the zone that then holds is given;
 * what is given may be `undefined` if that zone is itself at fault.
 */
export function calendar(place: Place, otherwise?: { timeZone: string | undefined }): Calendar | undefined {
  if (!object(place, ['timeZone', 'hours', 'holidays', 'exceptions'])) return undefined;
  const zonePlace = key(place, 'timeZone');
  const zone = otherwise && zonePlace.value === undefined ? otherwise.timeZone : timeZone(zonePlace);
  const hours = hoursOfWeek(key(place, 'hours'));
  const holidaysPlace = key(place, 'holidays');
  const holidays = holidaysPlace.value === undefined ? [] : list(holidaysPlace, date);
  const exceptions = exceptionsOf(key(place, 'exceptions'));
  if (zone === undefined || !hours || !holidays || !exceptions) return undefined;
  return { timeZone: zone, hours, holidays, exceptions };
}

function hoursOfWeek(place: Place): Calendar['hours'] | undefined {
  if (place.value === '24x7') return '24x7';
  if (typeof place.value === 'string') return fault(place, 'must be "24x7" or an object of days');
  if (!object(place, WEEKDAYS)) return undefined;
  const week: Partial<Record<Weekday, Window[]>> = {};
  for (const weekday of WEEKDAYS) {
    const day = key(place, weekday);
    const windows = day.value === undefined ? undefined : windowsOfDay(day);
    if (windows) week[weekday] = windows;
  }
  return week;
}

function exceptionsOf(place: Place): Calendar['exceptions'] | undefined {
  if (place.value === undefined) return {};
  const exceptions = record(place, (exception, name) => {
    if (parseDate(name) === undefined) fault(exception, 'must be a date that exists, such as 2026-11-02');
    return windowsOfDay(exception);
  });
  return exceptions && Object.fromEntries(exceptions);
}

function windowsOfDay(place: Place): Window[] | undefined {
  let latest = -1;
  return list(place, (windowPlace): Window | undefined => {
    if (!Array.isArray(windowPlace.value) || windowPlace.value.length !== 2) {
      return fault(windowPlace, 'must be a pair of times such as ["09:00", "17:30"]');
    }
    const from = timeOfDay(item(windowPlace, 0));
    const to = timeOfDay(item(windowPlace, 1));
    if (from?.seconds === SECONDS_A_DAY) fault(item(windowPlace, 0), 'must not be 24:00, the end of the day');
    const follows = from === undefined || from.seconds >= latest;
    latest = Math.max(latest, to?.seconds ?? latest);
    if (from && to && to.seconds <= from.seconds) return fault(windowPlace, 'must end after it starts');
    if (!follows) return fault(windowPlace, 'must not begin before the one before it has ended');
    return from && to && [from.text, to.text];
  });
}

function timeOfDay(place: Place): { text: string; seconds: number } | undefined {
  const seconds = typeof place.value === 'string' ? parseTime(place.value) : undefined;
  if (typeof place.value !== 'string' || seconds === undefined) {
    return fault(place, 'must be a time of day from 00:00 to 24:00');
  }
  return { text: place.value, seconds };
}

function parseTime(value: string): number | undefined {
  if (!/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value)) return undefined;
  return Number(value.slice(0, 2)) * 3600 + Number(value.slice(3)) * 60;
}

/** The open windows of a local date: an exception beats a holiday, a holiday the week. */
export function windowsOn({ hours, holidays, exceptions }: Calendar, on: LocalDate): readonly Window[] {
  const exception = Object.hasOwn(exceptions, on) ? exceptions[on] : undefined;
  if (exception) return exception;
  if (holidays.includes(on)) return [];
  return hours === '24x7' ? [['00:00', '24:00']] : (hours[weekdayNamed(dayOf(on))] ?? []);
}

const weekdayNamed = (day: Day): Weekday => WEEKDAYS[weekdayOf(day)] ?? 'mon';

/** Makes a calendar that was read ready for counting. */
export function openHours(source: Calendar): OpenHours {
  const week = WEEKDAYS.map((weekday) =>
    source.hours === '24x7' ? [{ from: 0, to: SECONDS_A_DAY }] : secondsOf(source.hours[weekday] ?? []),
  );
  const special = new Map<Day, readonly Interval[]>(source.holidays.map((holiday) => [dayOf(holiday), []]));
  for (const [exception, windows] of Object.entries(source.exceptions)) {
    special.set(dayOf(exception), secondsOf(windows));
  }
  return {
    zone: zoneOf(source.timeZone),
    always: source.hours === '24x7' && special.size === 0,
    on: (day) => special.get(day) ?? week[weekdayOf(day)] ?? [],
  };
}

// 1970-01-01, day 0, was a Thursday; Monday is 0.
const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

const secondsOf = (windows: readonly Window[]): Interval[] =>
  windows.map(([from, to]) => ({ from: parseTime(from) ?? 0, to: parseTime(to) ?? 0 }));

/**
 * The open stretches of an interval, in order, none touching the next. They are the instants whose local time lies
 * in a window, so that an hour which the clocks skip gives nothing and one that they repeat comes twice.
 */
export function* windows(hours: OpenHours, from: Seconds, to: Seconds): Generator<Interval> {
  if (from >= to) return;
  if (hours.always) {
    yield { from, to };
    return;
  }
  let pending: Interval | undefined;
  for (const open of pieces(hours, from, to)) {
    if (pending && pending.to === open.from) {
      pending.to = open.to;
      continue;
    }
    if (pending) yield pending;
    pending = open;
  }
  if (pending) yield pending;
}

function* pieces(hours: OpenHours, from: Seconds, to: Seconds): Generator<Interval> {
  for (const stretch of hours.zone.stretches(from, to)) {
    const lastDay = Math.floor((stretch.to - 1 + stretch.offset) / SECONDS_A_DAY);
    for (let day = Math.floor((stretch.from + stretch.offset) / SECONDS_A_DAY); day <= lastDay; day++) {
      const midnight = day * SECONDS_A_DAY - stretch.offset;
      for (const open of hours.on(day)) {
        const start = Math.max(stretch.from, midnight + open.from);
        const end = Math.min(stretch.to, midnight + open.to);
        if (start < end) yield { from: start, to: end };
      }
    }
  }
}

/** How many seconds of an interval are open. */
export function openSeconds(hours: OpenHours, from: Seconds, to: Seconds): number {
  let sum = 0;
  for (const open of windows(hours, from, to)) sum += open.to - open.from;
  return sum;
}

/**
 * The first instant, not before `from`, at which so many seconds have been open since `from`: it may be the end of
 * a window. `null` where it would be after `limit`.
 */
export function addOpenSeconds(hours: OpenHours, from: Seconds, seconds: number, limit: Seconds): Seconds | null {
  if (from > limit) return null;
  let rest = seconds;
  if (rest <= 0) return from;
  for (const open of windows(hours, from, limit)) {
    const length = open.to - open.from;
    if (rest <= length) return open.from + rest;
    rest -= length;
  }
  return null;
}
