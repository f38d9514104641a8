import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { periodFee } from '../../../server/domain/credit/fee-steps.js';
import { periodOf } from '../../../server/domain/credit/period.js';
import { judgeUpgrade, type UpgradeBounds } from '../../../server/domain/playbook/upgrade.js';
import { dayOf, formatDate } from '../../../server/domain/time/date.js';
import {
  type AskedUpgrade,
  agreedQuantity,
  agreeUpgrade,
  askUpgrade,
  confirmUpgrade,
  feeSteps,
  freeUpgrade,
  quantityOn,
  type SubscribedUpgrade,
  ticketsDueBy,
} from '../../../server/domain/upgrade/subscribed.js';

type Upgrades = readonly SubscribedUpgrade[];

const bounds = (over: Partial<UpgradeBounds> = {}): UpgradeBounds => ({
  period: 'month',
  items: { seats: { maxQuantity: 60, maxIncrease: 10 } },
  maxMonthly: null,
  ...over,
});
const asked = (request: string, quantity: number, over: Partial<AskedUpgrade> = {}): AskedUpgrade => ({
  ...{ request, quantity, item: 'seats', base: 40, from: '2026-11-03', date: '2026-11-02', unitPrice: null },
  ...over,
});
const after = (decision: ReturnType<typeof askUpgrade>): Upgrades => {
  if (!decision.ok) throw new Error(decision.reason);
  return decision.state;
};
const take = (upgrades: Upgrades, one: AskedUpgrade, within: UpgradeBounds | null = bounds()) =>
  after(askUpgrade(upgrades, within, one, 1_000));
const stateOf = (upgrades: Upgrades, request: string) => upgrades.find((one) => one.request === request)?.state;

describe('what a subscription knows of upgrades', () => {
  it('reserves what is within the bounds, and counts it for the next', () => {
    const first = take([], asked('T-1', 48));
    expect(first[0]).to.deep.include({ state: 'reserved', increase: 8, reason: '', until: 1_060 });
    const second = take(first, asked('T-2', 51));
    expect(second[1]).to.deep.include({ state: 'asked', increase: 3, reservation: null });
    expect(second[1]?.reason).to.equal('3 more seats are beyond the 10 agreed for 2026-11, of which 8 are used up.');
    const freed = after(freeUpgrade(first, 'T-1', 1_100));
    expect(stateOf(take(freed, asked('T-2', 50)), 'T-2')).to.equal('reserved');
    expect(stateOf(take(first, asked('T-3', 50, { date: '2026-12-01' })), 'T-3')).to.equal('reserved');
  });

  it('takes the same request once', () => {
    const once = take([], asked('T-1', 45));
    const again = askUpgrade(once, bounds(), asked('T-1', 45), 2_000);
    expect(again).to.deep.equal({ ok: true, state: once, events: [] });
  });

  it('names every reason why it has to be asked about, without a price', () => {
    const narrow = bounds({ maxMonthly: { amount: 5_000, currency: 'EUR' } });
    const dear = asked('T-1', 70, { unitPrice: { amount: 2_500, currency: 'EUR' } });
    const verdict = judgeUpgrade(narrow, [], { ...dear, agreed: 40 });
    expect(verdict).to.deep.equal({
      verdict: 'ask',
      reasons: [
        { code: 'quantity-beyond', words: '70 seats are more than the 60 agreed beforehand.' },
        { code: 'increase-beyond', words: '30 more seats are beyond the 10 agreed for 2026-11.' },
        { code: 'money-beyond', words: 'What it adds a month is beyond what is agreed for 2026-11.' },
      ],
    });
    expect(stateOf(take([], asked('T-1', 41), null), 'T-1')).to.equal('asked');
    const unpriced = take([], asked('T-1', 41), narrow);
    expect(unpriced[0]?.reason).to.equal('What it costs is not known, and what it may add a month is bounded.');
  });

  it('says the quantity of a day by what was agreed last and has come into force', () => {
    const both = take(take([], asked('T-1', 45, { from: '2027-01-01' })), asked('T-2', 50, { from: '2026-12-01' }));
    const agree = (upgrades: Upgrades, index: number) =>
      after(agreeUpgrade(upgrades, both[index] as SubscribedUpgrade, '2026-11-02', 1_200));
    // However the two are settled, what was accepted last is the last word.
    for (const agreed of [agree(agree(both, 0), 1), agree(agree(both, 1), 0)]) {
      const on = (date: string) => quantityOn(40, agreed, 'seats', date);
      expect([on('2026-11-30'), on('2026-12-01'), on('2027-01-01')]).to.deep.equal([40, 50, 50]);
    }
    expect(agreedQuantity(40, both, 'seats')).to.equal(50);
    expect(quantityOn(40, both, 'seats', '2027-02-01')).to.equal(40);
  });

  it('lets a late “yes” hold from the day on which it is said, and agrees once', () => {
    const [one] = take([], asked('T-1', 90));
    const agreed = after(agreeUpgrade(one ? [one] : [], one as SubscribedUpgrade, '2026-11-20', 9_000));
    expect(agreed[0]).to.deep.include({ state: 'agreed', from: '2026-11-20', until: null });
    expect(agreeUpgrade(agreed, one as SubscribedUpgrade, '2026-11-21', 9_100)).to.deep.include({ events: [] });
    expect(freeUpgrade(agreed, 'T-1', 9_200)).to.deep.include({ state: agreed, events: [] });
  });

  it('waits for a ticket until it is known to be there', () => {
    const two = take(take([], asked('T-1', 41)), asked('T-2', 42));
    expect(ticketsDueBy(two)).to.equal(1_060);
    const known = after(confirmUpgrade(after(confirmUpgrade(two, 'T-1', 1_060)), 'T-2', 1_060));
    expect(ticketsDueBy(known)).to.equal(null);
  });

  it('never lets reservations go beyond the bounds, whatever is asked, agreed and freed', () => {
    const step = fc.record({ request: fc.nat(8), quantity: fc.integer({ min: 30, max: 70 }), next: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let upgrades: Upgrades = [];
        for (const { request, quantity, next } of steps) {
          const id = `T-${request}`;
          if (next === 2) upgrades = after(freeUpgrade(upgrades, id, 1_000));
          else upgrades = take(upgrades, asked(id, quantity));
          const known = upgrades.find((one) => one.request === id);
          if (next === 1 && known) upgrades = after(agreeUpgrade(upgrades, known, '2026-11-02', 1_000));
          const used = upgrades.reduce((sum, { reservation }) => sum + (reservation?.increase ?? 0), 0);
          if (used > 10) return false;
          if (upgrades.some(({ reservation, quantity: total }) => reservation !== null && total > 60)) return false;
        }
        return true;
      }),
    );
  });
});

