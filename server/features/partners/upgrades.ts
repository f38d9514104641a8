import type { SubscriptionContent } from './nouns/subscription.js';
import type { PartyService } from './service.js';

/** How upgrades are judged: by the subscription that they raise. */
export function upgradeJudge({ parties }: { parties: Pick<PartyService, 'byIds'> }) {
  return {
    async judge({ subscription, item, quantity }: { subscription: string; item: string; quantity: number }) {
      const found = (await parties.byIds<SubscriptionContent>('subscription', [subscription])).get(subscription);
      const increase = quantity - (found?.content.items[item] ?? 0);
      return { increase, preAgreed: false, reason: 'Every upgrade is asked about.' };
    },
  };
}
