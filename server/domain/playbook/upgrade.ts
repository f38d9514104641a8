import type { Money } from '../money/money.js';
import type { LocalDate } from '../time/date.js';

export const UPGRADE_PERIODS = ['month', 'quarter', 'year'] as const;
export type UpgradePeriod = (typeof UPGRADE_PERIODS)[number];

/** What a deal lets its customer raise without asking. An item that is not named is always asked about. */
export interface UpgradeBounds {
  /** What is used up counts anew in each of these; `null`: each request stands by itself. */
  period: UpgradePeriod | null;
  /** By item: the largest total, and how much may be added in a period (at once, where there is none). */
  items: Readonly<Record<string, { maxQuantity: number | null; maxIncrease: number | null }>>;
  /** How much all upgrades of a period may add to the monthly fee. */
  maxMonthly: Money | null;
}

/** What an accepted request used up: kept on the subscription by the update that accepts it (DESIGN, pattern 8). */
export interface Reservation {
  /** The request's own id: the same request reserves once. */
  request: string;
  item: string;
  increase: number;
  /** What it adds to the monthly fee; `null` where the deal bounds no money and the price is not known. */
  monthly: Money | null;
  /** `2026-11`, `2026-Q4` or `2026`; `null` where the bounds know no period. */
  period: string | null;
}

export interface UpgradeRequest {
  request: string;
  item: string;
  /** The quantity agreed now, with what was accepted but is not in force yet. */
  agreed: number;
  /** The new total that is asked for. */
  quantity: number;
  /** A month's price of one more; `null` where it is not known. */
  unitPrice: Money | null;
  /** The local date of the request, which says whose period it counts in. */
  date: LocalDate;
}

export type AskReason =
  | 'nothing-agreed'
  | 'no-increase'
  | 'item-not-agreed'
  | 'quantity-beyond'
  | 'increase-beyond'
  | 'price-unknown'
  | 'money-beyond';

export type UpgradeVerdict =
  | { verdict: 'approved'; reservation: Reservation }
  | { verdict: 'ask'; reasons: readonly { code: AskReason; words: string }[] };

/** The name of the period that a local date lies in. */
export function periodName(period: UpgradePeriod, date: LocalDate): string {
  const year = date.slice(0, 4);
  if (period === 'year') return year;
  return period === 'month' ? date.slice(0, 7) : `${year}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/**
 * Whether a request is within what is agreed beforehand, with every reason why it is not. Bounds are inclusive. What
 * other requests reserved in the same period counts; a request that has its reservation keeps it.
 */
export function judgeUpgrade(
  bounds: UpgradeBounds | null,
  reserved: readonly Reservation[],
  request: UpgradeRequest,
): UpgradeVerdict {
  const kept = reserved.find((one) => one.request === request.request);
  if (kept) return { verdict: 'approved', reservation: kept };
  if (bounds === null) return ask('nothing-agreed', 'The deal agrees to no upgrades beforehand.');
  const increase = request.quantity - request.agreed;
  if (increase <= 0) return ask('no-increase', `${request.quantity} is no more than the ${request.agreed} agreed now.`);
  const item = Object.hasOwn(bounds.items, request.item) ? bounds.items[request.item] : undefined;
  if (!item) return ask('item-not-agreed', `The deal agrees to no more ${request.item} beforehand.`);

  const period = bounds.period && periodName(bounds.period, request.date);
  const monthly = request.unitPrice && { ...request.unitPrice, amount: request.unitPrice.amount * increase };
  const before = period === null ? [] : reserved.filter((one) => one.period === period);
  const reasons = [
    ...beyondQuantity(request, item.maxQuantity),
    ...beyondIncrease(before, request.item, increase, item.maxIncrease, period),
    ...beyondMoney(before, monthly, bounds.maxMonthly, period),
  ];
  if (reasons.length > 0) return { verdict: 'ask', reasons };
  return {
    verdict: 'approved',
    reservation: { request: request.request, item: request.item, increase, monthly, period },
  };
}

const forPeriod = (period: string | null): string => (period === null ? 'at once' : `for ${period}`);

type Reasons = Extract<UpgradeVerdict, { verdict: 'ask' }>['reasons'];

const ask = (code: AskReason, words: string): UpgradeVerdict => ({ verdict: 'ask', reasons: [{ code, words }] });

function beyondQuantity({ item, quantity }: UpgradeRequest, max: number | null): Reasons {
  if (max === null || quantity <= max) return [];
  return [{ code: 'quantity-beyond', words: `${quantity} ${item} are more than the ${max} agreed beforehand.` }];
}

function beyondIncrease(
  before: readonly Reservation[],
  item: string,
  increase: number,
  max: number | null,
  period: string | null,
): Reasons {
  if (max === null) return [];
  const used = before.filter((one) => one.item === item).reduce((sum, one) => sum + one.increase, 0);
  if (used + increase <= max) return [];
  const already = used === 0 ? '' : `, of which ${used} are used up`;
  const words = `${increase} more ${item} are beyond the ${max} agreed ${forPeriod(period)}${already}.`;
  return [{ code: 'increase-beyond', words }];
}

function beyondMoney(
  before: readonly Reservation[],
  monthly: Money | null,
  max: Money | null,
  period: string | null,
): Reasons {
  if (max === null) return [];
  const known = before.flatMap((one) => (one.monthly ? [one.monthly] : []));
  // Prices are not for every reader of these words: whoever may see one finds it beside them.
  if (monthly === null || known.length < before.length) {
    return [{ code: 'price-unknown', words: 'What it costs is not known, and what it may add a month is bounded.' }];
  }
  if ([monthly, ...known].some(({ currency }) => currency !== max.currency)) {
    return [{ code: 'price-unknown', words: `What it costs is not in ${max.currency}, in which the bound is.` }];
  }
  const used = known.reduce((sum, { amount }) => sum + amount, 0);
  if (used + monthly.amount <= max.amount) return [];
  const already = used === 0 ? '' : ', of which a part is used up';
  const words = `What it adds a month is beyond what is agreed ${forPeriod(period)}${already}.`;
  return [{ code: 'money-beyond', words }];
}
