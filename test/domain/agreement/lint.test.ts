import { expect } from 'chai';
import fc from 'fast-check';
import { type AgreedClocks, lintClocks, missedPromise } from '../../../server/domain/agreement/lint.js';
import { lintAgreements, type ScopedPolicy } from '../../../server/domain/agreement/lint-all.js';
import type { SourcedTarget } from '../../../server/domain/agreement/nearest.js';
import { explain } from '../../../server/domain/sla/index.js';
import { METRICS, type Metric, type Party } from '../../../server/domain/sla/types.js';
import { type Calendar, openHours, type Window } from '../../../server/domain/time/calendar.js';
import { formatInstant, parseInstant } from '../../../server/domain/time/instant.js';

const MONDAY = parseInstant('2026-11-02T00:00:00Z') ?? 0;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const week = (...windows: Window[]) => Object.fromEntries(DAYS.map((day) => [day, windows]));
const CALENDARS: Record<string, Calendar> = {
  always: { timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} },
  office: { timeZone: 'Europe/Berlin', hours: week(['09:00', '17:00']), holidays: [], exceptions: {} },
  mornings: { timeZone: 'Europe/Madrid', hours: week(['08:00', '12:30']), holidays: ['2026-11-04'], exceptions: {} },
  nights: { timeZone: 'Europe/Berlin', hours: week(['20:00', '24:00']), holidays: [], exceptions: {} },
  never: { timeZone: 'UTC', hours: {}, holidays: [], exceptions: {} },
};
const hours = new Map(Object.entries(CALENDARS).map(([name, calendar]) => [name, openHours(calendar)]));
const hoursOf = (name: string) => hours.get(name) ?? openHours(CALENDARS.always as Calendar);

const target = (metric: Metric, party: Party, calendar: string, high: number): SourcedTarget => ({
  source: 'default',
  policy: { id: `${metric}-${party}`, version: 1 },
  target: { metric, party, calendar, minutes: { urgent: high, high, normal: high, low: high } },
});
const clocks = (
  targets: readonly SourcedTarget[],
  support: AgreedClocks['support'] = 'partner-first',
): AgreedClocks => ({
  ...{ targets, support, hoursOf },
  names: { provider: 'Northwind', partner: 'Hansa IT' },
});

