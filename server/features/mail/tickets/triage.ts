import type { TicketState } from '../../../domain/ticket/state.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import type { MailNotices } from '../notices.js';

interface Options {
  notices: Pick<MailNotices, 'warning'>;
  tickets: { state(id: string): Promise<TicketState | null> };
  /** Who answers for the provider's desk. */
  leads(): Promise<readonly { name: string; email: string }[]>;
}

/** Tells the provider's leads of a ticket whose origin should be settled by now; of one that is settled nobody. */
export function triageMails({ notices, tickets, leads }: Options): Consumer {
  return {
    name: 'triage-mails',
    types: ['ticket-triage-due'],
    async handle({ id, subject }) {
      const ticket = await tickets.state(subject.id);
      if (!ticket?.origin.triage || ticket.status !== 'open') return;
      const people = (await leads()).map(({ name, email }) => ({ name, address: email }));
      const where = ticket.queue === null ? '' : ` It is in the queue ${ticket.queue.name}.`;
      await notices.warning(
        { event: id, topic: { kind: 'ticket', id: ticket.id } },
        { id: ticket.id, number: ticket.number, subject: ticket.subject },
        {
          ...{ party: 'provider', people },
          headline: 'A ticket is still in triage',
          words: `The time in which it should be settled where this ticket comes from is over.${where}`,
        },
      );
    },
  };
}
