/** What a person may be. `contact` is a person of a customer. */
export const ROLES = ['agent', 'lead', 'finance', 'admin', 'partner-agent', 'partner-admin', 'contact'] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may be used for. A key acts for its company. */
export const SCOPES = [
  'tickets:read',
  'tickets:write',
  'outages:write',
  'credits:read',
  'credits:run',
  'approvals:write',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

/** The company a caller acts for. There is one provider. */
export type Company = { kind: 'provider' } | { kind: 'partner'; id: string } | { kind: 'customer'; id: string };

/** The four readers that every representation is made for. `staff` are the provider's leads, finance and admins. */
export const READERS = ['agent', 'staff', 'partner', 'customer'] as const;
export type Reader = (typeof READERS)[number];

/** Who calls. `ticket` is the only ticket that a one-time link opens, `null` for everybody else. */
export interface Caller {
  id: string;
  kind: 'person' | 'key' | 'link' | 'system';
  name: string;
  company: Company;
  roles: readonly Role[];
  scopes: readonly Scope[] | null;
  ticket: string | null;
}

/** `own`: what belongs to the caller's company; `named`: where they are named as approver; `ticket`: through a ticket of theirs. */
export type Extent = 'all' | 'own' | 'named' | 'ticket';

type Row = Partial<Record<Role, Extent>>;

/** Who may what: the one table that routes, sockets, buttons, the docs page and the matrix test read. */
export const CAPABILITIES = {
  'tickets:read': {
    agent: 'all',
    lead: 'all',
    finance: 'all',
    admin: 'all',
    'partner-agent': 'own',
    'partner-admin': 'own',
    contact: 'own',
  },
  'tickets:work': {
    agent: 'all',
    lead: 'all',
    admin: 'all',
    'partner-agent': 'own',
    'partner-admin': 'own',
    contact: 'own',
  },
  'outages:see': {
    agent: 'all',
    lead: 'all',
    finance: 'all',
    admin: 'all',
    'partner-agent': 'own',
    'partner-admin': 'own',
    contact: 'own',
  },
  'outages:report': {
    agent: 'all',
    lead: 'all',
    admin: 'all',
    'partner-agent': 'own',
    'partner-admin': 'own',
    contact: 'ticket',
  },
  'outages:publish': { lead: 'all', admin: 'all' },
  'agreements:see': {
    agent: 'all',
    lead: 'all',
    finance: 'all',
    admin: 'all',
    'partner-agent': 'own',
    'partner-admin': 'own',
  },
  'agreements:manage': { lead: 'all', admin: 'all' },
  'queues:manage': { lead: 'all', admin: 'all', 'partner-admin': 'own' },
  'parties:manage': { admin: 'all' },
  'playbooks:sign': { 'partner-agent': 'named', 'partner-admin': 'own' },
  'approvals:see': {
    agent: 'all',
    lead: 'all',
    finance: 'all',
    admin: 'all',
    'partner-agent': 'own',
    'partner-admin': 'own',
  },
  'approvals:decide': {
    agent: 'named',
    lead: 'named',
    finance: 'all',
    admin: 'all',
    'partner-agent': 'named',
    'partner-admin': 'own',
  },
  'credits:see': {
    lead: 'all',
    finance: 'all',
    admin: 'all',
    'partner-agent': 'own',
    'partner-admin': 'own',
    contact: 'own',
  },
  'credits:run': { finance: 'all', admin: 'all' },
  'people:manage': { admin: 'all', 'partner-admin': 'own' },
  'audit:see': { admin: 'all', 'partner-admin': 'own' },
  'desk:admin': { admin: 'all' },
} as const satisfies Record<string, Row>;
export type Capability = keyof typeof CAPABILITIES;

/** What each capability lets somebody do, ready to follow "may". */
export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  'tickets:read': 'read tickets',
  'tickets:work': 'work on tickets, as the table of ticket commands says',
  'outages:see': 'see outages and maintenance',
  'outages:report': 'report an outage',
  'outages:publish': 'publish, correct and end outages, and announce maintenance',
  'agreements:see': 'read parties, agreements and the people of their company',
  'agreements:manage': 'change policies, calendars, skills and the provider’s playbooks',
  'queues:manage': 'change the queues and rotas of their company',
  'parties:manage': 'change partners, customers, deals, subscriptions, components and terms',
  'playbooks:sign': 'sign the playbook of their company',
  'approvals:see': 'see what waits for an approval',
  'approvals:decide': 'answer approvals; about money finance and admins do, about the rest leads do too',
  'credits:see': 'see credits',
  'credits:run': 'run, approve and void credits, and read the ledger',
  'people:manage': 'add and change people, keys and webhooks',
  'audit:see': 'read the audit trail',
  'desk:admin': 'look after the desk itself',
};

