import { exactly, formatExact, formatFixed } from '../money/decimal.js';
import type { Money } from '../money/money.js';
import { HUNDRED, over, type Rational, ratio, times } from '../money/rational.js';
import { type CreditOutput, calculate } from './explain.js';
import type { CreditInput } from './input.js';
import { isPeriodOf } from './period-name.js';
import type { Terms } from './terms.js';

/** What a reseller owes its customer under their own terms. */
export interface PassThrough {
  /** Of the fee of the period, at most six decimals; `null` where a share of an unknown fee says nothing. */
  percent: string | null;
  /** `null` where the desk does not know the retail fee. */
  money: Money | null;
  output: CreditOutput;
}

// Large enough that rounding to the minor unit does not show in six decimals of a percentage.
const NOMINAL_FEE = 1_000_000_000_000;

/** Whether the terms can be asked about this period with what the provider's calculation knows. */
function canJudge({ period, measurement, subscription }: CreditInput, terms: Terms): boolean {
  if (!isPeriodOf(terms.period, period)) return false;
  if (terms.uptime.source === 'measurement' && !measurement) return false;
  const { componentFees, components } = subscription;
  return terms.credit.of === 'fee' || components.every((component) => componentFees?.has(component));
}

/**
 * Advises what passes through to the customer: the same period, outages and maintenance under the terms of the
 * partner with its customer. Charges and what was credited already are between provider and partner, and stay there.
 * `null` where those terms cut time otherwise, or ask for a measurement or fees that are not known here.
 */
export function passThrough(provider: CreditInput, terms: Terms, retail: Money | null): PassThrough | null {
  if (!canJudge(provider, terms)) return null;
  const { currency } = provider.subscription.monthlyFee;
  const monthlyFee = retail ?? { amount: NOMINAL_FEE, currency };
  const output = calculate({
    ...provider,
    terms: retail ? terms : { ...terms, credit: { ...terms.credit, minimum: 0 } },
    subscription: { ...provider.subscription, monthlyFee, charges: new Map() },
    alreadyCredited: 0,
  });
  const isOfUnknownFee = retail === null && terms.credit.rule === 'fixed';
  return { percent: isOfUnknownFee ? null : percentOf(output), money: retail && output.credit, output };
}

function percentOf({ credit, fee }: CreditOutput): string | null {
  if (fee.amount === 0) return null;
  const percent: Rational = times(over(ratio(credit.amount), ratio(fee.amount)), HUNDRED);
  return formatExact(exactly(formatFixed(percent, 6)));
}
