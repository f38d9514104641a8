import { unreachable } from '../decision.js';
import type { Money } from '../money/money.js';
import { clawbackLines, commissionOn, type Holder, issuedLines, type JournalLine } from './ledger.js';

/** What of a deal decides who gets a credit (DESIGN, "Who gets the credit"). */
export type CreditDeal =
  | { type: 'resale'; partner: string; customer: string }
  | { type: 'agency'; partner: string; customer: string; commissionPercent: string | null }
  | { type: 'direct'; customer: string };

/** Whom the provider credits: who is invoiced by it. */
export function holderOf(deal: CreditDeal): NonNullable<Holder> {
  switch (deal.type) {
    case 'resale':
      return { kind: 'partner', id: deal.partner };
    case 'agency':
    case 'direct':
      return { kind: 'customer', id: deal.customer };
    default:
      return unreachable(deal);
  }
}

/** The fees of a subscription. `retail` is what a reseller takes from its customer, if it keeps it here. */
export interface Fees {
  /** What the provider invoices: wholesale on a resale deal. */
  invoiced: Money;
  retail: Money | null;
}

type Document = Record<string, unknown>;
const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The Terms of Use under which the provider credits: on a resale deal, what the partner caused does not count. */
export function providersTerms(terms: Document, deal: CreditDeal): Document {
  if (deal.type !== 'resale') return terms;
  const causes = causesOf(terms);
  return causes.includes('partner') ? terms : withCauses(terms, [...causes, 'partner']);
}

/** The terms between a reseller and its customer: the same unless agreed otherwise, but there the partner answers for itself. */
export const partnersTerms = (provider: Document, own: Document | null): Document =>
  own ??
  withCauses(
    provider,
    causesOf(provider).filter((cause) => cause !== 'partner'),
  );

function causesOf({ exclude }: Document): unknown[] {
  const causes = isDocument(exclude) ? exclude.causes : null;
  return Array.isArray(causes) ? causes : [];
}

const withCauses = (terms: Document, causes: readonly unknown[]): Document => ({
  ...terms,
  exclude: { ...(isDocument(terms.exclude) && terms.exclude), causes },
});

/** What follows from a credit in the ledger. */
export interface Consequences {
  holder: NonNullable<Holder>;
  journal: readonly JournalLine[];
  /** What a partner loses of its commission; `null` where it has none. */
  clawback: { partner: string; commission: Money } | null;
}

/** The journal of a credit that is issued, with the commission that goes back on an agency deal. */
export function consequencesOf(credit: Money, deal: CreditDeal): Consequences {
  const holder = holderOf(deal);
  const issued = issuedLines(credit, holder);
  if (deal.type !== 'agency' || deal.commissionPercent === null) return { holder, journal: issued, clawback: null };
  const commission = commissionOn(credit, deal.commissionPercent);
  if (commission.amount === 0) return { holder, journal: issued, clawback: null };
  const { partner } = deal;
  return { holder, journal: [...issued, ...clawbackLines(commission, partner)], clawback: { partner, commission } };
}
