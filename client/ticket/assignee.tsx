import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Ticket, TimelineEntry } from '../api/types.js';
import { useTimeline } from './queries.js';
import css from './rail.module.css';

/** How whoever has the ticket came to it, as far as that is known. */
function useGiven(ticket: Ticket): TimelineEntry | undefined {
  const { data: entries = [] } = useTimeline(String(ticket.number));
  const last = entries.findLast(({ type }) => type === 'ticket-assigned' || type === 'ticket-released');
  return ticket.assignee && last?.type === 'ticket-assigned' ? last : undefined;
}

/** Says so where a ticket was taken, or given, by hand beyond what somebody has room for. */
export function OverCapacity({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  if (useGiven(ticket)?.data.over !== true) return null;
  return (
    <span className={css.over}>
      <IconAlertTriangle size={14} aria-hidden /> {t('ticket.overCapacity')}
    </span>
  );
}

/** Who has a ticket, and why: by which choice of its queue, or by hand beyond what they have room for. */
export function Assignee({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const given = useGiven(ticket);
  const { assignee } = ticket;
  if (!assignee) return t('queue.nobody');
  return (
    <>
      {assignee.name ?? t(`common.party.${assignee.party}`)}
      <OverCapacity ticket={ticket} />
      {given?.why && given.data.over !== true ? <span className={css.why}>{given.why}</span> : null}
    </>
  );
}
