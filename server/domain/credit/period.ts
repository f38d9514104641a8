import { openHours, windows } from '../time/calendar.js';
import { type Day, dayOf, formatDate, type LocalDate } from '../time/date.js';
import type { Seconds } from '../time/instant.js';
import { type Spans, secondsOf } from '../time/spans.js';
import { type Interval, startOfLocalDay, zoneOf } from '../time/zone.js';
import { type MonthCount, namedMonths } from './period-name.js';
import type { PeriodKind, Terms } from './terms.js';

/** Local days, `[first, end)`. */
export interface Days {
  first: Day;
  end: Day;
}

/** A period of Terms of Use, with the months (of the calendar or of service) that its fee is summed from. */
export interface Period extends Days {
  from: Seconds;
  to: Seconds;
  months: readonly Days[];
}

/** The days that a subscription has, `[start, end)`. */
export interface Term {
  start: LocalDate;
  end: LocalDate | null;
}

/** The period of a name; throws where the name is not of the terms' kind. */
export function periodOf(terms: Pick<Terms, 'period' | 'timeZone'>, name: string, term: Term): Period {
  const named = namedMonths(terms.period, name);
  if (!named) throw new RangeError(`Not a ${terms.period}: ${name}`);
  const anchor = anchorDay(terms.period, term.start);
  const months = Array.from({ length: named.count }, (_, index) => ({
    first: dayInMonth(named.first + index, anchor),
    end: dayInMonth(named.first + index + 1, anchor),
  }));
  const first = dayInMonth(named.first, anchor);
  const end = dayInMonth(named.first + named.count, anchor);
  const zone = zoneOf(terms.timeZone);
  return {
    first,
    end,
    months,
    from: startOfLocalDay(zone, formatDate(first)),
    to: startOfLocalDay(zone, formatDate(end)),
  };
}

/** The day of the month with which the periods of a kind begin. */
export const anchorDay = (kind: PeriodKind, start: LocalDate): number =>
  kind === 'service-month' ? Number(start.slice(8)) : 1;

/** A day of a month, or the month's last where it has no such day. */
export function dayInMonth(month: MonthCount, dayOfMonth: number): Day {
  const first = firstDay(month);
  return Math.min(first + dayOfMonth, firstDay(month + 1)) - 1;
}

const firstDay = (month: MonthCount): Day =>
  dayOf(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`);

/** How many of these days a subscription has. */
export function coveredDays({ first, end }: Days, term: Term): number {
  const last = term.end === null ? end : Math.min(end, dayOf(term.end));
  return Math.max(0, last - Math.max(first, dayOf(term.start)));
}

/** The time of a period that is measured: its span, cut to the subscription and to `asOf`, and the service hours in it. */
export interface Measured {
  /** `null` where nothing is measured. */
  span: Interval | null;
  /** The measured stretches: the span, or the service hours in it. */
  spans: Spans;
  seconds: number;
}

/** What is measured of a period. */
export function measuredTime(terms: Terms, period: Period, term: Term, asOf: Seconds): Measured {
  const zone = zoneOf(terms.timeZone);
  const from = Math.max(period.from, startOfLocalDay(zone, term.start));
  const ended = term.end === null ? period.to : startOfLocalDay(zone, term.end);
  const to = Math.min(period.to, ended, asOf);
  const { serviceHours } = terms.uptime;
  const whole = from < to ? [{ from, to }] : [];
  const spans = serviceHours ? [...windows(openHours(serviceHours), from, to)] : whole;
  const seconds = secondsOf(spans);
  return { span: seconds > 0 ? { from, to } : null, spans, seconds };
}
