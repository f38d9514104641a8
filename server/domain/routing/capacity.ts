import { changed, type Decision, refused } from '../decision.js';
import type { Kind, Priority } from '../ticket/vocabulary.js';
import type { Seconds } from '../time/instant.js';

/** What somebody can work on at a time, unless it is said otherwise: five incidents of normal priority. */
export const DEFAULT_CAPACITY = 15;

/** How long a reservation may wait for its claim; after that whoever made it is gone. */
export const LEFT_AFTER = 30;

const BY_PRIORITY: Readonly<Record<Priority, number>> = { urgent: 4, high: 3, normal: 2, low: 1 };

/** How much of somebody's capacity a ticket takes: by its priority, and one more where something is broken. */
export const weightOf = ({ priority, kind }: { priority: Priority; kind: Kind }): number =>
  BY_PRIORITY[priority] + (kind === 'incident' ? 1 : 0);

/** A part of somebody's capacity that a ticket takes. */
export interface Slot {
  ticket: string;
  weight: number;
  /** When it was reserved last. */
  since: Seconds;
  /** Whether the ticket was seen to be theirs; until then it is a reservation. */
  held: boolean;
  /** Who is about to claim it for them: what one gives back another may still need. */
  by?: readonly string[];
  /** Whether it went beyond the capacity when it was taken: only by hand, never by itself. */
  over: boolean;
}

/** What somebody works on. */
export interface Workload {
  slots: readonly Slot[];
}

/** What a change of a workload says happened. There is nobody to tell: the ticket's own events say who has it. */
type Nothing = never;

export const loadOf = ({ slots }: Workload): number => slots.reduce((sum, { weight }) => sum + weight, 0);

const slotOf = ({ slots }: Workload, ticket: string): Slot | undefined => slots.find((slot) => slot.ticket === ticket);

const withSlot = ({ slots }: Workload, slot: Slot): Workload => ({
  slots: [...slots.filter(({ ticket }) => ticket !== slot.ticket), slot],
});

/** Reserves capacity for a ticket before it is claimed. `force`: beyond the capacity too, and marked so. */
export function reserve(
  workload: Workload,
  { ticket, weight, by = '' }: { ticket: string; weight: number; by?: string },
  { capacity, force }: { capacity: number; force: boolean },
  at: Seconds,
): Decision<Workload, Nothing> {
  const known = slotOf(workload, ticket);
  // What they have of it already is theirs, unless it has become heavier.
  const claims = { by: [...new Set([...(known?.by ?? []), by])] };
  if (known && known.weight >= weight) return changed(withSlot(workload, { ...known, ...claims, since: at }), []);
  const load = loadOf(without(workload, ticket));
  const over = load + weight > capacity;
  if (over && !force) return refused('no-capacity', `${load} of ${capacity} are taken, and this takes ${weight}.`);
  return changed(withSlot(workload, { ticket, weight, since: at, held: known?.held ?? false, over, ...claims }), []);
}

/** Gives a reservation back whose claim was lost. What is held stays, and what somebody else is about to claim. */
export function giveBack(workload: Workload, ticket: string, by = ''): Workload {
  const slot = slotOf(workload, ticket);
  if (!slot || slot.held) return workload;
  const others = (slot.by ?? []).filter((one) => one !== by);
  return others.length === 0 ? without(workload, ticket) : withSlot(workload, { ...slot, by: others });
}

const without = ({ slots }: Workload, ticket: string): Workload => ({
  slots: slots.filter((slot) => slot.ticket !== ticket),
});

/** The ticket is seen to be theirs: it takes what it weighs now, be there room or not. */
export function hold(
  workload: Workload,
  { ticket, weight }: { ticket: string; weight: number },
  capacity: number,
  at: Seconds,
): Workload {
  const known = slotOf(workload, ticket);
  if (known?.held && known.weight === weight) return workload;
  if (known) return withSlot(workload, { ...known, weight, held: true });
  const over = loadOf(workload) + weight > capacity;
  return withSlot(workload, { ticket, weight, since: at, held: true, over });
}

/**
 * The ticket is seen not to be theirs. What was reserved a moment ago stays a reservation: they may be about to claim
 * it, and whoever is given the room meanwhile would be one too many.
 */
export function letGo(workload: Workload, ticket: string, at: Seconds): Workload {
  const slot = slotOf(workload, ticket);
  if (!slot) return workload;
  if (at >= slot.since + LEFT_AFTER) return without(workload, ticket);
  return slot.held ? withSlot(workload, { ...slot, held: false }) : workload;
}

/** The first instant at which a reservation was left by a crash; `null` where none waits. */
export function looseAt({ slots }: Workload): Seconds | null {
  const loose = slots.filter(({ held }) => !held).map(({ since }) => since + LEFT_AFTER);
  return loose.length === 0 ? null : Math.min(...loose);
}
