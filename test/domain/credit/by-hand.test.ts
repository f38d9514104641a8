import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/credit/index.js';

const outage = (id: string, startedAt: string, endedAt: string | null, more: object = {}) => ({
  id,
  startedAt,
  endedAt,
  impact: 'full',
  components: ['a'],
  cause: 'provider',
  ...more,
});

const maintenance = (id: string, startsAt: string, endsAt: string) => ({ id, startsAt, endsAt, components: ['a'] });

/** A month of 30 days in UTC, 2,592,000 seconds, and whatever else a case says. */
function answer({ uptime = {}, exclude = {}, credit = {}, ...more }: Record<string, object>) {
  const read = explain({
    terms: {
      id: 't',
      version: 1,
      title: 'Standard',
      period: 'calendar-month',
      timeZone: 'UTC',
      uptime: { coverage: 'any', impacts: { full: '1', degraded: '0.5' }, ...uptime },
      exclude,
      credit: { rule: 'tiers', tiers: [{ below: '99.9', percent: '10' }], ...credit },
    },
    subscription: {
      id: 's',
      start: '2025-01-01',
      monthlyFee: { amount: 100_000, currency: 'EUR' },
      components: ['a'],
    },
    period: '2026-11',
    outages: [],
    maintenance: [],
    asOf: '2026-12-02T00:00:00Z',
    ...more,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

describe('a credit worked out by hand', () => {
  it('has an outage that counts from the very second of the minimum on', () => {
    const lasting = (end: string) =>
      answer({
        uptime: { minimumOutageSeconds: 60 },
        outages: [outage('O-1', '2026-11-03T10:00:01Z', `2026-11-03T10:01:${end}Z`)],
      }).downtime;
    expect(lasting('00').excluded.map(({ reason }) => reason)).to.deep.equal(['too-short']);
    expect(lasting('01').seconds).to.equal('60');
  });

  it('rounds a run that lies in the middle up, and a second less down', () => {
    const counted = (end: string) =>
      answer({
        uptime: { roundEachRun: { toSeconds: 60, direction: 'nearest' } },
        outages: [outage('O-1', '2026-11-03T10:00:00Z', `2026-11-03T10:02:${end}Z`)],
      }).downtime.runs.map((run) => run.countedSeconds);
    expect(counted('29')).to.deep.equal(['120']);
    expect(counted('30')).to.deep.equal(['180']);
  });

  it('counts time as available again from the second in which the allowance is used up', () => {
    const windows = [
      maintenance('M-1', '2026-11-03T10:00:00Z', '2026-11-03T10:00:40Z'),
      maintenance('M-2', '2026-11-03T10:00:30Z', '2026-11-03T10:02:00Z'),
    ];
    const available = (allowanceSeconds: number | null) =>
      answer({
        uptime: { denominator: 'available' },
        exclude: { maintenance: { allowanceSeconds } },
        maintenance: windows,
      }).period.availableSeconds;
    expect(available(null)).to.equal(2_592_000 - 120);
    expect(available(120)).to.equal(2_592_000 - 120);
    expect(available(45)).to.equal(2_592_000 - 45);
    expect(available(0)).to.equal(2_592_000);
  });

  it('lists an outage as maintenance up to that second, and counts the rest', () => {
    const { downtime, period } = answer({
      uptime: { denominator: 'available' },
      exclude: { maintenance: { allowanceSeconds: 45 } },
      outages: [outage('O-1', '2026-11-03T10:00:10Z', '2026-11-03T10:01:30Z')],
      maintenance: [maintenance('M-1', '2026-11-03T10:00:00Z', '2026-11-03T10:02:00Z')],
    });
    expect(downtime).to.deep.equal({
      seconds: '45',
      runs: [
        {
          from: '2026-11-03T10:00:45Z',
          to: '2026-11-03T10:01:30Z',
          weightedSeconds: '45',
          countedSeconds: '45',
          outages: ['O-1'],
        },
      ],
      excluded: [
        { outage: 'O-1', from: '2026-11-03T10:00:10Z', to: '2026-11-03T10:00:45Z', reason: 'maintenance:M-1' },
      ],
    });
    expect(period.availableSeconds).to.equal(2_592_000 - 45);
  });

  it('has maintenance, but no outage, make time unavailable where the uptime is measured', () => {
    const { period, downtime, uptimePercent } = answer({
      uptime: { source: 'measurement', denominator: 'available' },
      exclude: { causes: ['customer'], maintenance: {} },
      outages: [outage('O-1', '2026-11-05T00:00:00Z', '2026-11-06T00:00:00Z', { cause: 'customer' })],
      maintenance: [maintenance('M-1', '2026-11-03T10:00:00Z', '2026-11-03T10:00:40Z')],
      measurement: { uptimePercent: '99.95' },
    });
    expect(period.availableSeconds).to.equal(2_591_960);
    expect(downtime).to.deep.equal({ seconds: '1295.98', runs: [], excluded: [] });
    expect(uptimePercent).to.equal('99.950000');
  });

  it('leaves out what came before the report, and lists from the start what was never reported', () => {
    const { downtime } = answer({
      uptime: { countFrom: 'report' },
      exclude: { causes: ['customer'] },
      outages: [
        outage('O-1', '2026-11-03T10:00:00Z', '2026-11-03T11:00:00Z', { reportedAt: '2026-11-03T10:59:59Z' }),
        outage('O-2', '2026-11-04T10:00:00Z', '2026-11-04T11:00:00Z', { reportedAt: '2026-11-04T11:00:00Z' }),
        outage('O-3', '2026-11-05T10:00:00Z', '2026-11-05T11:00:00Z', { cause: 'customer' }),
      ],
    });
    expect(downtime.runs.map(({ from, to }) => [from, to])).to.deep.equal([
      ['2026-11-03T10:59:59Z', '2026-11-03T11:00:00Z'],
    ]);
    expect(downtime.excluded).to.deep.equal([
      { outage: 'O-2', from: '2026-11-04T10:00:00Z', to: '2026-11-04T11:00:00Z', reason: 'not-reported' },
      { outage: 'O-3', from: '2026-11-05T10:00:00Z', to: '2026-11-05T11:00:00Z', reason: 'cause:customer' },
    ]);
  });

  it('sums what each run gives by its tier', () => {
    const { creditPercent, tier, credit, met } = answer({
      credit: {
        rule: 'downtime-tiers',
        per: 'run',
        tiers: [
          { fromSeconds: 60, percent: '1' },
          { fromSeconds: 3600, percent: '2.5' },
        ],
      },
      outages: [
        outage('O-1', '2026-11-03T10:00:00Z', '2026-11-03T11:00:00Z'),
        outage('O-2', '2026-11-04T10:00:00Z', '2026-11-04T10:59:59Z'),
        outage('O-3', '2026-11-05T10:00:00Z', '2026-11-05T10:00:59Z'),
      ],
    });
    expect({ creditPercent, tier, met, amount: credit.amount }).to.deep.equal({
      creditPercent: '3.5',
      tier: null,
      met: false,
      amount: 3500,
    });
  });
});
