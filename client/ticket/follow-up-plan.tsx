import { useTranslation } from 'react-i18next';
import type { Ticket } from '../api/types.js';
import { When } from '../shared/when.js';
import css from './threads.module.css';

/** What happens by itself while somebody is waited for, each step with its instant. */
export function FollowUpPlan({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const steps = ticket.followUps ?? [];
  if (steps.length === 0) return null;
  return (
    <ul className={css.plan} aria-label={t('ticket.followUps.label')}>
      {steps.map(({ at, what, done }) => (
        <li key={`${what} ${at}`} data-done={done || undefined}>
          {t(done ? 'ticket.followUps.reminded' : `ticket.followUps.${what}`)} <When at={at} />
        </li>
      ))}
    </ul>
  );
}

/** How a wait ends if nobody answers, to the customer. */
export function UnheardNotice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { followUpNotice, court } = ticket;
  if (followUpNotice === null || court === null) return null;
  return (
    <p className={css.notice}>
      {t('customer.unheard.closes')} <When at={followUpNotice.at} /> {t(`customer.unheard.${court}`)}
    </p>
  );
}
