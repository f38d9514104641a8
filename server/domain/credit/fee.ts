import {
  HUNDRED,
  isAbove,
  larger,
  minus,
  over,
  type Rational,
  ratio,
  smaller,
  sum,
  times,
  ZERO,
} from '../money/rational.js';
import type { CreditInput, Subscription } from './input.js';
import { coveredDays, type Period } from './period.js';
import type { Verdict } from './rules.js';
import type { Run } from './runs.js';
import type { CreditTerms } from './terms.js';

/** The fee of a period in minor units, exact: what was charged, or the monthly fee by the days of each month. */
export function feeOf(subscription: Subscription, name: string, period: Period): Rational {
  const charged = subscription.charges.get(name);
  if (charged !== undefined) return ratio(charged);
  const monthly = ratio(subscription.monthlyFee.amount);
  return sum(
    period.months.map((month) => times(monthly, ratio(coveredDays(month, subscription), month.end - month.first))),
  );
}

/** What percents and days are of: the fee, or the part of it that the affected components make. */
export function baseOf({ terms, subscription }: CreditInput, fee: Rational, runs: readonly Run[]): Rational {
  if (terms.credit.of === 'fee') return fee;
  const fees = subscription.componentFees ?? new Map<string, number>();
  const feeOfOne = (name: string) => ratio(fees.get(name) ?? 0);
  const all = sum(subscription.components.map(feeOfOne));
  if (all.numerator === 0n) return ZERO;
  const affected = subscription.components.filter((name) =>
    runs.some(({ components, countedSeconds }) => isAbove(countedSeconds, ZERO) && components.has(name)),
  );
  return times(fee, over(sum(affected.map(feeOfOne)), all));
}

/** What a remedy is worth in minor units, before the caps; days are days of the base. */
export function worthOf(remedy: Verdict['remedy'], base: Rational, days: number): Rational {
  if (!remedy) return ZERO;
  switch (remedy.kind) {
    case 'percent':
      return times(base, over(remedy.amount, HUNDRED));
    case 'days':
      return times(base, over(remedy.amount, ratio(days)));
    case 'of-base':
      return times(base, remedy.amount);
    case 'minor-units':
      return remedy.amount;
  }
}

/** A credit after the caps of the terms, and whether one of them cut it. */
export function capped(input: CreditInput, credit: Rational, base: Rational): { credit: Rational; capped: boolean } {
  const caps = [ofBase(input.terms.credit, base), ofSpan(input)].filter((cap) => cap !== null);
  const allowed = caps.reduce(smaller, credit);
  return { credit: allowed, capped: isAbove(credit, allowed) };
}

const ofBase = ({ capPercent }: CreditTerms, base: Rational): Rational | null =>
  capPercent && times(base, over(capPercent, HUNDRED));

function ofSpan({ terms, subscription, alreadyCredited }: CreditInput): Rational | null {
  const span = terms.credit.capSpan;
  if (!span) return null;
  const months = ratio(span.of === 'annual-fee' ? 12 : 1);
  const fee = times(ratio(subscription.monthlyFee.amount), months);
  return larger(ZERO, minus(times(fee, over(span.percent, HUNDRED)), ratio(alreadyCredited)));
}
