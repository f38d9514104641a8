import { z } from 'zod';
import { feeSteps, quantityOn } from '../../domain/upgrade/subscribed.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, money } from '../../platform/http/wire.js';
import { dateText } from './nouns/fields.js';
import { nounOf } from './nouns/index.js';
import type { SubscriptionContent } from './nouns/subscription.js';
import type { PartyService } from './service.js';

const Quantities = z
  .object({
    on: z.string(),
    items: z.record(z.string(), z.int()).describe('How many there are of each item on that day'),
    monthlyFee: money.optional().describe('A month’s fee on that day, for who may see it'),
    upgrades: z.array(
      z.object({
        ticket: z.string(),
        item: z.string(),
        quantity: z.int().describe('The new total'),
        increase: z.int(),
        from: z.string(),
        state: z.enum(['asked', 'reserved', 'agreed']),
      }),
    ),
  })
  .meta({ id: 'Quantities' });

/** What a subscription comes to on a day, with every upgrade that was asked for or agreed. */
export const quantityRoute = ({
  parties,
  today,
}: {
  parties: PartyService;
  today(terms: string): Promise<string>;
}): Route =>
  route({
    method: 'get',
    path: '/subscriptions/:id/quantities',
    summary: 'Quantities and fee of a subscription on a day, today if none is named',
    tag: 'Parties and agreements',
    may: 'agreements:see',
    params: byId,
    query: z.strictObject({ on: dateText.optional() }),
    answers: { 200: Quantities },
    run: async ({ caller, params, query }) => {
      const noun = nounOf('subscription');
      const { content, upgrades } = await parties.one(noun, caller, params.id);
      const { items, start, monthlyFee, unitPrices, terms } = content as SubscriptionContent;
      const on = query.on ?? (await today(terms));
      const steps = feeSteps({ start, monthlyFee: monthlyFee.amount, items }, unitPrices ?? {}, upgrades);
      const fee = steps.findLast(({ from }) => from <= on) ?? steps[0];
      const seesFee = 'monthlyFee' in noun.present(content, caller);
      return {
        body: {
          on,
          items: Object.fromEntries(
            Object.entries(items).map(([item, base]) => [item, quantityOn(base, upgrades, item, on)]),
          ),
          ...(seesFee && { monthlyFee: { ...monthlyFee, amount: fee?.amount ?? monthlyFee.amount } }),
          upgrades: upgrades.map(({ request, item, quantity, increase, from, state }) => ({
            ...{ ticket: request, item, quantity, increase, from, state },
          })),
        },
      };
    },
  });
