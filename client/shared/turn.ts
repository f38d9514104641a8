import type { Court, Target, Ticket } from '../api/types.js';

/** How pressing a clock is: more than half left calm, less plain, under a quarter soon, breached over; met is history. */
export type Tone = 'calm' | 'plain' | 'soon' | 'over' | 'met';

/** Whether a clock's row is still open: nothing has ended it. */
export const isOpen = (target: Target): boolean =>
  (target.state === 'running' || target.state === 'paused' || target.state === 'breached') &&
  !target.metAt &&
  !target.endedBy;

/**
 * Seconds left of a target at `now`: what its calendar has left, and never more than the wall clock has until it is due.
 * Negative once it is breached; null where nothing counts.
 */
export function secondsLeft(target: Target, now: Date): number | null {
  if (target.targetSeconds === null) return null;
  const remaining = target.targetSeconds - target.elapsedSeconds;
  if (!target.dueAt) return target.state === 'paused' ? remaining : null;
  const wall = Math.floor((Date.parse(target.dueAt) - now.getTime()) / 1000);
  return target.state === 'breached' ? Math.min(wall, 0) : Math.min(remaining, wall);
}

/** How pressing a target is at `now`. */
export function toneOf(target: Target, now: Date): Tone {
  if (target.state === 'met') return 'met';
  const left = secondsLeft(target, now);
  if (target.state === 'breached' || (left !== null && left < 0)) return 'over';
  if (left === null || !target.targetSeconds) return 'calm';
  const share = left / target.targetSeconds;
  if (share < 0.25) return 'soon';
  return share < 0.5 ? 'plain' : 'calm';
}

const dueTime = (target: Target) => (target.dueAt ? Date.parse(target.dueAt) : Number.POSITIVE_INFINITY);

const earliest = (targets: readonly Target[]): Target | null =>
  targets.reduce<Target | null>((first, next) => (first && dueTime(first) <= dueTime(next) ? first : next), null);

/** The open clock that is due first among those of the named parties; running ones before paused ones. */
export function leading(ticket: Ticket, parties: readonly Target['party'][]): Target | null {
  return earliest(ticket.sla.targets.filter((target) => isOpen(target) && parties.includes(target.party)));
}

/** The party's own clock that runs in this court, if it has one. */
export const turnTarget = (ticket: Ticket): Target | null =>
  ticket.court === 'provider' || ticket.court === 'partner' ? leading(ticket, [ticket.court]) : null;

/** What provider and partner together promised the customer. */
export const promiseTarget = (ticket: Ticket): Target | null => leading(ticket, ['promise']);

/** The name of the party whose turn it is, where it has one of its own; the provider's name is the page's to know. */
export function courtName(ticket: Ticket, court: Court | null = ticket.court): string | null {
  if (court === 'partner') return ticket.origin.partner?.name ?? null;
  if (court === 'customer') return ticket.origin.customer?.name ?? ticket.requester.name;
  return null;
}