describe('the lint of what is agreed for a deal', () => {
  it('shows when a promise is missed although everybody keeps their own target', () => {
    const found = lintClocks(
      clocks([
        target('handling', 'partner', 'office', 120),
        target('resolution', 'provider', 'always', 240),
        target('resolution', 'promise', 'always', 480),
      ]),
      MONDAY,
    );
    expect(found.filter(({ words }) => words.includes('high'))).to.deep.equal([
      {
        code: 'promise-cannot-be-kept',
        words:
          'resolution, high: the promise of 8 h can be missed although each keeps its own target (Hansa IT 2 h and Northwind 4 h).',
        example:
          'Logged Fri 6 Nov, 14:30: Hansa IT may take until Mon 9 Nov, 08:30, then Northwind may take until Mon 9 Nov, 12:30; the promise ends Fri 6 Nov, 22:30 (UTC).',
        policies: ['resolution-promise', 'handling-partner', 'resolution-provider'],
      },
    ]);
  });

  it('finds nothing where the promise leaves room for both', () => {
    const kept = [
      target('handling', 'partner', 'always', 60),
      target('resolution', 'provider', 'always', 240),
      target('resolution', 'promise', 'always', 300),
    ];
    expect(lintClocks(clocks(kept), MONDAY)).to.deep.equal([]);
  });

  it('takes whoever has two targets for a turn at the nearer one', () => {
    const both = (handling: number, resolution: number) => [
      target('handling', 'partner', 'always', handling),
      target('resolution', 'partner', 'always', resolution),
      target('resolution', 'provider', 'always', 120),
      target('resolution', 'promise', 'always', 240),
    ];
    for (const kept of [both(600, 60), both(60, 600)]) expect(lintClocks(clocks(kept), MONDAY)).to.deep.equal([]);
    expect(new Set(lintClocks(clocks(both(600, 150)), MONDAY).map(({ code }) => code))).to.deep.equal(
      new Set(['promise-cannot-be-kept']),
    );
  });

  it('does not take a long holiday of one desk for never', () => {
    const days = Array.from({ length: 20 }, (_, day) => `2026-11-${String(day + 1).padStart(2, '0')}`);
    const closed = openHours({ ...(CALENDARS.office as Calendar), holidays: days });
    const agreed = clocks([target('update', 'provider', 'always', 5), target('update', 'partner', 'closed', 5)]);
    const hoursWith = (name: string) => (name === 'closed' ? closed : hoursOf(name));
    expect(lintClocks({ ...agreed, hoursOf: hoursWith }, MONDAY)).to.deep.equal([]);
  });

  it('gives examples that the clocks themselves bear out', () => {
    const calendar = fc.constantFrom('always', 'office', 'mornings', 'nights');
    const minutes = fc.integer({ min: 5, max: 900 });
    const seen = new Set<Metric>();
    const metric = fc.constantFrom(...METRICS);
    const sides = fc.record({ promise: calendar, partner: calendar, provider: calendar });
    const spans = fc.record({ promise: minutes, partner: minutes, provider: minutes });
    fc.assert(
      fc.property(metric, sides, spans, fc.boolean(), (name, where, long, isFirst) => {
        const promise = target(name, 'promise', where.promise, long.promise);
        const targets = [
          promise,
          target('handling', 'partner', where.partner, long.partner),
          target(name, 'provider', where.provider, long.provider),
        ];
        const missed = missedPromise(clocks(targets, isFirst ? 'partner-first' : 'shared'), promise, 'high', MONDAY);
        if (missed === null) return;
        const [rows, ends] = told(targets, missed, isFirst);
        seen.add(name);
        const own = rows.filter(({ party }) => party !== 'promise');
        expect(own.map(({ state }) => state)).to.deep.equal(own.map(() => 'met'));
        expect(rows.find(({ party }) => party === 'promise')).to.include({
          state: 'breached',
          dueAt: formatInstant(missed.due),
        });
        expect(ends).to.equal(missed.stations.at(-1));
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(seen).to.deep.equal(new Set(METRICS));
  });

  it('names calendars that never open, priorities without a clock, and desks that never meet', () => {
    const bare = {
      ...target('update', 'provider', 'never', 5),
      target: { ...target('update', 'provider', 'never', 5).target, minutes: { urgent: 5 } },
    };
    const found = lintClocks(clocks([bare, target('update', 'promise', 'always', 60)]), MONDAY);
    expect(found.map(({ code }) => code)).to.deep.equal(['never-open']);
    const low = { ...bare, target: { ...bare.target, calendar: 'office' } };
    expect(lintClocks(clocks([low]), MONDAY).map(({ code }) => code)).to.deep.equal(
      Array(3).fill('priority-without-target'),
    );
    const apart = lintClocks(
      clocks([target('update', 'provider', 'office', 5), target('update', 'partner', 'nights', 5)]),
      MONDAY,
    );
    expect(apart.map(({ words, example }) => [words, example])).to.deep.equal([
      [
        'Northwind (office) and Hansa IT (nights) are never open at the same time.',
        'Northwind is open Mon 2 Nov, 09:00 to Mon 2 Nov, 17:00 (Europe/Berlin); Hansa IT is open Mon 2 Nov, 20:00 to Tue 3 Nov, 00:00 (Europe/Berlin)',
      ],
    ]);
  });

  it('names policies that hold for nobody, and what several deals share once', () => {
    const policy = (id: string, scope: ScopedPolicy['scope']): ScopedPolicy => ({
      ...{ id, version: 1, name: id, scope },
      targets: [{ metric: 'update', party: 'promise', calendar: 'always', minutes: { urgent: 1, high: 1, normal: 1 } }],
    });
    const deal = { partner: 'P-1', plan: 'gold', support: 'shared' as const };
    const found = lintAgreements(
      {
        ...{ providerName: 'Northwind', partnerNames: new Map(), hoursOf },
        deals: [
          { id: 'D-1', ...deal },
          { id: 'D-2', ...deal },
        ],
        policies: [
          policy('all', { kind: 'default' }),
          policy('p', { kind: 'partner', partner: 'P-1' }),
          policy('gold', { kind: 'plan', plan: 'gold' }),
        ],
      },
      MONDAY,
    );
    expect(found.map(({ code, deals, policies }) => ({ code, deals, policies }))).to.deep.equal([
      { code: 'priority-without-target', deals: ['D-1', 'D-2'], policies: [] },
      { code: 'policy-unused', deals: [], policies: ['gold'] },
    ]);
  });
});

interface RowTold {
  party: string;
  state: string;
  dueAt: string | null;
}

/** The story of an example, told by the clocks: everybody acts in the very last second of their own target. */
function told(
  targets: readonly SourcedTarget[],
  { start, stations, legs }: NonNullable<ReturnType<typeof missedPromise>>,
  isPartnerFirst: boolean,
): [RowTold[], number] {
  const end = stations.at(-1) ?? start;
  const events = [
    { at: formatInstant(start), type: 'created', priority: 'high', court: isPartnerFirst ? 'partner' : 'provider' },
    { at: formatInstant(start), type: 'reply', by: 'customer' },
    ...(legs.length > 1 ? [{ at: formatInstant(stations[0] ?? start), type: 'court', court: 'provider' }] : []),
    { at: formatInstant(end), type: 'reply', by: 'provider', to: 'customer' },
    { at: formatInstant(end), type: 'solved' },
  ];
  const used = new Set(targets.map((one) => one.target.calendar));
  const calendars = Object.fromEntries([...used].map((name) => [name, CALENDARS[name]]));
  const answer = explain({
    calendars,
    policy: { targets: targets.map((one) => one.target) },
    events,
    now: formatInstant(end + 1),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
  return [answer.value.targets as RowTold[], end];
}
