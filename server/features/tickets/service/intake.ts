import type { Caller } from '../../../domain/access/access.js';
import { determine } from '../../../domain/origin/determine.js';
import type { OriginCaller, OriginFacts, OriginMessage, OriginOutput } from '../../../domain/origin/facts.js';
import { memberOf } from '../../../domain/ticket/context.js';
import { createTicket, type NewTicket } from '../../../domain/ticket/create.js';
import {
  type Agreed,
  type ExternalRef,
  type Link,
  type Requester,
  type Side,
  sideOf,
  type TicketOrigin,
  type Upgrade,
} from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Channel, Desk, Kind, Priority } from '../../../domain/ticket/vocabulary.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Changes } from '../../../platform/log/changes.js';
import type { Command } from '../../../platform/log/command.js';
import { Problem } from '../../../platform/problems.js';
import { nextNumber, type TicketModels } from '../model.js';
import type { AgreedPolicy, Remembered, TicketFacts, UpgradeChecked, Upgrades } from '../ports.js';
import type { TicketSubject } from '../subject.js';
import type { MessageBodies, MessageContent } from './bodies.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** Something that comes in and becomes a ticket, whichever way it came. */
export interface Incoming {
  channel: Channel;
  /** Who speaks; `null`: nobody who is signed in (an open form, a mail). */
  caller: Caller | null;
  /** For nobody signed in: whether the requester's address is proved. */
  authenticated: boolean;
  subject: string;
  content: MessageContent;
  kind: Kind;
  priority: Priority;
  requester: Requester;
  /** Addresses of the desk that it was written to. */
  to: readonly string[];
  deal: string | null;
  component: string | null;
  court: Desk | null;
  externalRef: { system: string; id: string; url: string | null } | null;
  tags: readonly string[];
  links: readonly Omit<Link, 'side'>[];
  followUpOf: { id: string; number: number } | null;
  upgrade: { subscription: string; item: string; quantity: number; from: string | null } | null;
}

interface Dependencies {
  models: TicketModels;
  subject: TicketSubject;
  changes: Changes;
  store: TicketStore;
  bodies: MessageBodies;
  remembered: Remembered;
  upgrades: Upgrades;
}

const EVIDENCE_PARTNERS = 50;
const CANDIDATES = 50;

/** The way of a ticket from the door to its queue: origin → SLA → queue → ticket, stored by one insert. */
export function intake({ models, subject, changes, store, bodies, remembered, upgrades }: Dependencies) {
  const { agreements } = remembered;

  /** Where it comes from, with the names of those whom it names. */
  async function originOf(incoming: Incoming, at: Seconds): Promise<{ origin: TicketOrigin; terms: DealTerms | null }> {
    const message: OriginMessage = {
      at,
      caller: originCaller(incoming.caller),
      authenticated: incoming.caller !== null || incoming.authenticated,
      dealReference: incoming.deal,
      requester: incoming.requester.email,
      to: incoming.to,
      component: incoming.component,
    };
    const facts = await agreements.originFacts(message);
    const found = determine(facts, message);
    const terms = found.deal === null ? null : ((await agreements.deals([found.deal])).get(found.deal) ?? null);
    const names = await agreements.names({
      partners: found.partner === null ? [] : [found.partner],
      customers: found.customer === null ? [] : [found.customer],
    });
    const named = (id: string | null, known: ReadonlyMap<string, string>) =>
      id === null ? null : { id, name: known.get(id) ?? id };
    return {
      terms,
      origin: {
        ...withOwners(found, facts),
        channel: incoming.channel,
        partner: named(found.partner, names.partners),
        customer: named(found.customer, names.customers),
        bound: boundOf(message.caller),
      },
    };
  }

  /** Logs a ticket. The same command again finds the one that it made. */
  async function log(
    incoming: Incoming,
    command: Command,
    ids = { ticket: command.newId('ticket'), message: command.newId('message') },
  ): Promise<TicketOutcome> {
    const { ticket: id, message } = ids;
    const content = incoming.content;
    const isSaid = content.text !== undefined || content.html !== undefined || (content.attachments?.length ?? 0) > 0;
    const made = command.fresh ? null : await models.tickets.exists({ _id: id });
    if (made || command.replay) return changes.create(subject, command, id, () => notNew(id));
    await store.look(command);
    const at = await store.now();
    const speaker = incoming.caller ?? visitorCaller(incoming.requester);
    const checked = incoming.upgrade && (await upgrades.check(speaker, incoming.upgrade, incoming.deal, at));
    // What is raised says which deal it is of.
    const said = checked ? { ...incoming, deal: checked.deal } : incoming;
    const prepared = { ...(await prepare(said, at)), upgrade: checked && (await asked(id, checked)) };
    const number = await nextNumber(models.counters);
    const insert = (described: string | null) =>
      store.create(command, id, prepared, (now) => createTicket({ ...prepared, id, number, message: described }, now));
    try {
      if (!isSaid) return await insert(null);
      return await bodies.withBody({ caller: speaker, command, ticket: id, content, id: message }, insert);
    } catch (error) {
      if (checked && error instanceof Problem && error.status < 500) await upgrades.giveBack(id, checked);
      throw error;
    }
  }

  async function prepare(
    incoming: Incoming,
    at: Seconds,
  ): Promise<Omit<NewTicket, 'id' | 'number' | 'message' | 'upgrade'>> {
    const { origin, terms } = await originOf(incoming, at);
    const author = memberOf(incoming.caller ?? visitorCaller(incoming.requester));
    const side = sideOf(author);
    const { subject, kind, priority, requester, component, court, tags, followUpOf } = incoming;
    const facts = factsOf(origin, { kind, component });
    return {
      ...{ subject, kind, priority, requester, component, court, tags, followUpOf, origin, terms, author, side },
      links: incoming.links.map((link) => ({ ...link, side })),
      externalRef: incoming.externalRef && externalRefOf(incoming.externalRef, side),
      agreed: agreedIn(await agreements.policyFor(facts, { at, since: at })),
    };
  }

  /** An upgrade as the ticket keeps it: judged by what its deal agrees to beforehand, and reserved. */
  async function asked(ticket: string, checked: UpgradeChecked): Promise<Upgrade> {
    const { increase, preAgreed, reason } = await upgrades.take(ticket, checked);
    const { subscription, item, quantity, from } = checked;
    return {
      ...{ subscription, item, quantity, from, increase, preAgreed, reason },
      ...{ state: 'pending', approval: null },
    };
  }

  return { log };
}
export type Intake = ReturnType<typeof intake>;

