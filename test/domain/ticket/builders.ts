import type { Caller, Role } from '../../../server/domain/access/access.js';
import type { Changed, Decision } from '../../../server/domain/decision.js';
import type { TicketContext } from '../../../server/domain/ticket/context.js';
import { createTicket, type NewTicket } from '../../../server/domain/ticket/create.js';
import { decide, type TicketCommand } from '../../../server/domain/ticket/decide.js';
import type { TicketEvent } from '../../../server/domain/ticket/events.js';
import type { PlaybookWorld } from '../../../server/domain/ticket/playbooks/world.js';
import type { Agreed, TicketOrigin, TicketState } from '../../../server/domain/ticket/state.js';
import type { DealTerms } from '../../../server/domain/ticket/terms.js';
import { DEFAULT_FOLLOW_UPS } from '../../../server/domain/ticket/waiting.js';

/** 2026-03-02T09:00:00Z, a Monday. */
export const NINE = 1772442000;
export const minutes = (count: number): number => count * 60;

const person = (id: string, company: Caller['company'], ...roles: Role[]): Caller => ({
  id,
  kind: 'person',
  name: id[0]?.toUpperCase() + id.slice(1),
  company,
  roles,
  scopes: null,
  ticket: null,
});

const PROVIDER = { kind: 'provider' } as const;
export const HANSA = { id: 'P-1', name: 'Hansa IT' };
export const LOGISTICS = { id: 'C-1', name: 'Hansa Logistics' };
export const ada = person('ada', PROVIDER, 'agent');
export const bob = person('bob', PROVIDER, 'agent');
export const lea = person('lea', PROVIDER, 'lead');
export const fin = person('fin', PROVIDER, 'finance');
export const admin = person('admin', PROVIDER, 'admin');
export const pia = person('pia', { kind: 'partner', id: HANSA.id }, 'partner-agent');
export const cas = person('cas', { kind: 'customer', id: LOGISTICS.id }, 'contact');
export const EVERYBODY = { ada, bob, lea, fin, admin, pia, cas };

export const terms = (over: Partial<DealTerms> = {}): DealTerms => ({
  id: 'D-1',
  type: 'resale',
  language: 'en',
  partner: HANSA,
  customer: LOGISTICS,
  support: 'shared',
  contactAuthority: 'provider-may-write',
  closeAfterDays: 7,
  followUps: DEFAULT_FOLLOW_UPS,
  timeZone: 'UTC',
  sharesProviderRows: false,
  customerHears: 'nothing',
  recipients: 'both',
  brand: { name: 'Hansa Support', showsAssignee: true },
  ...over,
});

const minutesOf = (urgent: number) => ({ urgent, high: urgent * 2, normal: urgent * 4, low: urgent * 8 });

export const AGREED: Agreed = {
  policy: {
    targets: [
      { metric: 'first_response', party: 'provider', calendar: 'always@1', minutes: minutesOf(15) },
      { metric: 'next_response', party: 'partner', calendar: 'always@1', minutes: minutesOf(30) },
      { metric: 'handling', party: 'partner', calendar: 'always@1', minutes: minutesOf(60) },
      { metric: 'resolution', party: 'promise', calendar: 'always@1', minutes: minutesOf(240) },
    ],
  },
  sources: [],
  calendars: { 'always@1': { timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} } },
};

export const origin = (over: Partial<TicketOrigin> = {}): TicketOrigin => ({
  channel: 'api',
  type: 'partner-deal',
  confidence: 'certain',
  triage: false,
  partner: HANSA,
  customer: LOGISTICS,
  deal: 'D-1',
  disagreement: false,
  candidates: [{ deal: 'D-1', partner: HANSA.id }],
  evidence: [],
  bound: null,
  ...over,
});

export const newTicket = (over: Partial<NewTicket> = {}): NewTicket => ({
  id: 't1',
  number: 1,
  subject: 'No outbound calls',
  kind: 'incident',
  priority: 'high',
  component: null,
  requester: { email: 'it@hansa-logistics.example', name: 'Hansa Logistics IT' },
  origin: origin(),
  agreed: AGREED,
  terms: terms(),
  court: null,
  author: { id: 'cas', name: 'Cas', party: 'customer', company: LOGISTICS.id },
  message: 'm0',
  tags: [],
  side: 'provider',
  links: [],
  externalRef: null,
  followUpOf: null,
  upgrade: null,
  ...over,
});

/** A desk that has no playbooks. */
export const NO_PLAYBOOKS: PlaybookWorld = {
  shelf: () => ({ current: [], pinned: [] }),
  calendars: new Map(),
  terms: () => terms(),
  queue: () => null,
  queues: () => ({ provider: [], partner: [] }),
  person: () => null,
  onCall: () => null,
  keep: ({ key }) => key,
};

/** The state as the next change would read it: stored, with nothing fed since. */
export const stored = (state: TicketState): TicketState => ({ ...state, version: state.version + 1, fed: [] });

export function made<S, E>(decision: Decision<S, E>): Changed<S, E> {
  if (!decision.ok) throw new Error(`Refused: ${decision.code}: ${decision.reason}`);
  return decision;
}

export const ticket = (over: Partial<NewTicket> = {}): TicketState =>
  stored(made(createTicket(newTicket(over), NINE)).state);

export const context = (caller: Caller, over: Partial<DealTerms> = {}): TicketContext => ({
  caller,
  terms: terms(over),
});

/** Carries out commands one after the other, a minute apart. */
export function after(before: TicketState, ...steps: [Caller, TicketCommand][]): TicketState {
  return steps.reduce(
    (state, [caller, command]) => stored(made(decide(command, state, context(caller), state.updatedAt + 60)).state),
    before,
  );
}

export const typesOf = (events: readonly TicketEvent[]): string[] => events.map(({ type }) => type);
/** What was fed to the clocks, in the contract's words. */
export const fedBy = (events: readonly TicketEvent[]): string[] =>
  events
    .flatMap(({ sla }) => sla ?? [])
    .map((event) => ('court' in event ? `${event.type} ${event.court}` : event.type));

export const say = (visibility: 'customer' | 'desks' | 'own' | null = null, court: TicketState['court'] = null) =>
  ({ verb: 'reply', message: { id: 'm1', visibility }, court }) as const;
export const handOver = (court: NonNullable<TicketState['court']>, note: string | null = 'm2') =>
  ({ verb: 'hand-over', court, note }) as const;
export const SOLVE = { verb: 'solve', message: null } as const;
