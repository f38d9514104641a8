import {
  HUNDRED,
  isAbove,
  isBelow,
  larger,
  minus,
  over,
  type Rational,
  ratio,
  sum,
  times,
  toWhole,
  ZERO,
} from '../money/rational.js';
import { isStricter } from './read-tiers.js';
import type { CreditRule, DowntimeTier, Remedy, UptimeTier, WrittenTier } from './terms.js';

/** What the rules look at. Seconds are exact, uptime is rounded as the terms say. */
export interface Facts {
  comparedPercent: Rational;
  downtimeSeconds: Rational;
  /** Above 0. */
  availableSeconds: Rational;
  /** Of each run by itself. */
  runSeconds: readonly Rational[];
}

/** What a rule makes of the facts. */
export interface Verdict {
  met: boolean;
  tier: WrittenTier | null;
  /** Before the caps; `null`: the rule does not apply or has nothing to give. */
  remedy: Remedy | { kind: 'of-base' | 'minor-units'; amount: Rational } | null;
}

type RuleOf<Name extends CreditRule['rule']> = Extract<CreditRule, { rule: Name }>;

/** Judges the facts by the rule of the terms. */
export function judge(rule: CreditRule, facts: Facts): Verdict {
  switch (rule.rule) {
    case 'tiers':
    case 'service-days':
      return byUptime(rule, facts);
    case 'downtime-tiers':
      return rule.per === 'run' ? byEachRun(rule, facts) : byDowntime(rule, facts);
    case 'per-step':
      return perStep(rule, facts);
    case 'per-point':
      return perPoint(rule, facts);
    case 'downtime-multiple':
      return downtimeMultiple(rule, facts);
    case 'fixed':
      return fixed(rule, facts);
  }
}

const isMet = (commitment: Rational, { comparedPercent }: Facts): boolean => !isBelow(comparedPercent, commitment);

/** The commitment decides whether it was met; without one, whether nothing is due. */
const metUnless = (due: boolean, commitment: Rational | null, facts: Facts): boolean =>
  commitment ? isMet(commitment, facts) : !due;

function byUptime({ commitment, tiers }: RuleOf<'tiers' | 'service-days'>, facts: Facts): Verdict {
  const holding = tiers.filter((tier) => holds(tier, facts.comparedPercent));
  const tier = holding.reduce<UptimeTier | null>((best, each) => (best && !isStricter(each, best) ? best : each), null);
  return {
    met: metUnless(tier !== null, commitment, facts),
    tier: tier?.written ?? null,
    remedy: tier?.remedy ?? null,
  };
}

/** The one place that knows the edge: a bound itself is not below it, and at most it. */
const holds = ({ kind, bound }: UptimeTier, percent: Rational): boolean =>
  kind === 'below' ? isBelow(percent, bound) : !isAbove(percent, bound);

function byDowntime({ commitment, tiers }: RuleOf<'downtime-tiers'>, facts: Facts): Verdict {
  const tier = reachedTier(tiers, facts.downtimeSeconds);
  return {
    met: metUnless(tier !== null, commitment, facts),
    tier: tier?.written ?? null,
    remedy: tier?.remedy ?? null,
  };
}

function byEachRun({ commitment, tiers }: RuleOf<'downtime-tiers'>, facts: Facts): Verdict {
  const remedies = facts.runSeconds.flatMap((seconds) => reachedTier(tiers, seconds)?.remedy ?? []);
  const [first] = remedies;
  return {
    met: metUnless(first !== undefined, commitment, facts),
    tier: null,
    remedy: first ? { kind: first.kind, amount: sum(remedies.map(({ amount }) => amount)) } : null,
  };
}

/** The tier with the largest `fromSeconds` that so many seconds reach. */
function reachedTier(tiers: readonly DowntimeTier[], seconds: Rational): DowntimeTier | null {
  const reached = tiers.filter(({ fromSeconds }) => !isBelow(seconds, ratio(fromSeconds)));
  return reached.reduce<DowntimeTier | null>(
    (best, each) => (best && best.fromSeconds >= each.fromSeconds ? best : each),
    null,
  );
}

function perStep(rule: RuleOf<'per-step'>, facts: Facts): Verdict {
  const stretches = rule.per === 'run' ? facts.runSeconds : [facts.downtimeSeconds];
  const free = ratio(rule.freeSeconds);
  const steps = sum(
    stretches.map((seconds) => stepsIn(minus(seconds, free), ratio(rule.stepSeconds), rule.completeOnly)),
  );
  const met = metUnless(isAbove(steps, ZERO), rule.commitment, facts);
  const applies = rule.commitment === null || !met;
  const { kind, amount } = rule.remedy;
  return { met, tier: null, remedy: applies ? { kind, amount: times(amount, steps) } : null };
}

/** How many steps are started, or complete, in a length; none where it is not above 0. */
function stepsIn(length: Rational, step: Rational, completeOnly: boolean): Rational {
  if (!isAbove(length, ZERO)) return ZERO;
  return ratio(toWhole(over(length, step), completeOnly ? 'down' : 'up'));
}

function perPoint({ commitment, points, percent, completeOnly }: RuleOf<'per-point'>, facts: Facts): Verdict {
  if (isMet(commitment, facts)) return { met: true, tier: null, remedy: null };
  const steps = stepsIn(minus(commitment, facts.comparedPercent), points, completeOnly);
  return { met: false, tier: null, remedy: { kind: 'percent', amount: times(percent, steps) } };
}

function downtimeMultiple(rule: RuleOf<'downtime-multiple'>, facts: Facts): Verdict {
  if (isMet(rule.commitment, facts)) return { met: true, tier: null, remedy: null };
  const { downtimeSeconds, availableSeconds } = facts;
  const allowed = over(times(availableSeconds, minus(HUNDRED, rule.commitment)), HUNDRED);
  // The compared uptime may be rounded down to below the commitment where the exact one is not.
  const counted = rule.beyondOnly ? larger(ZERO, minus(downtimeSeconds, allowed)) : downtimeSeconds;
  const amount = times(over(counted, availableSeconds), rule.multiple);
  return { met: false, tier: null, remedy: { kind: 'of-base', amount } };
}

function fixed({ commitment, amount }: RuleOf<'fixed'>, facts: Facts): Verdict {
  if (isMet(commitment, facts)) return { met: true, tier: null, remedy: null };
  return { met: false, tier: null, remedy: { kind: 'minor-units', amount: ratio(amount) } };
}
