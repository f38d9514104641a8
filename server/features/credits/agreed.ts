import type { Money } from '../../domain/money/money.js';
import type { Agreed } from './calculation.js';

interface Versioned<Content> {
  content: Content;
  versions: readonly { version: number; at: number; content: { id: string } }[];
}

interface Parties {
  byIds<Content>(
    noun: 'subscription' | 'deal' | 'partner' | 'terms',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Versioned<Content>>>;
}

interface SubscriptionContent {
  id: string;
  deal: string;
  terms: string;
  start: string;
  end: string | null;
  monthlyFee: Money;
  retailMonthlyFee: Money | null;
  components: readonly string[];
  componentFees: Record<string, number> | null;
  charges: Record<string, number>;
  measurements: Record<string, string>;
}

interface DealContent {
  id: string;
  type: 'resale' | 'agency' | 'direct';
  partner: string | null;
  customer: string;
  commissionPercent: string | null;
}

/** Gathers what a subscription's credits follow from. */
export function agreedReader({ parties }: { parties: Parties }) {
  return async (id: string): Promise<Agreed | null> => {
    const one = async <Content>(noun: Parameters<Parties['byIds']>[0], of: string | null) =>
      of === null ? undefined : (await parties.byIds<Content>(noun, [of])).get(of);
    const subscription = (await one<SubscriptionContent>('subscription', id))?.content;
    if (!subscription) return null;
    const deal = (await one<DealContent>('deal', subscription.deal))?.content;
    const terms = await one('terms', subscription.terms);
    if (!deal || !terms) throw new Error(`${subscription.deal} or ${subscription.terms} is not there`);
    const partner = (await one<{ passThroughTerms: string | null }>('partner', deal.partner))?.content;
    const own = await one<Record<string, unknown>>('terms', partner?.passThroughTerms ?? null);
    return { subscription, deal: dealOf(deal), terms: terms.versions, ownTerms: own?.content ?? null };
  };
}

function dealOf({ id, type, partner, customer, commissionPercent }: DealContent): Agreed['deal'] {
  if (type === 'direct' || partner === null) return { id, type: 'direct', customer };
  return type === 'resale' ? { id, type, partner, customer } : { id, type, partner, customer, commissionPercent };
}
