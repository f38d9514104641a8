/*
 * The contract of the credits once more, slow and obvious: time is a row of quarters of an hour, and each sentence
 * is asked of each quarter. Needs documents in order whose instants lie on quarters. Shares nothing with the product.
 */
import { order, QUARTER, seconds } from './clock.js';
import { baseOf, cap, type Given, give } from './credit.js';
import type { Document } from './document.js';
import { downtimeOf, written } from './downtime.js';
import { big, div, type Fraction, halfUp, less, mul, rounded, shown, sub } from './fractions.js';
import { feeOf, measure } from './measured.js';

export type { Document } from './document.js';

/** The answer to a document. */
export function model(input: Document) {
  const { credit } = input.terms;
  const { currency } = input.subscription.monthlyFee;
  const time = measure(input);
  const { runs, excluded, available, downtime } = downtimeOf(input, time);
  const percent = available > 0 ? div(mul(big(100), sub(big(available), downtime)), big(available)) : big(100);
  const fee = feeOf(input, time);
  const base = baseOf(input, fee, runs);
  const nothing: Given = { met: true, tier: null, percent: null, gross: big(0) };
  const compared = compare(input, percent);
  const known = { base, coveredDays: time.covered.length, available, downtime, compared, runs };
  const given = available > 0 ? give(credit, known) : nothing;
  const net = cap(input, given.gross, base);
  const minor = Number(halfUp(net));
  const tooSmall = minor > 0 && minor < (credit.minimum ?? 0);
  const end = (time.quarters.at(-1) ?? 0) + QUARTER;
  return {
    period: {
      name: input.period,
      start: written(time.quarters[0]),
      end: written(end),
      measuredFrom: written(time.span[0]),
      measuredTo: time.span.length === 0 ? null : written((time.span.at(-1) ?? 0) + QUARTER),
      measuredSeconds: time.measured.length * QUARTER,
      availableSeconds: available,
      days: time.days.length,
      coveredDays: time.covered.length,
      final: seconds(input.asOf) >= end,
    },
    downtime: {
      seconds: shown(downtime),
      runs: runs.map((run) => ({
        from: written(run.from),
        to: written(run.to),
        weightedSeconds: shown(run.weighted),
        countedSeconds: shown(run.counted),
        outages: [...run.outages].sort(order),
      })),
      excluded: excluded.map((row) => ({ ...row, from: written(row.from), to: written(row.to) })),
    },
    uptimePercent: sixDecimals(percent),
    met: given.met,
    tier: given.tier,
    fee: { amount: Number(halfUp(fee)), currency },
    base: { amount: Number(halfUp(base)), currency },
    creditPercent: given.percent && shown(given.percent),
    credit: { amount: tooSmall ? 0 : minor, currency },
    capped: less(net, given.gross),
    reason: available === 0 ? 'no-measured-time' : tooSmall ? 'below-minimum' : null,
  };
}

function compare({ terms }: Document, percent: Fraction): Fraction {
  const { roundPercent } = terms.uptime;
  if (!roundPercent) return percent;
  const scale = 10n ** BigInt(roundPercent.decimals);
  return [rounded(mul(percent, big(scale)), roundPercent.direction), scale];
}

function sixDecimals(percent: Fraction): string {
  const digits = halfUp(mul(percent, big(1_000_000)))
    .toString()
    .padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
