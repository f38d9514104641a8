import { fault, key, object, optional, type Place, type Read, read, record, text, whole } from '../input/reader.js';
import { percentage } from '../money/decimal.js';
import { type Money, money } from '../money/money.js';
import type { Rational } from '../money/rational.js';
import { date, dayOf, type LocalDate } from '../time/date.js';
import { instant, type Seconds } from '../time/instant.js';
import { identified, names } from './names.js';
import { isPeriodName, isPeriodOf } from './period-name.js';
import { type Maintenance, maintenanceWindow, type Outage, outage } from './read-outage.js';
import { terms } from './read-terms.js';
import { PERIOD_KINDS, type Terms } from './terms.js';

/** Everything that a credit follows from (contract of the credits), as read from a document. */
export interface CreditInput {
  terms: Terms;
  subscription: Subscription;
  /** The name of the period: `2026-10`, `2026-Q4`, `2026`. */
  period: string;
  outages: readonly Outage[];
  maintenance: readonly Maintenance[];
  /** Where the terms measure uptime otherwise than by outages. */
  measurement: { uptimePercent: Rational } | null;
  /** What was credited already in the span of `capSpan`, in minor units. */
  alreadyCredited: number;
  asOf: Seconds;
}

export interface Subscription {
  id: string;
  /** The first day. */
  start: LocalDate;
  /** The day after the last; `null`: not ended. */
  end: LocalDate | null;
  monthlyFee: Money;
  components: readonly string[];
  /** What each component costs, in minor units. */
  componentFees: ReadonlyMap<string, number> | null;
  /** What was really charged for a period, by its name, in minor units. */
  charges: ReadonlyMap<string, number>;
}

const KEYS = ['terms', 'subscription', 'period', 'outages', 'maintenance', 'measurement', 'alreadyCredited', 'asOf'];

/** Reads the input of a credit calculation, or tells everything that is wrong with it. */
export const readCreditInput = (document: unknown): Read<CreditInput> => read(document, creditInput);

function creditInput(place: Place): CreditInput | undefined {
  if (!object(place, KEYS)) return undefined;
  const at = (name: string) => key(place, name);
  const agreed = terms(at('terms'));
  const subscribed = subscription(at('subscription'));
  const period = periodName(place);
  const outages = identified(at('outages'), outage);
  const maintenance = identified(at('maintenance'), maintenanceWindow);
  const measurement = optional(at('measurement'), measuredUptime, null);
  const alreadyCredited = optional(at('alreadyCredited'), (it) => whole(it, 0), 0);
  const asOf = instant(at('asOf'));
  requireMeasurement(place);
  requireComponentFees(place);
  if (!agreed || !subscribed || period === undefined || !outages || !maintenance) return undefined;
  if (measurement === undefined || alreadyCredited === undefined || asOf === undefined) return undefined;
  return { terms: agreed, subscription: subscribed, period, outages, maintenance, measurement, alreadyCredited, asOf };
}

function periodName(place: Place): string | undefined {
  const named = key(place, 'period');
  const name = text(named);
  if (name === undefined) return undefined;
  const written = key(key(place, 'terms'), 'period').value;
  const kind = PERIOD_KINDS.find((known) => known === written);
  if (kind && !isPeriodOf(kind, name)) return fault(named, `must name a ${kind}`);
  return isPeriodName(name) ? name : fault(named, 'must name a period such as 2026-10, 2026-Q4 or 2026');
}

function measuredUptime(place: Place): { uptimePercent: Rational } | undefined {
  if (!object(place, ['uptimePercent'])) return undefined;
  const uptimePercent = percentage(key(place, 'uptimePercent'));
  return uptimePercent && { uptimePercent };
}

const isThere = (place: Place): boolean => place.value !== undefined && place.value !== null;

function requireMeasurement(place: Place): void {
  const measurement = key(place, 'measurement');
  const source = key(key(key(place, 'terms'), 'uptime'), 'source');
  if (source.value === 'measurement' && !isThere(measurement)) fault(measurement, 'is required by these terms');
  if ((source.value === 'outages' || !isThere(source)) && isThere(measurement)) {
    fault(measurement, 'is not asked for: these terms measure by outages');
  }
}

/** Where credits are of the affected components, each must have its fee; in any case none may be of a stranger. */
function requireComponentFees(place: Place): void {
  const fees = key(key(place, 'subscription'), 'componentFees');
  const components = key(key(place, 'subscription'), 'components');
  const listed = Array.isArray(components.value) ? components.value.filter((name) => typeof name === 'string') : [];
  const named = typeof fees.value === 'object' && fees.value !== null ? Object.keys(fees.value) : [];
  for (const name of named) {
    if (listed.length > 0 && !listed.includes(name)) fault(key(fees, name), 'is no component of the subscription');
  }
  if (key(key(key(place, 'terms'), 'credit'), 'of').value !== 'affected') return;
  const missing = listed.filter((name) => !named.includes(name));
  if (missing.length > 0 || !isThere(fees)) fault(fees, 'must have a fee for each component');
  if (isThere(fees)) for (const name of missing) fault(key(fees, name), 'is required');
}

const SUBSCRIPTION_KEYS = ['id', 'start', 'end', 'monthlyFee', 'components', 'componentFees', 'charges'];

function subscription(place: Place): Subscription | undefined {
  if (!object(place, SUBSCRIPTION_KEYS)) return undefined;
  const at = (name: string) => key(place, name);
  const id = text(at('id'));
  const start = date(at('start'));
  const end = optional(at('end'), date, null);
  const monthlyFee = money(at('monthlyFee'));
  const components = names(at('components'));
  const componentFees = optional(at('componentFees'), (it) => record(it, (fee) => whole(fee, 0)), null);
  const charges = optional(at('charges'), chargesByPeriod, new Map<string, number>());
  if (start !== undefined && end && dayOf(end) < dayOf(start)) fault(at('end'), 'must not be before the start');
  if (id === undefined || start === undefined || end === undefined || !monthlyFee || !components) return undefined;
  if (componentFees === undefined || !charges) return undefined;
  return { id, start, end, monthlyFee, components, componentFees, charges };
}

const chargesByPeriod = (place: Place) =>
  record(place, (charge, name) => {
    if (!isPeriodName(name)) fault(charge, 'is not the name of a period');
    return whole(charge, 0);
  });
