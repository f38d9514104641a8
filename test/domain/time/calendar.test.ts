import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { read } from '../../../server/domain/input/reader.js';
import {
  addOpenSeconds,
  type Calendar,
  calendar,
  openHours,
  openSeconds,
  type Window,
  windows,
} from '../../../server/domain/time/calendar.js';
import { formatInstant, parseInstant } from '../../../server/domain/time/instant.js';
import { findZone, localDate, startOfLocalDay, zoneOf } from '../../../server/domain/time/zone.js';

const at = (text: string): number => parseInstant(text) ?? expect.fail(`no instant: ${text}`);
const business: Window[] = [
  ['09:00', '12:00'],
  ['13:00', '17:30'],
];
const open = (over: Partial<Calendar> = {}) =>
  openHours({
    timeZone: 'Europe/Berlin',
    hours: { mon: business, tue: business },
    holidays: [],
    exceptions: {},
    ...over,
  });
const faultsOf = (document: unknown) => {
  const result = read(document, (place) => calendar(place));
  return result.ok ? [] : result.faults.map((found) => found.path);
};

describe('a calendar', () => {
  it('counts what lies inside its windows', () => {
    expect(openSeconds(open(), at('2026-11-02T10:30:00Z'), at('2026-11-03T09:00:00Z'))).to.equal(6 * 3600);
  });

  it('reaches a target at the end of a window, not at the start of the next', () => {
    const reached = (seconds: number) =>
      formatInstant(addOpenSeconds(open(), at('2026-11-02T08:00:00Z'), seconds, at('2026-12-01T00:00:00Z')) ?? 0);
    expect(reached(3 * 3600)).to.equal('2026-11-02T11:00:00Z');
    expect(reached(3 * 3600 + 1)).to.equal('2026-11-02T12:00:01Z');
  });

  it('gives no instant beyond the limit', () => {
    const never = open({ hours: {} });
    expect(addOpenSeconds(never, 0, 1, 400 * 86_400)).to.equal(null);
    expect(addOpenSeconds(never, 0, 0, 400 * 86_400)).to.equal(0);
    expect(addOpenSeconds(open({ hours: '24x7' }), 0, 60, 60)).to.equal(60);
    expect(addOpenSeconds(open({ hours: '24x7' }), 0, 61, 60)).to.equal(null);
  });

  it('joins windows that touch', () => {
    const touching: Window[] = [
      ['09:00', '12:00'],
      ['12:00', '24:00'],
    ];
    const found = windows(
      open({ hours: { mon: touching, tue: [['00:00', '01:00']] } }),
      at('2026-11-01T00:00:00Z'),
      at('2026-11-05T00:00:00Z'),
    );
    expect([...found]).to.deep.equal([{ from: at('2026-11-02T08:00:00Z'), to: at('2026-11-03T00:00:00Z') }]);
  });

  it('lets an exception beat a holiday, and both beat 24x7', () => {
    const hours = open({
      hours: '24x7',
      holidays: ['2026-12-24', '2026-12-25'],
      exceptions: { '2026-12-24': [['09:00', '10:00']] },
    });
    expect(openSeconds(hours, at('2026-12-23T23:00:00Z'), at('2026-12-25T23:00:00Z'))).to.equal(3600);
  });

  it('counts a repeated hour twice and a skipped one not at all', () => {
    const night = open({ hours: { sun: [['01:00', '04:00']] } });
    expect(openSeconds(night, at('2026-10-24T12:00:00Z'), at('2026-10-25T12:00:00Z'))).to.equal(4 * 3600);
    expect(openSeconds(night, at('2027-03-27T12:00:00Z'), at('2027-03-28T12:00:00Z'))).to.equal(2 * 3600);
  });

  const CHANGES = [
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['Asia/Beirut', '2026-03-28T22:00:00Z'],
    ['Asia/Beirut', '2026-10-24T21:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['America/Sao_Paulo', '2018-02-18T02:00:00Z'],
    ['America/Havana', '2026-11-01T05:00:00Z'],
    ['America/St_Johns', '2010-11-07T02:31:00Z'],
    ['America/St_Johns', '2026-03-08T05:30:00Z'],
    ['Africa/Casablanca', '2026-03-22T02:00:00Z'],
    ['Antarctica/Troll', '2026-03-29T01:00:00Z'],
    ['Asia/Pyongyang', '2018-05-04T15:00:00Z'],
    ['Asia/Kathmandu', '2026-05-04T15:00:00Z'],
    ['europe/berlin', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z'],
  ] as const;

  it('agrees with stepping through the minutes of the zone', function () {
    this.timeout(60_000);
    const time = fc.integer({ min: 0, max: 24 * 12 }).map((fives) => fives * 5);
    const day = fc
      .uniqueArray(time, { maxLength: 6 })
      .map((times) => times.sort((a, b) => a - b))
      .map((times) =>
        times.flatMap((_, i) => (i % 2 === 1 ? [[clock(times[i - 1] ?? 0), clock(times[i] ?? 0)] as const] : [])),
      );
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGES),
        fc.array(day, { minLength: 7, maxLength: 7 }),
        fc.option(day),
        fc.integer({ min: -1600, max: 0 }),
        fc.integer({ min: 0, max: 1600 }),
        ([zone, change], week, exception, before, after) => {
          const from = at(change) + before * 60;
          const to = at(change) + after * 60;
          const [mon = [], tue = [], wed = [], thu = [], fri = [], sat = [], sun = []] = week;
          const source: Calendar = {
            timeZone: zone,
            hours: { mon, tue, wed, thu, fri, sat, sun },
            holidays: [change.slice(0, 10)],
            exceptions: exception ? { [change.slice(0, 10)]: exception } : {},
          };
          const hours = openHours(source);
          const minutes: number[] = [];
          for (let minute = from; minute < to; minute += 60) if (isOpen(source, minute)) minutes.push(minute);
          const found = [...windows(hours, from, to)];
          const expected = found.flatMap(({ from, to }) =>
            Array.from({ length: (to - from) / 60 }, (_, i) => from + i * 60),
          );
          expect(expected).to.deep.equal(minutes);
          expect(openSeconds(hours, from, to)).to.equal(minutes.length * 60);
          const middle = minutes[Math.floor(minutes.length / 2)];
          if (middle === undefined) return;
          const needed = Math.floor(minutes.length / 2) * 60 + 7;
          expect(addOpenSeconds(hours, from, needed, to)).to.equal(middle + 7);
        },
      ),
      { seed: 2026, numRuns: 150 },
    );
  });

  it('looks a year ahead in a moment', () => {
    const hours = open({ timeZone: 'America/Santiago' });
    const from = at('2026-01-01T00:00:00Z');
    expect(openSeconds(hours, from, from + 400 * 86_400)).to.equal(114 * 7.5 * 3600);
  });
});

