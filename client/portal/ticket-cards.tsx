import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Ticket } from '../api/types.js';
import { CourtBadge } from '../shared/court.js';
import { useCourtNames } from '../shared/court-names.js';
import { Left } from '../shared/left.js';
import { PriorityMark } from '../shared/priority.js';
import shared from '../shared/shared.module.css';
import { promiseTarget, turnTarget } from '../shared/turn.js';
import css from './tickets.module.css';

/** A ticket as a partner reads it between two calls: what, whose, both clocks. */
function TicketCard({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useCourtNames();
  const target = turnTarget(ticket);
  const promise = promiseTarget(ticket);
  return (
    <li>
      <Link to={`/partner/tickets/${ticket.number}`} className={css.ticket} data-court={ticket.court ?? 'none'}>
        <span className={css.subject}>
          <span className={shared.dim}>#{ticket.number}</span> {ticket.subject}
        </span>
        <span className={css.meta}>
          <span>{ticket.origin.customer?.name ?? ticket.requester.name}</span>
          <PriorityMark priority={ticket.priority} />
          {ticket.status === 'open' ? (
            <CourtBadge court={ticket.court} name={ticket.court && names(ticket, ticket.court)} />
          ) : (
            t(`common.status.${ticket.status}`)
          )}
        </span>
        <span className={css.clocks}>
          {target ? (
            <span>
              <span className={shared.dim}>
                {t(ticket.court === 'partner' ? 'portal.clock.yours' : 'portal.clock.theirs')}
              </span>{' '}
              <Left target={target} />
            </span>
          ) : null}
          {promise ? (
            <span>
              <span className={shared.dim}>{t('portal.clock.promise')}</span> <Left target={promise} />
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  );
}

/** Tickets that belong together, under what they have in common. */
export function TicketGroup({ title, tickets, empty }: { title: string; tickets: readonly Ticket[]; empty?: string }) {
  if (tickets.length === 0 && !empty) return null;
  return (
    <section className={css.group}>
      <h2>
        {title} <span className={shared.dim}>({tickets.length})</span>
      </h2>
      {tickets.length === 0 ? <p className={css.none}>{empty}</p> : null}
      <ul className={css.list}>
        {tickets.map((ticket) => (
          <TicketCard key={ticket.id} ticket={ticket} />
        ))}
      </ul>
    </section>
  );
}
