import type { Notice } from '../../../domain/mail/recipients.js';
import { customerIsTold } from '../../../domain/ticket/terms.js';
import { toSeconds } from '../../../platform/clock/clock.js';
import type { LogEvent } from '../../../platform/log/event.js';
import type { MailKind } from '../contents.js';
import type { MessageSeen, TicketSeen } from './seen.js';

/** The kinds of mail that a ticket's events cause. */
export type TicketMailKind = Extract<
  MailKind,
  `ticket-${string}` | `partner-${string}` | 'breach-warning' | 'address-confirmation'
>;

/** A mail to plan: what kind, for whom, with which words of whom. */
export interface TicketMail {
  kind: TicketMailKind;
  notice: Notice;
  message: MessageSeen | null;
}

/** The types of events that mails follow from. */
export const MAIL_EVENTS = [
  'ticket-created',
  'ticket-address-proved',
  'ticket-replied',
  'ticket-handed-over',
  'ticket-reminded',
  'ticket-solved',
  'ticket-reopened',
  'ticket-closed',
  'sla-due-soon',
  'sla-breached',
  'playbook-told',
] as const;
type MailEvent = (typeof MAIL_EVENTS)[number];

interface Happened {
  event: LogEvent;
  ticket: TicketSeen;
  message: MessageSeen | null;
}

/** What to tell because of an event. Judged by the ticket as it is now; who gets it is decided elsewhere. */
export function mailsFor({ event, ticket, message }: Happened): TicketMail[] {
  const rule = (RULES as Partial<Record<string, Rule>>)[event.type];
  return rule ? rule({ event, ticket, message }) : [];
}

type Rule = (happened: Happened) => TicketMail[];

const RULES: Record<MailEvent, Rule> = {
  'ticket-created': (happened) => {
    if (happened.ticket.unproved) return [confirmation(happened)];
    const mails = [toCustomer('ticket-received', happened, 'desk')];
    return happened.ticket.court === 'partner' ? [toPartner('partner-new-ticket', happened), ...mails] : mails;
  },
  'ticket-address-proved': (happened) => [toCustomer('ticket-received', { ...happened, message: null }, 'desk')],
  'ticket-replied': (happened) => {
    const { event, ticket, message } = happened;
    if (message === null || message.visibility === 'own') return [];
    const by = message.author.party;
    if (by === 'customer') return concernsPartner(ticket) ? [toPartner('partner-update', happened)] : [];
    if (message.visibility === 'customer') return [toCustomer(replyKind(ticket, toSeconds(event.at)), happened, by)];
    return by === 'provider' ? [toPartner(handedToPartner(ticket), happened)] : [];
  },
  'ticket-handed-over': (happened) => {
    const { event, message } = happened;
    const { to, why } = event.data;
    if (why === 'customer-replied' || why === 'partner-left') return [];
    if (to === 'partner') return [toPartner('partner-hand-over', happened)];
    if (message === null || message.visibility === 'own') return [];
    const by = message.author.party;
    if (message.visibility === 'customer' && by !== 'customer') {
      return [toCustomer(to === 'customer' ? 'ticket-waiting' : 'ticket-updated', happened, by)];
    }
    return by === 'provider' ? [toPartner('partner-update', happened)] : [];
  },
  'ticket-reminded': (happened) =>
    happened.event.data.waitsFor === 'customer' && happened.ticket.court === 'customer'
      ? [toCustomer('ticket-reminder', happened, 'desk')]
      : [],
  'ticket-solved': (happened) => [toCustomer('ticket-solved', happened, deskBehind(happened.event))],
  'ticket-reopened': (happened) => {
    const by = doerOf(happened.event);
    if (by !== 'customer') return [toCustomer('ticket-reopened', happened, deskBehind(happened.event))];
    return concernsPartner(happened.ticket) ? [toPartner('ticket-reopened', happened)] : [];
  },
  'ticket-closed': (happened) =>
    happened.event.data.why === 'customer' ? [] : [toCustomer('ticket-closed', happened, 'desk')],
  'sla-due-soon': warning,
  'sla-breached': warning,
  'playbook-told': (happened) => {
    const { event, message } = happened;
    if (message === null) return [];
    const by = message.author.party;
    if (event.data.to === 'customer') return [toCustomer('ticket-updated', happened, by)];
    return event.data.to === 'partner' ? [toPartner('partner-update', happened)] : [];
  },
};

