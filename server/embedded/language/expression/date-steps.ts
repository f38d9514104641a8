import { Long, ObjectId, Timestamp } from 'bson';
import { fail, failAt } from '../../errors.js';
import { wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import { isNullish, typeName } from '../values.js';
import { zoneArgument } from './dates.js';
import { missing, named, type OperatorCompiler, type OperatorTable, optionally } from './types.js';
import { dateOf, instantOf, localOf, utcOf, type Zone } from './zones.js';

const MILLISECONDS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const DAY = 86_400_000;

/** The units of time that steps of dates are counted in. */
function unitOf(value: unknown, name: string, code: number): string {
  if (typeof value !== 'string')
    return failAt(code, `${name} requires 'unit' to be a string, but got ${typeName(value)}`);
  if (value in MILLISECONDS || value in MONTHS) return value;
  if (code === 5166404) return fail('FailedToParse', `unknown time unit value: ${value}`);
  return failAt(5439014, `${name} parameter 'unit' value cannot be recognized as a time unit: ${value}`);
}

/** A date of what counts as one, refused with the operator's own code. */
function dateHere(value: unknown, code: number, message: string): Date | undefined {
  const counts = isNullish(value) || value instanceof Date || value instanceof Timestamp || value instanceof ObjectId;
  return counts ? dateOf(value) : failAt(code, message);
}

/** A date so many units later, in local time from days upwards; the day is kept within the month. */
export function stepDate(date: Date, unit: string, amount: number, zone: Zone): Date {
  const months = MONTHS[unit];
  if (months === undefined) {
    const length = MILLISECONDS[unit] ?? 1;
    if (length < DAY) return new Date(date.getTime() + amount * length);
    const local = localOf(date.getTime(), zone);
    return new Date(instantOf(local.getTime() + amount * length, zone));
  }
  const local = localOf(date.getTime(), zone);
  const month = local.getUTCFullYear() * 12 + local.getUTCMonth() + amount * months;
  const year = Math.floor(month / 12);
  const last = new Date(utcOf(year, (month % 12) + 2, 0)).getUTCDate();
  const within = local.getTime() - utcOf(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate());
  return new Date(instantOf(utcOf(year, month - year * 12 + 1, Math.min(local.getUTCDate(), last)) + within, zone));
}

function stepped(sign: 1 | -1): OperatorCompiler {
  return (operand, compiler, name) => {
    const spec = named(operand, name, ['startDate', 'unit', 'amount'], ['timezone'], {
      notObject: 5166400,
      unknown: 5166401,
      missing: { startDate: 5166402, unit: 5166402, amount: 5166402 },
    });
    const start = optionally(spec, 'startDate', compiler) ?? missing;
    const unit = optionally(spec, 'unit', compiler) ?? missing;
    const amount = optionally(spec, 'amount', compiler) ?? missing;
    const zone = zoneArgument(spec, compiler);
    return (frame) => {
      const from = start(frame);
      const by = unit(frame);
      const count = amount(frame);
      const at = zone(frame);
      if (isNullish(from) || isNullish(by) || isNullish(count) || !at) return null;
      const date = dateHere(from, 5166403, `${name} requires startDate to be convertible to a date`);
      const step = unitOf(by, name, 5166404);
      const whole = wholeNumberOf(count);
      if (whole === undefined) return failAt(5166405, `${name} expects integer amount of time units`);
      return date ? stepDate(date, step, Number(whole) * sign, at) : null;
    };
  };
}

function weekStart(value: unknown, name: string): number {
  if (typeof value !== 'string')
    return failAt(5439015, `${name} requires 'startOfWeek' to be a string, but got ${typeName(value)}`);
  const day = DAYS.findIndex((known) => known === value.toLowerCase() || known.slice(0, 3) === value.toLowerCase());
  if (day >= 0) return day;
  return failAt(5439016, `${name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${value}`);
}

/** How many boundaries of a unit lie between two local times. */
function boundaries(from: Date, to: Date, unit: string, firstDay: number): number {
  const months = MONTHS[unit];
  if (months !== undefined) {
    const index = (date: Date): number => Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
    return index(to) - index(from);
  }
  const length = MILLISECONDS[unit] ?? 1;
  // The epoch was a Thursday.
  const shift = unit === 'week' ? (((4 - firstDay) % 7) + 7) % 7 : 0;
  const index = (date: Date): number => Math.floor((date.getTime() + shift * DAY) / length);
  return index(to) - index(from);
}

const dateDiff: OperatorCompiler = (operand, compiler, name) => {
  const spec = named(operand, name, ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], {
    notObject: 5166301,
    unknown: 5166302,
    missing: { startDate: 5166303, endDate: 5166304, unit: 5166305 },
  });
  const start = optionally(spec, 'startDate', compiler) ?? missing;
  const end = optionally(spec, 'endDate', compiler) ?? missing;
  const unit = optionally(spec, 'unit', compiler) ?? missing;
  const first = optionally(spec, 'startOfWeek', compiler);
  const zone = zoneArgument(spec, compiler);
  return (frame) => {
    const from = start(frame);
    const to = end(frame);
    const by = unit(frame);
    const at = zone(frame);
    if (isNullish(from) || isNullish(to) || isNullish(by) || !at) return null;
    const step = unitOf(by, name, 5439013);
    const day = first?.(frame);
    if (first && step === 'week' && isNullish(day)) return null;
    const firstDay = first && step === 'week' ? weekStart(day, name) : 0;
    const a = dateHere(from, 5166307, `${name} requires 'startDate' to be a date, but got ${typeName(from)}`);
    const b = dateHere(to, 5166307, `${name} requires 'endDate' to be a date, but got ${typeName(to)}`);
    if (!a || !b) return null;
    const small = (MILLISECONDS[step] ?? DAY) < DAY;
    const [x, y] = small && step !== 'hour' ? [a, b] : [localOf(a.getTime(), at), localOf(b.getTime(), at)];
    return Long.fromNumber(boundaries(x, y, step, firstDay));
  };
};

