import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../api/client.js';
import type { Ticket } from '../api/types.js';
import { TicketApprovals } from '../approvals/on-ticket.js';
import { Facts } from '../shared/page.js';
import { When } from '../shared/when.js';
import { Assignee } from './assignee.js';
import { Clocks } from './clocks.js';
import { MailPart, OutagePart, SubscriptionPart } from './context.js';
import css from './rail.module.css';

function OriginPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { origin } = ticket;
  return (
    <section className={css.railPart}>
      <h2>{t('ticket.origin.title')}</h2>
      <Facts
        items={[
          [t('ticket.origin.customer'), origin.customer?.name ?? t('ticket.unknown')],
          [
            t('ticket.origin.partner'),
            origin.partner?.name ?? (origin.deal ? t('ticket.origin.direct') : t('ticket.unknown')),
          ],
          [
            t('ticket.origin.deal'),
            origin.deal ? (
              <Link key="deal" to={`/parties/deals/${encodeURIComponent(origin.deal.id)}`}>
                {origin.deal.id}
              </Link>
            ) : (
              t('ticket.unknown')
            ),
          ],
          [t('ticket.origin.channel'), t(`ticket.channel.${origin.channel}`)],
          origin.confidence ? [t('ticket.origin.confidence'), t(`ticket.confidence.${origin.confidence}`)] : null,
        ]}
      />
      {origin.evidence && origin.evidence.length > 0 ? (
        <details open={origin.triage === true}>
          <summary>{t('ticket.origin.evidence', { count: origin.evidence.length })}</summary>
          <ul className={css.evidence}>
            {origin.evidence.map((row) => (
              <li key={`${row.rule} ${row.value}`} data-against={row.against || undefined}>
                <span>{t(`ticket.rule.${row.rule}`)}</span> <code>{row.value}</code>
                {row.against ? <span className={css.against}>{t('ticket.origin.against')}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function PlaybookPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const runs = ticket.playbooks ?? [];
  if (runs.length === 0) return null;
  return (
    <section className={css.railPart}>
      <h2>{t('ticket.playbooks')}</h2>
      <ul className={css.runs}>
        {runs.map((run) => (
          <li key={run.run}>
            <strong>{run.playbook}</strong>{' '}
            <span className={css.dim}>
              v{run.version} · {t([`ticket.runState.${run.state}`, 'ticket.runState.other'], { state: run.state })}
            </span>
            {run.next ? (
              <p>
                {t('ticket.nextStep')} {run.next}
                {run.wakeAt ? (
                  <>
                    {' '}
                    · <When at={run.wakeAt} />
                  </>
                ) : null}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FactsPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  return (
    <section className={css.railPart}>
      <h2>{t('ticket.about')}</h2>
      <Facts
        items={[
          [t('ticket.requester'), `${ticket.requester.name} <${ticket.requester.email}>`],
          [t('ticket.assignee'), <Assignee key="assignee" ticket={ticket} />],
          [
            t('ticket.queue'),
            <span key="queue">
              {ticket.queue?.name ?? '–'}
              {ticket.queueWhy ? <span className={css.why}>{ticket.queueWhy}</span> : null}
            </span>,
          ],
          ticket.triageDueAt ? [t('ticket.triageDue'), <When key="triage" at={ticket.triageDueAt} />] : null,
          [t('ticket.kindLabel'), t(`ticket.kind.${ticket.kind}`)],
          ticket.component ? [t('ticket.component'), ticket.component] : null,
          ticket.externalRef
            ? [
                ticket.externalRef.system,
                ticket.externalRef.url ? (
                  <a key="reference" href={ticket.externalRef.url} rel="noreferrer" target="_blank">
                    {ticket.externalRef.id}
                  </a>
                ) : (
                  ticket.externalRef.id
                ),
              ]
            : null,
          ticket.upgrade
            ? [
                t('ticket.upgrade.label'),
                t('ticket.upgrade.words', {
                  item: ticket.upgrade.item,
                  quantity: ticket.upgrade.quantity,
                  subscription: ticket.upgrade.subscription,
                  state: t(`ticket.upgrade.${ticket.upgrade.state}`),
                }),
              ]
            : null,
          ticket.snoozedUntil ? [t('ticket.snoozed'), <When key="at" at={ticket.snoozedUntil} />] : null,
          ticket.followUpOf
            ? [
                t('ticket.followUpOf'),
                <Link key="of" to={`/tickets/${ticket.followUpOf.number}`}>
                  #{ticket.followUpOf.number}
                </Link>,
              ]
            : null,
          [t('ticket.created'), <When key="at" at={ticket.createdAt} />],
          ticket.rating
            ? [t('ticket.rating'), `${ticket.rating.score}/5${ticket.rating.words ? ` “${ticket.rating.words}”` : ''}`]
            : null,
        ]}
      />
      {ticket.tags && ticket.tags.length > 0 ? (
        <div className={css.tags}>
          {ticket.tags.map((tag) => (
            <Badge key={tag} variant="default" size="sm">
              {tag}
            </Badge>
          ))}
        </div>
      ) : null}
      {(ticket.links ?? []).map((link) => (
        <p key={link.id} className={css.earlier}>
          <Link to={`/tickets/${link.number}`}>#{link.number}</Link>{' '}
          <span className={css.dim}>{t([`ticket.relation.${link.relation}`, 'ticket.relation.related'])}</span>
        </p>
      ))}
    </section>
  );
}

function EarlierPart({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const customer = ticket.origin.customer?.id;
  const earlier = useQuery({
    queryKey: ['tickets', 'earlier', customer],
    enabled: Boolean(customer),
    queryFn: () =>
      answer(api.GET('/tickets', { params: { query: { customer: customer ?? '', sort: 'updated', limit: 6 } } })),
  });
  const others = (earlier.data?.items ?? []).filter(({ id }) => id !== ticket.id).slice(0, 5);
  if (others.length === 0) return null;
  return (
    <section className={css.railPart}>
      <h2>{t('ticket.earlier', { name: ticket.origin.customer?.name })}</h2>
      {others.map((other) => (
        <p key={other.id} className={css.earlier}>
          <Link to={`/tickets/${other.number}`}>#{other.number}</Link> {other.subject}{' '}
          <span className={css.dim}>{t(`common.status.${other.status}`)}</span>
        </p>
      ))}
    </section>
  );
}

/** What stands behind a ticket: clocks, origin, playbooks, facts, earlier tickets. */
export function Rail({ ticket }: { ticket: Ticket }) {
  return (
    <div className={css.railParts}>
      <Clocks ticket={ticket} />
      <TicketApprovals ticket={ticket} base="" />
      <PlaybookPart ticket={ticket} />
      <OutagePart ticket={ticket} />
      <OriginPart ticket={ticket} />
      <SubscriptionPart ticket={ticket} />
      <FactsPart ticket={ticket} />
      <MailPart ticket={ticket} />
      <EarlierPart ticket={ticket} />
    </div>
  );
}