describe('a local day', () => {
  const start = (zone: string, date: string) => formatInstant(startOfLocalDay(zoneOf(zone), date));

  it('begins at midnight', () => {
    expect(start('Europe/Berlin', '2026-07-01')).to.equal('2026-06-30T22:00:00Z');
  });

  it('begins after the gap where its midnight is skipped', () => {
    expect(start('Asia/Beirut', '2026-03-29')).to.equal('2026-03-28T22:00:00Z');
    expect(start('Pacific/Apia', '2011-12-30')).to.equal('2011-12-30T10:00:00Z');
    expect(start('Pacific/Apia', '2011-12-31')).to.equal('2011-12-30T10:00:00Z');
  });

  it('begins at the first of two midnights', () => {
    expect(start('America/Havana', '2026-11-01')).to.equal('2026-11-01T04:00:00Z');
    expect(start('America/St_Johns', '2010-11-07')).to.equal('2010-11-07T02:30:00Z');
  });

  it('is told of any instant', () => {
    expect(localDate(zoneOf('Pacific/Apia'), at('2011-12-30T09:59:59Z'))).to.equal('2011-12-29');
    expect(localDate(zoneOf('Pacific/Apia'), at('2011-12-30T10:00:00Z'))).to.equal('2011-12-31');
    expect(localDate(zoneOf('Africa/Monrovia'), at('1970-01-01T00:44:29Z'))).to.equal('1969-12-31');
    expect(localDate(zoneOf('Africa/Monrovia'), at('1970-01-01T00:44:30Z'))).to.equal('1970-01-01');
  });
});

