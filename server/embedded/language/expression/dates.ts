import { Int32, Long, Timestamp } from 'bson';
import { CommandError, failAt } from '../../errors.js';
import { wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import { type Document, isDocument, isNullish, isNumber, typeName } from '../values.js';
import { formatDate, parseByFormat, parseDate } from './date-text.js';
import {
  argumentsOf,
  type Compiler,
  type Evaluate,
  type Frame,
  missing,
  named,
  type OperatorCompiler,
  type OperatorTable,
  optionally,
  unary,
} from './types.js';
import {
  dateOf,
  dayOfYear,
  instantOf,
  isoDay,
  isoOf,
  isoWeek,
  localOf,
  sundayWeek,
  utcOf,
  type Zone,
  zoneOf,
} from './zones.js';

/** The zone argument of a date operator: UTC where none is given, undefined where it is null. */
export function zoneArgument(spec: Document, compiler: Compiler): (frame: Frame) => Zone | undefined {
  const zone = optionally(spec, 'timezone', compiler);
  return (frame) => zoneOf(zone?.(frame), zone !== undefined);
}

const refusesZone =
  (name: string) =>
  (value: unknown): never =>
    failAt(
      40533,
      `${name} requires a string for the timezone argument, but was given a ${typeName(value)} (${show(value)})`,
    );

/** An operator that reads one part of a date. */
function part(
  read: (local: Date) => number,
  make: (value: number) => unknown = (value) => new Int32(value),
): OperatorCompiler {
  return (operand, compiler, name) => {
    const spec = isDocument(operand) && !Object.keys(operand)[0]?.startsWith('$') ? operand : undefined;
    if (spec) named(spec, name, ['date'], ['timezone'], { notObject: 40536, unknown: 40535, missing: { date: 40539 } });
    const list = spec ? [spec.date] : argumentsOf(operand);
    if (list.length !== 1) {
      failAt(40536, `${name} accepts exactly one argument if given an array, but was given ${list.length}`);
    }
    const date = compiler.compile(list[0]);
    const zone = optionally(spec ?? {}, 'timezone', compiler);
    return (frame) => {
      const value = dateOf(date(frame));
      if (!value) return null;
      const at = zoneOf(zone?.(frame), zone !== undefined, refusesZone(name));
      return at ? make(read(localOf(value.getTime(), at))) : null;
    };
  };
}

const toParts: OperatorCompiler = (operand, compiler, name) => {
  const spec = named(operand, name, ['date'], ['timezone', 'iso8601'], {
    notObject: 40524,
    unknown: 40520,
    missing: { date: 40522 },
  });
  const date = optionally(spec, 'date', compiler) ?? missing;
  const zone = zoneArgument(spec, compiler);
  const iso = optionally(spec, 'iso8601', compiler);
  return (frame) => {
    const at = zone(frame);
    const byWeek = iso ? iso(frame) : false;
    const value = dateOf(date(frame));
    if (!value || !at || isNullish(byWeek)) return null;
    if (typeof byWeek !== 'boolean') return failAt(40521, `iso8601 must evaluate to a bool, found ${typeName(byWeek)}`);
    const local = localOf(value.getTime(), at);
    const parts: [string, number][] = byWeek
      ? [
          ['isoWeekYear', isoWeek(local).year],
          ['isoWeek', isoWeek(local).week],
          ['isoDayOfWeek', isoDay(local)],
        ]
      : [
          ['year', local.getUTCFullYear()],
          ['month', local.getUTCMonth() + 1],
          ['day', local.getUTCDate()],
        ];
    parts.push(
      ['hour', local.getUTCHours()],
      ['minute', local.getUTCMinutes()],
      ['second', local.getUTCSeconds()],
      ['millisecond', local.getUTCMilliseconds()],
    );
    return Object.fromEntries(parts.map(([field, number]) => [field, new Int32(number)]));
  };
};

const TIME_PARTS = ['hour', 'minute', 'second', 'millisecond'];

const fromParts: OperatorCompiler = (operand, compiler, name) => {
  const spec = named(
    operand,
    name,
    [],
    ['year', 'month', 'day', 'isoWeekYear', 'isoWeek', 'isoDayOfWeek', ...TIME_PARTS, 'timezone'],
    {
      notObject: 40519,
      unknown: 40518,
      missing: {},
    },
  );
  const iso = 'isoWeekYear' in spec;
  if (!iso && !('year' in spec)) failAt(40516, `${name} requires either 'year' or 'isoWeekYear' to be present`);
  const mixed = (iso ? ['year', 'month', 'day'] : ['isoWeek', 'isoDayOfWeek']).some((field) => field in spec);
  if (mixed) failAt(iso ? 40525 : 40489, `${name} does not allow mixing natural dates with ISO dates`);
  const days = iso ? ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] : ['year', 'month', 'day'];
  const parts = [...days, ...TIME_PARTS].map((field) => [field, optionally(spec, field, compiler)] as const);
  const zone = zoneArgument(spec, compiler);
  return (frame) => {
    const at = zone(frame);
    const numbers: number[] = [];
    for (const [i, [field, evaluate]] of parts.entries()) {
      const value = evaluate ? evaluate(frame) : new Int32(i < 3 ? 1 : 0);
      if (isNullish(value)) return null;
      numbers.push(partOf(field, value));
    }
    if (!at) return null;
    const [year = 1, middle = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0] = numbers;
    const start = iso ? isoOf(year, middle, day) : utcOf(year, middle, day);
    const local = start + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
    return new Date(instantOf(local, at));
  };
};

