import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/credit/index.js';

const outage = {
  id: 'O-1',
  startedAt: '2026-11-10T00:00:00Z',
  endedAt: '2026-11-10T01:00:00Z',
  reportedAt: null,
  impact: 'full',
  share: null,
  components: ['a'],
  cause: 'provider',
};

const interval = { from: '2026-11-10T00:00:00Z', to: '2026-11-10T01:00:00Z', impact: 'full', components: ['a'] };

const window = {
  id: 'M-1',
  startsAt: '2026-11-10T00:00:00Z',
  endsAt: '2026-11-10T01:00:00Z',
  components: ['a'],
  announcedAt: null,
};

const document = () => ({
  terms: {
    id: 't',
    version: 1,
    title: 'Standard',
    period: 'calendar-month',
    timeZone: 'UTC',
    uptime: { coverage: 'any', impacts: { full: '1' } },
    exclude: { causes: ['customer'], maintenance: { noticeHours: 48 } },
    credit: {
      rule: 'tiers',
      tiers: [
        { below: '99.9', percent: '10' },
        { below: '99', percent: '25' },
      ],
    },
    claim: { required: false },
  },
  subscription: {
    id: 's',
    start: '2025-01-01',
    end: null,
    monthlyFee: { amount: 100_000, currency: 'USD' },
    components: ['a', 'b'],
  },
  period: '2026-11',
  outages: [structuredClone(outage)],
  maintenance: [structuredClone(window)],
  asOf: '2026-12-02T00:00:00Z',
});

/** Sets (or with `undefined` takes away) what is at a path such as `outages[0].id`. */
function put(target: unknown, path: string, value: unknown): void {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '');
  const last = names.pop() ?? '';
  let place = target;
  for (const name of names) place = Reflect.get(Object(place), name);
  if (value === undefined) Reflect.deleteProperty(Object(place), last);
  else Reflect.set(Object(place), last, value);
}

type Change = [path: string, value: unknown];

function faultsAfter(...changes: Change[]): string[] {
  const changed = document();
  for (const [path, value] of changes) put(changed, path, structuredClone(value));
  const answer = explain(changed);
  return answer.ok ? [] : [...new Set(answer.faults.map(({ path }) => path))].sort();
}

const credit = (rule: Record<string, unknown>): Change => ['terms.credit', rule];
const step = { rule: 'per-step', stepSeconds: 60, percent: '5' };

describe('a document that is in order', () => {
  const orders: [string, Change[]][] = [
    ['as it stands', []],
    ['an end equal to its start', [['outages[0].endedAt', outage.startedAt]]],
    [
      'everything that may be left out, as null',
      [
        ['terms.uptime.source', null],
        ['terms.uptime.serviceHours', null],
        ['terms.uptime.components', null],
        ['terms.exclude', null],
        ['terms.claim', null],
        ['terms.credit.of', null],
        ['terms.credit.minimum', null],
        ['terms.credit.capPercent', null],
        ['terms.credit.commitment', null],
        ['subscription.componentFees', null],
        ['measurement', null],
        ['alreadyCredited', null],
      ],
    ],
    ['an outage that goes on', [['outages[0].endedAt', null]]],
    ['charges of other periods', [['subscription.charges', { '2026-Q4': 1, '2026-10': 0 }]]],
    [
      'a tier at each edge of one bound',
      [
        [
          'terms.credit.tiers',
          [
            { atMost: '99', percent: '10' },
            { below: '99', percent: '10' },
          ],
        ],
      ],
    ],
    ['days for each step', [credit({ rule: 'per-step', stepSeconds: 60, days: '0.5', percent: null })]],
  ];
  for (const [name, changes] of orders) {
    it(name, () => {
      expect(faultsAfter(...changes)).to.deep.equal([]);
    });
  }
});

