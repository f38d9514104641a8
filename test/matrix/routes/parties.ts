import type { Entries, Entry, ObjectKind } from '../entry.js';
import type { World } from '../world.js';

/** What was never read is stale: who is answered so could have changed it. */
const STALE = { 'if-match': '"0"' };

const HOLIDAYS = { source: { kind: 'country', country: 'DE' }, years: [2027] };

/** The nouns of the table of nouns: each is listed, read, added, replaced, changed and removed in the same way. */
const NOUNS: readonly { path: string; kind: ObjectKind; keepsVersions: boolean }[] = [
  { path: 'components', kind: 'component', keepsVersions: false },
  { path: 'calendars', kind: 'calendar', keepsVersions: true },
  { path: 'terms', kind: 'terms', keepsVersions: true },
  { path: 'breach-reasons', kind: 'breach-reason', keepsVersions: false },
  { path: 'skills', kind: 'skill', keepsVersions: false },
  { path: 'vendors', kind: 'vendor', keepsVersions: false },
  { path: 'partners', kind: 'partner', keepsVersions: false },
  { path: 'customers', kind: 'customer', keepsVersions: false },
  { path: 'queues', kind: 'queue', keepsVersions: true },
  { path: 'rotas', kind: 'rota', keepsVersions: false },
  { path: 'deals', kind: 'deal', keepsVersions: false },
  { path: 'policies', kind: 'policy', keepsVersions: true },
  { path: 'subscriptions', kind: 'subscription', keepsVersions: false },
];

/** The smallest content of each noun, under an id that is taken. */
const contents = ({ ids }: World): Readonly<Record<string, object>> => ({
  components: { id: ids.component, name: 'x' },
  calendars: { id: ids.calendar, name: 'x', timeZone: 'UTC', hours: '24x7' },
  terms: {
    ...{ id: ids.terms, title: 'x', period: 'calendar-month', timeZone: 'UTC', claim: { required: false } },
    uptime: { coverage: 'any', impacts: { full: '1' } },
    exclude: { causes: [], maintenance: {} },
    credit: { rule: 'per-step', freeSeconds: 0, stepSeconds: 1800, percent: '5', capPercent: '100' },
  },
  'breach-reasons': { id: ids['breach-reason'], name: 'x' },
  skills: { id: ids.skill, name: 'x' },
  vendors: { id: ids.vendor, name: 'x', contacts: [{ name: 'x', email: 'noc@maker.example' }] },
  partners: { id: ids.partner, name: 'x' },
  customers: { id: ids.customer, name: 'x' },
  queues: { id: ids.queue, name: 'x', order: 1 },
  rotas: { id: ids.rota, name: 'x', timeZone: 'UTC', layers: [] },
  deals: {
    ...{ id: ids.deal, partner: 'hansa-it', customer: 'hansa-logistics', type: 'resale', support: 'shared' },
    from: '2025-01-01T00:00:00Z',
  },
  policies: { id: ids.policy, name: 'x', scope: { kind: 'default' }, targets: [] },
  subscriptions: {
    ...{ id: ids.subscription, deal: 'D-1001', title: 'x', components: ['voice-eu'], start: '2026-08-01' },
    ...{ terms: 'voice-standard', monthlyFee: { amount: 1, currency: 'EUR' } },
  },
});

function entriesOf({ path, kind, keepsVersions }: (typeof NOUNS)[number]): [string, Entry][] {
  const body = (world: World) => contents(world)[path];
  return [
    [`GET /${path}`, { allowed: 200, path: () => `/${path}?limit=200` }],
    [`POST /${path}`, { body, allowed: 409 }],
    [`GET /${path}/:id`, { object: kind, allowed: 200 }],
    [`PUT /${path}/:id`, { object: kind, body, headers: STALE, allowed: 412 }],
    [`PATCH /${path}/:id`, { object: kind, body: {}, headers: STALE, allowed: 412 }],
    [`DELETE /${path}/:id`, { object: kind, headers: STALE, allowed: 412 }],
    ...(keepsVersions ? [[`GET /${path}/:id/versions`, { object: kind, allowed: 200 }] satisfies [string, Entry]] : []),
  ];
}

/** Parties and agreements. */
export const PARTIES: Entries = {
  ...Object.fromEntries(NOUNS.flatMap(entriesOf)),
  // They are to be the provider's; a partner makes queues and rotas for itself alone.
  ...Object.fromEntries(
    ['queues', 'rotas'].map((path): [string, Entry] => [
      `POST /${path}`,
      {
        body: (world: World) => contents(world)[path],
        allowed: ({ side }) => (side === 'provider' ? 409 : 403),
      },
    ]),
  ),
  'GET /queues/:id/agents': { object: 'queue', allowed: 200 },
  // A partner's queue is worked by its people alone.
  'POST /queues/:id/next': {
    ...{ object: 'queue', body: {}, last: true },
    allowed: ({ side }) => (side === 'provider' ? 403 : [200, 204]),
  },
  'GET /calendars/:id/preview': { object: 'calendar', allowed: 200 },
  'POST /calendars/:id/holidays/preview': { object: 'calendar', body: HOLIDAYS, allowed: 200 },
  'POST /calendars/:id/holidays': { object: 'calendar', body: HOLIDAYS, headers: STALE, allowed: 412 },
  'GET /calendars/:id/proposal': { object: 'calendar', allowed: 200 },
  // It has no feed, so there is no proposal.
  'POST /calendars/:id/proposal/take': {
    ...{ object: 'calendar', body: { at: '2026-11-02T00:00:00Z' }, headers: STALE, allowed: 409 },
  },
  'POST /calendars/:id/proposal/dismiss': { object: 'calendar', body: { at: '2026-11-02T00:00:00Z' }, allowed: 409 },
  'GET /holiday-places': { allowed: 200 },
  'GET /sla/lint': { allowed: 200 },
  'GET /rotas/:id/on-call': { object: 'rota', allowed: 200 },
  'GET /rotas/:id/preview': { object: 'rota', allowed: 200 },
  'POST /sla/changes': { body: { rule: 'recompute', deals: ['D-1001'], dryRun: true }, allowed: 200 },
  'POST /deals/:id/end': { object: 'deal', body: { tickets: 'provider' }, allowed: 422 },
  'POST /deals/:id/pass': { object: 'deal', body: { tickets: 'stay', successor: { id: 'D-1001' } }, allowed: 422 },
  'POST /deals/:id/retype': { object: 'deal', body: { tickets: 'stay', successor: { id: 'D-1001' } }, allowed: 422 },
  'GET /sla/changes': { allowed: 200 },
  'GET /sla/changes/:id': { object: 'sla-change', allowed: 200 },
  'GET /subscriptions/:id/quantities': { object: 'subscription', allowed: 200 },
};
