import { flag, key, object, oneOf, optional, type Place, whole } from '../input/reader.js';
import { notNegative, percentage, positive } from '../money/decimal.js';
import { HUNDRED, type Rational } from '../money/rational.js';
import { downtimeTiers, remedy, tierParts, uptimeTiers } from './read-tiers.js';
import type { CreditRule, CreditTerms, RuleName } from './terms.js';

const SHARED_KEYS = ['rule', 'commitment', 'of', 'capPercent', 'capSpan', 'minimum', 'form'];

/** The keys that a rule has beside those of all rules. */
const RULE_KEYS: Readonly<Record<RuleName, readonly string[]>> = {
  tiers: ['tiers'],
  'service-days': ['tiers'],
  'downtime-tiers': ['per', 'tiers'],
  'per-step': ['per', 'freeSeconds', 'stepSeconds', 'completeOnly', 'percent', 'days'],
  'per-point': ['points', 'completeOnly', 'percent'],
  'downtime-multiple': ['multiple', 'beyondOnly'],
  fixed: ['amount'],
};

const RULES = [
  'tiers',
  'service-days',
  'downtime-tiers',
  'per-step',
  'per-point',
  'downtime-multiple',
  'fixed',
] as const satisfies readonly RuleName[];

/** Reads what a miss is worth. With an unknown rule, any rule's keys may be there. */
export function creditTerms(place: Place): CreditTerms | undefined {
  const named = RULES.find((name) => name === key(place, 'rule').value);
  const own = named ? RULE_KEYS[named] : Object.values(RULE_KEYS).flat();
  if (!object(place, [...SHARED_KEYS, ...own])) return undefined;
  const rule = oneOf(key(place, 'rule'), RULES);
  const of = optional(key(place, 'of'), (it) => oneOf(it, ['fee', 'affected']), 'fee');
  const cap = capPercent(key(place, 'capPercent'));
  const span = optional(key(place, 'capSpan'), capSpan, null);
  const minimum = optional(key(place, 'minimum'), (it) => whole(it, 0), 0);
  const form = optional(key(place, 'form'), (it) => oneOf(it, ['invoice', 'extension', 'payout']), null);
  const creditRule = rule ? readers[rule](place) : ruleParts(place);
  if (!creditRule || !of || cap === undefined || span === undefined) return undefined;
  if (minimum === undefined || form === undefined) return undefined;
  return { ...creditRule, of, capPercent: cap, capSpan: span, minimum, form };
}

// Left out, the cap is the base itself; `null` is no cap.
function capPercent(place: Place): Rational | null | undefined {
  if (place.value === undefined) return HUNDRED;
  return place.value === null ? null : notNegative(place);
}

function capSpan(place: Place): CreditTerms['capSpan'] | undefined {
  if (!object(place, ['percent', 'of'])) return undefined;
  const percent = notNegative(key(place, 'percent'));
  const of = oneOf(key(place, 'of'), ['monthly-fee', 'annual-fee']);
  return percent && of ? { percent, of } : undefined;
}

const readers: { [Name in RuleName]: (place: Place) => CreditRule | undefined } = {
  tiers: (place) => byUptime(place, 'tiers'),
  'service-days': (place) => byUptime(place, 'service-days'),
  'downtime-tiers': byDowntime,
  'per-step': perStep,
  'per-point': perPoint,
  'downtime-multiple': downtimeMultiple,
  fixed,
};

/** Notes what is at fault beside a rule that is not known: whatever is there must be fit for some rule. */
function ruleParts(place: Place): undefined {
  const at = (name: string) => key(place, name);
  commitmentIfAny(place);
  per(place);
  for (const name of ['percent', 'days', 'multiple']) optional(at(name), notNegative, null);
  for (const name of ['completeOnly', 'beyondOnly']) optional(at(name), flag, null);
  for (const name of ['freeSeconds', 'amount']) optional(at(name), (it) => whole(it, 0), null);
  optional(at('stepSeconds'), (it) => whole(it, 1), null);
  optional(at('points'), positive, null);
  optional(at('tiers'), tierParts, null);
}

const commitmentIfAny = (place: Place) => optional(key(place, 'commitment'), percentage, null);
const per = (place: Place) => optional(key(place, 'per'), (it) => oneOf(it, ['period', 'run']), 'period');

function byUptime(place: Place, rule: 'tiers' | 'service-days'): CreditRule | undefined {
  const commitment = commitmentIfAny(place);
  const tiers = uptimeTiers(key(place, 'tiers'), rule === 'tiers' ? 'percent' : 'days');
  return commitment === undefined || !tiers ? undefined : { rule, commitment, tiers };
}

function byDowntime(place: Place): CreditRule | undefined {
  const commitment = commitmentIfAny(place);
  const counted = per(place);
  const tiers = downtimeTiers(key(place, 'tiers'));
  return commitment === undefined || !counted || !tiers
    ? undefined
    : { rule: 'downtime-tiers', commitment, per: counted, tiers };
}

function perStep(place: Place): CreditRule | undefined {
  const commitment = commitmentIfAny(place);
  const counted = per(place);
  const freeSeconds = optional(key(place, 'freeSeconds'), (it) => whole(it, 0), 0);
  const stepSeconds = whole(key(place, 'stepSeconds'), 1);
  const completeOnly = optional(key(place, 'completeOnly'), flag, false);
  const step = remedy(place);
  if (commitment === undefined || !counted || freeSeconds === undefined) return undefined;
  if (stepSeconds === undefined || completeOnly === undefined || !step) return undefined;
  return { rule: 'per-step', commitment, per: counted, freeSeconds, stepSeconds, completeOnly, remedy: step };
}

function perPoint(place: Place): CreditRule | undefined {
  const commitment = percentage(key(place, 'commitment'));
  const points = positive(key(place, 'points'));
  const percent = notNegative(key(place, 'percent'));
  const completeOnly = optional(key(place, 'completeOnly'), flag, false);
  if (!commitment || !points || !percent || completeOnly === undefined) return undefined;
  return { rule: 'per-point', commitment, points, percent, completeOnly };
}

function downtimeMultiple(place: Place): CreditRule | undefined {
  const commitment = percentage(key(place, 'commitment'));
  const multiple = notNegative(key(place, 'multiple'));
  const beyondOnly = optional(key(place, 'beyondOnly'), flag, false);
  if (!commitment || !multiple || beyondOnly === undefined) return undefined;
  return { rule: 'downtime-multiple', commitment, multiple, beyondOnly };
}

function fixed(place: Place): CreditRule | undefined {
  const commitment = percentage(key(place, 'commitment'));
  const amount = whole(key(place, 'amount'), 0);
  return commitment && amount !== undefined ? { rule: 'fixed', commitment, amount } : undefined;
}
