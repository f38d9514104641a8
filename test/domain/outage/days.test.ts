import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type DayOfComponent, daysOf, present, stateAt } from '../../../server/domain/outage/days.js';
import type { Outage, OutageInterval } from '../../../server/domain/outage/outage.js';

const A_DAY = 86_400;
const A_MINUTE = 60;
const NOON = 20_000 * A_DAY + A_DAY / 2;

const outage = (intervals: OutageInterval[]): Outage => ({
  ...{ status: 'ended', title: 'x', cause: 'provider', intervals, reports: [], publishedAt: 0 },
});

/** Outages on whole minutes of the last four days; slow and obvious things can be said of them minute by minute. */
const outages = fc
  .array(
    fc.record({
      from: fc.integer({ min: -4 * 1_440, max: 0 }),
      minutes: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: null }),
      impact: fc.constantFrom('full', 'degraded', 'minor'),
      components: fc.subarray(['voice', 'mail'], { minLength: 1 }),
    }),
    { maxLength: 5 },
  )
  .map((drawn) =>
    drawn.map(({ from, minutes, impact, components }, index): [string, Outage] => {
      const to = minutes === null ? null : Math.min(NOON, NOON + (from + minutes) * A_MINUTE);
      return [`O-${index}`, outage([{ from: NOON + from * A_MINUTE, to, impact, share: null, components }])];
    }),
  );

/** The outages that hit a component during a minute. */
const hitting = (known: ReadonlyMap<string, Outage>, component: string, minute: number) =>
  [...known].filter(([, { intervals }]) =>
    intervals.some(
      ({ from, to, components }) => from <= minute && (to ?? NOON) > minute && components.includes(component),
    ),
  );

function dayMinuteByMinute(known: ReadonlyMap<string, Outage>, from: number): DayOfComponent {
  let seconds = 0;
  const ids = new Set<string>();
  let worst: DayOfComponent['worst'] = 'up';
  for (let minute = from; minute < Math.min(from + A_DAY, NOON); minute += A_MINUTE) {
    const hit = hitting(known, 'voice', minute);
    if (hit.length > 0) seconds += A_MINUTE;
    for (const [id, { intervals }] of hit) {
      ids.add(id);
      if (intervals[0]?.impact === 'full') worst = 'down';
      else if (worst === 'up') worst = 'degraded';
    }
  }
  return { from, worst, seconds, outages: [...known.keys()].filter((id) => ids.has(id)) };
}

describe('the days of a component', () => {
  it('are what they are minute by minute', () => {
    fc.assert(
      fc.property(outages, (drawn) => {
        const known = new Map(drawn);
        const today = NOON - A_DAY / 2;
        const expected = [3, 2, 1, 0].map((ago) => dayMinuteByMinute(known, today - ago * A_DAY));
        expect(daysOf('voice', known, NOON, 4)).to.deep.equal(expected);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('end where the present begins: what is over is shown on its day, and works now', () => {
    const interval: OutageInterval = {
      ...{ from: NOON - 600, to: NOON - 300, impact: 'full', share: null, components: ['voice'] },
    };
    const known = new Map([['O-1', outage([interval])]]);
    expect(daysOf('voice', known, NOON, 1).map(({ worst, seconds }) => [worst, seconds])).to.deep.equal([
      ['down', 300],
    ]);
    expect(stateAt('voice', known.values(), NOON)).to.equal('up');
    expect(stateAt('voice', known.values(), NOON - 300)).to.equal('up');
    expect(stateAt('voice', known.values(), NOON - 301)).to.equal('down');
    expect(stateAt('mail', known.values(), NOON - 301)).to.equal('up');
  });

  it('name the worse of two that hit at once', () => {
    const at = (impact: OutageInterval['impact']) =>
      outage([{ from: NOON - 60, to: null, impact, share: null, components: ['voice'] }]);
    expect(stateAt('voice', [at('degraded'), at('full')], NOON)).to.equal('down');
    expect(stateAt('voice', [at('degraded'), at('minor')], NOON)).to.equal('degraded');
  });

  it('tell what goes on, what is under maintenance and what is announced', () => {
    const window = (startsAt: number, endsAt: number, cancelledAt: number | null = null) => ({
      ...{ title: 'm', components: ['voice'], startsAt, endsAt, announcedAt: 0, cancelledAt },
    });
    const running = outage([{ from: NOON, to: null, impact: 'full', share: null, components: ['voice'] }]);
    const over = outage([{ from: NOON - 60, to: NOON, impact: 'full', share: null, components: ['voice'] }]);
    const windows = new Map([
      ['later', window(NOON + 200, NOON + 300)],
      ['under', window(NOON, NOON + 60)],
      ['over', window(NOON - 60, NOON)],
      ['cancelled', window(NOON + 60, NOON + 90, NOON)],
      ['soon', window(NOON + 100, NOON + 300)],
    ]);
    const shown = present(new Map([['on', running]]).set('over', over), windows, NOON);
    const ids = (pairs: readonly (readonly [string, unknown])[]) => pairs.map(([id]) => id);
    expect([ids(shown.running), ids(shown.under), ids(shown.announced)]).to.deep.equal([
      ['on'],
      ['under'],
      ['soon', 'later'],
    ]);
  });
});
