import type { Money } from '../../domain/money/money.js';
import { componentsOf, endOf, type Outage, startOf } from '../../domain/outage/outage.js';
import type { Seconds } from '../../domain/time/instant.js';
import { localDate, zoneOf } from '../../domain/time/zone.js';
import type { Agreed } from './calculation.js';
import type { CreditService } from './service.js';

/** Beyond so many subscriptions money is not estimated: it would take longer than anybody looks at the page. */
const ESTIMATED = 100;

interface Dependencies {
  credits: CreditService;
  /** Of a partner alone, or of everybody. */
  subscriptionsOf(
    components: readonly string[],
    partner: string | null,
  ): Promise<readonly { id: string; deal: string }[]>;
  agreed(subscription: string): Promise<Agreed | null>;
  customerOf(deals: readonly string[]): Promise<ReadonlyMap<string, string>>;
  now(): Promise<Seconds>;
}

/**
 * How far an outage reaches: customers, minutes, and the credits of the running periods that it is part of. For a
 * partner: its own customers, and what it would be credited itself.
 */
export function exposureReader({ credits, subscriptionsOf, agreed, customerOf, now }: Dependencies) {
  async function estimate(id: string, partner: string | null, at: Seconds): Promise<Money | null> {
    const found = await agreed(id);
    if (partner !== null && found?.deal.type !== 'resale') return null;
    const terms = found?.terms.at(-1)?.content;
    if (!found || !terms || terms.period !== 'calendar-month') return null;
    const month = localDate(zoneOf(String(terms.timeZone)), at).slice(0, 7);
    return (await credits.preview(found, month))?.credit ?? null;
  }

  return async ({ outage }: { outage: Outage }, partner: string | null) => {
    const at = await now();
    const affected = await subscriptionsOf(componentsOf(outage), partner);
    const customers = new Set((await customerOf(affected.map(({ deal }) => deal))).values());
    const until = endOf(outage) ?? at;
    const sums = new Map<string, number>();
    for (const { id } of affected.length > ESTIMATED ? [] : affected) {
      const money = await estimate(id, partner, until);
      if (money) sums.set(money.currency, (sums.get(money.currency) ?? 0) + money.amount);
    }
    return {
      customers: customers.size,
      subscriptions: affected.length,
      minutes: Math.ceil(Math.max(0, until - startOf(outage)) / 60),
      money: affected.length > ESTIMATED ? null : [...sums].map(([currency, amount]) => ({ amount, currency })),
    };
  };
}
