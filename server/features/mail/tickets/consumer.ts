import { z } from 'zod';
import { domainOf } from '../../../domain/mail/address.js';
import { type MailFacts, type Receiver, type Recipients, recipientsOf } from '../../../domain/mail/recipients.js';
import type { Seconds } from '../../../domain/time/instant.js';
import { toSeconds } from '../../../platform/clock/clock.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import type { LogEvent } from '../../../platform/log/event.js';
import { type PostOffice, toldAlready } from '../post.js';
import { ticketContent } from './contents.js';
import { CONVERSATION, MAIL_EVENTS, mailsFor, type TicketMail, type TicketMailKind } from './plan.js';
import type { MailSources, MessageSeen, TicketSeen } from './seen.js';
import { warnedMails } from './warned.js';

/** What a ticket's events tell of a message. */
const messageMark = z.object({
  message: z.string(),
  visibility: z.enum(['customer', 'desks', 'own']),
  author: z.object({ id: z.string(), name: z.string(), party: z.enum(['provider', 'partner', 'customer']) }),
});

/** What a ticket's events tell of a playbook's notice. */
const noticeMark = z.object({
  notice: z.string(),
  cause: z.object({ playbook: z.object({ owner: z.string().nullable(), name: z.string() }) }),
});

interface Options {
  post: PostOffice;
  sources: MailSources;
  deskDomains: readonly string[];
  /** Whether a source may cause one more mail to an unknown address now. */
  mayAskUnknown(source: string): Promise<boolean>;
}

const DAY = 86_400;
/** Mails of so many tickets are written at once. */
const TOGETHER = 16;
/** How long the links in mails work: as long as the people feature keeps them. */
const LINK_DAYS = 14;

