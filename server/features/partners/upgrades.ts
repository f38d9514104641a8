import { type Caller, SYSTEM } from '../../domain/access/access.js';
import type { Fault } from '../../domain/input/reader.js';
import type { UpgradeBounds } from '../../domain/playbook/upgrade.js';
import { dayOf, formatDate, type LocalDate } from '../../domain/time/date.js';
import type { Seconds } from '../../domain/time/instant.js';
import { localDate, type Zone, zoneOf } from '../../domain/time/zone.js';
import {
  agreeUpgrade,
  askUpgrade,
  confirmUpgrade,
  freeUpgrade,
  type SubscribedUpgrade,
} from '../../domain/upgrade/subscribed.js';
import type { Clock } from '../../platform/clock/clock.js';
import { commandOf } from '../../platform/log/command.js';
import { invalid } from '../../platform/problems.js';
import { each, type Sweep } from '../../platform/sweeps/sweeps.js';
import type { DealContent } from './nouns/deal.js';
import type { SubscriptionContent } from './nouns/subscription.js';
import type { PartyService } from './service.js';

/** What a ticket asks for, as it was written. */
export interface WrittenUpgrade {
  subscription: string;
  item: string;
  quantity: number;
  from: string | null;
}

/** The same once it is known to make sense: of which deal, and from which day by the subscription's zone. */
export interface CheckedUpgrade extends WrittenUpgrade {
  deal: string;
  from: LocalDate;
  today: LocalDate;
}

/** What the bounds and other requests say to it. */
export type JudgedUpgrade = Pick<SubscribedUpgrade, 'increase' | 'reason'> & { preAgreed: boolean };

/** Each of these finds by the request what happened before, so that no command needs to be known again. */
const byDesk = () => commandOf(SYSTEM);

const dayAfter = (date: LocalDate): LocalDate => formatDate(dayOf(date) + 1);

