import { Checkbox } from '@mantine/core';
import { IconClockPause, IconTag } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Ticket } from '../api/types.js';
import { useMinute } from '../shared/clock.js';
import { Channel, CourtBadge } from '../shared/court.js';
import { useCourtNames } from '../shared/court-names.js';
import { Left } from '../shared/left.js';
import { PriorityMark } from '../shared/priority.js';
import { leading, toneOf } from '../shared/turn.js';
import { When } from '../shared/when.js';
import css from './queue.module.css';

interface Props {
  ticket: Ticket;
  wide: boolean;
  open: boolean;
  current: boolean;
  selected: boolean;
  gone: boolean;
  changes: number;
  to: string;
  onToggle: (id: string) => void;
}

function Due({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const target = leading(ticket, ['provider', 'promise']) ?? leading(ticket, ['partner']);
  if (ticket.status !== 'open') return <span className={css.dim}>{t(`common.status.${ticket.status}`)}</span>;
  if (ticket.triageDueAt && (!target?.dueAt || ticket.triageDueAt < target.dueAt)) {
    return (
      <span title={t('queue.triageDue')}>
        <When at={ticket.triageDueAt} />
      </span>
    );
  }
  if (!target) return <span className={css.dim}>–</span>;
  return (
    <span
      title={t('queue.dueWhat', {
        metric: t(`ticket.metric.${target.metric}`),
        party: t(`ticket.party.${target.party}`),
      })}
    >
      <Left target={target} brief />
    </span>
  );
}

/** One ticket in a list: how long is left, what it is, whose it is, whose turn it is. */
export const Row = memo(function Row({ ticket, wide, open, current, selected, gone, changes, to, onToggle }: Props) {
  const { t } = useTranslation();
  const now = useMinute();
  const names = useCourtNames();
  const target = leading(ticket, ['provider', 'promise']);
  const marks = (
    <>
      {ticket.origin.triage ? <IconTag size={14} className={css.triage} aria-label={t('queue.inTriage')} /> : null}
      {ticket.snoozedUntil ? <IconClockPause size={14} className={css.dim} aria-label={t('queue.snoozed')} /> : null}
    </>
  );
  const court = <CourtBadge court={ticket.court} name={ticket.court && names(ticket, ticket.court)} />;
  const channel = (
    <Channel partner={ticket.origin.partner?.name} customer={ticket.origin.customer?.name ?? ticket.requester.name} />
  );
  return (
    <div
      className={css.row}
      data-wide={wide || undefined}
      data-open={open || undefined}
      data-current={current || undefined}
      data-gone={gone || undefined}
      data-tone={target ? toneOf(target, now) : undefined}
    >
      {changes > 0 ? <span key={changes} className={css.flash} aria-hidden /> : null}
      <Checkbox
        size="xs"
        className={css.check}
        aria-label={t('queue.select', { number: ticket.number })}
        checked={selected}
        onChange={() => onToggle(ticket.id)}
      />
      <Link to={to} className={css.rowLink} aria-current={open ? 'true' : undefined}>
        {wide ? (
          <>
            <span className={css.due}>
              <Due ticket={ticket} />
            </span>
            <span className={css.number}>#{ticket.number}</span>
            <span className={css.subject}>
              {marks}
              <span>{ticket.subject}</span>
            </span>
            <span className={css.cell}>{channel}</span>
            <span className={css.cell}>{court}</span>
            <span className={css.cell}>
              <PriorityMark priority={ticket.priority} />
            </span>
            <span className={css.assignee}>{ticket.assignee?.name ?? t('queue.nobody')}</span>
          </>
        ) : (
          <>
            <span className={css.due}>
              <Due ticket={ticket} />
            </span>
            <span className={css.subject}>
              <span className={css.number}>#{ticket.number}</span>
              {marks}
              <span>{ticket.subject}</span>
            </span>
            <span className={css.narrowMark}>
              <PriorityMark priority={ticket.priority} word={false} />
            </span>
            <span className={css.second}>
              {channel}
              {court}
            </span>
          </>
        )}
      </Link>
    </div>
  );
});
