import type { MailContact } from '../../../domain/mail/recipients.js';
import type { EffectReceivers } from '../../../domain/playbook/effects.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import type { MailNotices } from '../notices.js';

/** What a playbook tells somebody. */
export interface PlaybookNotice {
  text: string;
  receivers: EffectReceivers;
}

interface Contact {
  name: string;
  email: string;
}

interface Options {
  notices: Pick<MailNotices, 'warning'>;
  tickets: {
    state(id: string): Promise<TicketState | null>;
    notice(id: string): Promise<PlaybookNotice | null>;
  };
  people: {
    person(id: string): Promise<(Contact & { active: boolean }) | null>;
    /** Who answers for the provider's desk. */
    leads(): Promise<readonly Contact[]>;
  };
}

/** Who is told, of which party. */
interface Told {
  party: 'provider' | 'partner';
  people: readonly MailContact[];
}

/**
 * Mails of playbooks to people: a tier of its contacts, whoever has the ticket, the provider's leads. What it tells a
 * partner or a customer goes as the deal says, with the mails about what was said (`ticketMails`).
 */
export function playbookMails({ notices, tickets, people }: Options): Consumer {
  async function toldBy(receivers: EffectReceivers, { assignee }: TicketState): Promise<Told | null> {
    switch (receivers.to) {
      case 'people':
        return { party: receivers.party, people: receivers.people };
      case 'provider':
        return { party: 'provider', people: (await people.leads()).map(contactOf) };
      case 'assignee': {
        if (assignee === null) return null;
        const found = await people.person(assignee.id);
        if (!found?.active) return null;
        return { party: assignee.party === 'partner' ? 'partner' : 'provider', people: [contactOf(found)] };
      }
      case 'partner':
      case 'customer':
        return null;
    }
  }

  return {
    name: 'playbook-mails',
    types: ['playbook-told'],
    async handle({ id, subject, data }) {
      const ticket = await tickets.state(subject.id);
      const notice = await tickets.notice(String(data.notice));
      const told = ticket && notice && (await toldBy(notice.receivers, ticket));
      if (!told) return;
      const { number, subject: title } = ticket;
      const headline = data.urgent === true ? 'Your help is needed' : 'For your information';
      await notices.warning(
        { event: id, topic: { kind: 'ticket', id: ticket.id } },
        { id: ticket.id, number, subject: title },
        {
          ...told,
          headline,
          words: notice.text,
        },
      );
    },
  };
}

const contactOf = ({ name, email }: Contact): MailContact => ({ name, address: email });
