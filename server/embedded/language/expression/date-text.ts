import { failAt } from '../../errors.js';
import { dayOfYear, instantOf, isoDay, isoOf, isoWeek, sundayWeek, utcOf, type Zone, zoneNamed } from './zones.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Writes a date by a format of `%` signs. */
export function formatDate(local: Date, offset: number, format: string): string {
  let text = '';
  for (let i = 0; i < format.length; i++) {
    if (format[i] !== '%') {
      text += format[i];
      continue;
    }
    const letter = format[++i];
    if (letter === undefined) return failAt(18535, "Unmatched '%' at end of format string");
    text +=
      WRITERS.get(letter)?.(local, offset) ?? failAt(18536, `Invalid format character '%${letter}' in format string`);
  }
  return text;
}

type Writer = (local: Date, offset: number) => string;

const minutesOf = (offset: number): number => Math.trunc(Math.abs(offset) / 60_000);
const signOf = (offset: number): string => (offset < 0 ? '-' : '+');
const monthOf = (local: Date): string => MONTHS[local.getUTCMonth()] ?? '';

const WRITERS: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['Y', (local) => pad(local.getUTCFullYear(), 4)],
  ['m', (local) => pad(local.getUTCMonth() + 1, 2)],
  ['d', (local) => pad(local.getUTCDate(), 2)],
  ['H', (local) => pad(local.getUTCHours(), 2)],
  ['M', (local) => pad(local.getUTCMinutes(), 2)],
  ['S', (local) => pad(local.getUTCSeconds(), 2)],
  ['L', (local) => pad(local.getUTCMilliseconds(), 3)],
  ['j', (local) => pad(dayOfYear(local), 3)],
  ['w', (local) => String(local.getUTCDay() + 1)],
  ['u', (local) => String(isoDay(local))],
  ['U', (local) => pad(sundayWeek(local), 2)],
  ['V', (local) => pad(isoWeek(local).week, 2)],
  ['G', (local) => pad(isoWeek(local).year, 4)],
  ['b', (local) => monthOf(local).slice(0, 3)],
  ['B', monthOf],
  ['z', (_, offset) => signOf(offset) + pad(Math.trunc(minutesOf(offset) / 60), 2) + pad(minutesOf(offset) % 60, 2)],
  ['Z', (_, offset) => String(Math.trunc(offset / 60_000))],
  ['%', () => '%'],
]);

/** Reads a date in the forms that people write; undefined where it is none. Without a zone it is UTC, or the one given. */
export function parseDate(text: string, zone?: Zone): Date | undefined {
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?)? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?|[A-Z][\w/+-]+)?$/.exec(
      text.trim(),
    );
  if (!iso) return looseDate(text, zone);
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = iso;
  if (!validParts(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)))
    return undefined;
  const local = utcOf(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Math.floor(Number(`0.${fraction}`) * 1000),
  );
  if (offset !== undefined) {
    const stated = zoneNamed(offset);
    // A text that tells its zone and a zone beside it contradict each other.
    return zone && !zone.utc ? undefined : stated && new Date(instantOf(local, stated));
  }
  return new Date(zone ? instantOf(local, zone) : local);
}

function validParts(year: number, month: number, day: number, hour: number, minute: number, second: number): boolean {
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return false;
  return day <= new Date(utcOf(year, month + 1, 0)).getUTCDate();
}

/** Forms with the month in letters, and the basic form of ISO 8601. */
function looseDate(text: string, zone?: Zone): Date | undefined {
  const basic = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(text.trim());
  if (basic) {
    const [, year, month, day, hour = '00', minute = '00', second = '00', z = ''] = basic;
    return parseDate(`${year}-${month}-${day}T${hour}:${minute}:${second}${z}`, zone);
  }
  if (!/[a-zA-Z]{3}/.test(text) || !/\d{4}/.test(text)) return undefined;
  const plain = text.replace(/(\d)(st|nd|rd|th)\b/g, '$1');
  const stated = /(Z|UTC|GMT|[+-]\d{4})\s*$/.test(plain);
  const parsed = Date.parse(stated ? plain : `${plain} UTC`);
  if (Number.isNaN(parsed) || (stated && zone && !zone.utc)) return undefined;
  return new Date(zone && !stated ? instantOf(parsed, zone) : parsed);
}

