import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../api/client.js';
import type { Noun, Ticket } from '../api/types.js';
import { useCan } from '../session/session.js';
import { useMinute } from '../shared/clock.js';
import { decimal } from '../shared/format.js';
import { When } from '../shared/when.js';
import css from './rail.module.css';

/** What is down just now that the ticket is about. */
export function OutagePart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const running = useQuery({
    queryKey: ['outages', 'running'],
    queryFn: () => answer(api.GET('/outages', { params: { query: { state: 'ongoing' } } })),
    retry: false,
    staleTime: 60_000,
  });
  const about = (running.data?.items ?? []).filter(({ components }) =>
    components.some(({ id }) => id === ticket.component),
  );
  if (about.length === 0) return null;
  return (
    <section className={css.railPart}>
      <h2>{t('ticket.outage')}</h2>
      {about.map((outage) => (
        <p key={outage.id} className={css.earlier}>
          <Link to={`/outages/${encodeURIComponent(outage.id)}`}>{outage.title}</Link>{' '}
          <span className={css.dim}>
            {t('outages.started')} <When at={outage.startedAt} />
          </span>
        </p>
      ))}
    </section>
  );
}

function Uptime({ subscription, period }: { subscription: Noun; period: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['uptime', subscription.id, period],
    queryFn: () =>
      answer(api.GET('/subscriptions/{id}/uptime', { params: { path: { id: subscription.id }, query: { period } } })),
    retry: false,
    staleTime: 300_000,
  });
  return (
    <p className={css.earlier}>
      <Link to={`/parties/subscriptions/${encodeURIComponent(subscription.id)}`}>
        {typeof subscription.title === 'string' ? subscription.title : subscription.id}
      </Link>
      {typeof data?.uptimePercent === 'string' ? (
        <span className={css.dim}> · {t('ticket.uptime', { percent: decimal(data.uptimePercent) })}</span>
      ) : null}
    </p>
  );
}

/** What the customer has under the deal, and its uptime this month. */
export function SubscriptionPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const sees = useCan('credits:see');
  const deal = ticket.origin.deal?.id;
  const period = useMinute().toISOString().slice(0, 7);
  const subscriptions = useQuery({
    queryKey: ['nouns', 'subscriptions', 'of', deal],
    enabled: sees && deal !== undefined,
    queryFn: () =>
      answer(api.GET('/{noun}', { params: { path: { noun: 'subscriptions' }, query: { deal: deal ?? '' } } })),
    retry: false,
    staleTime: 300_000,
  });
  const items = subscriptions.data?.items.slice(0, 3) ?? [];
  if (items.length === 0) return null;
  return (
    <section className={css.railPart}>
      <h2>{t('ticket.subscription')}</h2>
      {items.map((subscription) => (
        <Uptime key={subscription.id} subscription={subscription} period={period} />
      ))}
    </section>
  );
}

/** The mails that the ticket caused: to whom, why, and why one was not sent. */
export function MailPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const mails = useQuery({
    queryKey: ['ticket', String(ticket.number), 'mails', ticket.version],
    queryFn: () => answer(api.GET('/tickets/{id}/mails', { params: { path: { id: ticket.id } } })),
    retry: false,
  });
  const items = mails.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={css.railPart}>
      <details>
        <summary>{t('ticket.mails', { count: items.length })}</summary>
        <ul className={css.evidence}>
          {items.map((mail) => (
            <li key={mail.id}>
              {mail.address ?? t(`common.party.${mail.party}`)} · <strong>{t(`ticket.mailState.${mail.state}`)}</strong>{' '}
              · <When at={mail.at} />
              <br />
              <span className={css.dim}>{mail.reason}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
