import { type Calendar, type Window, windowsOn } from './calendar.js';
import { dayOf, formatDate, type LocalDate } from './date.js';
import { type Dated, inForce, steps } from './versions.js';

/** One version of a calendar's hours, and the local date from which it holds. All versions are of one time zone. */
export interface CalendarVersion extends Dated {
  from: LocalDate | null;
  hours: Calendar;
}

/** Before its first version a calendar is closed. */
const CLOSED: readonly Window[] = [];

/** How far before the last version a calendar may be put together, in days: what lies further back is closed. */
export const COMPOSED_DAYS_AT_MOST = 4_000;

/**
 * One calendar out of its versions, each by the local dates on which it holds, for whoever counts from `since` on.
 * What the earlier versions say stands in it as exceptions to the last, so that it can be told in the words of the
 * SLA contract.
 */
export function composed(versions: readonly CalendarVersion[], since: LocalDate): Calendar {
  const last = steps(versions).at(-1);
  if (!last) throw new Error('A calendar without a version');
  if (last.from === null || last.from <= since) return last.hours;
  const exceptions: Record<LocalDate, readonly Window[]> = { ...last.hours.exceptions };
  const end = dayOf(last.from);
  for (let day = Math.max(dayOf(since), end - COMPOSED_DAYS_AT_MOST); day < end; day++) {
    const date = formatDate(day);
    const own = windowsOf(versions, date);
    if (!isSame(own, windowsOn(last.hours, date))) exceptions[date] = own;
  }
  return { ...last.hours, exceptions };
}

/** The open windows of a local date, by the version that holds on it. */
export function windowsOf(versions: readonly CalendarVersion[], date: LocalDate): readonly Window[] {
  const version = inForce(versions, date);
  return version ? windowsOn(version.hours, date) : CLOSED;
}

const isSame = (one: readonly Window[], other: readonly Window[]): boolean =>
  one.length === other.length &&
  one.every(([from, to], index) => other[index]?.[0] === from && other[index]?.[1] === to);
