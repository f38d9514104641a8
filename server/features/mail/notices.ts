import {
  type MailContact,
  type MailFacts,
  type Notice,
  type Receiver,
  recipientsOf,
} from '../../domain/mail/recipients.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Fact, MailBrand, MailContent, Said } from './contents.js';
import type { MailTopic } from './model.js';
import type { PostOffice } from './post.js';
import type { MailLinks } from './tickets/seen.js';
import { whenWords } from './words.js';

/** What a notice follows from: the event's id keys its mails, so that telling it again is telling it once. */
export interface Cause {
  event: string;
  topic: MailTopic;
}

/** A deal's parties with their people. */
export interface PartiesOfDeal {
  deal: MailFacts['deal'];
  partner: { id: string; name: string; contacts: readonly MailContact[] } | null;
  customer: { id: string; name: string; people: readonly MailContact[] };
  zone: string;
}

interface Options {
  post: PostOffice;
  deskDomains: readonly string[];
  providerName: string;
  brandOf(partner: string | null): Promise<MailBrand>;
  /** `null` for a deal that does not exist. */
  partiesOf(deal: string): Promise<PartiesOfDeal | null>;
  links: MailLinks;
}

export interface OutageNotice {
  what: 'started' | 'updated' | 'ended';
  title: string;
  /** How it stands, in words; times in this zone. */
  state(zone: string): string;
  facts: readonly Fact[];
  message: Said | null;
  /** The customer's tickets that wait for it. */
  tickets: readonly number[];
}

export interface CreditNotice {
  number: string;
  /** With its currency, as people write it. */
  amount: string;
  to: 'partner' | 'customer';
  because: string;
  facts: readonly Fact[];
  passOn: string | null;
}

export interface ApprovalNotice {
  id: string;
  title: string;
  asks: string;
  facts: readonly Fact[];
  until: Seconds;
  /** What silence means, ready to follow "If you do not answer by …,". */
  silence: string;
  people: readonly MailContact[];
  party: 'partner' | 'provider';
  zone: string;
}

const LINK_SECONDS = 14 * 86_400;