function partOf(field: string, value: unknown): number {
  const whole = isNumber(value) ? wholeNumberOf(value) : undefined;
  if (whole === undefined)
    return failAt(40515, `'${field}' must evaluate to an integer, found ${typeName(value)} with value ${show(value)}`);
  const number = Number(whole);
  if ((field === 'year' || field === 'isoWeekYear') && (number < 1 || number > 9999)) {
    failAt(40523, `'${field}' must evaluate to an integer in the range 1 to 9999, found ${number}`);
  }
  if (Math.abs(number) > 32_768 && !TIME_PARTS.slice(1).includes(field)) {
    failAt(31034, `'${field}' must evaluate to a value in the range [-32768, 32767]; value ${number} is not in range`);
  }
  return number;
}

const toText: OperatorCompiler = (operand, compiler, name) => {
  const spec = named(operand, name, ['date'], ['format', 'timezone', 'onNull'], {
    notObject: 18629,
    unknown: 18534,
    missing: { date: 18628 },
  });
  const date = optionally(spec, 'date', compiler) ?? missing;
  const format = optionally(spec, 'format', compiler);
  const onNull = optionally(spec, 'onNull', compiler);
  const zone = zoneArgument(spec, compiler);
  return (frame) => {
    const pattern = format?.(frame);
    if (format && !isNullish(pattern) && typeof pattern !== 'string') {
      return failAt(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(pattern)} with value ${show(pattern)}`,
      );
    }
    const at = zone(frame);
    const value = dateOf(date(frame));
    if (!value) return onNull ? onNull(frame) : null;
    if (!at || (format && typeof pattern !== 'string')) return null;
    const chosen = typeof pattern === 'string' ? pattern : `%Y-%m-%dT%H:%M:%S.%L${at.utc ? 'Z' : ''}`;
    return formatDate(localOf(value.getTime(), at), at.offsetAt(value.getTime()), chosen);
  };
};

const fromText: OperatorCompiler = (operand, compiler, name) => {
  const spec = named(operand, name, ['dateString'], ['format', 'timezone', 'onError', 'onNull'], {
    notObject: 40540,
    unknown: 40541,
    missing: { dateString: 40542 },
  });
  const text = optionally(spec, 'dateString', compiler) ?? missing;
  const format = optionally(spec, 'format', compiler);
  const onError = optionally(spec, 'onError', compiler);
  const onNull = optionally(spec, 'onNull', compiler);
  const zone = zoneArgument(spec, compiler);
  return (frame) => {
    const value = text(frame);
    const pattern = format?.(frame);
    const at = zone(frame);
    if (format && !isNullish(pattern) && typeof pattern !== 'string') {
      return failAt(
        40684,
        `$dateFromString requires that 'format' be a string, found: ${typeName(pattern)} with value ${show(pattern)}`,
      );
    }
    if (isNullish(value)) return onNull ? onNull(frame) : null;
    if ((format && isNullish(pattern)) || !at) return null;
    const parsed = typeof value === 'string' ? parseText(value, pattern, at) : undefined;
    return parsed ?? failedText(value, frame, onError);
  };
};

function parseText(text: string, pattern: unknown, zone: Zone): Date | undefined {
  return typeof pattern === 'string' ? parseByFormat(text, pattern, zone) : parseDate(text, zone);
}

function failedText(value: unknown, frame: Frame, onError: Evaluate | undefined): unknown {
  if (onError) return onError(frame);
  const reason =
    typeof value === 'string'
      ? `Error parsing date string '${value}'`
      : `$dateFromString requires that 'dateString' be a string, found: ${typeName(value)} with value ${show(value)}`;
  throw new CommandError(241, 'ConversionFailure', reason);
}

const ofTimestamp = (code: number, read: (value: Timestamp) => number) =>
  unary((value, name) => {
    if (isNullish(value)) return null;
    if (!(value instanceof Timestamp))
      return failAt(code, ` Argument to ${name} must be a timestamp, but is ${typeName(value)}`);
    return Long.fromNumber(read(value) >>> 0);
  });

/** Operators that read and make dates. */
export const DATES: OperatorTable = {
  $year: part((local) => local.getUTCFullYear()),
  $month: part((local) => local.getUTCMonth() + 1),
  $dayOfMonth: part((local) => local.getUTCDate()),
  $dayOfWeek: part((local) => local.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part((local) => local.getUTCHours()),
  $minute: part((local) => local.getUTCMinutes()),
  $second: part((local) => local.getUTCSeconds()),
  $millisecond: part((local) => local.getUTCMilliseconds()),
  $week: part(sundayWeek),
  $isoWeek: part((local) => isoWeek(local).week),
  $isoWeekYear: part(
    (local) => isoWeek(local).year,
    (year) => Long.fromNumber(year),
  ),
  $isoDayOfWeek: part(isoDay),
  $dateToParts: toParts,
  $dateFromParts: fromParts,
  $dateToString: toText,
  $dateFromString: fromText,
  $tsSecond: ofTimestamp(5687301, (value) => value.high),
  $tsIncrement: ofTimestamp(5687302, (value) => value.low),
};