function notNew(id: string): never {
  throw new Error(`Ticket ${id} is there and is not`);
}

/** Who an open form or a mail speaks for: somebody of a customer whom nobody has signed in. */
export const visitorCaller = ({ email, name }: Requester): Caller => ({
  id: `visitor:${email.toLowerCase()}`,
  kind: 'link',
  name,
  company: { kind: 'customer', id: 'unknown' },
  roles: ['contact'],
  scopes: null,
  ticket: null,
});

/** A one-time link is as good as a mail whose sender is proved: its customer may not be known. */
function originCaller(caller: Caller | null): OriginCaller {
  if (caller === null || caller.kind === 'link') return null;
  const { company } = caller;
  if (company.kind === 'provider') return { provider: true };
  return company.kind === 'partner' ? { partner: company.id } : { customer: company.id };
}

function boundOf(caller: OriginCaller): TicketOrigin['bound'] {
  return caller === null || 'provider' in caller ? null : caller;
}

/** What was found, with the partners whose deals are spoken of: what each partner may see of it. */
function withOwners(
  { type, confidence, triage, deal, disagreement, candidates, evidence }: OriginOutput,
  facts: OriginFacts,
): Omit<TicketOrigin, 'channel' | 'partner' | 'customer' | 'bound'> {
  const partnerOf = new Map(facts.deals.map((one) => [one.id, one.partner]));
  return {
    ...{ type, confidence, triage, deal, disagreement },
    candidates: candidates.slice(0, CANDIDATES).map((id) => ({ deal: id, partner: partnerOf.get(id) ?? null })),
    evidence: evidence.map(({ rule, value, against, deals }) => ({
      ...{ rule, value, against },
      partners: [...new Set(deals.flatMap((id) => partnerOf.get(id) ?? []))].slice(0, EVIDENCE_PARTNERS),
    })),
  };
}

/** What agreements are looked up by. */
export const factsOf = (
  { deal, partner, customer }: Pick<TicketOrigin, 'deal' | 'partner' | 'customer'>,
  { kind, component }: { kind: Kind; component: string | null },
): TicketFacts => ({ deal, partner: partner?.id ?? null, customer: customer?.id ?? null, kind, component });

/** The policy in the words of the clocks, and where each target comes from. */
export function agreedIn({ targets, calendars }: AgreedPolicy): Agreed {
  return {
    policy: { targets: targets.map(({ source: _, policy: __, ...target }) => target) },
    sources: targets.map(({ metric, party, source, policy }) => ({ metric, party, source, policy })),
    calendars,
  };
}

const externalRefOf = (reference: Omit<ExternalRef, 'side'>, side: Side): ExternalRef => ({ ...reference, side });