describe('a fault is named by its path', () => {
  const faults: [path: string, value: unknown, more?: string[]][] = [
    ['terms', undefined],
    ['terms', []],
    ['terms.id', ''],
    ['terms.version', '1'],
    ['terms.title', undefined],
    ['terms.period', 'calendar-week'],
    ['terms.timeZone', 'Mars/Olympus'],
    ['terms.timeZone', '+01:00'],
    ['terms.remark', 'none'],
    ['terms.uptime.source', 'guess'],
    ['terms.uptime.components', []],
    ['terms.uptime.components', ['a', 'b', 'a'], ['terms.uptime.components[2]']],
    ['terms.uptime.coverage', undefined],
    ['terms.uptime.coverage', 'most'],
    ['terms.uptime.coverage', { atLeast: 0 }, ['terms.uptime.coverage.atLeast']],
    ['terms.uptime.coverage', { atLeast: 1.5 }, ['terms.uptime.coverage.atLeast']],
    ['terms.uptime.serviceHours', { hours: { mon: [['09:00', '08:00']] } }, ['terms.uptime.serviceHours.hours.mon[0]']],
    ['terms.uptime.countFrom', 'end'],
    ['terms.uptime.useShare', 'yes'],
    ['terms.uptime.denominator', 'promised'],
    ['terms.uptime.impacts', undefined],
    ['terms.uptime.impacts.full', '1.000000001'],
    ['terms.uptime.impacts.full', '-0.1'],
    ['terms.uptime.impacts.full', 1],
    ['terms.uptime.minimumOutageSeconds', -1],
    ['terms.uptime.roundEachRun', { toSeconds: 0, direction: 'down' }, ['terms.uptime.roundEachRun.toSeconds']],
    ['terms.uptime.roundEachRun', { toSeconds: 60 }, ['terms.uptime.roundEachRun.direction']],
    ['terms.uptime.roundPercent', { decimals: -1, direction: 'down' }, ['terms.uptime.roundPercent.decimals']],
    ['terms.exclude.causes[0]', 7],
    ['terms.exclude.maintenance.noticeHours', '48'],
    ['terms.exclude.maintenance.allowanceSeconds', -1],
    ['terms.credit', undefined],
    ['terms.credit.rule', undefined],
    ['terms.credit.stepSeconds', 60],
    ['terms.credit.of', 'everything'],
    ['terms.credit.tiers', []],
    ['terms.credit.tiers[0].percent', 10],
    ['terms.credit.tiers[0].percent', '1e1'],
    ['terms.credit.tiers[0].percent', '10.0000000001'],
    ['terms.credit.tiers[0].percent', '-1'],
    ['terms.credit.tiers[0].days', '1'],
    [
      'terms.credit.tiers[0].below',
      undefined,
      ['terms.credit.tiers[0]', 'terms.credit.tiers[0].atMost', 'terms.credit.tiers[0].below'],
    ],
    [
      'terms.credit.tiers[0].atMost',
      '99',
      ['terms.credit.tiers[0]', 'terms.credit.tiers[0].atMost', 'terms.credit.tiers[0].below'],
    ],
    ['terms.credit.tiers[1].below', '99.90'],
    ['terms.credit.tiers[1].percent', '9.99'],
    ['terms.credit.commitment', '100.1'],
    ['terms.credit.capPercent', 100],
    ['terms.credit.capSpan', { percent: '10' }, ['terms.credit.capSpan.of']],
    ['terms.credit.minimum', '100'],
    ['terms.credit.form', 'cash'],
    ['terms.claim.required', undefined],
    ['terms.claim.withinDays', 30],
    ['terms.claim.unit', 'weeks'],
    ['subscription.start', '2026-02-30'],
    ['subscription.end', '2024-12-31'],
    ['subscription.monthlyFee.amount', -1],
    ['subscription.monthlyFee.amount', 1.5],
    ['subscription.monthlyFee.amount', '100000'],
    ['subscription.monthlyFee.currency', 'usd'],
    ['subscription.components', []],
    ['subscription.components', ['a', 'a'], ['subscription.components[1]']],
    ['subscription.componentFees', { a: -1 }, ['subscription.componentFees.a']],
    ['subscription.componentFees', { z: 1 }, ['subscription.componentFees.z']],
    ['subscription.charges', { '2026-11': -1 }, ['subscription.charges.2026-11']],
    ['subscription.charges', { November: 1 }, ['subscription.charges.November']],
    ['period', '2026-13'],
    ['period', '2026-Q4'],
    ['period', '2026'],
    ['outages', undefined],
    ['outages', null],
    ['outages[0].id', undefined],
    ['outages[0].startedAt', '2026-11-10T00:00:00'],
    ['outages[0].startedAt', '2026-11-10T00:00:00.5Z'],
    ['outages[0].startedAt', '2026-11-10T00:00:00+01:00'],
    ['outages[0].endedAt', '2026-11-09T23:59:59Z'],
    ['outages[0].share', '1.1'],
    ['outages[0].share', 0.5],
    ['outages[0].components', []],
    ['outages[0].components', ['a', 'a'], ['outages[0].components[1]']],
    ['outages[0].cause', undefined],
    ['outages[0].severity', 1],
    [
      'outages[0].intervals',
      [interval],
      ['outages[0].components', 'outages[0].endedAt', 'outages[0].impact', 'outages[0].startedAt'],
    ],
    ['outages[1]', outage, ['outages[1].id']],
    ['maintenance', undefined],
    ['maintenance[0].endsAt', '2026-11-09T00:00:00Z'],
    ['maintenance[0].endsAt', null],
    ['maintenance[0].announcedAt', 'yesterday'],
    ['maintenance[1]', window, ['maintenance[1].id']],
    ['measurement', { uptimePercent: '99' }],
    ['terms.uptime.source', 'measurement', ['measurement']],
    ['alreadyCredited', -1],
    ['asOf', undefined],
    ['asOf', '2026-12-02'],
  ];
  for (const [path, value, paths] of faults) {
    it(`${path} = ${JSON.stringify(value)}`, () => {
      expect(faultsAfter([path, value])).to.deep.equal(paths ?? [path]);
    });
  }

  it('also in intervals', () => {
    const intervals = [interval, { ...interval, to: '2026-11-09T00:00:00Z', share: '2' }];
    const { id, cause } = outage;
    expect(faultsAfter(['outages[0]', { id, cause, intervals }])).to.deep.equal([
      'outages[0].intervals[1].share',
      'outages[0].intervals[1].to',
    ]);
    expect(faultsAfter(['outages[0]', { id, cause, intervals: [] }])).to.deep.equal(['outages[0].intervals']);
  });

  it('all at once', () => {
    expect(faultsAfter(['asOf', undefined], ['terms.credit.tiers', []], ['subscription.id', 7])).to.deep.equal([
      'asOf',
      'subscription.id',
      'terms.credit.tiers',
    ]);
  });

  it('the whole, where it is no object', () => {
    expect(explain([])).to.deep.equal({ ok: false, faults: [{ path: '', message: 'must be an object' }] });
  });
});

