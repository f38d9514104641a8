import { useTranslation } from 'react-i18next';
import type { Ticket } from '../api/types.js';
import { CourtIcon } from '../shared/court.js';
import { useCourtNames } from '../shared/court-names.js';
import { duration } from '../shared/format.js';
import { Left } from '../shared/left.js';
import { promiseTarget, turnTarget } from '../shared/turn.js';
import { When } from '../shared/when.js';
import css from './ticket.module.css';

/** Who a reader is to a ticket; decides who "you" is. */
export type Viewer = 'provider' | 'partner' | 'customer';

/** Whose turn it is, in words, a colour and a place; the customer's promise stands beside it. */
export function TurnLine({ ticket, viewer }: { ticket: Ticket; viewer: Viewer }) {
  const { t } = useTranslation();
  const names = useCourtNames();
  const { court } = ticket;
  if (!court) {
    return (
      <div className={css.turn} data-court="none">
        <CourtIcon court={null} size={20} />
        <p>
          <strong>{t(`common.status.${ticket.status}`)}</strong>
          {ticket.status === 'solved' && ticket.closesAt ? (
            <span className={css.turnDetail}>
              {t('ticket.closesAt')} <When at={ticket.closesAt} />
            </span>
          ) : null}
          {ticket.mergedInto ? (
            <span className={css.turnDetail}>{t('ticket.mergedInto', { number: ticket.mergedInto.number })}</span>
          ) : null}
        </p>
      </div>
    );
  }
  const target = turnTarget(ticket);
  const promise = promiseTarget(ticket);
  const name = names(ticket, court);
  const whole = target?.targetSeconds
    ? t(court === viewer ? 'ticket.ofYours' : 'ticket.ofTheirs', { time: duration(target.targetSeconds, false) })
    : '';
  return (
    <div className={css.turn} data-court={court} role="status">
      <CourtIcon court={court} size={20} />
      <p>
        <strong>{court === viewer ? t('ticket.yourTurn') : t('ticket.waitingFor', { name })}</strong>
        {target ? (
          <span className={css.turnDetail}>
            <Left target={target} of={whole} />
            {target.dueAt ? (
              <span className={css.turnAt}>
                {t('ticket.until')} <When at={target.dueAt} />
              </span>
            ) : null}
          </span>
        ) : null}
      </p>
      {promise ? (
        <p className={css.promise}>
          <span className={css.promiseWord}>
            {t('ticket.promise', { metric: t(`ticket.metric.${promise.metric}`) })}
          </span>{' '}
          <Left target={promise} />
          {promise.dueAt ? (
            <span className={css.turnAt}>
              {t('ticket.until')} <When at={promise.dueAt} />
            </span>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
