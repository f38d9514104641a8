import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { firstGap, onCallAt, onCallSpans, type Rota, type RotaLayer } from '../../../server/domain/routing/rota.js';
import { type Calendar, openHours, windowsOn } from '../../../server/domain/time/calendar.js';
import { dayOf, formatDate } from '../../../server/domain/time/date.js';
import { formatInstant, parseInstant, type Seconds } from '../../../server/domain/time/instant.js';
import { zoneOf } from '../../../server/domain/time/zone.js';

const at = (text: string): Seconds => parseInstant(text) ?? Number.NaN;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
const OFFICE: Calendar = {
  timeZone: 'Europe/Berlin',
  hours: { mon: [['09:00', '17:00']], wed: [['01:30', '03:30']], sun: [['00:00', '24:00']] },
  holidays: ['2026-10-26'],
  exceptions: {},
};
const layer = (over: Partial<RotaLayer> = {}): RotaLayer => ({
  ...{ from: dayOf('2026-10-05'), until: null, handOver: 9 * 3600, weeks: 1, people: ['ada', 'ben'], hours: null },
  ...over,
});
const rota = (over: Partial<Rota> = {}): Rota => ({
  zone: zoneOf('Europe/Berlin'),
  layers: [layer()],
  overrides: [],
  ...over,
});

/** What a zone's clocks show: `2026-10-25 02:30`. Texts of this form are in the order of time but for repeated hours. */
function wallClock(zone: string, instant: Seconds): string {
  const key = `${zone} ${instant}`;
  const known = shown.get(key) ?? formatOf(zone).format(instant * 1000);
  shown.set(key, known);
  return known;
}

const shown = new Map<string, string>();
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    });
  formats.set(zone, format);
  return format;
}

/** The same rules, minute by minute: whose turn it is changes when the clocks first show the time of a hand-over. */
function slowTurns(one: RotaLayer, zone: string, from: Seconds, to: Seconds): Map<Seconds, string | null> {
  const time = `${String(one.handOver / 3600).padStart(2, '0')}:00`;
  const handOvers = Array.from({ length: 60 }, (_, n) => `${formatDate(one.from + n * one.weeks * 7)} ${time}`);
  const end = one.until === null ? null : `${formatDate(one.until)} ${time}`;
  const turns = new Map<Seconds, string | null>();
  let passed = 0;
  let over = false;
  for (let instant = from; instant < to; instant += 1800) {
    const clock = wallClock(zone, instant);
    while (clock >= (handOvers[passed] ?? '~')) passed++;
    over ||= end !== null && clock >= end;
    const closed = one.hours !== null && !isOpen(OFFICE, instant);
    const person = one.people[(passed - 1) % one.people.length] ?? null;
    turns.set(instant, passed === 0 || over || closed ? null : person);
  }
  return turns;
}

function isOpen(calendar: Calendar, instant: Seconds): boolean {
  const [date = '', time = ''] = wallClock(calendar.timeZone, instant).split(' ');
  return windowsOn(calendar, date).some(([opens, closes]) => opens <= time && time < closes);
}

const FIRST = at('2026-10-01T00:00:00Z');
const layers = fc.record({
  from: fc.integer({ min: dayOf('2026-09-28'), max: dayOf('2026-11-10') }),
  until: fc.option(fc.integer({ min: dayOf('2026-10-20'), max: dayOf('2026-11-20') })),
  handOver: fc.constantFrom(0, 2, 9, 23).map((hour) => hour * 3600),
  weeks: fc.constantFrom(1, 2),
  people: fc.uniqueArray(fc.constantFrom('ada', 'ben', 'chloe', 'gone'), { minLength: 1 }),
  hours: fc.constantFrom(null, openHours(OFFICE)),
});
const instants = fc.integer({ min: 0, max: 2 * 24 * 45 }).map((half) => FIRST + half * 1800);
const overrides = fc.record({
  from: instants,
  to: instants,
  person: fc.constantFrom('ada', 'dora', 'gone', null),
});
const rotas = fc.record({
  zone: fc.constantFrom(...ZONES).map(zoneOf),
  layers: fc.array(layers, { maxLength: 3 }),
  overrides: fc.array(overrides, { maxLength: 3 }),
});
const isThere = (person: string) => person !== 'gone';

