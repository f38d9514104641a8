import type { Company, Role, Scope } from '../domain/access/access.js';

/** The demo's passwords are known: it listens on this machine only. */
export const PASSWORD = 'walk the desk';

export interface Player {
  id: string;
  name: string;
  email: string;
  company: Company;
  roles: readonly Role[];
  language: 'en' | 'de' | 'es';
  timeZone: string;
}

const provider = (id: string, name: string, roles: readonly Role[], timeZone = 'Europe/Berlin'): Player => ({
  ...{ id, name, roles, timeZone, email: `${id}@northwind.example`, company: { kind: 'provider' }, language: 'en' },
});
const partner = (
  id: string,
  name: string,
  company: string,
  roles: readonly Role[],
  language: Player['language'],
  timeZone: string,
  email: string,
): Player => ({
  ...{ id, name, email, roles, language, timeZone, company: { kind: 'partner', id: company } },
});

/** Who signs in for the provider and its partners. */
export const DESKS: readonly Player[] = [
  provider('ada', 'Ada Kline', ['agent', 'lead']),
  provider('ben', 'Ben Okafor', ['agent']),
  provider('chloe', 'Chloé Marchand', ['agent'], 'Europe/Paris'),
  provider('fiona', 'Fiona Steiner', ['finance']),
  provider('root', 'Ruth Alder', ['admin']),
  partner(
    'jonas',
    'Jonas Petersen',
    'hansa-it',
    ['partner-agent'],
    'de',
    'Europe/Berlin',
    'jonas.petersen@hansa-it.example',
  ),
  partner('karin', 'Karin Vogt', 'hansa-it', ['partner-admin'], 'de', 'Europe/Berlin', 'karin.vogt@hansa-it.example'),
  partner(
    'lucia',
    'Lucía Ferrer',
    'iberia-cloud',
    ['partner-admin'],
    'es',
    'Europe/Madrid',
    'lucia.ferrer@iberia-cloud.example',
  ),
  partner(
    'reto',
    'Reto Amrein',
    'alpenfels',
    ['partner-agent'],
    'de',
    'Europe/Zurich',
    'reto.amrein@alpenfels.example',
  ),
  partner(
    'sabine',
    'Sabine Keller',
    'alpenfels',
    ['partner-admin'],
    'de',
    'Europe/Zurich',
    'sabine.keller@alpenfels.example',
  ),
  partner(
    'dana',
    'Dana Whitfield',
    'quick-relay',
    ['partner-admin'],
    'en',
    'America/Denver',
    'dana.whitfield@quick-relay.example',
  ),
];

/** Who works a partner's tickets in the story. */
export const HELPDESK: Readonly<Record<string, string>> = {
  'hansa-it': 'jonas',
  'iberia-cloud': 'lucia',
  alpenfels: 'reto',
  'quick-relay': 'dana',
};

/** Who answers for a partner where it is asked. */
export const ADMINS: Readonly<Record<string, string>> = {
  'hansa-it': 'karin',
  'iberia-cloud': 'lucia',
  alpenfels: 'sabine',
  'quick-relay': 'dana',
};

/** Views that are shared on a desk, with who pins them. */
export const VIEWS = [
  {
    by: 'ada',
    pinnedBy: ['ada', 'ben', 'chloe', 'root'],
    view: { name: 'Pressing, our turn', query: { status: 'open', court: 'provider', priority: 'urgent,high' } },
  },
  {
    by: 'karin',
    pinnedBy: ['karin', 'jonas'],
    view: { name: 'Eilig, bei uns', query: { status: 'open', court: 'partner', priority: 'urgent,high' } },
  },
] as const;

/** Whose turn it is to be called, a week each: around Christmas, and in the night of a migration, somebody stands in. */
export const TURNS = [
  {
    ...{ by: 'root', rota: 'platform-duty' },
    turns: {
      layers: [{ from: '2026-01-05', handOver: '09:00', weeks: 1, people: ['ben', 'chloe', 'ada'] }],
      overrides: [{ from: '2026-12-24T11:00:00Z', to: '2026-12-27T08:00:00Z', person: 'ada' }],
    },
  },
  {
    ...{ by: 'karin', rota: 'hansa-duty' },
    turns: {
      layers: [{ from: '2026-01-05', handOver: '08:00', weeks: 1, people: ['jonas', 'karin'] }],
      overrides: [{ from: '2026-12-04T17:00:00Z', to: '2026-12-05T07:00:00Z', person: 'karin' }],
    },
  },
] as const;

/** The keys of the demo: one for each partner's helpdesk, and one for the provider's monitoring. */
export const KEYS: readonly { id: string; partner: string | null; scopes: readonly Scope[] }[] = [
  ...Object.keys(HELPDESK).map((id) => ({
    ...{ id: `demo-${id}`, partner: id },
    scopes: ['tickets:write', 'outages:write', 'credits:read', 'approvals:write'] as const,
  })),
  { id: 'demo-provider', partner: null, scopes: ['tickets:write', 'outages:write', 'credits:run'] },
  { id: 'demo-admin', partner: null, scopes: ['admin'] },
];
