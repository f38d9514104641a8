import { z } from 'zod';
import { readerOf } from '../../../domain/access/access.js';
import { id, line } from '../../../platform/http/wire.js';
import { type Noun, ofPartner, partly, refs, without } from '../noun.js';
import type { DealContent } from './deal.js';
import { amount, dateText, decimalText, idList } from './fields.js';

const schema = z.strictObject({
  id,
  deal: id,
  title: line(),
  components: idList(id).min(1),
  /** What is counted and how many of it there are. */
  items: z.record(line(80), z.int().min(0)).default({}),
  start: dateText,
  end: dateText.nullable().default(null),
  /** The Terms of Use that it stands under; the version in force at a period's start governs the period. */
  terms: id,
  /** What the provider invoices: the wholesale fee on a resale deal. */
  monthlyFee: amount,
  /** A month's price of one more of an item, in minor units: what the fee follows when a quantity changes. */
  unitPrices: z.record(line(80), z.int().min(0)).default({}),
  componentFees: z.record(id, z.int().min(0)).nullable().default(null),
  /** What was really charged for a period, by its name, in minor units. */
  charges: z.record(z.string().max(10), z.int().min(0)).default({}),
  /** The partner's own price, where it keeps it here. */
  retailMonthlyFee: amount.nullable().default(null),
  /** Uptime as measured elsewhere, by the period's name, for terms that go by a measurement. */
  measurements: z.record(z.string().max(10), decimalText).default({}),
});
export type SubscriptionContent = z.output<typeof schema>;

/** What a customer has under a deal. Who sees which price is in `contracts/tickets.md`. */
export const subscription: Noun<SubscriptionContent> = {
  name: 'subscription',
  path: 'subscriptions',
  schema,
  shown: partly(schema, 'id'),
  manage: 'parties:manage',
  keepsVersions: false,
  fixed: ['deal'],
  horizon: ofPartner('partner'),
  facets: ({ deal }, referred) => {
    const under = referred.get(`deal:${deal}`) as DealContent | undefined;
    return { deal, partner: under?.partner ?? null, customers: under ? [under.customer] : [] };
  },
  references: ({ deal, terms, components }) => [
    ...refs('deal', 'deal', [deal]),
    ...refs('terms', 'terms', [terms]),
    ...components.map((component, index) => ({
      noun: 'component' as const,
      id: component,
      path: `components[${index}]`,
    })),
  ],
  faults: ({ start, end, components, componentFees, items, unitPrices }) => [
    ...Object.keys(unitPrices)
      .filter((item) => !Object.hasOwn(items, item))
      .map((item) => ({ path: `unitPrices.${item}`, message: 'is of an item that the subscription does not have' })),
    ...(end !== null && end < start ? [{ path: 'end', message: 'must not be before its start' }] : []),
    ...(componentFees
      ? components
          .filter((component) => !Object.hasOwn(componentFees, component))
          .map((component) => ({ path: `componentFees.${component}`, message: 'is missing' }))
      : []),
  ],
  present(content, caller) {
    switch (readerOf(caller)) {
      case 'partner':
        return content;
      case 'staff':
        return without(content, 'retailMonthlyFee');
      case 'agent':
      case 'customer':
        return without(content, 'retailMonthlyFee', 'monthlyFee', 'unitPrices', 'componentFees', 'charges');
    }
  },
};