describe('a rule of credits is refused', () => {
  const rules: [string, Record<string, unknown>, string[]][] = [
    ['steps of nothing', { ...step, stepSeconds: 0 }, ['stepSeconds']],
    ['steps that give nothing', { ...step, percent: undefined }, ['', 'days', 'percent']],
    ['steps that give both', { ...step, days: '1' }, ['', 'days', 'percent']],
    ['steps with tiers', { ...step, tiers: [] }, ['tiers']],
    ['steps of something unknown', { ...step, per: 'outage' }, ['per']],
    ['points of nothing', { rule: 'per-point', commitment: '99', points: '0', percent: '5' }, ['points']],
    ['points without a commitment', { rule: 'per-point', points: '1', percent: '5' }, ['commitment']],
    ['a multiple without a commitment', { rule: 'downtime-multiple', multiple: '5' }, ['commitment']],
    ['a fixed amount without a commitment', { rule: 'fixed', amount: 5 }, ['commitment']],
    ['a fixed amount in fractions', { rule: 'fixed', commitment: '99', amount: '5' }, ['amount']],
    [
      'days in tiers of percents',
      { rule: 'tiers', tiers: [{ below: '99', days: '1' }] },
      ['tiers[0].days', 'tiers[0].percent'],
    ],
    [
      'percents in tiers of days',
      { rule: 'service-days', tiers: [{ below: '99', percent: '1' }] },
      ['tiers[0].days', 'tiers[0].percent'],
    ],
    [
      'less for a stricter bound, in any order',
      {
        rule: 'tiers',
        tiers: [
          { below: '99', percent: '5' },
          { atMost: '99', percent: '6' },
        ],
      },
      ['tiers[0].percent'],
    ],
    [
      'a downtime twice',
      {
        rule: 'downtime-tiers',
        tiers: [
          { fromSeconds: 60, days: '1' },
          { fromSeconds: 60, days: '2' },
        ],
      },
      ['tiers[1].fromSeconds'],
    ],
    [
      'less for more downtime',
      {
        rule: 'downtime-tiers',
        tiers: [
          { fromSeconds: 60, days: '2' },
          { fromSeconds: 90, days: '1' },
        ],
      },
      ['tiers[1].days'],
    ],
    [
      'percents among days',
      {
        rule: 'downtime-tiers',
        tiers: [
          { fromSeconds: 60, days: '2' },
          { fromSeconds: 90, percent: '1' },
        ],
      },
      ['tiers', 'tiers[1]', 'tiers[1].percent'],
    ],
  ];
  for (const [name, rule, keys] of rules) {
    it(name, () => {
      const paths = keys.map((name) => (name === '' ? 'terms.credit' : `terms.credit.${name}`));
      expect(faultsAfter(credit(rule))).to.deep.equal(paths);
    });
  }

  it('with all that is wrong in one tier', () => {
    const tiers = [
      { below: '99.9', percent: '10' },
      { below: '99.90', percent: 25 },
      { atMost: 100, percent: '5', days: '1' },
    ];
    expect(faultsAfter(credit({ rule: 'tiers', tiers }))).to.deep.equal([
      'terms.credit.tiers[1].below',
      'terms.credit.tiers[1].percent',
      'terms.credit.tiers[2].atMost',
      'terms.credit.tiers[2].days',
    ]);
  });

  it('with what no rule could have, also where the rule is not known', () => {
    const wrong = {
      rule: 'most',
      commitment: 99,
      per: 'outage',
      freeSeconds: -1,
      stepSeconds: 0,
      completeOnly: 'yes',
      beyondOnly: 1,
      percent: '-1',
      days: 2,
      points: '0',
      multiple: 10,
      amount: 0.5,
      tiers: [{ below: '101', fromSeconds: '60', percent: 5, bonus: '1' }, 7],
    };
    expect(faultsAfter(credit(wrong))).to.have.members(
      [
        ...Object.keys(wrong).filter((name) => name !== 'tiers'),
        'tiers[0].below',
        'tiers[0].fromSeconds',
        'tiers[0].percent',
        'tiers[0].bonus',
        'tiers[1]',
      ].map((name) => `terms.credit.${name}`),
    );
    expect(faultsAfter(credit({ rule: 'most', tiers: { below: '99' } }))).to.deep.equal([
      'terms.credit.rule',
      'terms.credit.tiers',
    ]);
  });

  it('affected components without a fee for each', () => {
    const of: Change = ['terms.credit.of', 'affected'];
    expect(faultsAfter(of)).to.deep.equal(['subscription.componentFees']);
    expect(faultsAfter(of, ['subscription.componentFees', { a: 1 }])).to.deep.equal([
      'subscription.componentFees',
      'subscription.componentFees.b',
    ]);
  });

  it('what needs outages, where uptime is measured otherwise', () => {
    const source: Change = ['terms.uptime.source', 'measurement'];
    const measurement: Change = ['measurement', { uptimePercent: '99.5' }];
    const fees: Change = ['subscription.componentFees', { a: 1, b: 2 }];
    const rule = credit({ ...step, per: 'run', of: 'affected' });
    expect(faultsAfter(source, measurement, fees, rule)).to.deep.equal(['terms.credit.of', 'terms.credit.per']);
    expect(faultsAfter(source, ['measurement', { uptimePercent: '100.5' }])).to.deep.equal([
      'measurement.uptimePercent',
    ]);
  });
});
