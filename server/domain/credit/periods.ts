import { type Day, dayOf, formatDate, type LocalDate } from '../time/date.js';
import { anchorDay, dayInMonth, type Term } from './period.js';
import { type MonthCount, periodNameOf } from './period-name.js';
import type { PeriodKind } from './terms.js';

/** Terms of Use as they hold for a subscription from a date on; the first of its versions also before that. */
export interface TermsVersion {
  from: LocalDate;
  period: PeriodKind;
  timeZone: string;
}

/** A period of a subscription, and the terms that govern the whole of it. */
export interface GovernedPeriod<Version extends TermsVersion> {
  name: string;
  /** The days of the period, `[first, end)`. */
  first: Day;
  end: Day;
  version: Version;
}

/**
 * Every period of a subscription whose last day is not after `through` (a date of its terms' zone), in order. The
 * version in force at a period's start governs all of it. Where a version cuts time otherwise than the one before,
 * that one goes on until a period of the new one begins, so that no day is judged twice and none is left out.
 */
export function endedPeriods<Version extends TermsVersion>(
  versions: readonly Version[],
  term: Term,
  through: LocalDate,
): GovernedPeriod<Version>[] {
  const sorted = versions.toSorted((a, b) => dayOf(a.from) - dayOf(b.from));
  const stop = Math.min(dayOf(through) + 1, term.end === null ? Number.POSITIVE_INFINITY : dayOf(term.end));
  const periods: GovernedPeriod<Version>[] = [];
  for (let cursor = dayOf(term.start); cursor < stop; ) {
    const next = governed(sorted, term, cursor, periods.length === 0);
    if (!next || next.end > dayOf(through) + 1) break;
    periods.push(next);
    cursor = next.end;
  }
  return periods;
}

/** The period that has a day: of the newest version in force of which a period begins there, if it is not the first. */
function governed<Version extends TermsVersion>(
  versions: readonly Version[],
  term: Term,
  day: Day,
  isFirst: boolean,
): GovernedPeriod<Version> | undefined {
  const inForce = versions.filter((version, index) => index === 0 || dayOf(version.from) <= day).reverse();
  const periods = inForce.map((version) => ({ ...periodWith(version.period, term.start, day), version }));
  return isFirst ? periods[0] : periods.find(({ first }) => first === day);
}

/** The period of a kind that has a day. */
export function periodWith(kind: PeriodKind, start: LocalDate, day: Day): { name: string; first: Day; end: Day } {
  const anchor = anchorDay(kind, start);
  const length = { 'calendar-month': 1, 'service-month': 1, 'calendar-quarter': 3, 'calendar-year': 12 }[kind];
  const month = monthOf(day);
  const begun = dayInMonth(month, anchor) <= day ? month : month - 1;
  const first = begun - (begun % length);
  return { name: periodNameOf(kind, first), first: dayInMonth(first, anchor), end: dayInMonth(first + length, anchor) };
}

function monthOf(day: Day): MonthCount {
  const date = formatDate(day);
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}
