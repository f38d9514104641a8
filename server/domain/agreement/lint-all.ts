import type { Support } from '../ticket/vocabulary.js';
import type { OpenHours } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import { lintClocks, type SharedFinding } from './lint.js';
import { type LintedRota, lintRotas } from './lint-rotas.js';
import { nearestTargets, type PolicyTarget, type Source, type SourcedPolicy } from './nearest.js';

/** What a policy holds for. */
export type PolicyScope =
  | { kind: 'default' }
  | { kind: 'plan'; plan: string }
  | { kind: 'partner'; partner: string }
  | { kind: 'deal'; deal: string };

export interface ScopedPolicy {
  id: string;
  version: number;
  name: string;
  scope: PolicyScope;
  targets: readonly PolicyTarget[];
}

export interface LintedDeal {
  id: string;
  partner: string | null;
  plan: string | null;
  support: Support | null;
}

/** All agreements as they hold at an instant. */
export interface Agreements {
  providerName: string;
  partnerNames: ReadonlyMap<string, string>;
  deals: readonly LintedDeal[];
  policies: readonly ScopedPolicy[];
  hoursOf(calendar: string): OpenHours;
  rotas?: readonly LintedRota[];
}

/** Looks at every deal's clocks, those of tickets without a deal, for policies that hold for nobody, and at the rotas. */
export function lintAgreements(agreements: Agreements, from: Seconds): SharedFinding[] {
  const found = new Map<string, SharedFinding>();
  const used = new Set<string>();
  for (const { deals, partner, plan, support } of alike(agreements.deals)) {
    const names = {
      provider: agreements.providerName,
      partner: partner && (agreements.partnerNames.get(partner) ?? partner),
    };
    for (const deal of splitByOwnPolicy(deals, agreements.policies)) {
      const sourced = policiesFor(agreements.policies, { deal: deal[0] ?? null, partner, plan });
      const targets = nearestTargets(sourced);
      for (const { policy } of targets) used.add(policy.id);
      for (const finding of lintClocks({ targets, support, hoursOf: agreements.hoursOf, names }, from)) {
        const key = `${finding.code} ${finding.words}`;
        const known = found.get(key);
        found.set(key, { ...finding, deals: [...(known?.deals ?? []), ...deal] });
      }
    }
  }
  return [...found.values(), ...unused(agreements.policies, used), ...lintRotas(agreements.rotas ?? [], from)];
}

/** The policies that hold for a ticket of these, each with what it was agreed in. */
export function policiesFor(
  policies: readonly ScopedPolicy[],
  { deal, partner, plan }: { deal: string | null; partner: string | null; plan: string | null },
): SourcedPolicy[] {
  const holds = ({ scope }: ScopedPolicy): boolean => {
    switch (scope.kind) {
      case 'default':
        return true;
      case 'plan':
        return scope.plan === plan;
      case 'partner':
        return scope.partner === partner;
      case 'deal':
        return scope.deal === deal;
    }
  };
  return policies
    .filter(holds)
    .map(({ id, version, scope, targets }) => ({ source: scope.kind as Source, policy: { id, version }, targets }));
}

/** Deals that go by the same agreements but for policies of their own, and last the tickets without any deal. */
function alike(deals: readonly LintedDeal[]) {
  const groups = new Map<string, Omit<LintedDeal, 'id'> & { deals: string[] }>();
  for (const { id, ...rest } of deals) {
    const key = JSON.stringify([rest.partner, rest.plan, rest.support]);
    const group = groups.get(key) ?? { ...rest, deals: [] };
    group.deals.push(id);
    groups.set(key, group);
  }
  return [...groups.values(), { partner: null, plan: null, support: null, deals: [] }];
}

/** A deal with a policy of its own is looked at by itself, the others together. */
function splitByOwnPolicy(deals: readonly string[], policies: readonly ScopedPolicy[]): (readonly string[])[] {
  const own = deals.filter((id) => policies.some(({ scope }) => scope.kind === 'deal' && scope.deal === id));
  const others = deals.filter((id) => !own.includes(id));
  return [...own.map((id) => [id]), ...(others.length > 0 || deals.length === 0 ? [others] : [])];
}

const unused = (policies: readonly ScopedPolicy[], used: ReadonlySet<string>): SharedFinding[] =>
  policies
    .filter(({ id }) => !used.has(id))
    .map(({ id, name, scope }) => ({
      code: 'policy-unused',
      words: `Nobody uses the policy ${name} (${id}).`,
      example: `${whoseWords(scope)}, or nearer agreements name every target that it has.`,
      policies: [id],
      deals: [],
    }));

function whoseWords(scope: PolicyScope): string {
  switch (scope.kind) {
    case 'default':
      return 'Every deal has agreements of its own';
    case 'plan':
      return `No deal in force has the plan ${scope.plan}`;
    case 'partner':
      return `No deal in force is of the partner ${scope.partner}`;
    case 'deal':
      return `The deal ${scope.deal} is not in force`;
  }
}
