import type { Receiver } from '../../../domain/mail/recipients.js';
import type { TargetMark } from '../../../domain/ticket/events.js';
import { toSeconds } from '../../../platform/clock/clock.js';
import type { LogEvent } from '../../../platform/log/event.js';
import type { Button, Common, Fact, MailBrand, MailContent, Said, Turn } from '../contents.js';
import { promiseWords, spanWords, taskWords, whenWords } from '../words.js';
import type { TicketMail } from './plan.js';
import type { MessageSeen, TicketSeen } from './seen.js';

/** Everything that a mail is made of, for one receiver. */
export interface TicketMailFacts {
  mail: TicketMail;
  event: LogEvent;
  ticket: TicketSeen;
  receiver: Receiver;
  brand: MailBrand;
  providerName: string;
  zone: string;
  link: string;
  /** Until when a one-time link works. */
  linkUntil: number;
}

/** Puts a ticket's mail in words that this receiver may read: customers know the desks by their brand's name. */
export function ticketContent(facts: TicketMailFacts): MailContent {
  const { ticket, mail, brand, receiver } = facts;
  const turn = turnOf(facts);
  const promise = promiseOf(facts);
  const message = mail.message === null ? null : saidTo(facts, mail.message);
  const common: Common = {
    brand,
    preview: [turn?.words, promise].filter(Boolean).join('. ') || ticket.subject,
    remark: receiver.remark,
    why: whyOf(facts),
  };
  const ofTicket = {
    ...common,
    ticket: { number: ticket.number, subject: ticket.subject },
    turn,
    promise: turn && promise,
    button: buttonOf(facts),
  };
  switch (mail.kind) {
    case 'ticket-received':
      return { kind: mail.kind, data: { ...ofTicket, loggedBy: loggedBy(facts), message } };
    case 'ticket-updated':
    case 'partner-update':
      return { kind: mail.kind, data: { ...ofTicket, message: message ?? { author: '', text: '', html: null } } };
    case 'ticket-waiting':
      return { kind: mail.kind, data: { ...ofTicket, message, closes: givenUpOf(facts) } };
    case 'ticket-reminder':
      return { kind: mail.kind, data: { ...ofTicket, closes: givenUpOf(facts) } };
    case 'ticket-solved':
      return { kind: mail.kind, data: { ...ofTicket, turn: null, promise: null, message, closes: solvedWords(facts) } };
    case 'ticket-reopened':
      return { kind: mail.kind, data: { ...ofTicket, by: doerName(facts), message } };
    case 'ticket-closed':
      return { kind: mail.kind, data: { ...ofTicket, turn: null, promise: null, because: closedBecause(ticket) } };
    case 'partner-new-ticket':
      return {
        kind: mail.kind,
        data: { ...ofTicket, customerName: ticket.customer?.name ?? null, facts: factsOf(ticket), message },
      };
    case 'partner-hand-over':
      return { kind: mail.kind, data: { ...ofTicket, by: doerName(facts), facts: factsOf(ticket), message } };
    case 'breach-warning':
      return { kind: mail.kind, data: { ...ofTicket, warning: warningOf(facts), facts: factsOf(ticket) } };
    case 'address-confirmation': {
      const until = whenWords(facts.linkUntil, facts.zone);
      const button = { label: 'This is my address', url: facts.link };
      const why = 'You get this once because something was sent to us from this address.';
      return {
        kind: mail.kind,
        data: { ...common, preview: 'Press once to confirm.', why, ticketNumber: ticket.number, until, button },
      };
    }
  }
}

/** Who speaks, for this reader: customers see the brand, partners the provider's name, everybody their own people. */
function nameOf(
  party: MessageSeen['author']['party'],
  person: string,
  { receiver, ticket, brand, providerName }: TicketMailFacts,
): string {
  if (party === 'customer') return person;
  if (receiver.party === 'customer') return brand.senderName;
  if (party === receiver.party) return person;
  return party === 'provider' ? providerName : (ticket.partner?.name ?? person);
}

const saidTo = (facts: TicketMailFacts, { author, text, html }: MessageSeen): Said => ({
  author: nameOf(author.party, author.name, facts),
  text,
  html,
});

function doerName(facts: TicketMailFacts): string {
  const { actor } = facts.event;
  return nameOf(actor.party === 'system' ? 'provider' : actor.party, actor.name, facts);
}

function loggedBy(facts: TicketMailFacts): string | null {
  const { actor } = facts.event;
  if (facts.event.type !== 'ticket-created' || actor.party === 'customer' || actor.party === 'system') return null;
  return nameOf(actor.party, actor.name, facts);
}