/**
 * The partner is warned of its own targets, the customer of what is promised to it as far as the deal says; nobody
 * outside of what was found late. Who works on the ticket is named elsewhere (`warned.ts`).
 */
function warning(happened: Happened): TicketMail[] {
  const { event, ticket } = happened;
  const party = targetParty(event);
  if (party === 'partner') return ticket.partner ? [toPartner('breach-warning', happened)] : [];
  return party === 'promise' &&
    customerIsTold({ isBreach: event.type === 'sla-breached', isLate: event.data.late === true }, ticket.customerHears)
    ? [toCustomer('breach-warning', happened, 'desk')]
    : [];
}

/** Whom the target of a warning or breach binds. */
export function targetParty({ data }: Pick<LogEvent, 'data'>): string {
  const { target } = data;
  return typeof target === 'object' && target !== null && 'party' in target ? String(target.party) : '';
}

const concernsPartner = ({ partner, court, deal }: TicketSeen): boolean =>
  partner !== null && (court === 'partner' || deal?.recipients !== 'customer');

const handedToPartner = ({ court }: TicketSeen): TicketMailKind =>
  court === 'partner' ? 'partner-hand-over' : 'partner-update';

/** An answer that solves, or that waits for the customer, says so: it is one mail, not two. */
function replyKind(ticket: TicketSeen, at: number): TicketMailKind {
  if (ticket.status === 'solved' && ticket.solvedAt === at) return 'ticket-solved';
  return ticket.status === 'open' && ticket.court === 'customer' ? 'ticket-waiting' : 'ticket-updated';
}

function doerOf({ actor }: LogEvent): Notice['doneBy'] {
  return actor.party === 'system' ? 'desk' : actor.party;
}

function deskBehind(event: LogEvent): Notice['by'] {
  const doer = doerOf(event);
  return doer === 'customer' ? 'desk' : doer;
}

const toCustomer = (kind: TicketMailKind, { event, ticket, message }: Happened, by: Notice['by']): TicketMail => ({
  kind,
  message,
  notice: {
    to: 'customer',
    by,
    author: kind === 'ticket-received' ? null : (message?.author.address ?? null),
    doneBy: doerOf(event),
    answersMachine: ticket.fromMachine ? ticket.requester.address : null,
  },
});

const toPartner = (kind: TicketMailKind, { event, message }: Happened): TicketMail => ({
  kind,
  message,
  notice: {
    to: 'partner',
    by: deskBehind(event),
    author: message?.author.address ?? null,
    doneBy: kind === 'breach-warning' ? 'desk' : doerOf(event),
    answersMachine: null,
  },
});

/** An address that nobody knows gets the number and a link, none of our data (contract of origin). */
const confirmation = ({ event, ticket }: Happened): TicketMail => ({
  kind: 'address-confirmation',
  message: null,
  notice: {
    to: { party: 'customer', people: [ticket.requester] },
    by: 'desk',
    author: null,
    doneBy: doerOf(event),
    answersMachine: ticket.fromMachine ? ticket.requester.address : null,
  },
});

/** Mails that tell what was said: one of these about a change is enough for a receiver. */
export const CONVERSATION: readonly TicketMailKind[] = [
  'ticket-updated',
  'ticket-waiting',
  'ticket-reminder',
  'ticket-solved',
  'ticket-reopened',
  'partner-update',
  'partner-hand-over',
];