/** What a key's scope lets it do, as the provider's or as a partner's. */
export const SCOPE_CAPABILITIES: Record<Scope, { provider: readonly Capability[]; partner: readonly Capability[] }> = {
  'tickets:read': {
    provider: ['tickets:read', 'outages:see', 'approvals:see'],
    partner: ['tickets:read', 'outages:see', 'approvals:see'],
  },
  'tickets:write': {
    provider: ['tickets:read', 'tickets:work', 'outages:see', 'approvals:see'],
    partner: ['tickets:read', 'tickets:work', 'outages:see', 'approvals:see'],
  },
  'outages:write': {
    provider: ['outages:see', 'outages:report', 'outages:publish'],
    partner: ['outages:see', 'outages:report'],
  },
  'credits:read': { provider: ['credits:see'], partner: ['credits:see'] },
  'credits:run': { provider: ['credits:see', 'credits:run'], partner: ['credits:see'] },
  'approvals:write': {
    provider: ['approvals:see', 'approvals:decide'],
    partner: ['approvals:see', 'approvals:decide'],
  },
  admin: { provider: capabilitiesOf('admin'), partner: capabilitiesOf('partner-admin') },
};

/** A one-time link opens its ticket alone, and what outages say beside it. */
export const LINK_CAPABILITIES: readonly Capability[] = ['tickets:read', 'tickets:work', 'outages:see'];

function capabilitiesOf(role: Role): Capability[] {
  return capabilities().filter((capability) => extentOf(role, capability) !== undefined);
}

function capabilities(): Capability[] {
  return Object.keys(CAPABILITIES) as Capability[];
}

function extentOf(role: Role, capability: Capability): Extent | undefined {
  const row: Row = CAPABILITIES[capability];
  return row[role];
}

/** Whether the caller may do this at all. What of it is theirs is decided by the horizon of each read. */
export function can(caller: Caller, capability: Capability): boolean {
  if (caller.ticket !== null) return LINK_CAPABILITIES.includes(capability);
  if (caller.scopes === null) return caller.roles.some((role) => extentOf(role, capability) !== undefined);
  const { kind } = caller.company;
  if (kind === 'customer') return false;
  return caller.scopes.some((scope) => SCOPE_CAPABILITIES[scope][kind].includes(capability));
}

/** Whether the caller has one of these roles; a key counts as what its scopes make it. */
export function hasRole(caller: Caller, ...roles: readonly Role[]): boolean {
  return rolesOf(caller).some((role) => roles.includes(role));
}

function rolesOf({ scopes, roles, company }: Caller): readonly Role[] {
  if (scopes === null) return roles;
  const provider = company.kind === 'provider';
  return scopes.flatMap((scope): Role[] => {
    if (scope === 'admin') return [provider ? 'admin' : 'partner-admin'];
    if (scope === 'outages:write' || scope.startsWith('tickets:')) return [provider ? 'agent' : 'partner-agent'];
    if (scope.startsWith('credits:')) return provider ? ['finance'] : [];
    return [];
  });
}

/** The side of the ticket that a caller speaks for. */
export const partyOf = (caller: Caller): 'provider' | 'partner' | 'customer' => caller.company.kind;

/** Which of the four readers a caller is. */
export function readerOf(caller: Caller): Reader {
  if (caller.company.kind !== 'provider') return caller.company.kind;
  return hasRole(caller, 'lead', 'finance', 'admin') ? 'staff' : 'agent';
}

/** The desk itself, for what happens by the clock. */
export const SYSTEM: Caller = {
  id: 'system',
  kind: 'system',
  name: 'Tandem Desk',
  company: { kind: 'provider' },
  roles: ['admin'],
  scopes: null,
  ticket: null,
};
