import {
  CAPABILITIES,
  type Capability,
  type Company,
  LINK_CAPABILITIES,
  type Role,
  SCOPE_CAPABILITIES,
  SCOPES,
  type Scope,
} from '../../server/domain/access/access.js';

/** How a reader stands to what belongs to the partner `hansa-it` and its customer `hansa-logistics`. */
export type Side = 'provider' | 'own-partner' | 'foreign-partner' | 'own-customer' | 'foreign-customer' | 'nobody';

/** Somebody who calls: a person by role, a one-time link's session, a key by scope, or nobody. */
export interface Reader {
  name: string;
  side: Side;
  role: Role | null;
  scope: Scope | null;
  isLink: boolean;
  /** Left out: nobody. */
  company?: Company;
}

const PROVIDER = { kind: 'provider' } as const;
export const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
export const IBERIA = { kind: 'partner', id: 'iberia-cloud' } as const;
export const LOGISTICS = { kind: 'customer', id: 'hansa-logistics' } as const;
export const HOTELS = { kind: 'customer', id: 'sol-hotels' } as const;

const SIDES: readonly { side: Side; company: Company; roles: readonly Role[] }[] = [
  { side: 'provider', company: PROVIDER, roles: ['agent', 'lead', 'finance', 'admin'] },
  { side: 'own-partner', company: HANSA, roles: ['partner-agent', 'partner-admin'] },
  { side: 'foreign-partner', company: IBERIA, roles: ['partner-agent', 'partner-admin'] },
  { side: 'own-customer', company: LOGISTICS, roles: ['contact'] },
  { side: 'foreign-customer', company: HOTELS, roles: ['contact'] },
];

const person = (side: Side, company: Company, role: Role): Reader => ({
  ...{ name: `${role} (${side})`, side, role, scope: null, isLink: false, company },
});
const key = (side: Side, company: Company, scope: Scope): Reader => ({
  ...{ name: `key ${scope} (${side})`, side, role: null, scope, isLink: false, company },
});
const link = (side: Side, company: Company): Reader => ({
  ...{ name: `one-time link (${side})`, side, role: null, scope: null, isLink: true, company },
});

export const NOBODY: Reader = { name: 'nobody', side: 'nobody', role: null, scope: null, isLink: false };

/** Every role, every scope of every kind of company, links, nobody: each as the owner and as a stranger. */
export const READERS: readonly Reader[] = [
  ...SIDES.flatMap(({ side, company, roles }) => roles.map((role) => person(side, company, role))),
  link('own-customer', LOGISTICS),
  link('foreign-customer', HOTELS),
  ...SIDES.filter(({ side }) => side !== 'foreign-customer').flatMap(({ side, company }) =>
    SCOPES.map((scope) => key(side, company, scope)),
  ),
  NOBODY,
];

/** What the capability table gives a reader, read here by itself: the code that guards is what is tried. */
export function holds({ role, scope, isLink, company }: Reader, capability: Capability): boolean {
  if (company === undefined) return false;
  if (isLink) return LINK_CAPABILITIES.includes(capability);
  if (role !== null) return Object.hasOwn(CAPABILITIES[capability], role);
  if (scope === null || company.kind === 'customer') return false;
  return SCOPE_CAPABILITIES[scope][company.kind].includes(capability);
}

/** The column of the contract's "Who sees what" that a reader reads in. */
export type Column = 'agent' | 'staff' | 'partner' | 'customer';

export function columnOf({ side, role, scope }: Reader): Column {
  if (side === 'own-customer' || side === 'foreign-customer') return 'customer';
  if (side !== 'provider') return 'partner';
  const isStaff = role === 'lead' || role === 'finance' || role === 'admin';
  const isStaffKey = scope === 'admin' || scope === 'credits:read' || scope === 'credits:run';
  return isStaff || isStaffKey ? 'staff' : 'agent';
}

export const isDesk = ({ side }: Reader): boolean => side === 'provider' || side.endsWith('partner');
/** A lead of the provider, or an admin, who may do what a lead may. */
export const isLead = ({ side, role, scope }: Reader): boolean =>
  side === 'provider' && (role === 'lead' || role === 'admin' || scope === 'admin');