describe('the fee of a subscription that grows', () => {
  const terms = { period: 'calendar-quarter', timeZone: 'Europe/Berlin' } as const;

  it('is each day’s at its own price, as adding up the days says', () => {
    const change = fc.record({ day: fc.integer({ min: 0, max: 130 }), quantity: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(2_500), fc.nat(60), (changes, price, startDay) => {
        const start = formatDate(dayOf('2026-09-15') + startDay);
        const agreed: Upgrades = changes.map(({ day, quantity }, index) => ({
          ...{
            request: `T-${index}`,
            item: 'seats',
            quantity,
            increase: 0,
            reservation: null,
            reason: '',
            until: null,
          },
          from: formatDate(dayOf('2026-09-20') + day),
          state: 'agreed',
        }));
        const items = { seats: 40 };
        const steps = feeSteps({ start, monthlyFee: 100_000, items }, { seats: price }, agreed);
        const term = { start, end: null };
        const period = periodOf(terms, '2026-Q4', term);
        const { charge, monthlyFee } = periodFee(steps, 'EUR', period, term);
        const feeOn = (date: string) => Math.max(0, 100_000 + price * (quantityOn(40, agreed, 'seats', date) - 40));
        // In units of 1/930 of a minor unit, as months have 30 or 31 days: the model rounds once as well.
        let exact = 0;
        for (const { first, end } of period.months) {
          for (let day = Math.max(first, dayOf(start)); day < end; day++)
            exact += (feeOn(formatDate(day)) * 930) / (end - first);
        }
        const last = feeOn(formatDate(period.end - 1));
        expect(monthlyFee).to.deep.equal({ amount: last, currency: 'EUR' });
        if (charge !== null) expect(charge).to.equal(Math.floor((Math.round(exact) * 2 + 930) / 1_860));
        else {
          const days = period.months.flatMap(({ first, end }) => [...Array(end - first).keys()].map((n) => first + n));
          const had = days.filter((day) => day >= dayOf(start)).map((day) => feeOn(formatDate(day)));
          expect(new Set(had).size).to.be.at.most(1);
        }
      }),
    );
  });
});
