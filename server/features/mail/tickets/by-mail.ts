import type { Caller } from '../../../domain/access/access.js';
import { sameForm } from '../../../domain/mail/address.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import { tokenIn } from '../../../domain/ticket/third-party.js';
import { type Command, commandOf } from '../../../platform/log/command.js';
import { actorOf } from '../../../platform/log/event.js';
import { unlessMissing } from '../../../platform/problems.js';
import { named } from '../../tickets/horizon.js';
import type { TicketService } from '../../tickets/service/index.js';
import { visitorCaller } from '../../tickets/service/intake.js';
import type { MailSaid, TicketsByMail } from '../incoming/intake.js';
import type { MailPorts } from './sources.js';

interface Options {
  tickets: Pick<TicketService, 'store' | 'intake' | 'reply' | 'upload' | 'threads'>;
  partnerContacts(partner: string): Promise<readonly { name: string; email: string }[]>;
  /** A person who can sign in with this address. */
  personOf(address: string): Promise<{ id: string; name: string } | null>;
}

/** Logs and answers tickets for people who write mails. Who they are is claimed: they get no further than their ticket. */
export function ticketsByMail({ tickets, partnerContacts, personOf }: Options): TicketsByMail {
  const contactsOf = async ({ origin }: TicketState) =>
    origin.partner ? (await partnerContacts(origin.partner.id)).map(({ email }) => sameForm(email)) : [];

  /** The sender as somebody of the partner or of the customer, for this ticket alone. */
  async function callerFor(ticket: TicketState, { sender }: MailSaid): Promise<Caller> {
    const known = await personOf(sender.address);
    const { partner, customer } = ticket.origin;
    const one = { id: known?.id ?? `visitor:${sameForm(sender.address)}`, name: known?.name ?? nameOf(sender) };
    const common = { ...one, kind: 'link', scopes: null, ticket: ticket.id } as const;
    if (partner && (await contactsOf(ticket)).includes(sameForm(sender.address))) {
      return { ...common, company: { kind: 'partner', id: partner.id }, roles: ['partner-agent'] };
    }
    return {
      ...common,
      company: { kind: 'customer', id: customer?.id ?? `of-ticket:${ticket.id}` },
      roles: ['contact'],
    };
  }

  async function contentOf(caller: Caller, command: Command, { text, files }: MailSaid) {
    const attachments: string[] = [];
    for (const { name, type, content } of files.filter((file) => file.content.length > 0)) {
      attachments.push((await tickets.upload(caller, command, { bytes: content, type, name }))._id);
    }
    return { text: text.trim() || '(no words)', ...(attachments.length > 0 && { attachments }) };
  }

  return {
    async toThread(tag, said) {
      const token = tokenIn(tag);
      if (token === null) return false;
      const { seed: command, sender, proved, automatic } = said;
      return tickets.threads.hear(token, {
        ...{ command, sender, proved, automatic },
        content: (caller, by) => contentOf(caller, by, said),
      });
    },
    async named(hint) {
      const ticket = await unlessMissing(tickets.store.one(named(hint.toLowerCase())));
      if (!ticket) return null;
      const { id, requester, watchers } = ticket;
      const people = [requester, ...watchers].map(({ email }) => email);
      return { id, participants: [...people, ...(await contactsOf(ticket))] };
    },
    async reply(id, said) {
      const ticket = await tickets.store.one({ _id: id });
      const caller = await callerFor(ticket, said);
      const command = commandOf(caller, said.seed);
      const { outcome } = await tickets.reply(caller, command, id, await contentOf(caller, command, said));
      return outcome.id;
    },
    async log({ subject, to }, said) {
      const requester = { email: said.sender.address, name: nameOf(said.sender) };
      const visitor = visitorCaller(requester);
      const command = { ...commandOf(visitor, said.seed), actor: actorOf(visitor) };
      const outcome = await tickets.intake.log(
        {
          ...{ channel: 'mail', caller: null, authenticated: said.proved, requester, subject, to },
          ...{ content: await contentOf(visitor, command, said), kind: 'incident', priority: 'normal' },
          ...{ deal: null, component: null, court: null, externalRef: null, tags: [], links: [] },
          ...{ followUpOf: null, upgrade: null },
        },
        command,
      );
      return outcome.id;
    },
  };
}

/** Tickets as mails read them that follow from the log. */
export function ticketsSeen({
  store,
  bodies,
  notice,
}: Pick<TicketService, 'store' | 'bodies' | 'notice'>): MailPorts['tickets'] {
  return { notice, state: store.stateAsFollowed, body: bodies.asFollowed };
}

const nameOf = ({ name, address }: MailSaid['sender']): string => name.trim().slice(0, 200) || address;
