import type { ContactAuthority, MailContact, RecipientPolicy } from '../../../domain/mail/recipients.js';
import type { CustomerHears } from '../../../domain/ticket/terms.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { MailBrand } from '../contents.js';

/*
 * What mails need of tickets, agreements and links. The features that own these are handed in; mail imports none of them.
 */

type Party = 'provider' | 'partner' | 'customer';

interface Named {
  id: string;
  name: string;
}

/** A ticket as it is now, as far as mails speak of it. */
export interface TicketSeen {
  id: string;
  number: number;
  subject: string;
  status: 'open' | 'solved' | 'closed';
  court: Party | 'third_party' | null;
  priority: string;
  component: string | null;
  requester: MailContact;
  /** Nobody proved the requester's address, and nobody has it on file. */
  unproved: boolean;
  watchers: readonly MailContact[];
  partner: Named | null;
  customer: Named | null;
  deal: { id: string; recipients: RecipientPolicy; authority: ContactAuthority } | null;
  /** What the customer is told of warnings and breaches of its promises. */
  customerHears: CustomerHears;
  solvedAt: Seconds | null;
  closeAt: Seconds | null;
  /** When it is solved by itself because the customer, who is waited for, does not answer. */
  givenUpAt: Seconds | null;
  mergedInto: { number: number } | null;
  /** The next thing promised to the customer that is running now. */
  promise: { metric: string; dueAt: Seconds } | null;
  /** Ids of the mails that came in for it, with angle brackets, the latest last. */
  cameBy: readonly string[];
  /** It was logged by a mail that a machine wrote. */
  fromMachine: boolean;
}

/** Who works on a ticket, as far as its warnings go by it. */
export interface AtWork {
  /** Whoever has it. */
  assignee: { party: 'provider' | 'partner' | 'customer'; contact: MailContact } | null;
  /** The queues that it is in, each side's own, with who leads them. */
  led: readonly { party: 'provider' | 'partner'; queue: string; leads: readonly MailContact[] }[];
  /** Who is on call for a queue that it is in. */
  onCall: readonly { party: 'provider' | 'partner'; queue: string; contact: MailContact }[];
}

/** A message as it was stored. */
export interface MessageSeen {
  author: { name: string; party: Party; address: string | null };
  visibility: 'customer' | 'desks' | 'own';
  text: string | null;
  html: string | null;
}

/** Where the facts of a mail come from. */
export interface MailSources {
  /** Ids of the mails that came in for a conversation, the latest last. */
  cameBy(conversation: string): Promise<string[]>;
  /** `command`: the one that made it, where it has just been made. */
  ticket(id: string, command: string | null): Promise<TicketSeen | null>;
  /** The body of a message. */
  body(message: string): Promise<Pick<MessageSeen, 'text' | 'html'> | null>;
  /** What a playbook says to somebody. */
  notice(id: string): Promise<string | null>;
  /** The address of a person who can sign in. */
  addressOf(person: string): Promise<string | null>;
  /** Who works on a ticket, and who is on call at an instant. */
  atWork(ticket: string, at: Seconds): Promise<AtWork>;
  /** Addresses that mail about a partner's tickets goes to. */
  partnerContacts(partner: string): Promise<readonly MailContact[]>;
  /** The face that a partner's customers see, or the provider's own with `null`. */
  brandOf(partner: string | null): Promise<MailBrand>;
  providerName: string;
  /** The zone that a ticket's customer (or partner) reads times in. */
  zoneOf(ticket: Pick<TicketSeen, 'customer' | 'partner'>): Promise<string>;
  links: MailLinks;
}

/** Pages of the desk for people who sign in, and one-time links for those who need not. */
export interface MailLinks {
  /** The address of the desk without a slash at its end. */
  publicUrl(): string;
  /** A one-time link's address; the same words give the same link. */
  oneTime(
    link: { purpose: 'ticket' | 'address' | 'approval' | 'password'; subject: string; email: string },
    ...words: readonly string[]
  ): Promise<string>;
}
