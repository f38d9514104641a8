import { sameForm } from '../../../domain/mail/address.js';
import type { MailContact } from '../../../domain/mail/recipients.js';
import { deadlines } from '../../../domain/sla/view.js';
import { clockContext } from '../../../domain/ticket/clocks.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import { solvesAt } from '../../../domain/ticket/waiting.js';
import type { Seconds } from '../../../domain/time/instant.js';
import { brands } from '../brand.js';
import type { MailBrand } from '../contents.js';
import type { IncomingMails } from '../incoming/kept.js';
import type { PlaybookNotice } from './playbooks.js';
import type { MailLinks, MailSources, TicketSeen } from './seen.js';

/** A partner or customer as agreements keep it, as far as mails go by it. */
interface PartyContent {
  name: string;
  timeZone: string;
  brand?: MailBrand | null;
}

interface Person {
  name: string;
  email: string;
}

/** What mails need of other features. */
export interface MailPorts {
  tickets: {
    state(id: string): Promise<TicketState | null>;
    body(message: string): Promise<{ text: string; html: string | null } | null>;
    notice(id: string): Promise<PlaybookNotice | null>;
  };
  agreements: {
    deals(ids: readonly string[]): Promise<ReadonlyMap<string, DealTerms>>;
    queueLeads(id: string): Promise<{ name: string; leads: readonly string[] } | null>;
  };
  parties: {
    byIds(
      noun: 'partner' | 'customer',
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { content: PartyContent }>>;
  };
  people: {
    addressOf(person: string): Promise<string | null>;
    person(id: string): Promise<{ name: string; email: string; active: boolean } | null>;
    partnerContacts(partner: string): Promise<readonly { name: string; email: string }[]>;
  };
  rotas: { calledFor(queue: string, at: Seconds): Promise<readonly Person[]> };
  proved: { has(address: string): Promise<boolean> };
  links: MailLinks;
  incoming: IncomingMails;
  provider: { name: string; colour: string | null };
}

/** Gathers what a mail about a ticket goes by, from the features that know it. */
export function mailSources({
  tickets,
  agreements,
  parties,
  people,
  rotas,
  proved,
  links,
  incoming,
  provider,
}: MailPorts): MailSources {
  const party = async (noun: 'partner' | 'customer', id: string | null): Promise<PartyContent | null> =>
    id === null ? null : ((await parties.byIds(noun, [id])).get(id)?.content ?? null);

  return {
    providerName: provider.name,
    links,
    async ticket(id, command) {
      const state = await tickets.state(id);
      if (!state) return null;
      const { deal } = state.origin;
      const terms = deal === null ? null : ((await agreements.deals([deal])).get(deal) ?? null);
      const isNew = command !== null;
      // One that has just come by another way than mail has no mail yet.
      const [cameBy, first] =
        isNew && state.origin.channel !== 'mail'
          ? [[], null]
          : await Promise.all([incoming.thread(id), isNew ? incoming.of(command) : null]);
      const thread = cameBy.length === 0 && first?.messageId ? [first.messageId] : cameBy;
      const seen = seenOf(state, terms);
      const unproved = seen.unproved && !(await proved.has(seen.requester.address));
      return { ...seen, unproved, cameBy: thread, fromMachine: first?.automatic ?? false };
    },
    cameBy: (conversation) => incoming.thread(conversation),
    async body(message) {
      const found = await tickets.body(message);
      return found && { text: found.html === null ? found.text : null, html: found.html };
    },
    notice: async (id) => (await tickets.notice(id))?.text ?? null,
    async atWork(id, at) {
      const state = await tickets.state(id);
      const { assignee = null, queue = null, partnerQueue = null } = state ?? {};
      const person = assignee && (await people.person(assignee.id));
      const queues = [
        ...(queue ? [{ party: 'provider' as const, ...queue }] : []),
        ...(partnerQueue ? [{ party: 'partner' as const, ...partnerQueue }] : []),
      ];
      const [led, onCall] = await Promise.all([
        Promise.all(queues.map(async ({ party: of, id: one }) => ledOf(of, await agreements.queueLeads(one)))),
        Promise.all(
          queues.map(async ({ party: of, id: one, name }) => calledOf(of, name, await rotas.calledFor(one, at))),
        ),
      ]);
      return {
        assignee: assignee && person?.active ? { party: assignee.party, contact: contactOf(person) } : null,
        ...{ led: led.flat(), onCall: onCall.flat() },
      };
    },
    addressOf: people.addressOf,
    partnerContacts: async (id) => (await people.partnerContacts(id)).map(contactOf),
    brandOf: brands({ parties, provider }),
    async zoneOf(ticket) {
      const customer = await party('customer', ticket.customer?.id ?? null);
      return (customer ?? (await party('partner', ticket.partner?.id ?? null)))?.timeZone ?? 'UTC';
    },
  };
}

const contactOf = ({ email, name }: { email: string; name: string }): MailContact => ({
  address: sameForm(email),
  name,
});

type DeskParty = 'provider' | 'partner';

const ledOf = (party: DeskParty, queue: { name: string; leads: readonly string[] } | null) =>
  queue ? [{ party, queue: queue.name, leads: queue.leads.map((email) => contactOf({ email, name: email })) }] : [];

const calledOf = (party: DeskParty, queue: string, called: readonly Person[]) =>
  called.map((person) => ({ party, queue, contact: contactOf(person) }));

/** Rules of origin that know the requester's address. */
const ON_FILE: readonly string[] = ['contact', 'settled'];

function seenOf(state: TicketState, terms: DealTerms | null): Omit<TicketSeen, 'cameBy' | 'fromMachine'> {
  const { origin } = state;
  const doubtful = origin.confidence === 'claimed' || origin.confidence === 'none';
  return {
    ...{ id: state.id, number: state.number, subject: state.subject, status: state.status, court: state.court },
    ...{ priority: state.priority, component: state.component, solvedAt: state.solvedAt, closeAt: state.closeAt },
    givenUpAt: state.waiting?.for === 'customer' ? solvesAt(state.waiting) : null,
    requester: contactOf(state.requester),
    unproved: doubtful && !origin.evidence.some(({ rule }) => ON_FILE.includes(rule)),
    watchers: state.watchers.map(contactOf),
    partner: origin.partner,
    customer: origin.customer,
    deal: terms && { id: terms.id, recipients: terms.recipients, authority: terms.contactAuthority },
    customerHears: terms?.customerHears ?? 'nothing',
    mergedInto: state.mergedInto,
    promise: promiseOf(state),
  };
}

function promiseOf({ sla, calendars, court }: TicketState): TicketSeen['promise'] {
  if (court !== 'provider' && court !== 'partner') return null;
  const next = deadlines(sla, clockContext(calendars)).find(({ party }) => party === 'promise');
  return next ? { metric: next.metric, dueAt: next.dueAt } : null;
}
