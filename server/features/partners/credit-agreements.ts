import type { Caller } from '../../domain/access/access.js';
import { Problem } from '../../platform/problems.js';
import type { DealContent } from './nouns/deal.js';
import { nounOf } from './nouns/index.js';
import type { PartnerContent } from './nouns/partner.js';
import type { SubscriptionContent } from './nouns/subscription.js';
import type { PartyService } from './service.js';

const PAGE = 500;

interface Credited {
  credit: { subscription: string; partner: string | null; customer: string };
}

/** What credits need to know of who bought what. */
export function creditAgreements({ parties, providerName }: { parties: PartyService; providerName: string }) {
  async function customersOf(deals: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await parties.byIds<DealContent>('deal', deals);
    return new Map([...found].map(([id, { content }]) => [id, content.customer]));
  }

  return {
    customersOf,
    /** Every subscription in force, a page at a time, by id. */
    async *subscriptions(): AsyncGenerator<string> {
      for (let after = ''; ; ) {
        const found = await parties.matching<SubscriptionContent>('subscription', { _id: { $gt: after } }, PAGE);
        for (const { content } of found) yield content.id;
        const last = found.at(-1);
        if (!last || found.length < PAGE) return;
        after = last.content.id;
      }
    },
    /** The subscriptions that have one of these components: a partner's, or everybody's. */
    async subscriptionsOf(
      components: readonly string[],
      partner: string | null,
    ): Promise<{ id: string; deal: string }[]> {
      const found = await parties.matching<SubscriptionContent>(
        'subscription',
        { 'content.components': { $in: components }, ...(partner !== null && { partner }) },
        10_000,
      );
      return found.map(({ content: { id, deal } }) => ({ id, deal }));
    },
    /** The deals under which somebody has one of these components now, with their customers. */
    async dealsWith(components: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = await parties.matching<SubscriptionContent>(
        'subscription',
        { 'content.components': { $in: components } },
        10_000,
      );
      return customersOf([...new Set(found.map(({ content }) => content.deal))]);
    },
    /** The partners of a customer that show their customers what passes through to them. */
    async partnersShowingCreditsTo(customer: string): Promise<string[]> {
      const deals = await parties.matching<DealContent>('deal', { customers: customer });
      const partners = await parties.byIds<PartnerContent>(
        'partner',
        deals.flatMap(({ content }) => content.partner ?? []),
      );
      return [...partners].filter(([, { content }]) => content.shows.credits).map(([id]) => id);
    },
    /** Names of what credits mention, by `kind:id`; `brand` is what a partner's customers know it as. */
    async namesOf(credits: readonly Credited[]): Promise<ReadonlyMap<string, string>> {
      const names = new Map<string, string>();
      const add = async (kind: 'subscription' | 'customer', ids: readonly string[]) => {
        for (const [id, name] of await parties.namesOf(kind, ids)) names.set(`${kind}:${id}`, name);
      };
      await add(
        'subscription',
        credits.map(({ credit }) => credit.subscription),
      );
      const partners = await parties.byIds<PartnerContent>(
        'partner',
        credits.flatMap(({ credit }) => credit.partner ?? []),
      );
      for (const [id, { content }] of partners) {
        names.set(`partner:${id}`, content.name);
        names.set(`brand:${id}`, content.brand?.senderName ?? providerName);
      }
      await add(
        'customer',
        credits.map(({ credit }) => credit.customer),
      );
      return names;
    },
    /** Reads a subscription's terms and fees for a caller who may see the subscription. */
    agreedFor:
      <Agreed>(read: (subscription: string) => Promise<Agreed | null>) =>
      async (caller: Caller, id: string): Promise<Agreed> => {
        await parties.one(nounOf('subscription'), caller, id);
        const agreed = await read(id);
        if (!agreed) throw new Problem('not-found');
        return agreed;
      },
  };
}