/** Writes the mails that follow from what happens to tickets. */
export function ticketMails({ post, sources, deskDomains, mayAskUnknown }: Options): Consumer {
  const warn = warnedMails({ post, sources, deskDomains });

  async function factsOf(ticket: TicketSeen): Promise<MailFacts> {
    const { partner, customer, requester, watchers, deal, unproved } = ticket;
    return {
      deskDomains,
      providerName: sources.providerName,
      partner: partner && { name: partner.name, contacts: await sources.partnerContacts(partner.id) },
      customer: { name: customer?.name ?? null, people: [requester, ...watchers] },
      deal,
      unproved: unproved ? [requester.address] : [],
    };
  }

  async function messageOf(event: LogEvent): Promise<MessageSeen | null> {
    const { data } = event;
    const notice = noticeMark.safeParse(data);
    if (event.type === 'playbook-told' && notice.success) return noticeOf(notice.data);
    const mark = messageMark.safeParse(data.message);
    if (!mark.success) return null;
    const { message, visibility, author } = mark.data;
    const body = await sources.body(message);
    const address = await sources.addressOf(author.id);
    return body && { ...body, visibility, author: { name: author.name, party: author.party, address } };
  }

  /** What a playbook says: it speaks for its owner. */
  async function noticeOf({ notice, cause }: z.output<typeof noticeMark>): Promise<MessageSeen | null> {
    const { owner, name } = cause.playbook;
    const author = { name: `Playbook ${name}`, party: owner === null ? 'provider' : 'partner', address: null } as const;
    const text = await sources.notice(notice);
    return text === null ? null : { author, visibility: 'desks', text, html: null };
  }

  /** Takes out who has been told of this very change already, by an earlier event of it. */
  async function untold(mail: TicketMail, event: LogEvent, recipients: Recipients): Promise<Recipients> {
    const kinds = event.type === 'ticket-address-proved' ? (['ticket-received'] as const) : CONVERSATION;
    // What a playbook says is said nowhere else.
    if (event.type === 'playbook-told' || !(kinds as readonly TicketMailKind[]).includes(mail.kind)) return recipients;
    const told = await post.told(
      earlierOf(event),
      recipients.receivers.map(({ address }) => address),
      kinds,
    );
    const [again, fresh] = [true, false].map((known) =>
      recipients.receivers.filter(({ address }) => told.has(address) === known),
    );
    return { receivers: fresh ?? [], withheld: [...recipients.withheld, ...(again ?? []).map(toldAlready)] };
  }

  async function linkFor(mail: TicketMail, event: LogEvent, ticket: TicketSeen, receiver: Receiver): Promise<string> {
    const { publicUrl, oneTime } = sources.links;
    if (receiver.party === 'partner') return `${publicUrl()}/partner/tickets/${ticket.id}`;
    if (receiver.party === 'provider') return `${publicUrl()}/tickets/${ticket.id}`;
    const purpose = mail.kind === 'address-confirmation' ? 'address' : 'ticket';
    return oneTime({ purpose, subject: ticket.id, email: receiver.address }, event.id);
  }

  async function tell(mail: TicketMail, event: LogEvent, ticket: TicketSeen, quiet: boolean): Promise<void> {
    const all = recipientsOf(mail.notice, factsToAskBy(mail, await factsOf(ticket)));
    const decided = quiet ? throttled(all) : all;
    const recipients = await untold(mail, event, decided);
    const zone = await sources.zoneOf(ticket);
    const at = toSeconds(event.at);
    await post.take({
      event: mail.kind === 'address-confirmation' ? confirmationKey(at) : event.id,
      topic: { kind: 'ticket', id: ticket.id },
      thread: { ticket: ticket.id, answers: ticket.cameBy },
      recipients,
      kind: mail.kind,
      content: async (receiver) =>
        ticketContent({
          ...{ mail, event, ticket, receiver, zone },
          providerName: sources.providerName,
          brand: await sources.brandOf(faceFor(mail, ticket, receiver)),
          link: await linkFor(mail, event, ticket, receiver),
          linkUntil: at + LINK_DAYS * DAY,
        }),
    });
  }

  return {
    name: 'ticket-mails',
    together: TOGETHER,
    types: MAIL_EVENTS,
    async handle(event) {
      if (event.subject.kind !== 'ticket') return;
      const ticket = await sources.ticket(event.subject.id, event.type === 'ticket-created' ? event.command : null);
      if (!ticket) return;
      const message = await messageOf(event);
      for (const mail of mailsFor({ event, ticket, message })) {
        const asks = mail.kind === 'address-confirmation';
        const quiet = asks && !(await mayAskUnknown(domainOf(ticket.requester.address)));
        await tell(mail, event, ticket, quiet);
      }
      if (event.type === 'sla-due-soon' || event.type === 'sla-breached') await warn(event, ticket);
    },
  };
}

/** An address is asked to confirm itself although nobody has confirmed it. */
const factsToAskBy = ({ kind }: TicketMail, facts: MailFacts): MailFacts =>
  kind === 'address-confirmation' ? { ...facts, unproved: [] } : facts;

/** Whose face the mail shows: customers know their partner's; strangers learn nothing from it. */
const faceFor = ({ kind }: TicketMail, { partner }: TicketSeen, { party }: Receiver): string | null =>
  party === 'customer' && kind !== 'address-confirmation' ? (partner?.id ?? null) : null;

/** Nobody gets it: too many unknown addresses of one source were asked lately. */
const throttled = ({ receivers, withheld }: Recipients): Recipients => ({
  receivers: [],
  withheld: [
    ...withheld,
    ...receivers.map(({ address, party }) => ({
      ...{ address, party },
      code: 'throttled' as const,
      reason: 'Too many unknown addresses of this domain were written to lately.',
    })),
  ],
});

/** Unknown addresses are asked once a day, whatever comes from them. */
const confirmationKey = (at: Seconds): string => `address-confirmation:${Math.floor(at / DAY)}`;

/** The events that may have told somebody already: the earlier ones of the same change; of a proved address, the first. */
function earlierOf({ id, type, subject }: LogEvent): string[] {
  if (type === 'ticket-address-proved') return [`${subject.kind}:${subject.id}:1:0`];
  const cut = id.lastIndexOf(':');
  const index = Number(id.slice(cut + 1));
  return Array.from({ length: index }, (_, earlier) => `${id.slice(0, cut)}:${earlier}`);
}
