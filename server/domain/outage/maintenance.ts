import { type Caller, can } from '../access/access.js';
import { changed, type Decision, type Refusal, refused } from '../decision.js';
import type { Seconds } from '../time/instant.js';

/** A window of maintenance. Its notice is counted from when its present times were announced. */
export interface Maintenance {
  title: string;
  startsAt: Seconds;
  endsAt: Seconds;
  components: readonly string[];
  announcedAt: Seconds;
  /** It ended here, or never began. */
  cancelledAt: Seconds | null;
}

export type MaintenanceEvent = { at: Seconds } & (
  | { type: 'maintenance.announced'; components: readonly string[] }
  | { type: 'maintenance.changed'; fields: readonly string[] }
  | { type: 'maintenance.cancelled' }
);

type MaintenanceDecision = Decision<Maintenance, MaintenanceEvent>;
type Times = Pick<Maintenance, 'title' | 'startsAt' | 'endsAt' | 'components'>;

const mayManage = (caller: Caller): Refusal | undefined =>
  can(caller, 'outages:publish') ? undefined : refused('not-allowed', 'Only a lead may plan maintenance.');

/** Announces a window. */
export function announce(
  caller: Caller,
  { title, startsAt, endsAt, components }: Times,
  at: Seconds,
): MaintenanceDecision {
  const refusal = mayManage(caller) ?? faultOf({ startsAt, endsAt, components });
  if (refusal) return refusal;
  const state = { title, startsAt, endsAt, components, announcedAt: at, cancelledAt: null };
  return changed(state, [{ type: 'maintenance.announced', at, components }]);
}

/**
 * Changes a window. One that grows, moves or hits more is announced anew; one that only shrinks keeps its notice,
 * which was long enough for more.
 */
export function change(
  caller: Caller,
  window: Maintenance,
  changes: { [Name in keyof Times]?: Times[Name] | undefined },
  at: Seconds,
): MaintenanceDecision {
  const { title = window.title, startsAt = window.startsAt, endsAt = window.endsAt } = changes;
  const components = changes.components ?? window.components;
  const refusal = mayManage(caller) ?? faultOf({ startsAt, endsAt, components });
  if (refusal) return refusal;
  if (window.cancelledAt !== null) return refused('wrong-state', 'This maintenance was cancelled.');
  if (window.endsAt <= at) return refused('wrong-state', 'This maintenance is over.');
  const isWithin =
    startsAt >= window.startsAt &&
    endsAt <= window.endsAt &&
    components.every((component) => window.components.includes(component));
  const announcedAt = isWithin ? window.announcedAt : at;
  const fields = (['title', 'startsAt', 'endsAt', 'components'] as const).filter((name) => changes[name] !== undefined);
  const state = { ...window, title, startsAt, endsAt, components, announcedAt };
  return changed(state, [{ type: 'maintenance.changed', at, fields }]);
}

/** Cancels a window, or breaks it off. */
export function cancel(caller: Caller, window: Maintenance, at: Seconds): MaintenanceDecision {
  const refusal = mayManage(caller);
  if (refusal) return refusal;
  if (window.cancelledAt !== null) return refused('wrong-state', 'This maintenance was cancelled already.');
  if (window.endsAt <= at) return refused('wrong-state', 'This maintenance is over.');
  return changed({ ...window, cancelledAt: at }, [{ type: 'maintenance.cancelled', at }]);
}

function faultOf({ startsAt, endsAt, components }: Omit<Times, 'title'>): Refusal | undefined {
  if (endsAt <= startsAt) return refused('invalid', 'Maintenance ends after it starts.');
  if (components.length === 0) return refused('invalid', 'Maintenance is of at least one component.');
  if (new Set(components).size < components.length) return refused('invalid', 'A component is named twice.');
  return undefined;
}
