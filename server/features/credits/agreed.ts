import type { Money } from '../../domain/money/money.js';
import { feeSteps, type SubscribedUpgrade } from '../../domain/upgrade/subscribed.js';
import type { Agreed } from './calculation.js';

interface Versioned<Content> {
  content: Content;
  versions: readonly { version: number; at: number; content: { id: string } }[];
  upgrades: readonly SubscribedUpgrade[];
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
  items: Record<string, number>;
  /** Absent in what was stored before it could be said. */
  unitPrices?: Record<string, number>;
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
    const found = await one<SubscriptionContent>('subscription', id);
    if (!found) return null;
    const subscription = { ...found.content, feeSteps: stepsOf(found) };
    const deal = (await one<DealContent>('deal', subscription.deal))?.content;
    const terms = await one('terms', subscription.terms);
    if (!deal || !terms) throw new Error(`${subscription.deal} or ${subscription.terms} is not there`);
    const partner = (await one<{ passThroughTerms: string | null }>('partner', deal.partner))?.content;
    const own = await one<Record<string, unknown>>('terms', partner?.passThroughTerms ?? null);
    return { subscription, deal: dealOf(deal), terms: terms.versions, ownTerms: own?.content ?? null };
  };
}

/** How the fee goes on with what was agreed after the subscription began. */
function stepsOf({ content, upgrades }: Versioned<SubscriptionContent>) {
  const { start, monthlyFee, items, unitPrices } = content;
  return feeSteps({ start, monthlyFee: monthlyFee.amount, items }, unitPrices ?? {}, upgrades);
}

function dealOf({ id, type, partner, customer, commissionPercent }: DealContent): Agreed['deal'] {
  if (type === 'direct' || partner === null) return { id, type: 'direct', customer };
  return type === 'resale' ? { id, type, partner, customer } : { id, type, partner, customer, commissionPercent };
}
