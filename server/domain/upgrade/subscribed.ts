import { changed, type Decision, refused } from '../decision.js';
import { judgeUpgrade, type Reservation, type UpgradeBounds } from '../playbook/upgrade.js';
import type { LocalDate } from '../time/date.js';
import type { Seconds } from '../time/instant.js';

/** A request that a subscription knows of, from being asked for until it is agreed or falls away. */
export interface SubscribedUpgrade {
  /** The ticket that asks for it. */
  request: string;
  item: string;
  /** The new total. */
  quantity: number;
  /** How much that is more than was agreed when it was asked for. */
  increase: number;
  /** The local date from which it holds. */
  from: LocalDate;
  /** `asked`: somebody decides; `reserved`: within the bounds, and kept free; `agreed`: it counts. */
  state: 'asked' | 'reserved' | 'agreed';
  /** What it uses up of the bounds; `null` where it is beyond them, so that a person decides. */
  reservation: Reservation | null;
  /** Why it has to be asked about; empty where it has not. */
  reason: string;
  /** Until then its ticket must have come to be; `null` once it is known to. */
  until: Seconds | null;
}

export interface AskedUpgrade {
  request: string;
  item: string;
  quantity: number;
  from: LocalDate;
  /** Where the request is made: says whose period of the bounds it counts in. */
  date: LocalDate;
  /** A month's price of one more, in minor units; `null` where it is not known. */
  unitPrice: { amount: number; currency: string } | null;
  /** The quantity without any upgrade. */
  base: number;
}

interface UpgradeMark {
  request: string;
  item: string;
  quantity: number;
  from: LocalDate;
}

export type SubscribedUpgradeEvent = UpgradeMark & { at: Seconds } & (
    | { type: 'upgrade-asked' }
    | { type: 'upgrade-reserved' }
    | { type: 'upgrade-confirmed' }
    | { type: 'upgrade-agreed' }
    | { type: 'upgrade-freed' }
  );

type Upgrades = readonly SubscribedUpgrade[];
type UpgradeDecision = Decision<Upgrades, SubscribedUpgradeEvent>;

/** How many requests a subscription keeps; full means refused, never forgotten: fees and bounds go by them. */
export const UPGRADES_KEPT = 500;
/** How long a request waits for its ticket before it is looked whether that came to be. */
export const TICKET_PATIENCE = 60;

const markOf = ({ request, item, quantity, from }: SubscribedUpgrade): UpgradeMark => ({
  ...{ request, item, quantity, from },
});

/** The quantity that is agreed, with what was accepted but is not in force yet: the last that was said counts. */
export const agreedQuantity = (base: number, upgrades: Upgrades, item: string): number =>
  upgrades.findLast((one) => one.item === item && one.state !== 'asked')?.quantity ?? base;

/** The quantity on a day: of what has come into force by then, the last that was agreed. */
export const quantityOn = (base: number, upgrades: Upgrades, item: string, date: LocalDate): number =>
  upgrades.findLast((one) => one.item === item && one.state === 'agreed' && one.from <= date)?.quantity ?? base;

/**
 * Takes a request in: judged by the bounds and what others reserved, and reserved by the same update where it is
 * within. The same request again finds what became of it.
 */
export function askUpgrade(
  upgrades: Upgrades,
  bounds: UpgradeBounds | null,
  asked: AskedUpgrade,
  at: Seconds,
): UpgradeDecision {
  if (upgrades.some(({ request }) => request === asked.request)) return changed(upgrades, []);
  if (upgrades.length >= UPGRADES_KEPT) {
    return refused('wrong-state', `A subscription has at most ${UPGRADES_KEPT} upgrades; make a new one.`);
  }
  const { request, item, quantity, from, base, unitPrice, date } = asked;
  const agreed = agreedQuantity(base, upgrades, item);
  const reserved = upgrades.flatMap(({ reservation }) => reservation ?? []);
  const verdict = judgeUpgrade(bounds, reserved, { request, item, quantity, agreed, unitPrice, date });
  const within = verdict.verdict === 'approved';
  const taken: SubscribedUpgrade = {
    ...{ request, item, quantity, from, increase: quantity - agreed },
    state: within ? 'reserved' : 'asked',
    reservation: within ? verdict.reservation : null,
    reason: within ? '' : verdict.reasons.map(({ words }) => words).join(' '),
    until: at + TICKET_PATIENCE,
  };
  return changed([...upgrades, taken], [{ type: within ? 'upgrade-reserved' : 'upgrade-asked', at, ...markOf(taken) }]);
}

