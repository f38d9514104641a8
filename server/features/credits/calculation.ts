import { periodFee } from '../../domain/credit/fee-steps.js';
import {
  type CreditInput,
  type CreditOutput,
  calculate,
  readCreditInput,
  readTerms,
} from '../../domain/credit/index.js';
import { type CreditDeal, partnersTerms, providersTerms } from '../../domain/credit/party.js';
import { passThrough } from '../../domain/credit/pass-through.js';
import { periodOf } from '../../domain/credit/period.js';
import { endedPeriods, type GovernedPeriod, type TermsVersion } from '../../domain/credit/periods.js';
import { maintenanceDocuments, outageDocuments } from '../../domain/outage/credit-documents.js';
import type { Maintenance } from '../../domain/outage/maintenance.js';
import type { Outage } from '../../domain/outage/outage.js';
import { type LocalDate, SECONDS_A_DAY } from '../../domain/time/date.js';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import { localDate, zoneOf } from '../../domain/time/zone.js';
import type { FeeStep } from '../../domain/upgrade/subscribed.js';
import type { Credit } from './model.js';

/** A subscription with everything that its credits follow from, as agreements have it. */
export interface Agreed {
  subscription: {
    id: string;
    start: LocalDate;
    end: LocalDate | null;
    monthlyFee: { amount: number; currency: string };
    /** The monthly fee from each day on which it changes, in minor units; the first day of the subscription first. */
    feeSteps: readonly FeeStep[];
    retailMonthlyFee: { amount: number; currency: string } | null;
    components: readonly string[];
    componentFees: Record<string, number> | null;
    charges: Record<string, number>;
    measurements: Record<string, string>;
  };
  deal: CreditDeal & { id: string; customer: string };
  /** Every version of the terms, the first first, with the instant from which it holds. */
  terms: readonly { version: number; at: Seconds; content: Record<string, unknown> & { id: string } }[];
  /** The partner's own terms with its customer; `null`: the same as the provider's. */
  ownTerms: Record<string, unknown> | null;
}

export interface Happened {
  outages: ReadonlyMap<string, Outage>;
  windows: ReadonlyMap<string, Maintenance>;
}

/** A period of the subscription with the terms that govern it. */
export type Governed = GovernedPeriod<
  TermsVersion & { version: number; content: Record<string, unknown> & { id: string } }
>;

/** The periods that have ended by a day. */
export function periodsThrough({ subscription, terms }: Agreed, through: LocalDate): Governed[] {
  const versions = terms.map(({ version, at, content }) => {
    const timeZone = String(content.timeZone);
    return {
      version,
      content,
      timeZone,
      period: content.period as TermsVersion['period'],
      from: localDate(zoneOf(timeZone), at),
    };
  });
  return endedPeriods(versions, { start: subscription.start, end: subscription.end }, through);
}

/** The span of instants that a period can touch, a day wider on both sides: zones differ. */
export const spanOf = ({ first, end }: Governed): { from: Seconds; to: Seconds } => ({
  from: (first - 1) * SECONDS_A_DAY,
  to: (end + 1) * SECONDS_A_DAY,
});

/** The credits contract's input for a period. */
export function inputFor(agreed: Agreed, period: Governed, happened: Happened, asOf: Seconds): Record<string, unknown> {
  const { subscription, deal } = agreed;
  const span = spanOf(period);
  const concerned = {
    components: subscription.components,
    customer: deal.customer,
    partner: 'partner' in deal ? deal.partner : null,
  };
  const measured = subscription.measurements[period.name];
  const source = (period.version.content.uptime as { source?: string } | undefined)?.source;
  return {
    terms: { ...providersTerms(period.version.content, deal), version: period.version.version },
    subscription: {
      ...{ id: subscription.id, start: subscription.start, end: subscription.end },
      ...{ components: subscription.components, componentFees: subscription.componentFees },
      ...feeIn(subscription, period),
    },
    period: period.name,
    outages: outageDocuments(happened.outages, concerned, span),
    maintenance: maintenanceDocuments(happened.windows, concerned, span),
    ...(source === 'measurement' && measured !== undefined && { measurement: { uptimePercent: measured } }),
    asOf: formatInstant(asOf),
  };
}

/** The fee as the contract asks for it: what changed inside the period comes as its charge, unless that is known. */
function feeIn(subscription: Agreed['subscription'], { name, version }: Governed) {
  const { feeSteps, monthlyFee: first, charges } = subscription;
  const kind = version.content.period as TermsVersion['period'];
  const period = periodOf({ period: kind, timeZone: String(version.content.timeZone) }, name, subscription);
  const { monthlyFee, charge } = periodFee(feeSteps, first.currency, period, subscription);
  return { monthlyFee, charges: { ...(charge !== null && { [name]: charge }), ...charges } };
}

/** Calculates a period, and what passes through to a reseller's customer; throws with every fault where it cannot. */
export function calculated(
  agreed: Agreed,
  input: Record<string, unknown>,
): { output: CreditOutput; passThrough: Credit['passThrough'] } {
  const read = readCreditInput(input);
  if (!read.ok) throw new Error(read.faults.map(({ path, message }) => `${path}: ${message}`).join('; '));
  return { output: calculate(read.value), passThrough: passedThrough(agreed, read.value, input) };
}

function passedThrough(
  { deal, ownTerms, subscription }: Agreed,
  provider: CreditInput,
  input: Record<string, unknown>,
): Credit['passThrough'] {
  if (deal.type !== 'resale') return null;
  const terms = readTerms({ ...partnersTerms(input.terms as Record<string, unknown>, ownTerms), version: 1 });
  const advice = terms.ok ? passThrough(provider, terms.value, subscription.retailMonthlyFee) : null;
  return advice && { percent: advice.percent, money: advice.money };
}