type Parts = Map<string, number>;

const READERS: Readonly<Record<string, [RegExp, string]>> = {
  Y: [/^\d{4}/, 'year'],
  m: [/^\d{1,2}/, 'month'],
  d: [/^\d{1,2}/, 'day'],
  H: [/^\d{1,2}/, 'hour'],
  M: [/^\d{1,2}/, 'minute'],
  S: [/^\d{1,2}/, 'second'],
  L: [/^\d{1,3}/, 'millisecond'],
  j: [/^\d{1,3}/, 'yearDay'],
  G: [/^\d{4}/, 'isoYear'],
  V: [/^\d{1,2}/, 'isoWeek'],
  u: [/^\d/, 'isoDay'],
};

/** Reads a date by a format; undefined where the text does not fit it. */
export function parseByFormat(text: string, format: string, zone?: Zone): Date | undefined {
  const parts: Parts = new Map();
  let rest = text;
  let stated: Zone | undefined;
  for (let i = 0; i < format.length; i++) {
    const char = format[i] ?? '';
    const letter = char === '%' ? (format[++i] ?? '') : undefined;
    if (letter === undefined || letter === '%') {
      if (!rest.startsWith(char)) return undefined;
      rest = rest.slice(char.length);
    } else if (letter === 'z' || letter === 'Z') {
      const match = /^(Z|[+-]\d{2}:?\d{2}|[+-]\d+)/.exec(rest);
      if (!match) return undefined;
      stated = letter === 'Z' ? minutesZone(Number(match[0])) : zoneNamed(match[0]);
      rest = rest.slice(match[0].length);
    } else {
      const taken = takePart(letter, rest, parts);
      if (taken === undefined) return undefined;
      rest = rest.slice(taken);
    }
  }
  return rest === '' ? assembled(parts, stated ?? zone) : undefined;
}

const minutesZone = (minutes: number): Zone => ({ utc: minutes === 0, offsetAt: () => minutes * 60_000 });

/** Reads one part and answers how many characters it took. */
function takePart(letter: string, rest: string, parts: Parts): number | undefined {
  if (letter === 'b' || letter === 'B') {
    const month = MONTHS.findIndex((name) =>
      rest.toLowerCase().startsWith((letter === 'b' ? name.slice(0, 3) : name).toLowerCase()),
    );
    if (month < 0) return undefined;
    parts.set('month', month + 1);
    return letter === 'b' ? 3 : MONTHS[month]?.length;
  }
  const reader = READERS[letter];
  if (!reader) return failAt(18536, `Invalid format character '%${letter}' in format string`);
  const match = reader[0].exec(rest);
  if (!match) return undefined;
  const scale = letter === 'L' ? 10 ** (3 - match[0].length) : 1;
  parts.set(reader[1], Number(match[0]) * scale);
  return match[0].length;
}

function assembled(parts: Parts, zone?: Zone): Date | undefined {
  const part = (name: string, otherwise: number): number => parts.get(name) ?? otherwise;
  const time = ((part('hour', 0) * 60 + part('minute', 0)) * 60 + part('second', 0)) * 1000 + part('millisecond', 0);
  let day: number;
  const isoYear = parts.get('isoYear');
  const year = parts.get('year');
  if (isoYear !== undefined) day = isoOf(isoYear, part('isoWeek', 1), part('isoDay', 1));
  else if (year === undefined) return undefined;
  else if (parts.has('yearDay')) day = utcOf(year, 1, part('yearDay', 1));
  else {
    if (!validParts(year, part('month', 1), part('day', 1), part('hour', 0), part('minute', 0), part('second', 0)))
      return undefined;
    day = utcOf(year, part('month', 1), part('day', 1));
  }
  return new Date(zone ? instantOf(day + time, zone) : day + time);
}
