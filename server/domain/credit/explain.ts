import { formatExact, formatFixed } from '../money/decimal.js';
import { type Money, toMinorUnits } from '../money/money.js';
import { type Rational, ratio } from '../money/rational.js';
import { formatInstant, type Seconds } from '../time/instant.js';
import { baseOf, capped, feeOf, worthOf } from './fee.js';
import type { CreditInput } from './input.js';
import { coveredDays, type Measured, measuredTime, type Period, periodOf } from './period.js';
import { judge, type Verdict } from './rules.js';
import type { WrittenTier } from './terms.js';
import { type Uptime, uptimeOf } from './uptime.js';

/** The whole calculation, so that every figure can be reproduced by hand (contract of the credits). */
export interface CreditOutput {
  period: {
    name: string;
    start: string;
    end: string;
    measuredFrom: string | null;
    measuredTo: string | null;
    measuredSeconds: number;
    availableSeconds: number;
    days: number;
    coveredDays: number;
    final: boolean;
  };
  downtime: { seconds: string; runs: RunOutput[]; excluded: ExcludedOutput[] };
  uptimePercent: string;
  met: boolean;
  tier: WrittenTier | null;
  fee: Money;
  base: Money;
  creditPercent: string | null;
  credit: Money;
  capped: boolean;
  reason: 'below-minimum' | 'no-measured-time' | null;
}

export interface RunOutput {
  from: string;
  to: string;
  weightedSeconds: string;
  countedSeconds: string;
  outages: readonly string[];
}

export interface ExcludedOutput {
  outage: string;
  from: string;
  to: string;
  reason: string;
}

/** Calculates the credit of a period. Deterministic: the same input always gives the same output. */
export function calculate(input: CreditInput): CreditOutput {
  const { terms, subscription } = input;
  const period = periodOf(terms, input.period, subscription);
  const days = coveredDays(period, subscription);
  const measured = measuredTime(terms, period, subscription, input.asOf);
  const uptime = uptimeOf(input, measured);
  const fee = feeOf(subscription, input.period, period);
  const base = baseOf(input, fee, uptime.runs);
  const verdict = verdictOf(input, uptime);
  const { credit, capped: cut, reason } = creditOf(input, verdict, base, days);
  const { currency } = subscription.monthlyFee;
  const inMoney = (exact: Rational): Money => ({ amount: toMinorUnits(exact), currency });
  return {
    period: periodOutput(input, period, days, measured, uptime),
    downtime: downtimeOutput(uptime),
    uptimePercent: formatFixed(uptime.percent, 6),
    met: verdict?.met ?? true,
    tier: verdict?.tier ?? null,
    fee: inMoney(fee),
    base: inMoney(base),
    creditPercent: verdict?.remedy?.kind === 'percent' ? formatExact(verdict.remedy.amount) : null,
    credit: { amount: credit, currency },
    capped: cut,
    reason,
  };
}

/** `null` where there is no time to judge. */
function verdictOf({ terms }: CreditInput, uptime: Uptime): Verdict | null {
  if (uptime.availableSeconds === 0) return null;
  return judge(terms.credit, {
    comparedPercent: uptime.comparedPercent,
    downtimeSeconds: uptime.downtimeSeconds,
    availableSeconds: ratio(uptime.availableSeconds),
    runSeconds: uptime.runs.map((run) => run.countedSeconds),
  });
}

interface Credit {
  /** Minor units, rounded once. */
  credit: number;
  capped: boolean;
  reason: CreditOutput['reason'];
}

function creditOf(input: CreditInput, verdict: Verdict | null, base: Rational, days: number): Credit {
  if (!verdict) return { credit: 0, capped: false, reason: 'no-measured-time' };
  const after = capped(input, worthOf(verdict.remedy, base, days), base);
  const credit = toMinorUnits(after.credit);
  if (credit > 0 && credit < input.terms.credit.minimum) {
    return { credit: 0, capped: after.capped, reason: 'below-minimum' };
  }
  return { credit, capped: after.capped, reason: null };
}

function periodOutput(
  input: CreditInput,
  period: Period,
  days: number,
  measured: Measured,
  uptime: Uptime,
): CreditOutput['period'] {
  return {
    name: input.period,
    start: formatInstant(period.from),
    end: formatInstant(period.to),
    measuredFrom: instantOrNull(measured.span?.from),
    measuredTo: instantOrNull(measured.span?.to),
    measuredSeconds: measured.seconds,
    availableSeconds: uptime.availableSeconds,
    days: period.end - period.first,
    coveredDays: days,
    final: input.asOf >= period.to,
  };
}

const instantOrNull = (at: Seconds | undefined): string | null => (at === undefined ? null : formatInstant(at));

function downtimeOutput({ downtimeSeconds, runs, excluded }: Uptime): CreditOutput['downtime'] {
  return {
    seconds: formatExact(downtimeSeconds),
    runs: runs.map((run) => ({
      from: formatInstant(run.from),
      to: formatInstant(run.to),
      weightedSeconds: formatExact(run.weightedSeconds),
      countedSeconds: formatExact(run.countedSeconds),
      outages: run.outages,
    })),
    excluded: excluded.map((row) => ({ ...row, from: formatInstant(row.from), to: formatInstant(row.to) })),
  };
}