const dateTrunc: OperatorCompiler = (operand, compiler, name) => {
  const spec = named(operand, name, ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], {
    notObject: 5439007,
    unknown: 5439008,
    missing: { date: 5439009, unit: 5439010 },
  });
  const date = optionally(spec, 'date', compiler) ?? missing;
  const unit = optionally(spec, 'unit', compiler) ?? missing;
  const size = optionally(spec, 'binSize', compiler);
  const first = optionally(spec, 'startOfWeek', compiler);
  const zone = zoneArgument(spec, compiler);
  return (frame) => {
    const value = date(frame);
    const by = unit(frame);
    const bins = size?.(frame);
    const at = zone(frame);
    if (isNullish(value) || isNullish(by) || (size && isNullish(bins)) || !at) return null;
    const step = unitOf(by, name, 5439013);
    const day = first?.(frame);
    if (first && step === 'week' && isNullish(day)) return null;
    const firstDay = first && step === 'week' ? weekStart(day, name) : 0;
    const whole = size ? wholeNumberOf(bins) : 1n;
    if (whole === undefined)
      return failAt(
        5439017,
        `${name} requires 'binSize' to be a 64-bit integer, but got value '${show(bins)}' of type ${typeName(bins)}`,
      );
    if (whole <= 0n) return failAt(5439018, `${name} requires 'binSize' to be greater than 0, but got value ${whole}`);
    const found = dateHere(
      value,
      5439012,
      `${name} requires 'date' to be convertible to a date, but got ${typeName(value)}`,
    );
    return found ? truncated(found, step, Number(whole), firstDay, at) : null;
  };
};

/** Bins are counted from the beginning of the year 2000, weeks from the first such day in it. */
function truncated(date: Date, unit: string, size: number, firstDay: number, zone: Zone): Date {
  const local = localOf(date.getTime(), zone);
  const months = MONTHS[unit];
  if (months !== undefined) {
    const length = months * size;
    const month = (local.getUTCFullYear() - 2000) * 12 + local.getUTCMonth();
    const bin = Math.floor(month / length) * length;
    return new Date(instantOf(utcOf(2000, bin + 1, 1), zone));
  }
  // The first of January 2000 was a Saturday.
  const reference = utcOf(2000, 1, 1) + (unit === 'week' ? ((firstDay - 6 + 7) % 7) * DAY : 0);
  const length = (MILLISECONDS[unit] ?? 1) * size;
  const bin = Math.floor((local.getTime() - reference) / length) * length + reference;
  const ahead = zone.offsetAt(date.getTime());
  return new Date((MILLISECONDS[unit] ?? 1) < DAY ? bin - ahead : instantOf(bin, zone));
}

/** Operators that step from date to date. */
export const DATE_STEPS: OperatorTable = {
  $dateAdd: stepped(1),
  $dateSubtract: stepped(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};
