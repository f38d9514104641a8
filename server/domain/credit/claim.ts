import { type Day, dayOf, formatDate, type LocalDate, SECONDS_A_DAY } from '../time/date.js';
import type { Seconds } from '../time/instant.js';
import { localDate, startOfLocalDay, zoneOf } from '../time/zone.js';
import { periodWith } from './periods.js';
import type { Claim, Terms } from './terms.js';

/** What a claim's time is counted from. */
export interface ClaimCase {
  /** The subscription's first day. */
  start: LocalDate;
  /** The first day after the period. */
  periodEnd: Day;
  /** When the last run of the period ended; `null` without one. */
  lastRunEnd: Seconds | null;
}

/**
 * Until when a credit may be claimed: the end of the last day, in the terms' zone; `null` without a limit. The day
 * from which it counts is not counted itself. What says neither a unit nor a start is in days from the period's end.
 */
export function claimDeadline({ claim, period, timeZone }: Terms, credit: ClaimCase): Seconds | null {
  if (claim?.within == null) return null;
  const zone = zoneOf(timeZone);
  const fromOutage = claim.from === 'outage-end' && credit.lastRunEnd !== null;
  // The last second of a run that ends at midnight is of the day before.
  const counted = fromOutage ? dayOf(localDate(zone, (credit.lastRunEnd ?? 0) - 1)) : credit.periodEnd - 1;
  const last = lastDay(claim, claim.within, counted, (day) => periodWith(period, credit.start, day).end);
  return startOfLocalDay(zone, formatDate(last + 1));
}

function lastDay({ unit }: Claim, within: number, from: Day, endOfPeriod: (day: Day) => Day): Day {
  switch (unit) {
    case 'business-days':
      return businessDaysAfter(from, within);
    case 'periods':
      return Array.from({ length: within }).reduce<Day>((day) => endOfPeriod(day + 1) - 1, from);
    default:
      return from + within;
  }
}

function businessDaysAfter(from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0; left -= isWeekday(day) ? 1 : 0) day += 1;
  return day;
}

/** Monday to Friday. */
const isWeekday = (day: Day): boolean => {
  const weekday = new Date(day * SECONDS_A_DAY * 1000).getUTCDay();
  return weekday >= 1 && weekday <= 5;
};
