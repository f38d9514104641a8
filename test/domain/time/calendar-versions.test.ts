import { expect } from 'chai';
import fc from 'fast-check';
import { type Calendar, type Window, windowsOn } from '../../../server/domain/time/calendar.js';
import { type CalendarVersion, composed, windowsOf } from '../../../server/domain/time/calendar-versions.js';
import { dayOf, formatDate } from '../../../server/domain/time/date.js';
import { inForce } from '../../../server/domain/time/versions.js';

const OFFICE: readonly Window[] = [['09:00', '17:00']];
const hours = (over: Partial<Calendar> = {}): Calendar => ({
  ...{ timeZone: 'Europe/Berlin', holidays: [], exceptions: {} },
  hours: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
  ...over,
});

describe('calendars in versions', () => {
  it('let last week’s correction and next year’s hours stand side by side', () => {
    const versions: CalendarVersion[] = [
      { version: 1, from: null, hours: hours() },
      { version: 2, from: '2027-01-01', hours: hours({ hours: { mon: [['10:00', '16:00']] } }) },
      { version: 3, from: '2026-11-16', hours: hours({ holidays: ['2026-11-18'] }) },
    ];
    const days = ['2026-11-11', '2026-11-18', '2026-11-19', '2027-01-04', '2027-01-05'];
    expect(days.map((day) => windowsOf(versions, day))).to.deep.equal([OFFICE, [], OFFICE, [['10:00', '16:00']], []]);
    const whole = composed(versions, '2026-11-10');
    expect(days.map((day) => windowsOn(whole, day))).to.deep.equal(days.map((day) => windowsOf(versions, day)));
  });

  it('take the newest of those that begin together, and are closed before the first', () => {
    const versions: CalendarVersion[] = [
      { version: 1, from: '2026-11-02', hours: hours() },
      { version: 2, from: '2026-11-02', hours: hours({ hours: '24x7' }) },
    ];
    expect(windowsOf(versions, '2026-10-30')).to.deep.equal([]);
    expect(windowsOn(composed(versions, '2026-10-01'), '2026-10-30')).to.deep.equal([]);
    expect(windowsOn(composed(versions, '2026-10-01'), '2026-11-08')).to.deep.equal([['00:00', '24:00']]);
  });

  it('are, put together, on every date what the version in force on it says', () => {
    const start = dayOf('2026-10-20');
    const date = fc.integer({ min: 0, max: 60 }).map((days) => formatDate(start + days));
    const windows = fc.constantFrom<readonly Window[]>([], OFFICE, [['00:00', '24:00']], [['08:00', '12:00']]);
    const week = fc.oneof(
      fc.constant('24x7' as const),
      fc.record({ mon: windows, thu: windows, sun: windows }, { requiredKeys: [] }),
    );
    const calendar = fc
      .record({
        hours: week,
        holidays: fc.array(date, { maxLength: 4 }),
        exceptions: fc.dictionary(date, windows, { maxKeys: 4 }),
      })
      .map((parts) => hours(parts));
    const version = fc.record({ from: fc.option(date), hours: calendar });
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 6 }), date, (list, since) => {
        const versions = list.map((one, index) => ({ ...one, version: index + 1 }));
        const whole = composed(versions, since);
        for (let day = dayOf(since); day < start + 90; day++) {
          const on = formatDate(day);
          const began = versions.filter(({ from }) => from === null || from <= on);
          const last = began
            .map(({ from }) => from ?? '')
            .sort()
            .at(-1);
          const holding = began.filter(({ from }) => (from ?? '') === last).at(-1);
          expect(windowsOn(whole, on)).to.deep.equal(holding ? windowsOn(holding.hours, on) : []);
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('are found by instants as by dates', () => {
    const versions = [
      { version: 1, from: null },
      { version: 2, from: '2026-11-02T08:00:00Z' },
    ];
    expect(inForce(versions, '2026-11-02T07:59:59Z')?.version).to.equal(1);
    expect(inForce(versions, '2026-11-02T08:00:00Z')?.version).to.equal(2);
    expect(inForce([{ version: 1, from: '2027-01-01T00:00:00Z' }], '2026-12-31T23:59:59Z')).to.equal(undefined);
  });
});
