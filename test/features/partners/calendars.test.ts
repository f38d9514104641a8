import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface PreviewedDay {
  date: string;
  before: string[][];
  after: string[][];
}

const ics = (...days: readonly [string, string, string?][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hansa IT//Holidays//EN',
    ...days.flatMap(([date, name, rule], index) => [
      ...['BEGIN:VEVENT', `UID:${index}@hansa-it.example`, `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`],
      ...(rule ? [`RRULE:${rule}`] : []),
      ...[`SUMMARY:${name}`, 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('calendars: their coming days, and holidays from elsewhere', () => {
  let test: TestDesk;
  let lead: string;
  let feed: Server;
  let told = ics(['2026-12-25', 'Christmas']);
  before(async () => {
    feed = createServer((_, response) => response.end(told)).listen(0, '127.0.0.1');
    await once(feed, 'listening');
    test = await openTestDesk('2026-11-02T08:00:00Z', { OUTBOUND_ALLOW: '127.0.0.1' });
    lead = await test.key({ kind: 'provider' }, ['admin']);
  });
  after(async () => {
    await test.close();
    feed.close();
  });

  const post = (path: string, body: unknown, version?: number) =>
    test.call(lead, 'POST', path, body, version === undefined ? {} : { 'if-match': `"${version}"` });

  it('shows the coming days, each with its windows and why', async () => {
    const { body } = await test.call(lead, 'GET', '/calendars/berlin-office/preview?from=2026-12-23&days=3');
    expect(body.timeZone).to.equal('Europe/Berlin');
    expect(body.days).to.deep.equal([
      {
        ...{
          date: '2026-12-23',
          windows: [
            ['08:00', '12:00'],
            ['13:00', '18:00'],
          ],
          because: 'week',
        },
        ...{ holiday: null, version: 1, openSeconds: 32_400 },
      },
      {
        ...{ date: '2026-12-24', windows: [['08:00', '12:00']], because: 'exception' },
        ...{ holiday: null, version: 1, openSeconds: 14_400 },
      },
      { date: '2026-12-25', windows: [], because: 'holiday', holiday: null, version: 1, openSeconds: 0 },
    ]);
  });

  it('says which days it cannot show', async () => {
    const faults = async (query: string) =>
      (await test.call(lead, 'GET', `/calendars/always/preview?${query}`)).body.errors.map(
        ({ path }: { path: string }) => path,
      );
    expect(await faults('from=2026-02-30&days=0')).to.deep.equal(['from', 'days']);
    expect(await faults('from=9999-12-31&days=1')).to.deep.equal(['from']);
  });

  it('takes over the holidays of a country and region after showing what would change', async () => {
    const wanted = { source: { kind: 'country', country: 'DE', region: 'BY' }, years: [2027] };
    const shown = await post('/calendars/berlin-office/holidays/preview', wanted);
    expect(shown.status).to.equal(200);
    expect(shown.body.removed).to.deep.equal([]);
    expect(shown.body.added).to.deep.include({ date: '2027-01-06', name: 'Heilige Drei Könige' });
    expect((await post('/calendars/berlin-office/holidays', wanted)).status).to.equal(428);
    const taken = await post('/calendars/berlin-office/holidays', wanted, shown.body.version);
    expect([taken.status, taken.body.version]).to.deep.equal([200, shown.body.version + 1]);
    expect(taken.body.holidays).to.include.members(['2026-10-03', '2027-01-01', '2027-01-06']);
    const { body } = await test.call(lead, 'GET', '/calendars/berlin-office/preview?from=2027-01-06&days=1');
    expect(body.days[0]).to.include({ because: 'holiday', holiday: 'Heilige Drei Könige' });
    expect((await post('/calendars/berlin-office/holidays', wanted, shown.body.version)).status).to.equal(412);
  });

  it('takes over an ICS file with days that repeat, of the years named alone', async () => {
    const text = ics(
      ['2026-12-24', 'Half a day'],
      ['2020-05-01', 'Labour Day', 'FREQ=YEARLY'],
      ['2028-01-01', 'Later'],
    );
    const wanted = { source: { kind: 'ics', text }, years: [2026, 2027] };
    const { body } = await post('/calendars/madrid-office/holidays/preview', wanted);
    expect(body.added).to.deep.equal([
      { date: '2026-05-01', name: 'Labour Day' },
      { date: '2026-12-24', name: 'Half a day' },
      { date: '2027-05-01', name: 'Labour Day' },
    ]);
    expect(body.removed.map(({ date }: { date: string }) => date)).to.include('2026-12-25');
  });

  it('looks at a feed each day and proposes what changed, without taking it over', async () => {
    const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/holidays.ics`;
    const calendar = (await test.call(lead, 'GET', '/calendars/denver-office')).body;
    const patched = await test.call(lead, 'PATCH', '/calendars/denver-office', {
      ...{ holidayFeed: { url }, holidays: ['2026-12-25', '2026-12-31'], version: calendar.version },
    });
    expect(patched.status).to.equal(200);
    told = ics(['2026-12-25', 'Christmas'], ['2026-12-26', 'Day after']);
    await test.moveTo('2026-11-03T00:00:00Z');
    const shown = async () => (await test.call(lead, 'GET', '/calendars/denver-office/proposal')).body.proposal;
    const proposal = await shown();
    expect(proposal).to.deep.equal({
      ...{ at: '2026-11-03T00:00:00Z', years: [2026, 2027], problem: null, dismissed: false },
      added: [{ date: '2026-12-26', name: 'Day after' }],
      removed: [{ date: '2026-12-31', name: 'Holiday' }],
      days: [
        { date: '2026-12-26', before: [], after: [] },
        { date: '2026-12-31', before: [], after: [['07:00', '17:00']] },
      ],
    });
    const now = (await test.call(lead, 'GET', '/calendars/denver-office')).body;
    expect(now.holidays).to.deep.equal(['2026-12-25', '2026-12-31']);
    const dismissed = await post('/calendars/denver-office/proposal/dismiss', { at: proposal.at });
    expect(dismissed.body.proposal).to.deep.equal({ ...proposal, dismissed: true });
    await test.moveTo('2026-11-04T00:00:00Z');
    expect(await shown()).to.include({ at: '2026-11-04T00:00:00Z', dismissed: true });

    told = ics(['2026-12-25', 'Christmas'], ['2026-12-26', 'Day after'], ['2027-01-01', 'New Year']);
    await test.moveTo('2026-11-05T00:00:00Z');
    const { at, dismissed: still, added } = await shown();
    expect([still, added.length]).to.deep.equal([false, 2]);
    // What was shown is taken, not what the feed says by then.
    told = ics();
    expect((await post('/calendars/denver-office/proposal/take', { at: proposal.at }, now.version)).status).to.equal(
      409,
    );
    const taken = await post('/calendars/denver-office/proposal/take', { at }, now.version);
    expect(taken.body).to.deep.equal({
      ...{ id: 'denver-office', version: now.version + 1 },
      holidays: ['2026-12-25', '2026-12-26', '2027-01-01'],
    });
    expect(await shown()).to.deep.include({ added: [], removed: [], days: [] });
    const after = (await test.call(lead, 'GET', '/calendars/denver-office')).body;
    const left = { holidayFeed: null, version: after.version };
    expect((await test.call(lead, 'PATCH', '/calendars/denver-office', left)).status).to.equal(200);
    expect(await shown()).to.equal(null);
  });

  it('takes holidays over into each version that holds on some of the days', async () => {
    const before = (await test.call(lead, 'GET', '/calendars/madrid-office')).body;
    const later = { ...{ from: '2027-03-01', hours: { mon: [['10:00', '12:00']] } }, version: before.version };
    expect((await test.call(lead, 'PATCH', '/calendars/madrid-office', later)).status).to.equal(200);
    const text = ics(['2026-11-09', 'Almudena'], ['2027-05-03', 'Madrid Day'], ['2027-01-11', 'Snow']);
    const wanted = { source: { kind: 'ics', text }, years: [2026, 2027] };
    const shown = (await post('/calendars/madrid-office/holidays/preview', wanted)).body;
    expect(shown.added.map(({ date }: { date: string }) => date)).to.deep.equal([
      ...['2026-11-09', '2027-01-11', '2027-05-03'],
    ]);
    const isAdded = ({ date }: { date: string }) => text.includes(date.replaceAll('-', ''));
    expect(
      shown.days.filter(isAdded).map(({ date, before, after }: PreviewedDay) => [date, before, after]),
    ).to.deep.equal([
      ['2026-11-09', before.hours.mon, []],
      ['2027-01-11', before.hours.mon, []],
      ['2027-05-03', [['10:00', '12:00']], []],
    ]);
    const taken = await post('/calendars/madrid-office/holidays', wanted, shown.version);
    expect([taken.status, taken.body.holidays]).to.deep.equal([200, ['2026-11-09', '2027-01-11', '2027-05-03']]);
    for (const [date, name] of [
      ['2026-11-09', 'Almudena'],
      ['2027-05-03', 'Madrid Day'],
    ]) {
      const { body } = await test.call(lead, 'GET', `/calendars/madrid-office/preview?from=${date}&days=1`);
      expect(body.days[0], date).to.include({ because: 'holiday', holiday: name });
    }
    const after = (await test.call(lead, 'GET', '/calendars/madrid-office')).body;
    expect([after.from, after.hours]).to.deep.equal([later.from, later.hours]);
    expect((await post('/calendars/madrid-office/holidays/preview', wanted)).body.days).to.deep.equal([]);
  });

  it('keeps the feed of a calendar of which an earlier version is corrected by it', async () => {
    const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/holidays.ics`;
    const { version } = (await test.call(lead, 'GET', '/calendars/madrid-office')).body;
    await test.call(lead, 'PATCH', '/calendars/madrid-office', { holidayFeed: { url }, version });
    const now = (await test.call(lead, 'GET', '/calendars/madrid-office')).body;
    told = ics(
      ['2026-11-09', 'Almudena'],
      ['2026-11-16', 'Rain'],
      ['2027-05-03', 'Madrid Day'],
      ['2027-01-11', 'Snow'],
    );
    await test.moveTo('2026-11-06T00:00:00Z');
    const { proposal } = (await test.call(lead, 'GET', '/calendars/madrid-office/proposal')).body;
    expect(proposal.added).to.deep.equal([{ date: '2026-11-16', name: 'Rain' }]);
    const taken = await post('/calendars/madrid-office/proposal/take', { at: proposal.at }, now.version);
    expect(taken.status).to.equal(200);
    const after = (await test.call(lead, 'GET', '/calendars/madrid-office')).body;
    expect([after.from, after.holidayFeed]).to.deep.equal([null, { url }]);
    const { body } = await test.call(lead, 'GET', '/calendars/madrid-office/preview?from=2027-05-03&days=1');
    expect(body.days[0]).to.include({ because: 'holiday' });
    await test.call(lead, 'PATCH', '/calendars/madrid-office', { holidayFeed: null, version: after.version });
  });

  it('says what is wrong with a source', async () => {
    const faults = async (source: unknown) =>
      (await post('/calendars/always/holidays/preview', { source, years: [2027] })).body.errors;
    expect(await faults({ kind: 'country', country: 'XX' })).to.deep.equal([
      { path: 'source.country', message: 'is not a country that holidays are known of' },
    ]);
    expect(await faults({ kind: 'country', country: 'DE', region: 'ZZ' })).to.deep.equal([
      { path: 'source.region', message: 'is not a region of DE' },
    ]);
    expect(await faults({ kind: 'ics', text: 'no calendar' })).to.deep.equal([
      { path: 'source.text', message: 'is no calendar in the ICS format' },
    ]);
    // Both begin well; no February has a 30th day.
    for (const [rule, message] of [
      ['FREQ=MONTHLY;BYWEEKNO=1', 'is no calendar in the ICS format'],
      ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'takes too long to read'],
    ] as const) {
      expect(await faults({ kind: 'ics', text: ics(['2026-01-01', 'Never', rule]) }), rule).to.deep.equal([
        { path: 'source.text', message },
      ]);
    }
    const inside = await faults({ kind: 'feed', url: 'http://10.0.0.1/holidays.ics' });
    expect(inside.map(({ path }: { path: string }) => path)).to.deep.equal(['source.url']);
  });
});