/** The ticket of a request is there: the request stays until it is decided. */
export function confirmUpgrade(upgrades: Upgrades, request: string, at: Seconds): UpgradeDecision {
  const found = upgrades.find((one) => one.request === request && one.until !== null);
  if (!found) return changed(upgrades, []);
  const next = upgrades.map((one) => (one === found ? { ...one, until: null } : one));
  return changed(next, [{ type: 'upgrade-confirmed', at, ...markOf(found) }]);
}

/**
 * A request is agreed to, by the bounds or by people: from now on it counts. What was reserved keeps its place among
 * the others; what had to be asked about is the newest word. It holds from its date, but from no day before it was agreed.
 */
export function agreeUpgrade(
  upgrades: Upgrades,
  agreed: Omit<SubscribedUpgrade, 'state' | 'until' | 'reservation' | 'reason'>,
  today: LocalDate,
  at: Seconds,
): UpgradeDecision {
  const known = upgrades.find(({ request }) => request === agreed.request);
  if (known?.state === 'agreed') return changed(upgrades, []);
  const from = agreed.from < today ? today : agreed.from;
  const base = known ?? { ...agreed, reservation: null, reason: '' };
  const next: SubscribedUpgrade = { ...base, from, state: 'agreed', until: null };
  const keepsPlace = known?.state === 'reserved';
  const others = upgrades.filter(({ request }) => request !== agreed.request);
  return changed(keepsPlace ? upgrades.map((one) => (one === known ? next : one)) : [...others, next], [
    { type: 'upgrade-agreed', at, ...markOf(next) },
  ]);
}

/** A request was declined, fell silent or never became a ticket: what it reserved is free again. */
export function freeUpgrade(upgrades: Upgrades, request: string, at: Seconds): UpgradeDecision {
  const found = upgrades.find((one) => one.request === request && one.state !== 'agreed');
  if (!found) return changed(upgrades, []);
  const next = upgrades.filter((one) => one !== found);
  return changed(next, [{ type: 'upgrade-freed', at, ...markOf(found) }]);
}

/** When it must be looked whether tickets came to be; `null`: all are known. */
export const ticketsDueBy = (upgrades: Upgrades): Seconds | null =>
  upgrades.reduce<Seconds | null>(
    (first, { until }) => (until === null || (first !== null && first <= until) ? first : until),
    null,
  );

/** A month's fee from each day on which it changes, the first day of the subscription first. */
export interface FeeStep {
  from: LocalDate;
  /** In minor units. */
  amount: number;
}

/** How the monthly fee goes on as agreed quantities come into force, as far as the price of one is known. */
export function feeSteps(
  subscription: { start: LocalDate; monthlyFee: number; items: Readonly<Record<string, number>> },
  unitPrices: Readonly<Record<string, number>>,
  upgrades: Upgrades,
): FeeStep[] {
  const priced = upgrades.filter(({ item, state }) => state === 'agreed' && Object.hasOwn(unitPrices, item));
  const dates = [...new Set(priced.map(({ from }) => (from < subscription.start ? subscription.start : from)))];
  const days = [subscription.start, ...dates.filter((date) => date !== subscription.start)].toSorted();
  const feeOn = (date: LocalDate): number =>
    Object.entries(unitPrices).reduce((fee, [item, price]) => {
      const base = subscription.items[item] ?? 0;
      return fee + price * (quantityOn(base, priced, item, date) - base);
    }, subscription.monthlyFee);
  return days.map((from) => ({ from, amount: Math.max(0, feeOn(from)) }));
}
