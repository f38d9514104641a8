import { fault, type Place } from '../input/reader.js';
import { type Day, dayOf, formatDate, type LocalDate, SECONDS_A_DAY } from './date.js';
import type { Seconds } from './instant.js';

/** A stretch of time, `[from, to)`. */
export interface Interval {
  from: Seconds;
  to: Seconds;
}

/** A stretch of time in which a zone's clocks are `offset` seconds ahead of UTC. */
interface Stretch extends Interval {
  offset: number;
}

/** A time zone of the runtime's data. */
export interface Zone {
  readonly name: string;
  /** What the zone's clocks did in an interval: stretches that follow each other, each with another offset. */
  stretches(from: Seconds, to: Seconds): Stretch[];
}

// No zone of the data has changed its offset and changed it back within so few days.
const SAMPLE = 4 * SECONDS_A_DAY;
const CHUNK = 8 * SAMPLE;
// Some sixty years of a zone; a request that spans more is answered without being remembered whole.
const CHUNKS_KEPT = 700;
// Offsets are within 26 hours of UTC either way, with room to spare.
const WIDEST_OFFSET = 26 * 3600;

// What the runtime says of a zone never changes, so it is asked once. Bounded by the number of zones.
const known = new Map<string, Zone>();

/**
 * The zone of an IANA name, in any case, or `undefined`. A name that begins like an offset (`+01:00`) is none,
 * although newer runtimes take it for one.
 */
export function findZone(name: string): Zone | undefined {
  const found = known.get(name.toLowerCase());
  if (found) return found;
  if (!/^[A-Za-z]/.test(name)) return undefined;
  const offsetAt = offsetsOf(name);
  if (!offsetAt) return undefined;
  const made = { name, stretches: rememberedStretches(offsetAt) };
  known.set(name.toLowerCase(), made);
  return made;
}

/** The zone of a name that was read before. */
export function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (!zone) throw new RangeError(`No such time zone: ${name}`);
  return zone;
}

/** Reads the name of a time zone of an input. */
export function timeZone(place: Place): string | undefined {
  if (place.value === undefined) return fault(place, 'is required');
  if (typeof place.value === 'string' && findZone(place.value)) return place.value;
  return fault(place, 'must be a known time zone such as Europe/Berlin');
}

/** The date that a zone's calendars show at an instant. */
export const localDate = (zone: Zone, at: Seconds): LocalDate => formatDate(localDay(zone, at));

/** The day that a zone's calendars show at an instant. */
export function localDay(zone: Zone, at: Seconds): Day {
  const [stretch] = zone.stretches(at, at + 1);
  return Math.floor((at + (stretch?.offset ?? 0)) / SECONDS_A_DAY);
}

/**
 * The first instant at which a zone's date is this one; where the zone skips the date or its midnight, the first
 * instant after the gap.
 */
export const startOfLocalDay = (zone: Zone, date: LocalDate): Seconds => instantOf(zone, dayOf(date), 0);

/**
 * The first instant at which a zone's clocks show this time of a day, in seconds since its midnight; where they skip it,
 * the first instant after the gap.
 */
export function instantOf(zone: Zone, day: Day, time: number): Seconds {
  const wanted = day * SECONDS_A_DAY + time;
  for (const { from, to, offset } of zone.stretches(wanted - WIDEST_OFFSET, wanted + WIDEST_OFFSET)) {
    const start = Math.max(from, wanted - offset);
    if (start < to) return start;
  }
  throw new Error(`${zone.name} never comes to ${formatDate(day)}`);
}

type OffsetAt = (at: Seconds) => number;

function offsetsOf(name: string): OffsetAt | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return undefined; // the runtime knows no such zone
  }
  return (at) => {
    const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(format.format(at * 1000));
    if (!match) throw new Error(`The runtime tells no offset for ${name}`);
    const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === '-' ? -size : size;
  };
}

function rememberedStretches(offsetAt: OffsetAt): Zone['stretches'] {
  const chunks = new Map<number, readonly Stretch[]>();
  const chunk = (index: number): readonly Stretch[] => {
    const kept = chunks.get(index);
    if (kept) return kept;
    if (chunks.size >= CHUNKS_KEPT) chunks.clear();
    const made = chunkOf(offsetAt, index * CHUNK);
    chunks.set(index, made);
    return made;
  };
  return (from, to) => {
    const stretches: Stretch[] = [];
    for (let index = Math.floor(from / CHUNK); index * CHUNK < to; index++) {
      for (const stretch of chunk(index)) {
        const cut = { ...stretch, from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) };
        if (cut.from < cut.to) append(stretches, cut);
      }
    }
    return stretches;
  };
}

function chunkOf(offsetAt: OffsetAt, start: Seconds): Stretch[] {
  const stretches: Stretch[] = [];
  let offset = offsetAt(start);
  for (let from = start; from < start + CHUNK; from += SAMPLE) {
    const offsetAfter = offsetAt(from + SAMPLE);
    bisect(offsetAt, { from, offset }, { from: from + SAMPLE, offset: offsetAfter }, stretches);
    offset = offsetAfter;
  }
  return stretches;
}

interface Sample {
  from: Seconds;
  offset: number;
}

/** Adds the stretches between two samples, finding the very second of each change. */
function bisect(offsetAt: OffsetAt, first: Sample, last: Sample, stretches: Stretch[]): void {
  if (first.offset === last.offset || last.from - first.from === 1) {
    append(stretches, { from: first.from, to: last.from, offset: first.offset });
    return;
  }
  const from = Math.floor((first.from + last.from) / 2);
  const middle = { from, offset: offsetAt(from) };
  bisect(offsetAt, first, middle, stretches);
  bisect(offsetAt, middle, last, stretches);
}

function append(stretches: Stretch[], next: Stretch): void {
  const before = stretches.at(-1);
  if (before?.offset === next.offset) before.to = next.to;
  else stretches.push({ ...next });
}
