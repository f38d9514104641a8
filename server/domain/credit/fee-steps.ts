import { type Money, toMinorUnits } from '../money/money.js';
import { plus, ratio, times, ZERO } from '../money/rational.js';
import { dayOf, type LocalDate } from '../time/date.js';
import { coveredDays, type Days, type Period, type Term } from './period.js';

/** What the credits contract is told of a fee that changed: the monthly fee, and what a period came to. */
export interface PeriodFee {
  /** The one in force on the last day of the period. */
  monthlyFee: Money;
  /** What the period was charged where the fee changed in it; `null`: the monthly fee says it. */
  charge: number | null;
}

/**
 * The fee of a period of a subscription whose monthly fee changes by the day (contract of the credits: what changes
 * inside a period reaches the calculation as `charges`): each day at its fee, month by month, rounded once.
 */
export function periodFee(
  steps: readonly { from: LocalDate; amount: number }[],
  currency: string,
  period: Pick<Period, 'first' | 'end' | 'months'>,
  term: Term,
): PeriodFee {
  const within = steps.filter(({ from }) => dayOf(from) > period.first && dayOf(from) < period.end);
  const before = steps.filter(({ from }) => dayOf(from) <= period.first).at(-1);
  const last = within.at(-1) ?? before ?? steps[0];
  if (!last) throw new RangeError('A subscription without a fee');
  const monthlyFee = { amount: last.amount, currency };
  if (within.length === 0) return { monthlyFee, charge: null };
  const pieces = (before ? [before, ...within] : within).map(
    ({ from, amount }, index, all): Days & { amount: number } => ({
      first: dayOf(from),
      end: all[index + 1] ? dayOf(all[index + 1]?.from ?? from) : period.end,
      amount,
    }),
  );
  const charge = period.months.reduce(
    (sum, month) =>
      pieces.reduce((some, piece) => {
        const days = { first: Math.max(month.first, piece.first), end: Math.min(month.end, piece.end) };
        if (days.first >= days.end) return some;
        return plus(some, times(ratio(piece.amount), ratio(coveredDays(days, term), month.end - month.first)));
      }, sum),
    ZERO,
  );
  return { monthlyFee, charge: toMinorUnits(charge) };
}
