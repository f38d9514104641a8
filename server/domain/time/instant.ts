import { fault, type Place } from '../input/reader.js';

/** A moment as whole seconds since 1970-01-01T00:00:00Z. All domain arithmetic is on these. */
export type Seconds = number;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** `2026-11-02T08:10:00Z` as seconds; `undefined` for anything else, also for a date or hour that does not exist. */
export function parseInstant(value: string): Seconds | undefined {
  if (!INSTANT.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  if (Number.isNaN(milliseconds) || formatInstant(milliseconds / 1000) !== value) return undefined;
  return milliseconds / 1000;
}

/** Seconds as ISO 8601 in UTC without fractions. */
export const formatInstant = (seconds: Seconds): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** Reads an instant of an input, in whole seconds and UTC. */
export function instant(place: Place): Seconds | undefined {
  if (place.value === undefined) return fault(place, 'is required');
  const seconds = typeof place.value === 'string' ? parseInstant(place.value) : undefined;
  return seconds ?? fault(place, 'must be an instant in UTC in whole seconds, such as 2026-11-02T08:10:00Z');
}