function slowly({ zone, layers: all, overrides: standing }: Rota, from: Seconds, to: Seconds) {
  const turns = all.map((one) => slowTurns(one, zone.name, FIRST - 86_400, to));
  const found = new Map<Seconds, string | null>();
  for (let instant = from; instant < to; instant += 1800) {
    const over = standing.filter((one) => one.from <= instant && instant < one.to);
    const last = over.filter(({ person }) => person === null || isThere(person)).at(-1);
    const turn = turns.map((one) => one.get(instant) ?? null).find((person) => person !== null && isThere(person));
    found.set(instant, last ? last.person : (turn ?? null));
  }
  return found;
}

describe('who is on call', () => {
  it('is whose turn it is, until the hand-over', () => {
    const found = ['2026-10-05T06:59:59Z', '2026-10-05T07:00:00Z', '2026-10-12T06:59:59Z', '2026-10-12T07:00:00Z'];
    expect(found.map((instant) => onCallAt(rota(), at(instant)).person)).to.deep.equal([null, 'ada', 'ada', 'ben']);
  });

  it('changes by the clocks on the wall, also when they have been put back meanwhile', () => {
    expect(onCallAt(rota(), at('2026-10-26T07:30:00Z')).person).to.equal('ada');
    expect(onCallAt(rota(), at('2026-10-26T08:00:00Z')).person).to.equal('ben');
  });

  it('is who stands in; and who has left is passed over', () => {
    const [from, to] = [at('2026-10-06T00:00:00Z'), at('2026-10-07T00:00:00Z')];
    const standing = rota({ overrides: [{ from, to, person: 'chloe' }] });
    expect(onCallAt(standing, from)).to.deep.equal({ person: 'chloe', by: 'override', layer: null });
    expect(onCallAt(standing, to)).to.deep.equal({ person: 'ada', by: 'layer', layer: 0 });
    expect(onCallAt(standing, from, (person) => person !== 'chloe').person).to.equal('ada');
  });

  it('is the same for a stretch as at each of its instants, and the same as counted by hand', () => {
    fc.assert(
      fc.property(rotas, instants, (one, from) => {
        const to = from + 12 * 86_400;
        const slow = slowly(one, from, to);
        const spans = [...onCallSpans(one, from, to, isThere)];
        expect(spans[0]?.from).to.equal(from);
        expect(spans.at(-1)?.to).to.equal(to);
        for (const [index, span] of spans.entries()) if (index > 0) expect(span.from).to.equal(spans[index - 1]?.to);
        for (const [instant, person] of slow) {
          const span = spans.find((each) => each.from <= instant && instant < each.to);
          expect(onCallAt(one, instant, isThere).person, formatInstant(instant)).to.equal(person);
          expect(span?.person, formatInstant(instant)).to.equal(person);
        }
      }),
      { numRuns: 40, seed: 4 },
    );
  });

  it('is nobody in the first open hour that no layer covers', () => {
    const [from, to] = [at('2026-10-05T07:00:00Z'), at('2026-11-05T00:00:00Z')];
    const ends = rota({ layers: [layer({ until: dayOf('2026-10-19') })] });
    const always = openHours({ timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} });
    expect(firstGap(rota(), always, { from, to })).to.equal(null);
    expect(firstGap(ends, always, { from, to })).to.deep.equal({ from: at('2026-10-19T07:00:00Z'), to });
    // The Monday's hours end at 17:00 in Berlin; the layer covers none of them after its last hand-over at 09:00.
    expect(firstGap(ends, openHours(OFFICE), { from, to })).to.deep.equal({
      ...{ from: at('2026-10-19T07:00:00Z'), to: at('2026-10-19T15:00:00Z') },
    });
  });
});
