import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../api/types.js';
import { useMinute } from '../shared/clock.js';
import { when } from '../shared/format.js';
import { promiseTarget } from '../shared/turn.js';

/** Where a ticket stands, as a sentence to somebody who waits for it. */
function sentence(ticket: Ticket, now: Date, t: TFunction): string {
  if (ticket.status === 'closed') return t('customer.headline.closed');
  if (ticket.status === 'solved') return t('customer.headline.solved');
  if (ticket.court === 'customer') return t('customer.headline.customer');
  const due = promiseTarget(ticket)?.dueAt;
  const ours = ticket.court === 'third_party' ? t('customer.headline.third_party') : t('customer.headline.working');
  if (!due) return ours;
  const at = when(due, now);
  return Date.parse(due) < now.getTime()
    ? `${ours} ${t('customer.headline.late')}`
    : `${ours} ${t('customer.headline.next', { at })}`;
}

/** The headline of a customer's ticket. */
export function Headline({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  return sentence(ticket, useMinute(), t);
}
