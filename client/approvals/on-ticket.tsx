import { useTranslation } from 'react-i18next';
import type { Ticket } from '../api/types.js';
import css from './approvals.module.css';
import { ApprovalCard } from './card.js';
import { useTicketApprovals } from './queries.js';

/** What a ticket's playbooks ask people, beside the ticket. */
export function TicketApprovals({ ticket, base }: { ticket: Pick<Ticket, 'id'>; base: string }) {
  const { t } = useTranslation();
  const { data } = useTicketApprovals(ticket.id);
  if (!data || data.length === 0) return null;
  return (
    <section className={css.onTicket}>
      <h2>{t('portal.place.approvals')}</h2>
      {data.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} base={base} compact />
      ))}
    </section>
  );
}