/** Requests for more of what a customer has: checked, judged and reserved on the subscription, agreed or freed. */
export function upgradeService({ parties, clock }: { parties: PartyService; clock: Clock }) {
  async function subscriptionOf(id: string): Promise<SubscriptionContent | null> {
    return (await parties.byIds<SubscriptionContent>('subscription', [id])).get(id)?.content ?? null;
  }

  /** The subscription if it is of a deal in the caller's world: others do not exist for them. */
  async function within({ company }: Caller, id: string): Promise<SubscriptionContent | null> {
    const theirs =
      company.kind === 'provider'
        ? {}
        : company.kind === 'partner'
          ? { partner: company.id }
          : { customers: company.id };
    return (await parties.matching<SubscriptionContent>('subscription', { _id: id, ...theirs }, 1))[0]?.content ?? null;
  }

  /** A subscription's dates are of the zone of its terms. */
  async function zoneIn({ terms }: Pick<SubscriptionContent, 'terms'>): Promise<Zone> {
    const found = (await parties.byIds<{ timeZone?: unknown }>('terms', [terms])).get(terms);
    return zoneOf(String(found?.content.timeZone ?? 'UTC'));
  }

  async function boundsOf(deal: string): Promise<UpgradeBounds | null> {
    const content = (await parties.byIds<DealContent>('deal', [deal])).get(deal)?.content;
    if (!content || content.preAgreed.length === 0) return null;
    return {
      // Deals that were stored before these could be said have neither.
      period: content.preAgreedPeriod ?? null,
      maxMonthly: content.preAgreedMonthly ?? null,
      items: Object.fromEntries(
        content.preAgreed.map(({ item, maxQuantity, maxIncrease }) => [item, { maxQuantity, maxIncrease }]),
      ),
    };
  }

  const priceOf = ({ unitPrices, monthlyFee }: SubscriptionContent, item: string) => {
    const amount = unitPrices?.[item];
    return amount === undefined ? null : { amount, currency: monthlyFee.currency };
  };

  /** The last word on a request: agreed, or free again. What happened before is found done. */
  async function settle(
    request: string,
    upgrade: Pick<WrittenUpgrade, 'subscription' | 'item' | 'quantity'> & { from: LocalDate; increase: number },
    accepted: boolean,
  ): Promise<void> {
    const found = await subscriptionOf(upgrade.subscription);
    if (!found) return;
    const { item, quantity, from, increase } = upgrade;
    const zone = await zoneIn(found);
    await parties.upgrade(byDesk(), upgrade.subscription, (upgrades, at) =>
      accepted
        ? agreeUpgrade(upgrades, { request, item, quantity, from, increase }, localDate(zone, at), at)
        : freeUpgrade(upgrades, request, at),
    );
  }

  /** Takes a checked request in under its ticket's id, reserving what it uses up of the bounds. */
  async function take(request: string, checked: CheckedUpgrade): Promise<JudgedUpgrade> {
    const found = await subscriptionOf(checked.subscription);
    if (!found) throw invalid([{ path: 'upgrade.subscription', message: 'is not there any more' }]);
    const bounds = await boundsOf(found.deal);
    const { item, quantity, from, today } = checked;
    const asked = { request, item, quantity, from, date: today };
    const upgrades = await parties.upgrade(byDesk(), checked.subscription, (before, at) =>
      askUpgrade(before, bounds, { ...asked, unitPrice: priceOf(found, item), base: found.items[item] ?? 0 }, at),
    );
    const taken = upgrades.find((one) => one.request === request);
    if (!taken) throw new Error(`The subscription ${checked.subscription} forgot the request ${request}`);
    return { increase: taken.increase, reason: taken.reason, preAgreed: taken.reservation !== null };
  }

  return {
    /** Whether a request makes sense for this caller; names every fault. */
    async check(caller: Caller, written: WrittenUpgrade, deal: string | null, at: Seconds): Promise<CheckedUpgrade> {
      const found = await within(caller, written.subscription);
      if (!found) {
        throw invalid([{ path: 'upgrade.subscription', message: `there is no subscription ${written.subscription}` }]);
      }
      const today = localDate(await zoneIn(found), at);
      const from = written.from ?? dayAfter(today);
      const faults = [...faultsOf(found, { ...written, from }, deal, today)];
      if (faults.length > 0) throw invalid(faults);
      return { ...written, from, today, deal: found.deal };
    },
    take,
    /** A request whose ticket is moved: only the deal of its subscription can agree to it beforehand. */
    async rejudge(
      request: string,
      upgrade: WrittenUpgrade & { from: LocalDate; increase: number },
      deal: string,
    ): Promise<JudgedUpgrade> {
      const found = await subscriptionOf(upgrade.subscription);
      if (found?.deal !== deal) {
        const reason = `${upgrade.subscription} is not of the deal ${deal}.`;
        return { increase: upgrade.increase, preAgreed: false, reason };
      }
      const today = localDate(await zoneIn(found), await clock.now());
      return take(request, { ...upgrade, deal, today });
    },
    /** The ticket did not come to be. */
    async giveBack(request: string, { subscription }: Pick<WrittenUpgrade, 'subscription'>): Promise<void> {
      await parties.upgrade(byDesk(), subscription, (upgrades, at) => freeUpgrade(upgrades, request, at));
    },
    settle,
    /** The date of now where subscriptions under these terms are. */
    today: async (terms: string): Promise<LocalDate> => localDate(await zoneIn({ terms }), await clock.now()),
    /** What one more costs a month, for those who may see it. */
    async unitPrice(subscription: string, item: string): Promise<{ amount: number; currency: string } | null> {
      const found = await subscriptionOf(subscription);
      return found && priceOf(found, item);
    },
    /** A request whose ticket never came to be, because the process died between, is given back. */
    orphans(ticketExists: (id: string) => Promise<boolean>): Sweep {
      return {
        name: 'upgrade-requests',
        shared: true,
        async run({ slots, until, limit, but }) {
          const found = await parties.awaitingTickets({ slots, until, limit, but });
          return each(found, async ({ _id, upgrades }) => {
            const due = upgrades.filter((one) => one.until !== null && one.until <= until);
            for (const { request } of due) {
              const there = await ticketExists(request);
              await parties.upgrade(byDesk(), _id, (now, at) =>
                there ? confirmUpgrade(now, request, at) : freeUpgrade(now, request, at),
              );
            }
          });
        },
        nextDue: () => parties.nextAwaitedTicket(),
      };
    },
  };
}
export type UpgradeService = ReturnType<typeof upgradeService>;

function faultsOf(
  { id, items, deal: of, start, end }: SubscriptionContent,
  { item, from }: { item: string; from: LocalDate },
  deal: string | null,
  today: LocalDate,
): Fault[] {
  const known = Object.keys(items);
  return [
    ...(deal !== null && deal !== of
      ? [{ path: 'upgrade.subscription', message: `${id} is not of the deal ${deal}` }]
      : []),
    ...(known.includes(item)
      ? []
      : [
          { path: 'upgrade.item', message: `is not among what ${id} has: ${known.join(', ') || 'nothing is counted'}` },
        ]),
    ...(from < today ? [{ path: 'upgrade.from', message: `must not be before today, ${today}` }] : []),
    ...(from < start
      ? [{ path: 'upgrade.from', message: `must not be before the subscription begins, ${start}` }]
      : []),
    ...(end !== null && from >= end
      ? [{ path: 'upgrade.from', message: `must be before the subscription ends, ${end}` }]
      : []),
  ];
}
