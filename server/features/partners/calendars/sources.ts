import { runInNewContext } from 'node:vm';
import Holidays from 'date-holidays';
import ICAL from 'ical.js';
import { formatDate, parseDate } from '../../../domain/time/date.js';
import type { NamedDay } from '../../../domain/time/holidays.js';
import type { OutboundFetch } from '../../../platform/outbound/fetch.js';
import { OutboundRefused } from '../../../platform/outbound/fetch.js';
import { invalid } from '../../../platform/problems.js';

/** Where holidays come from: a country and region by a kept library, the text of an ICS file, or an ICS feed. */
export type HolidaySource =
  | { kind: 'country'; country: string; region?: string | undefined }
  | { kind: 'ics'; text: string }
  | { kind: 'feed'; url: string };

const SECONDS_A_DAY = 86_400;
const OCCURRENCES_AT_MOST = 5_000;
const DAYS_AT_MOST = 31;
const NAME_LENGTH = 120;
/** How long reading a calendar may keep the desk busy, in milliseconds: a rule may repeat without coming to any day. */
const READING_AT_MOST = 2_000;

/** The days that a source names in some years. What is wrong with the source is told by its path. */
export async function holidaysOf(
  source: HolidaySource,
  years: readonly number[],
  fetch: OutboundFetch,
): Promise<NamedDay[]> {
  switch (source.kind) {
    case 'country':
      return ofCountry(source, years);
    case 'ics':
      return ofIcs(source.text, years, 'source.text');
    case 'feed':
      return ofIcs(await textOf(source.url, fetch), years, 'source.url');
  }
}

/** The countries that the library knows, and the regions of one. */
export function placesOf(country: string | undefined): { code: string; name: string }[] {
  const library = new Holidays();
  const found = country === undefined ? library.getCountries('en') : library.getStates(country, 'en');
  return Object.entries(found ?? {})
    .map(([code, name]) => ({ code, name: String(name) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

function ofCountry(
  { country, region }: { country: string; region?: string | undefined },
  years: readonly number[],
): NamedDay[] {
  const known = (code: string, places: readonly { code: string }[]) => places.some((one) => one.code === code);
  if (!known(country, placesOf(undefined)))
    throw invalid([{ path: 'source.country', message: 'is not a country that holidays are known of' }]);
  if (region !== undefined && !known(region, placesOf(country)))
    throw invalid([{ path: 'source.region', message: `is not a region of ${country}` }]);
  const library = region === undefined ? new Holidays(country) : new Holidays(country, region);
  return years.flatMap((year) =>
    library
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .flatMap(({ date, start, end, name }) =>
        daysFrom(date.slice(0, 10), Math.round((end.getTime() - start.getTime()) / 1000 / SECONDS_A_DAY), name),
      ),
  );
}

async function textOf(url: string, fetch: OutboundFetch): Promise<string> {
  const problem = (message: string) => invalid([{ path: 'source.url', message }]);
  const answer = await fetch({ method: 'GET', url, headers: { accept: 'text/calendar' }, body: null }).catch(
    (error: unknown) => {
      throw problem(error instanceof OutboundRefused ? error.message : 'could not be reached');
    },
  );
  if (answer.status !== 200) throw problem(`answered with ${answer.status}`);
  return answer.text;
}

/** The days that an ICS text names in some years. Text from elsewhere may be wrong in any way, and without end. */
function ofIcs(text: string, years: readonly number[], path: string): NamedDay[] {
  const read = () => daysIn(text, years);
  try {
    // Nothing else ends a loop that does not end by itself.
    return runInNewContext('read()', { read }, { timeout: READING_AT_MOST }) as NamedDay[];
  } catch (error) {
    const message = isTimeout(error) ? 'takes too long to read' : 'is no calendar in the ICS format';
    throw invalid([{ path, message }]);
  }
}

/** Whether the time for a script was up. The error is one of the script's own world, so that `instanceof` knows it not. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** The all-day events of an ICS text; what repeats is followed through the years that are asked for. */
function daysIn(text: string, years: readonly number[]): NamedDay[] {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const days = events
    .filter(
      ({ startDate, component }) => startDate?.isDate && component.getFirstPropertyValue('status') !== 'CANCELLED',
    )
    .flatMap((event) => daysOf(event, Math.max(...years)));
  return days.filter(({ date }) => years.includes(Number(date.slice(0, 4))));
}

function daysOf(event: ICAL.Event, lastYear: number): NamedDay[] {
  const length = Math.round(event.duration.toSeconds() / SECONDS_A_DAY);
  const name = (event.summary ?? '').trim() || 'Holiday';
  if (!event.isRecurring()) return daysFrom(dateOf(event.startDate), length, name);
  const days: NamedDay[] = [];
  const occurrences = event.iterator();
  for (let count = 0; count < OCCURRENCES_AT_MOST; count++) {
    const next = occurrences.next();
    if (!next || next.year > lastYear) break;
    days.push(...daysFrom(dateOf(next), length, name));
  }
  return days;
}

const dateOf = ({ year, month, day }: ICAL.Time): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

function daysFrom(date: string, length: number, name: string): NamedDay[] {
  const first = parseDate(date);
  if (first === undefined) return [];
  const count = Math.min(Math.max(1, length), DAYS_AT_MOST);
  return Array.from({ length: count }, (_, n) => ({ date: formatDate(first + n), name: name.slice(0, NAME_LENGTH) }));
}