/** Mails that other parts of the desk cause: outages, credits, approvals, warnings by playbooks, accounts. */
export function mailNotices({ post, deskDomains, providerName, brandOf, partiesOf, links }: Options) {
  const common = async (receiver: Receiver | null, face: string | null, preview: string, why: string) => ({
    ...{ brand: await brandOf(face), preview, why },
    remark: receiver?.remark ?? null,
  });

  const factsFor = (parties: PartiesOfDeal): MailFacts => ({
    ...{ deskDomains, providerName, deal: parties.deal, unproved: [] },
    partner: parties.partner,
    customer: { name: parties.customer.name, people: parties.customer.people },
  });

  /** To people who are named, whoever they are. */
  async function toPeople(
    cause: Cause,
    party: Receiver['party'],
    people: readonly MailContact[],
    kind: MailContent['kind'],
    content: (receiver: Receiver) => Promise<MailContent>,
  ): Promise<void> {
    const notice: Notice = { to: { party, people }, by: 'desk', author: null, doneBy: 'desk', answersMachine: null };
    const nobodyElse: MailFacts = {
      ...{ deskDomains, providerName, partner: null, deal: null, unproved: [] },
      customer: { name: null, people: [] },
    };
    await post.take({ ...cause, thread: null, recipients: recipientsOf(notice, nobodyElse), kind, content });
  }

  return {
    /** An outage, to those whom a deal names for it. */
    async outage(cause: Cause, deal: string, outage: OutageNotice): Promise<void> {
      const parties = await partiesOf(deal);
      if (!parties) return;
      const notice: Notice = { to: 'customer', by: 'desk', author: null, doneBy: 'desk', answersMachine: null };
      const kind = `outage-${outage.what}` as const;
      await post.take({
        ...{ ...cause, thread: null, kind, recipients: recipientsOf(notice, factsFor(parties)) },
        content: async (receiver) => {
          const isCustomer = receiver.party === 'customer';
          const state = outage.state(parties.zone);
          const why = isCustomer
            ? 'You get this because you use what is affected.'
            : `You get this because: ${receiver.reason}`;
          const data = {
            ...(await common(receiver, isCustomer ? (parties.partner?.id ?? null) : null, state, why)),
            outage: { title: outage.title, state },
            facts: outage.facts,
            message: outage.message,
            linked: isCustomer ? linkedWords(outage) : null,
            button: { label: 'See the status page', url: `${links.publicUrl()}/status` },
          };
          return { kind, data };
        },
      });
    },

    /** A credit note, to who is credited; to the partner instead where the provider may not write to the customer. */
    async credit(cause: Cause, deal: string, note: CreditNotice): Promise<void> {
      const parties = await partiesOf(deal);
      if (!parties) return;
      const notice: Notice = { to: note.to, by: 'desk', author: null, doneBy: 'desk', answersMachine: null };
      await post.take({
        ...{ ...cause, thread: null, kind: 'credit-note', recipients: recipientsOf(notice, factsFor(parties)) },
        content: async (receiver) => {
          const toCustomer = receiver.party === 'customer';
          const page = toCustomer ? '/my' : `/partner/credits/${cause.topic.id}`;
          const party = note.to === 'partner' ? (parties.partner?.name ?? '') : parties.customer.name;
          const { number, amount, because, facts, passOn } = note;
          const data = {
            ...(await common(
              receiver,
              null,
              `${amount}: ${because}`,
              'You get this because a credit was issued to you.',
            )),
            note: { number, amount, party, because },
            facts,
            passOn: toCustomer ? null : passOn,
            button: { label: 'See the calculation', url: `${links.publicUrl()}${page}` },
          };
          return { kind: 'credit-note', data };
        },
      });
    },

    /** A question to decide, each to its own link; looking decides nothing. */
    async approval(cause: Cause, approval: ApprovalNotice): Promise<void> {
      const { id, title, asks, facts, until, silence, people, party, zone } = approval;
      await toPeople(cause, party, people, 'approval-asked', async (receiver) => ({
        kind: 'approval-asked',
        data: {
          ...(await common(receiver, null, asks, 'You get this because you are named to decide it.')),
          approval: { title, asks, silence: `If you do not answer by ${whenWords(until, zone)}, ${silence}` },
          facts,
          button: {
            label: 'Look at the request',
            url: await links.oneTime({ purpose: 'approval', subject: id, email: receiver.address }, cause.event),
          },
        },
      }));
    },

    /** A warning about a ticket to people who are named, by a playbook unless it is said why. */
    async warning(
      cause: Cause,
      ticket: { id: string; number: number; subject: string },
      {
        people,
        party,
        headline,
        words,
        why = 'You get this because a playbook names you for it.',
      }: { people: readonly MailContact[]; party: Receiver['party']; headline: string; words: string; why?: string },
    ): Promise<void> {
      const page = party === 'partner' ? '/partner/tickets/' : '/tickets/';
      await toPeople(cause, party, people, 'breach-warning', async (receiver) => ({
        kind: 'breach-warning',
        data: {
          ...(await common(receiver, null, words, why)),
          ...{ ticket, turn: null, promise: null, warning: { headline, words }, facts: [] },
          button: { label: 'Open the ticket', url: `${links.publicUrl()}${page}${ticket.id}` },
        },
      }));
    },

    /** A new link to a ticket, for who asked for one. */
    async ticketLink(
      cause: Cause,
      to: MailContact,
      ticket: { id: string; number: number; partner: string | null; zone: string; at: Seconds },
    ): Promise<void> {
      await toPeople(cause, 'customer', [to], 'one-time-link', async (receiver) => ({
        kind: 'one-time-link',
        data: {
          ...(await common(
            receiver,
            ticket.partner,
            'Your link is here.',
            'You get this because a link was asked for.',
          )),
          ...{ ticketNumber: ticket.number, until: whenWords(ticket.at + LINK_SECONDS, ticket.zone) },
          button: {
            label: 'Open the ticket',
            url: await links.oneTime({ purpose: 'ticket', subject: ticket.id, email: receiver.address }, cause.event),
          },
        },
      }));
    },

    /** Access for a new person, or a new password: a link to choose one. */
    async password(
      cause: Cause,
      person: { id: string; email: string; name: string; zone: string; at: Seconds },
      invited: { by: string; company: string; role: string } | null,
    ): Promise<void> {
      const to = { address: person.email, name: person.name };
      await toPeople(cause, 'provider', [to], invited ? 'invitation' : 'password-reset', async (receiver) => {
        const data = {
          ...(await common(receiver, null, 'Choose a password.', 'You get this because of your account at the desk.')),
          until: whenWords(person.at + LINK_SECONDS, person.zone),
          button: {
            label: 'Choose a password',
            url: await links.oneTime({ purpose: 'password', subject: person.id, email: person.email }, cause.event),
          },
        };
        if (!invited) return { kind: 'password-reset', data };
        return {
          kind: 'invitation',
          data: { ...data, inviter: invited.by, company: invited.company, role: invited.role },
        };
      });
    },
  };
}
export type MailNotices = ReturnType<typeof mailNotices>;

function linkedWords({ tickets, what }: OutageNotice): string | null {
  if (tickets.length === 0) return null;
  const numbers = tickets.map((number) => `#${number}`).join(', ');
  const several = tickets.length > 1;
  if (what === 'ended')
    return `Your ticket${several ? 's' : ''} ${numbers} waited for this; you will hear from us there.`;
  return `Your ticket${several ? 's' : ''} ${numbers} wait${several ? '' : 's'} for this; you will hear when it is over.`;
}