function turnOf(facts: TicketMailFacts): Turn | null {
  const { ticket, receiver, brand, providerName } = facts;
  const { court } = ticket;
  if (ticket.status !== 'open' || court === null) return null;
  if (court === receiver.party) return { court, words: 'Waiting for you' };
  if (court === 'third_party') return { court, words: 'Waiting for a third party' };
  if (court === 'customer') return { court, words: `Waiting for ${ticket.customer?.name ?? ticket.requester.name}` };
  if (receiver.party === 'customer') return { court, words: `Waiting for ${brand.senderName}` };
  return {
    court,
    words: `Waiting for ${court === 'provider' ? providerName : (ticket.partner?.name ?? 'the partner')}`,
  };
}

/** What is promised next; a promise that was broken is not repeated. */
const promiseOf = ({ ticket: { promise, status }, event, zone }: TicketMailFacts): string | null =>
  status === 'open' && promise && promise.dueAt > toSeconds(event.at)
    ? `${promiseWords(promise.metric)} ${whenWords(promise.dueAt, zone)}`
    : null;

const closesOf = ({ ticket: { closeAt }, zone }: TicketMailFacts): string | null =>
  closeAt === null ? null : `It closes by itself on ${whenWords(closeAt, zone)} unless you answer.`;

/** What happens if whoever is waited for never answers. */
const givenUpOf = ({ ticket: { givenUpAt }, zone }: TicketMailFacts): string | null =>
  givenUpAt === null ? null : `We close this on ${whenWords(givenUpAt, zone)} if we do not hear from you.`;

/** That it closes; and where nobody solved it, why it counts as solved. */
const solvedWords = (facts: TicketMailFacts): string | null =>
  facts.event.data.why === 'waiting'
    ? ['We have not heard anything for the agreed time, so we take this as solved.', closesOf(facts)]
        .filter(Boolean)
        .join(' ')
    : closesOf(facts);

const closedBecause = ({ mergedInto }: TicketSeen): string =>
  mergedInto
    ? `It was put together with ticket #${mergedInto.number}, where it goes on.`
    : 'It was solved, and nobody has answered since. An answer to this mail opens a new ticket.';

function buttonOf({ mail, receiver, link }: TicketMailFacts): Button {
  const rates = receiver.party === 'customer' && (mail.kind === 'ticket-solved' || mail.kind === 'ticket-closed');
  return { label: rates ? 'Look at it and rate it' : 'Open the ticket', url: link };
}

function whyOf({ receiver, ticket }: TicketMailFacts): string {
  const because =
    receiver.party === 'customer'
      ? `You get this because of your ticket #${ticket.number}.`
      : `You get this because: ${receiver.reason}`;
  return `${because} Answer to this mail, or use the button.`;
}

const factsOf = ({ customer, priority, component }: TicketSeen): Fact[] => [
  ...(customer ? [{ label: 'Customer', value: customer.name }] : []),
  { label: 'Priority', value: priority },
  ...(component ? [{ label: 'Component', value: component }] : []),
];

const warningOf = ({ event, ticket, receiver, zone }: TicketMailFacts): Warning =>
  warningWords(event, ticket, receiver.party, zone);

interface Warning {
  headline: string;
  words: string;
}

/** A warning or breach as a party's people read it: their own time, or what was promised to the customer. */
export function warningWords(
  { type, data }: LogEvent,
  { number, customer }: Pick<TicketSeen, 'number' | 'customer'>,
  reader: Receiver['party'],
  zone: string,
): Warning {
  const target = (data.target ?? {}) as Partial<TargetMark>;
  const task = taskWords(target.metric ?? '');
  const isPromise = target.party === 'promise';
  const whose = !isPromise
    ? `Your time ${task}`
    : `The time ${task} that ${reader === 'customer' ? 'you were' : `${customer?.name ?? 'the customer'} was`} promised`;
  const agreed =
    typeof target.targetSeconds === 'number' ? ` The agreed time is ${spanWords(target.targetSeconds)}.` : '';
  const due = typeof target.dueAt === 'number' ? whenWords(target.dueAt, zone) : null;
  const found = data.late === true ? ' This was found late.' : '';
  if (type === 'sla-breached') {
    return {
      headline: `Too late ${task}: #${number}`,
      words: `${whose} ended${due ? ` ${due}` : ''}.${agreed}${found}`,
    };
  }
  const used = typeof data.percent === 'number' ? ` ${data.percent} % of it is used.` : '';
  return {
    headline: `Little time left ${task}: #${number}`,
    words: `${whose} ends${due ? ` ${due}` : ' soon'}.${used}${agreed}${found}`,
  };
}
