import type { Document, Tier } from './document.js';
import type { ModelRun } from './downtime.js';
import { add, big, decimal, div, down, type Fraction, less, mul, sub, up } from './fractions.js';

/** What a rule gives before the caps. */
export interface Given {
  met: boolean;
  tier: Tier | null;
  percent: Fraction | null;
  gross: Fraction;
}

export interface Known {
  base: Fraction;
  coveredDays: number;
  available: number;
  downtime: Fraction;
  /** Uptime as it is compared. */
  compared: Fraction;
  runs: readonly ModelRun[];
}

interface RemedyOf {
  percent?: string;
  days?: string;
}

type Credit = Document['terms']['credit'];

/** The table of the contract, row by row. */
export function give(credit: Credit, known: Known): Given {
  const commitment = credit.commitment == null ? null : decimal(credit.commitment);
  const missed = commitment !== null && less(known.compared, commitment);
  const result = (due: boolean, tier: Tier | null, remedies: readonly RemedyOf[]): Given => ({
    met: commitment === null ? !due : !missed,
    tier,
    ...worth(remedies, known),
  });
  switch (credit.rule) {
    case 'tiers':
    case 'service-days': {
      const tier = holding(credit.tiers ?? [], known.compared);
      return result(tier !== null, tier, tier ? [tier] : []);
    }
    case 'downtime-tiers': {
      const lengths = credit.per === 'run' ? known.runs.map((run) => run.counted) : [known.downtime];
      const reached = lengths.flatMap((length) => reachedBy(credit.tiers ?? [], length) ?? []);
      return result(reached.length > 0, credit.per === 'run' ? null : (reached[0] ?? null), reached);
    }
    case 'per-step': {
      const lengths = credit.per === 'run' ? known.runs.map((run) => run.counted) : [known.downtime];
      const steps = lengths.map((length) =>
        stepsIn(credit, sub(length, big(credit.freeSeconds ?? 0)), big(credit.stepSeconds ?? 1)),
      );
      const times = steps.reduce((sum, some) => sum + some, 0n);
      const remedies = Array.from({ length: Number(times) }, () => credit);
      if (commitment !== null && !missed) return result(false, null, []);
      return result(times > 0n, null, remedies.length > 0 ? remedies : [none(credit)]);
    }
    case 'per-point': {
      if (!missed || !commitment) return result(false, null, []);
      const times = stepsIn(credit, sub(commitment, known.compared), decimal(credit.points ?? '1'));
      const remedies = Array.from({ length: Number(times) }, () => credit);
      return result(true, null, remedies.length > 0 ? remedies : [none(credit)]);
    }
    case 'downtime-multiple': {
      if (!missed || !commitment) return result(false, null, []);
      const allowed = div(mul(big(known.available), sub(big(100), commitment)), big(100));
      const beyond = less(allowed, known.downtime) ? sub(known.downtime, allowed) : big(0);
      const share = div(credit.beyondOnly ? beyond : known.downtime, big(known.available));
      return { ...result(true, null, []), gross: mul(mul(known.base, share), decimal(credit.multiple ?? '0')) };
    }
    default:
      return { ...result(true, null, []), gross: missed ? big(credit.amount ?? 0) : big(0) };
  }
}

const none = ({ percent }: Credit): RemedyOf => (percent === undefined ? { days: '0' } : { percent: '0' });

function worth(
  remedies: readonly RemedyOf[],
  { base, coveredDays }: Known,
): { percent: Fraction | null; gross: Fraction } {
  let percent: Fraction | null = null;
  let gross: Fraction = big(0);
  for (const remedy of remedies) {
    if (remedy.percent !== undefined) {
      percent = add(percent ?? big(0), decimal(remedy.percent));
      gross = add(gross, div(mul(base, decimal(remedy.percent)), big(100)));
    } else if (remedy.days !== undefined) {
      gross = add(gross, div(mul(base, decimal(remedy.days)), big(coveredDays)));
    }
    if (gross[1] > 10n ** 300n) gross = lowest(gross);
  }
  return { percent, gross };
}

function lowest([a, b]: Fraction): Fraction {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return [a / x, b / x];
}

function holding(tiers: readonly Tier[], compared: Fraction): Tier | null {
  const bound = ({ below, atMost }: Tier) => decimal(below ?? atMost ?? '0');
  const kind = ({ below }: Tier) => (below === undefined ? 1 : 0);
  const holds = (tier: Tier) => less(compared, bound(tier)) || (kind(tier) === 1 && !less(bound(tier), compared));
  const found = tiers
    .filter(holds)
    .sort((a, b) => (less(bound(a), bound(b)) ? -1 : less(bound(b), bound(a)) ? 1 : kind(a) - kind(b)));
  return found[0] ?? null;
}

function reachedBy(tiers: readonly Tier[], length: Fraction): Tier | undefined {
  return tiers
    .filter(({ fromSeconds = 0 }) => !less(length, big(fromSeconds)))
    .sort((a, b) => (b.fromSeconds ?? 0) - (a.fromSeconds ?? 0))[0];
}

function stepsIn({ completeOnly }: Credit, length: Fraction, step: Fraction): bigint {
  if (!less(big(0), length)) return 0n;
  return completeOnly ? down(div(length, step)) : up(div(length, step));
}

/** What the caps leave. */
export function cap({ terms, subscription, alreadyCredited }: Document, gross: Fraction, base: Fraction): Fraction {
  const { capPercent, capSpan } = terms.credit;
  let net = gross;
  if (capPercent !== null) {
    const most = div(mul(base, decimal(capPercent ?? '100')), big(100));
    if (less(most, net)) net = most;
  }
  if (capSpan) {
    const fee = big(subscription.monthlyFee.amount * (capSpan.of === 'annual-fee' ? 12 : 1));
    const most = sub(div(mul(fee, decimal(capSpan.percent)), big(100)), big(alreadyCredited ?? 0));
    if (less(most, net)) net = less(most, big(0)) ? big(0) : most;
  }
  return net;
}

/** The fee, or the part of it that the affected components make. */
export function baseOf({ terms, subscription }: Document, fee: Fraction, runs: readonly ModelRun[]): Fraction {
  if (terms.credit.of !== 'affected') return fee;
  const total = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + BigInt(subscription.componentFees?.[name] ?? 0), 0n);
  const hit = subscription.components.filter((name) =>
    runs.some((run) => run.counted[0] > 0n && run.components.has(name)),
  );
  const all = total(subscription.components);
  return all === 0n ? big(0) : mul(fee, [total(hit), all]);
}
