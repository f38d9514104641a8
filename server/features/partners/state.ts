import { changed, type Decision, refused } from '../../domain/decision.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { SubscribedUpgrade, SubscribedUpgradeEvent } from '../../domain/upgrade/subscribed.js';
import type { Facets } from './noun.js';
import type { AnyNoun } from './nouns/index.js';

const VERSIONS_KEPT = 500;

/** A party or agreement as stored. `versions` are kept only of nouns that others cite by version. */
export interface PartyState {
  content: { id: string };
  facets: Facets;
  versions: readonly { version: number; at: Seconds; content: { id: string } }[];
  removed: boolean;
  /** What was asked for and agreed besides: of subscriptions only. */
  upgrades: readonly SubscribedUpgrade[];
}

export type PartyEvent =
  | { type: 'party-added'; at: Seconds }
  | { type: 'party-changed'; at: Seconds; fields: readonly string[] }
  | { type: 'party-removed'; at: Seconds }
  | SubscribedUpgradeEvent;

/** Adds a version to those that are kept. Full means refused, never forgotten: tickets cite them. */
function kept(noun: AnyNoun, state: PartyState, at: Seconds): PartyState['versions'] | undefined {
  if (!noun.keepsVersions) return [];
  const version = (state.versions.at(-1)?.version ?? 0) + 1;
  const versions = [...state.versions, { version, at, content: state.content }];
  return versions.length > VERSIONS_KEPT ? undefined : versions;
}

export function add(
  noun: AnyNoun,
  content: { id: string },
  facets: Facets,
  at: Seconds,
): Decision<PartyState, PartyEvent> {
  const state = { content, facets, versions: [], removed: false, upgrades: [] };
  return changed({ ...state, versions: kept(noun, state, at) ?? [] }, [{ type: 'party-added', at }]);
}

export function replace(
  noun: AnyNoun,
  state: PartyState,
  next: { content: { id: string }; facets: Facets },
  at: Seconds,
): Decision<PartyState, PartyEvent> {
  const fields = differing(state.content, next.content);
  if (fields.length === 0 && !state.removed) return changed(state, []);
  const fixed = fields.filter((name) => (noun.fixed as readonly string[] | undefined)?.includes(name));
  if (fixed.length > 0) {
    const errors = fixed.map((path) => ({ path, message: 'holds for good; make a new one instead' }));
    return refused('invalid', `${fixed.join(', ')} of a ${noun.name} cannot change.`, { errors });
  }
  const versions = kept(noun, { ...state, content: next.content }, at);
  if (!versions) return refused('wrong-state', `A ${noun.name} has at most ${VERSIONS_KEPT} versions; make a new one.`);
  const event: PartyEvent = state.removed ? { type: 'party-added', at } : { type: 'party-changed', at, fields };
  const upgrades = keptUpgrades(state, next.content);
  return changed({ ...next, versions, removed: false, upgrades }, [event]);
}

/** Replaces the content by several in turn, each a version of its own. */
export const replaceInTurn = (
  noun: AnyNoun,
  state: PartyState,
  all: readonly { content: { id: string }; facets: Facets }[],
  at: Seconds,
): Decision<PartyState, PartyEvent> =>
  all.reduce<Decision<PartyState, PartyEvent>>(
    (so, next) => {
      if (!so.ok) return so;
      const after = replace(noun, so.state, next, at);
      return after.ok ? changed(after.state, [...so.events, ...after.events]) : after;
    },
    changed(state, []),
  );

/** A quantity that is set by hand says what holds: what was agreed for the item before is in it. */
function keptUpgrades({ content, upgrades }: PartyState, next: object): PartyState['upgrades'] {
  const [before, after] = [itemsOf(content), itemsOf(next)];
  return upgrades.filter(({ item, state }) => state !== 'agreed' || before[item] === after[item]);
}

const itemsOf = (content: object): Readonly<Record<string, unknown>> =>
  'items' in content && typeof content.items === 'object' && content.items !== null
    ? (content.items as Readonly<Record<string, unknown>>)
    : {};

export const remove = (state: PartyState, at: Seconds): Decision<PartyState, PartyEvent> =>
  state.removed ? changed(state, []) : changed({ ...state, removed: true }, [{ type: 'party-removed', at }]);

/** The names of the fields in which two contents differ. */
export function differing(before: object, after: object): string[] {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => canonical(a[name]) !== canonical(b[name]),
  );
}

/** JSON with sorted keys: two contents that say the same are the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? 'undefined';
