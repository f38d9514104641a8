import type { MailContact } from '../../../domain/mail/recipients.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { Thread } from '../../../domain/ticket/third-party.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import type { LogEvent } from '../../../platform/log/event.js';
import type { MailNotices } from '../notices.js';
import { askedIn, threadIdIn } from './third-parties.js';

interface Contact {
  name: string;
  email: string;
}

interface Options {
  notices: Pick<MailNotices, 'warning'>;
  tickets: { state(id: string): Promise<TicketState | null> };
  people: {
    person(id: string): Promise<(Contact & { active: boolean }) | null>;
    /** Who answers for the provider's desk. */
    leads(): Promise<readonly Contact[]>;
    partnerContacts(partner: string): Promise<readonly Contact[]>;
  };
}

/**
 * A third party does not speak to the desk by itself: while it is waited for, the desk that had the ticket last is
 * reminded to ask it again. What a customer is reminded of goes with the mails of the ticket.
 */
export function waitingMails({ notices, tickets, people }: Options): Consumer {
  async function deskOf({ assignee, lastDesk, origin }: TicketState): Promise<readonly MailContact[]> {
    const own = assignee?.party === lastDesk ? await people.person(assignee.id) : null;
    if (own?.active) return [contactOf(own)];
    if (lastDesk === 'provider') return (await people.leads()).map(contactOf);
    return origin.partner === null ? [] : (await people.partnerContacts(origin.partner.id)).map(contactOf);
  }

  /** Whose task it is to chase; where that is nobody with an address, their desk. */
  async function ownerOf({ owner }: Thread, ticket: TicketState): Promise<readonly MailContact[]> {
    const found = await people.person(owner.id);
    const lastDesk = owner.party === 'partner' ? 'partner' : 'provider';
    return found?.active ? [contactOf(found)] : deskOf({ ...ticket, lastDesk });
  }

  async function overdue({ id: event, subject, data }: LogEvent): Promise<void> {
    const ticket = await tickets.state(subject.id);
    const thread = ticket?.threads.find((one) => one.id === threadIdIn(data));
    if (!ticket || !thread?.overdue) return;
    const { id, number, subject: title } = ticket;
    const { company, name } = thread.contact;
    await notices.warning(
      { event, topic: { kind: 'third-party-thread', id: thread.id } },
      { id, number, subject: title },
      {
        ...{ party: thread.owner.party === 'partner' ? 'partner' : 'provider', people: await ownerOf(thread, ticket) },
        headline: `${company} has not answered: #${number}`,
        words: `${name} of ${company} promised to answer by now and has not. Please ask again.`,
        why: 'You get this because you asked them.',
      },
    );
  }

  return {
    name: 'waiting-mails',
    types: ['ticket-reminded', 'ticket-third-party-overdue'],
    async handle(logged) {
      if (logged.type === 'ticket-third-party-overdue') return overdue(logged);
      const { id: event, subject, data } = logged;
      const ticket = data.waitsFor === 'third_party' ? await tickets.state(subject.id) : null;
      if (ticket?.court !== 'third_party' || askedIn(ticket).length > 0) return;
      const { id, number, subject: title } = ticket;
      await notices.warning(
        { event, topic: { kind: 'ticket', id } },
        { id, number, subject: title },
        {
          ...{ party: ticket.lastDesk, people: await deskOf(ticket) },
          headline: `Still waiting for a third party: #${number}`,
          words: 'It has not answered yet. Please ask it again, or take the ticket back.',
          why: 'You get this because your desk had this ticket last.',
        },
      );
    },
  };
}

const contactOf = ({ name, email }: Contact): MailContact => ({ name, address: email });
