import { HUNDRED, minus, over, type Rational, ratio, smaller, sum, times, toMultiple } from '../money/rational.js';
import { difference, intersection, type Spans, secondsOf, union } from '../time/spans.js';
import { type Excluded, excludedStretches } from './excluded.js';
import type { CreditInput } from './input.js';
import { countedComponents, judgeOutages } from './judged.js';
import { countedMaintenance, exclusions } from './maintenance.js';
import type { Measured } from './period.js';
import { type Run, runsOf } from './runs.js';
import type { UptimeTerms } from './terms.js';

/** What a period was like. */
export interface Uptime {
  runs: readonly Run[];
  excluded: readonly Excluded[];
  /** What uptime is a part of: measured seconds, or available ones. */
  availableSeconds: number;
  downtimeSeconds: Rational;
  /** Exact; 100 where nothing is measured. */
  percent: Rational;
  /** As it is compared with bounds and commitments. */
  comparedPercent: Rational;
}

/** Works out the downtime of the measured time, by outages or from the measurement. */
export function uptimeOf(input: CreditInput, measured: Measured): Uptime {
  const { uptime } = input.terms;
  const counted = countedComponents(input);
  const maintenance = countedMaintenance(input, counted, measured.spans);
  const judged = uptime.source === 'outages' ? judgeOutages(input, counted) : [];
  const excluded = excludedStretches(judged, maintenance, measured.span);
  const runs = runsOf(uptime, counted, judged, maintenance, measured.spans);
  const availableSeconds =
    uptime.denominator === 'measured'
      ? measured.seconds
      : measured.seconds - secondsOf(unavailable(measured.spans, exclusions(maintenance), excluded, runs));
  return { runs, excluded, availableSeconds, ...shares(input, runs, ratio(availableSeconds)) };
}

/** Measured time outside every run that lies where a counted window excludes, or in what is excluded by its cause. */
function unavailable(measured: Spans, windows: Spans, excluded: readonly Excluded[], runs: readonly Run[]): Spans {
  const byCause = excluded.filter(({ reason }) => reason.startsWith('cause:'));
  return difference(intersection(union([...windows, ...byCause]), measured), union(runs));
}

type Shares = Pick<Uptime, 'downtimeSeconds' | 'percent' | 'comparedPercent'>;

function shares({ terms, measurement }: CreditInput, runs: readonly Run[], available: Rational): Shares {
  if (available.numerator === 0n) {
    return { downtimeSeconds: available, percent: HUNDRED, comparedPercent: HUNDRED };
  }
  if (terms.uptime.source === 'measurement' && measurement) {
    const percent = measurement.uptimePercent;
    const downtimeSeconds = over(times(available, minus(HUNDRED, percent)), HUNDRED);
    return { downtimeSeconds, percent, comparedPercent: compared(percent, terms.uptime) };
  }
  const downtimeSeconds = smaller(sum(runs.map((run) => run.countedSeconds)), available);
  const percent = over(times(HUNDRED, minus(available, downtimeSeconds)), available);
  return { downtimeSeconds, percent, comparedPercent: compared(percent, terms.uptime) };
}

const compared = (percent: Rational, { roundPercent }: UptimeTerms): Rational =>
  roundPercent ? toMultiple(percent, ratio(1n, 10n ** BigInt(roundPercent.decimals)), roundPercent.direction) : percent;
