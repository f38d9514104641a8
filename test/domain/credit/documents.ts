import fc from 'fast-check';
import type { Document, IntervalDocument, MaintenanceDocument, OutageDocument } from './model/document.js';
import { credits, exclusions, maybe, oneOf, periods, someComponents, uptimes, zones } from './terms-documents.js';

const QUARTER = 900;

const instant = (at: number): string => new Date(at * 1000).toISOString().replace('.000Z', 'Z');

/** Things happen near each other: offsets in quarters from one of a few moments of the period. */
const lengths = oneOf(0, 1, 2, 3, 4, 8, 20, 60, 200);
const placed = fc.record({ moment: fc.nat(1), offset: fc.integer({ min: -12, max: 30 }), length: lengths });

const outages = fc.array(
  fc.record({
    at: placed,
    impact: oneOf('full', 'full', 'full', 'degraded', 'minor'),
    share: maybe(oneOf('0', '0.5', '0.021', '1', '0.333333333'), 3),
    components: someComponents,
    cause: oneOf('provider', 'provider', 'provider', 'customer', 'third_party'),
    reported: maybe(fc.integer({ min: -2, max: 20 }), 2),
    isOpen: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
    more: fc.array(
      fc.record({
        gap: fc.integer({ min: -3, max: 3 }),
        length: lengths,
        impact: oneOf('full', 'degraded', 'minor'),
        share: fc.option(oneOf('0', '0.5', '1'), { nil: null }),
        components: someComponents,
      }),
      { maxLength: 2 },
    ),
    hasIntervals: fc.boolean(),
  }),
  { maxLength: 8, size: 'max' },
);

const maintenances = fc.array(
  fc.record({ at: placed, components: someComponents, notice: maybe(oneOf(0, 23, 24, 48, 100), 1) }),
  { maxLength: 4, size: 'max' },
);

const subscriptions = fc.record({
  startOffset: maybe(fc.integer({ min: -40, max: 35 }), 6),
  endOffset: maybe(fc.integer({ min: -3, max: 70 }), 7),
  components: someComponents,
  fee: oneOf(0, 999, 1234, 77_777, 120_000, 4_999_999),
  currency: oneOf('EUR', 'JPY', 'KWD'),
  fees: fc.record({ chat: oneOf(0, 500, 1999), meet: oneOf(0, 500, 70_000), voice: oneOf(0, 1, 3000) }),
  charge: maybe(oneOf(0, 31_415, 987_654), 8),
});

const firstMonth = (period: string): string =>
  period.includes('Q') ? `${period.slice(0, 4)}-${String(Number(period.slice(6)) * 3 - 2).padStart(2, '0')}` : period;

interface Parts {
  kind: string;
  period: string;
  base: number;
  moments: readonly number[];
  asOf: number;
}

const timeOf = ({ base, moments }: Parts, { moment, offset }: { moment: number; offset: number }): number =>
  base + ((moments[moment] ?? 0) + offset) * QUARTER;

type OutageParts = typeof outages extends fc.Arbitrary<(infer T)[]> ? T : never;

function outageOf(parts: Parts, it: OutageParts, index: number): OutageDocument {
  const start = timeOf(parts, it.at);
  const end = start + it.at.length * QUARTER;
  const shared = {
    id: `O-${index + 1}`,
    cause: it.cause,
    reportedAt: it.reported === null ? null : instant(start + it.reported * QUARTER),
  };
  if (!it.hasIntervals) {
    return {
      ...shared,
      startedAt: instant(start),
      endedAt: it.isOpen ? null : instant(end),
      impact: it.impact,
      share: it.share,
      components: it.components,
    };
  }
  const intervals: IntervalDocument[] = [
    { from: instant(start), to: instant(end), impact: it.impact, share: it.share, components: it.components },
  ];
  let last = end;
  for (const [position, { gap, length, impact, share, components }] of it.more.entries()) {
    const from = last + gap * QUARTER;
    last = from + length * QUARTER;
    const isOpen = it.isOpen && position === it.more.length - 1;
    intervals.push({ from: instant(from), to: isOpen ? null : instant(last), impact, share, components });
  }
  return { ...shared, intervals };
}

type WindowParts = typeof maintenances extends fc.Arbitrary<(infer T)[]> ? T : never;

function maintenanceOf(parts: Parts, { at, components, notice }: WindowParts, index: number): MaintenanceDocument {
  const start = timeOf(parts, at);
  return {
    id: `M-${index + 1}`,
    startsAt: instant(start),
    endsAt: instant(start + at.length * QUARTER),
    components,
    announcedAt: notice === null ? null : instant(start - notice * 3600),
  };
}

/** Documents of the credits contract, all in order, whose instants lie on quarters of an hour. */
export const documents: fc.Arbitrary<Document & Record<string, unknown>> = fc
  .record({
    period: periods,
    zone: zones,
    uptime: uptimes,
    exclude: maybe(exclusions, 1),
    credit: credits,
    subscription: subscriptions,
    outages,
    maintenance: maintenances,
    moments: fc.tuple(fc.nat(2900), fc.nat(2900)),
    asOf: fc.oneof(
      { weight: 4, arbitrary: fc.constant(100 * 96) },
      { weight: 1, arbitrary: fc.integer({ min: -50, max: 3100 }) },
    ),
    measured: maybe(oneOf('100', '99.9', '99.42', '97.123456789', '0'), 9),
    alreadyCredited: maybe(oneOf(0, 400, 50_000)),
  })
  .map((it) => {
    const [kind, period] = it.period;
    const month = firstMonth(period);
    const base = Date.parse(`${month}-01T00:00:00Z`) / 1000;
    const dateAt = (days: number) => instant(base + days * 86_400).slice(0, 10);
    const { subscription } = it;
    const start = subscription.startOffset === null ? '2024-01-31' : dateAt(subscription.startOffset);
    const end =
      subscription.endOffset === null
        ? null
        : dateAt((subscription.startOffset ?? 0) + Math.max(0, subscription.endOffset));
    const parts: Parts = { kind, period, base, moments: it.moments, asOf: it.asOf };
    const isMeasured =
      it.measured !== null && it.credit.of !== 'affected' && !('per' in it.credit && it.credit.per === 'run');
    return {
      terms: {
        id: 'T',
        version: 1,
        title: 'generated',
        period: kind,
        timeZone: it.zone,
        uptime: { ...it.uptime, ...(isMeasured && { source: 'measurement' }) },
        exclude: it.exclude,
        credit: it.credit,
        claim: { required: false },
      },
      subscription: {
        id: 'S',
        start,
        end,
        monthlyFee: { amount: subscription.fee, currency: subscription.currency },
        components: subscription.components,
        componentFees: Object.fromEntries(
          Object.entries(subscription.fees).filter(([name]) => subscription.components.includes(name)),
        ),
        charges: subscription.charge === null ? null : { [period]: subscription.charge },
      },
      period,
      outages: it.outages.map((outage, index) => outageOf(parts, outage, index)),
      maintenance: it.maintenance.map((window, index) => maintenanceOf(parts, window, index)),
      ...(isMeasured && { measurement: { uptimePercent: it.measured ?? '100' } }),
      alreadyCredited: it.alreadyCredited,
      asOf: instant(base + it.asOf * QUARTER),
    };
  });
