import { addOpenSeconds, type OpenHours, openSeconds, windows } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';

/** What somebody says of themselves. */
export const PRESENCES = ['online', 'away', 'off'] as const;
export type Presence = (typeof PRESENCES)[number];

/** So far ahead it is looked for when hours begin or end. */
const AHEAD = 14 * 86_400;
/** So far ahead open time is counted. */
const FARTHEST = 400 * 86_400;

/** Whether hours are open at an instant; `null`: around the clock. */
export const isOpenAt = (hours: OpenHours | null, at: Seconds): boolean =>
  hours === null || openSeconds(hours, at, at + 1) === 1;

/** What counts: what they say, and outside of their own hours off. */
export const presenceAt = (said: Presence, hours: OpenHours | null, at: Seconds): Presence =>
  isOpenAt(hours, at) ? said : 'off';

/** When hours next begin or end after an instant, or how far it was looked for that; `null`: around the clock. */
export function nextTurn(hours: OpenHours | null, at: Seconds): Seconds | null {
  if (hours === null) return null;
  const [open] = windows(hours, at, at + AHEAD);
  if (!open) return at + AHEAD;
  return open.from > at ? open.from : open.to;
}

/** When hours have been open for so many seconds since an instant; `null` where they are not in 400 days. */
export const openFor = (hours: OpenHours | null, since: Seconds, seconds: number): Seconds | null =>
  hours === null ? since + seconds : addOpenSeconds(hours, since, seconds, since + FARTHEST);

/**
 * When hours will have been open for so many seconds since the first of some instants, the earliest first, for which they
 * have not yet: those before it need not be waited for.
 */
export function nextOpenFor(
  hours: OpenHours | null,
  sinces: Iterable<Seconds>,
  seconds: number,
  at: Seconds,
): Seconds | null {
  for (const since of sinces) {
    const end = openFor(hours, since, seconds);
    if (end === null || end > at) return end;
  }
  return null;
}

/** Whether hours have been open for so many seconds between two instants. */
export function wereOpenFor(hours: OpenHours | null, since: Seconds, seconds: number, at: Seconds): boolean {
  const end = openFor(hours, since, seconds);
  return end !== null && end <= at;
}