describe('a time zone', () => {
  it('is known by its IANA name in any case', () => {
    expect(
      ['Europe/Berlin', 'europe/berlin', 'UTC', 'Etc/GMT+1', 'Asia/Calcutta'].map((name) => !!findZone(name)),
    ).to.not.include(false);
  });

  it('is no offset and no invention', () => {
    const names = ['+01:00', '-0100', 'UTC+1', 'GMT+1', 'UTC+01:00', 'Europe/Berlinn', 'Z', '', ' UTC', 'local'];
    expect(names.filter(findZone)).to.deep.equal([]);
  });
});

describe('the reader of calendars', () => {
  const good = {
    timeZone: 'Europe/Berlin',
    hours: { mon: business },
    holidays: ['2026-12-25'],
    exceptions: { '2026-12-24': [] },
  };

  it('takes what is complete', () => {
    expect(read(good, (place) => calendar(place))).to.deep.equal({ ok: true, value: good });
    expect(faultsOf({ timeZone: 'UTC', hours: '24x7' })).to.deep.equal([]);
  });

  it('names every fault', () => {
    expect(faultsOf({ ...good, timeZone: 'UTC+1', colour: 1 })).to.deep.equal(['colour', 'timeZone']);
    expect(faultsOf({})).to.deep.equal(['timeZone', 'hours']);
    expect(faultsOf({ ...good, hours: { monday: [], tue: null } })).to.deep.equal(['hours.monday', 'hours.tue']);
    expect(faultsOf({ ...good, hours: '24/7' })).to.deep.equal(['hours']);
    expect(
      faultsOf({ ...good, holidays: ['2026-02-30', '2026-02-28T00:00'], exceptions: { '2027-02-29': '24x7' } }),
    ).to.deep.equal(['holidays[0]', 'holidays[1]', 'exceptions.2027-02-29', 'exceptions.2027-02-29']);
  });

  it('names the later window of two that overlap or are out of order', () => {
    const mon = (windows: unknown) => faultsOf({ ...good, hours: { mon: windows } });
    expect(
      mon([
        ['09:00', '12:00'],
        ['11:00', '13:00'],
      ]),
    ).to.deep.equal(['hours.mon[1]']);
    expect(
      mon([
        ['13:00', '14:00'],
        ['09:00', '10:00'],
      ]),
    ).to.deep.equal(['hours.mon[1]']);
    expect(
      mon([
        ['09:00', '12:00'],
        ['12:00', '24:00'],
      ]),
    ).to.deep.equal([]);
    expect(mon([['09:00', '09:00']])).to.deep.equal(['hours.mon[0]']);
    expect(mon([['24:00', '24:00']])).to.deep.equal(['hours.mon[0][0]', 'hours.mon[0]']);
    expect(
      mon([
        ['9:00', '12:00'],
        ['11:00', 'noon'],
      ]),
    ).to.deep.equal(['hours.mon[0][0]', 'hours.mon[1][1]', 'hours.mon[1]']);
    expect(mon([['9:00', '25:00'], ['10:00', '10:60'], ['11:00']])).to.deep.equal([
      'hours.mon[0][0]',
      'hours.mon[0][1]',
      'hours.mon[1][1]',
      'hours.mon[2]',
    ]);
  });

  it('lets another zone stand in where that is agreed', () => {
    const result = read({ hours: '24x7' }, (place) => calendar(place, { timeZone: 'Asia/Tokyo' }));
    expect(result).to.deep.equal({
      ok: true,
      value: { timeZone: 'Asia/Tokyo', hours: '24x7', holidays: [], exceptions: {} },
    });
  });
});

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a calendar is open in a minute, asked of the wall clock that the runtime shows. */
function isOpen(source: Calendar, minute: number): boolean {
  const format =
    formats.get(source.timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: source.timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(source.timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(minute * 1000).map(({ type, value }) => [type, value]));
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const time = `${parts.hour}:${parts.minute}`;
  const week = source.hours === '24x7' ? [] : Object.entries(source.hours);
  const usual = week.find(([name]) => name === parts.weekday?.toLowerCase())?.[1] ?? [];
  const day = source.exceptions[date] ?? (source.holidays.includes(date) ? [] : usual);
  return day.some(([from, to]) => from <= time && time < to);
}
