import { ObjectId, Timestamp } from 'bson';
import { failAt } from '../../errors.js';
import { isNullish, typeName } from '../values.js';

/** A time zone: how far local time is ahead of UTC at an instant, in milliseconds. */
export interface Zone {
  utc: boolean;
  offsetAt(instant: number): number;
}

const UTC: Zone = { utc: true, offsetAt: () => 0 };
const MINUTE = 60_000;
const known = new Map<string, Zone>([
  ['UTC', UTC],
  ['GMT', UTC],
]);

const refuseZone = (value: unknown): never =>
  failAt(40517, `timezone must evaluate to a string, found ${typeName(value)}`);

/** The zone of an evaluated argument: UTC where none is given, undefined where it is null. */
export function zoneOf(value: unknown, given: boolean, refuse = refuseZone): Zone | undefined {
  if (!given) return UTC;
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string') return refuse(value);
  return zoneNamed(value) ?? failAt(40485, `unrecognized time zone identifier: "${value}"`);
}

/** The zone of a name or an offset such as +02:00. */
export function zoneNamed(name: string): Zone | undefined {
  const found = known.get(name);
  if (found) return found;
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(name);
  const zone = offset ? fixedZone(offset) : namedZone(name);
  if (zone) known.set(name, zone);
  return zone;
}

function fixedZone([, sign, hours, minutes = '0']: RegExpExecArray): Zone {
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1);
  return { utc: offset === 0, offsetAt: () => offset };
}

function namedZone(name: string): Zone | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // The runtime knows no such zone.
    return undefined;
  }
  return {
    utc: false,
    offsetAt(instant) {
      const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
      const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
      const local = Date.UTC(
        part('year'),
        part('month') - 1,
        part('day'),
        part('hour'),
        part('minute'),
        part('second'),
      );
      return local - Math.floor(instant / 1000) * 1000;
    },
  };
}

/** The instant shifted so that its UTC parts are the local ones. */
export const localOf = (instant: number, zone: Zone): Date => new Date(instant + zone.offsetAt(instant));

/** The instant at which local time in a zone reads as the UTC parts of the given one. */
export function instantOf(local: number, zone: Zone): number {
  const guess = local - zone.offsetAt(local);
  const better = local - zone.offsetAt(guess);
  // In a gap neither fits; the earlier offset carries over it.
  return better + zone.offsetAt(better) === local ? better : guess;
}

/** A date of what counts as one: dates, timestamps and ObjectIds; undefined for null. */
export function dateOf(value: unknown): Date | undefined {
  if (isNullish(value)) return undefined;
  if (value instanceof Date) return value;
  if (value instanceof Timestamp) return new Date((value.high >>> 0) * 1000);
  if (value instanceof ObjectId) return value.getTimestamp();
  return failAt(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

const DAY = 86_400_000;

/** The day of the year, from 1. */
export const dayOfYear = (local: Date): number =>
  Math.floor((Date.UTC(2000, local.getUTCMonth(), local.getUTCDate()) - Date.UTC(2000, 0, 1)) / DAY) +
  1 -
  leapShift(local);

function leapShift(local: Date): number {
  const year = local.getUTCFullYear();
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return !leap && local.getUTCMonth() > 1 ? 1 : 0;
}

/** The ISO day of the week, Monday 1 to Sunday 7. */
export const isoDay = (local: Date): number => local.getUTCDay() || 7;

/** The ISO year and week of a date. */
export function isoWeek(local: Date): { year: number; week: number } {
  const thursday = new Date(local.getTime() + (4 - isoDay(local)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** The week of the year, weeks beginning on Sunday, from 0. */
export const sundayWeek = (local: Date): number => Math.floor((dayOfYear(local) - 1 + 7 - local.getUTCDay()) / 7);

/** A UTC instant of parts that may lie outside their usual ranges; years below 100 are taken as they are. */
export function utcOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/** The instant of an ISO year, week and day. */
export function isoOf(year: number, week: number, day: number): number {
  const fourth = new Date(utcOf(year, 1, 4));
  return fourth.getTime() + (day - isoDay(fourth) + (week - 1) * 7) * DAY;
}
