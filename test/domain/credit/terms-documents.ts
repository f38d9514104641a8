import fc from 'fast-check';
import type { HoursDocument } from './model/document.js';

const QUARTER = 900;
const COMPONENTS = ['chat', 'meet', 'voice'] as const;

/** Mostly something; else `null`. Of 10, so many are `null`. */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>, nulls = 4): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: nulls, arbitrary: fc.constant(null) }, { weight: 10 - nulls, arbitrary });
export const oneOf = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
export const someComponents = fc.oneof(
  fc.constant<string[]>([...COMPONENTS]),
  fc.subarray<string>([...COMPONENTS], { minLength: 1 }),
);

/** Periods around clock changes, in zones of whole, half and quarter hours. */
export const periods = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(oneOf('calendar-month'), oneOf('2026-03', '2026-10', '2026-11', '2028-02')) },
  { weight: 4, arbitrary: fc.tuple(oneOf('service-month'), oneOf('2026-03', '2026-10', '2027-01', '2028-02')) },
  { weight: 1, arbitrary: fc.tuple(oneOf('calendar-quarter'), oneOf('2026-Q1', '2026-Q4')) },
);
export const zones = oneOf(
  'UTC',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/New_York',
  'America/Santiago',
);

const windows: Record<string, [string, string][]> = {
  office: [
    ['08:00', '12:15'],
    ['13:00', '18:00'],
  ],
  night: [['21:30', '24:00']],
  early: [['00:00', '03:45']],
  all: [['00:00', '24:00']],
};
const dayHours = oneOf('office', 'night', 'early', 'all').map((name) => windows[name] ?? []);

const hours: fc.Arbitrary<HoursDocument> = fc.record(
  {
    timeZone: zones,
    hours: fc.oneof(
      fc.constant('24x7' as const),
      fc.dictionary(oneOf('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), dayHours, { noNullPrototype: true }),
    ),
    holidays: fc.subarray(['2026-03-29', '2026-10-05', '2026-10-25', '2028-02-29']),
    exceptions: fc.dictionary(
      oneOf('2026-03-08', '2026-03-29', '2026-10-06', '2026-11-01'),
      fc.oneof(dayHours, fc.constant<[string, string][]>([])),
      {
        noNullPrototype: true,
      },
    ),
  },
  { requiredKeys: ['hours'] },
);

export const uptimes = fc.record(
  {
    components: maybe(someComponents),
    coverage: fc.oneof(
      oneOf('any', 'all'),
      fc.record({ atLeast: fc.integer({ min: 1, max: 3 }) }, { noNullPrototype: true }),
    ),
    serviceHours: maybe(hours, 7),
    countFrom: maybe(oneOf('start', 'report')),
    useShare: maybe(fc.boolean()),
    denominator: maybe(oneOf('measured', 'available')),
    impacts: oneOf<Record<string, string>>(
      { full: '1' },
      { full: '1', degraded: '0.5', minor: '0.1' },
      { full: '0.75', degraded: '0.25', minor: '0' },
    ),
    minimumOutageSeconds: maybe(oneOf(0, 900, 901, 3600, 7200), 6),
    roundEachRun: maybe(
      fc.record({ toSeconds: oneOf(1, 60, 700, 1800, 5000), direction: oneOf('down', 'up', 'nearest') }),
    ),
    roundPercent: maybe(
      fc.record({ decimals: fc.integer({ min: 0, max: 3 }), direction: oneOf('down', 'up', 'nearest') }),
    ),
  },
  { requiredKeys: ['coverage', 'impacts'], noNullPrototype: true },
);

export const exclusions = fc.record(
  {
    causes: maybe(fc.subarray(['customer', 'third_party'])),
    maintenance: maybe(
      fc.record(
        {
          noticeHours: maybe(oneOf(0, 24, 48)),
          allowanceSeconds: maybe(oneOf(0, 1, 2, 3, 4, 8, 16, 40).map((quarters) => quarters * QUARTER)),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      1,
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const bounds = oneOf('100', '99.99', '99.9', '99.5', '99', '98', '95', '90', '50');
const commitments = oneOf('100', '99.99', '99.9', '99.5', '97', '50');

/** Tiers whose remedies grow as the service gets worse. */
const uptimeTiers = (unit: 'percent' | 'days') =>
  fc
    .tuple(
      fc.uniqueArray(fc.tuple(bounds, oneOf('below', 'atMost')), { minLength: 1, maxLength: 4, selector: String }),
      fc.boolean(),
    )
    .map(([chosen, reversed]) => {
      const sorted = chosen.toSorted(
        ([a, x], [b, y]) => Number(b) - Number(a) || (x === y ? 0 : x === 'atMost' ? -1 : 1),
      );
      const tiers = sorted.map(([bound, kind], index) => ({
        [kind]: bound,
        [unit]: ['2.5', '5', '12.75', '100'][index],
      }));
      return reversed ? tiers.reverse() : tiers;
    });

const downtimeTiers = fc
  .tuple(fc.subarray([0, 900, 3600, 14_400, 86_400], { minLength: 1 }), oneOf('percent', 'days'))
  .map(([from, unit]) =>
    from.map((fromSeconds, index) => ({ fromSeconds, [unit]: ['0.5', '3', '10', '25', '60'][index] })),
  );

const rules = fc.oneof(
  fc.record({ rule: oneOf('tiers'), tiers: uptimeTiers('percent'), commitment: maybe(commitments) }),
  fc.record({ rule: oneOf('service-days'), tiers: uptimeTiers('days'), commitment: maybe(commitments) }),
  fc.record({
    rule: oneOf('downtime-tiers'),
    tiers: downtimeTiers,
    commitment: maybe(commitments),
    per: maybe(oneOf('period', 'run')),
  }),
  fc
    .record({
      commitment: maybe(commitments),
      per: maybe(oneOf('period', 'run')),
      freeSeconds: maybe(oneOf(0, 900, 1800, 10_000)),
      stepSeconds: oneOf(900, 1800, 3600, 7001),
      completeOnly: maybe(fc.boolean()),
      remedy: oneOf<{ percent: string } | { days: string }>(
        { percent: '5' },
        { percent: '2.5' },
        { days: '1' },
        { days: '0.333' },
      ),
    })
    .map(({ remedy, ...rule }) => ({ rule: 'per-step', ...rule, ...remedy })),
  fc.record({
    rule: oneOf('per-point'),
    commitment: commitments,
    points: oneOf('0.1', '1', '0.333333333', '10'),
    percent: oneOf('5', '0.75'),
    completeOnly: maybe(fc.boolean()),
  }),
  fc.record({
    rule: oneOf('downtime-multiple'),
    commitment: commitments,
    multiple: oneOf('1', '10', '0.5', '1000'),
    beyondOnly: maybe(fc.boolean()),
  }),
  fc.record({ rule: oneOf('fixed'), commitment: commitments, amount: oneOf(0, 500, 5000, 10_000_000) }),
);

export const credits = fc
  .tuple(
    rules,
    fc.record(
      {
        of: maybe(oneOf('fee', 'affected')),
        capPercent: maybe(oneOf('100', '30', '0', '33.333', '250')),
        capSpan: maybe(fc.record({ percent: oneOf('20', '100', '1.5'), of: oneOf('monthly-fee', 'annual-fee') })),
        minimum: maybe(oneOf(0, 100, 1000)),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([rule, shared]) => ({ ...rule, ...shared }));
