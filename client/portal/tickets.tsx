import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowUp, IconInbox, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../api/client.js';
import type { Ticket } from '../api/types.js';
import { useLiveQueue } from '../queue/use-live-queue.js';
import { useSession } from '../session/session.js';
import { CourtBadge } from '../shared/court.js';
import { useCourtNames } from '../shared/court-names.js';
import { Left } from '../shared/left.js';
import { Empty, ProblemNotice } from '../shared/notice.js';
import { Loaded, Outline, PageHeader } from '../shared/page.js';
import { PriorityMark } from '../shared/priority.js';
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
          <span className={css.dim}>#{ticket.number}</span> {ticket.subject}
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
              <span className={css.dim}>
                {t(ticket.court === 'partner' ? 'portal.clock.yours' : 'portal.clock.theirs')}
              </span>{' '}
              <Left target={target} />
            </span>
          ) : null}
          {promise ? (
            <span>
              <span className={css.dim}>{t('portal.clock.promise')}</span> <Left target={promise} />
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  );
}

function Group({ title, tickets, empty }: { title: string; tickets: readonly Ticket[]; empty?: string }) {
  if (tickets.length === 0 && !empty) return null;
  return (
    <section className={css.group}>
      <h2>
        {title} <span className={css.dim}>({tickets.length})</span>
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

const OPEN = { status: 'open' };

function OpenTickets() {
  const { t } = useTranslation();
  const { rows, act, error, more, read } = useLiveQueue(OPEN, 'due', false);
  const providerName = useSession().data?.provider ?? t('common.court.provider');
  const { yours, provider, rest } = useMemo(
    () => ({
      yours: rows.items.filter(({ court }) => court === 'partner'),
      provider: rows.items.filter(({ court }) => court === 'provider'),
      rest: rows.items.filter(({ court }) => court !== 'partner' && court !== 'provider'),
    }),
    [rows.items],
  );
  if (error) return <ProblemNotice problem={error} retry={() => void read()} />;
  if (!rows.ready) return <Outline rows={6} />;
  if (rows.items.length === 0) {
    return (
      <Empty icon={IconInbox} title={t('portal.noTickets')}>
        {t('portal.noTicketsDetail')}
      </Empty>
    );
  }
  return (
    <div
      onPointerEnter={() => act({ type: 'hold', held: true })}
      onPointerLeave={() => act({ type: 'hold', held: false })}
    >
      {rows.waiting.length > 0 ? (
        <Button
          size="compact-md"
          className={css.waiting}
          leftSection={<IconArrowUp size={16} />}
          onClick={() => act({ type: 'let-in' })}
        >
          {t('queue.waiting', { count: rows.waiting.length })}
        </Button>
      ) : null}
      <Group title={t('portal.yourTurn')} tickets={yours} empty={t('portal.nothingYours')} />
      <Group title={t('portal.withProvider', { name: providerName })} tickets={provider} />
      <Group title={t('portal.rest')} tickets={rest} />
      {rows.nextCursor ? (
        <Button variant="default" fullWidth onClick={() => void more()}>
          {t('common.more')}
        </Button>
      ) : null}
    </div>
  );
}

function EndedTickets() {
  const { t } = useTranslation();
  const ended = useQuery({
    queryKey: ['tickets', 'ended'],
    queryFn: () => answer(api.GET('/tickets', { params: { query: { status: 'solved,closed', sort: 'updated' } } })),
  });
  return (
    <Loaded query={ended}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={IconInbox} title={t('portal.noEnded')}>
            {t('portal.noEndedDetail')}
          </Empty>
        ) : (
          <Group title={t('portal.ended')} tickets={items} />
        )
      }
    </Loaded>
  );
}

/** A partner's tickets: its turn first, then what is with the provider, then the rest. */
export function Component() {
  const { t } = useTranslation();
  const [shown, setShown] = useState('open');
  return (
    <>
      <PageHeader
        title={t('portal.place.tickets')}
        actions={
          <>
            <SegmentedControl
              aria-label={t('ticket.shown.label')}
              value={shown}
              onChange={setShown}
              data={[
                { value: 'open', label: t('common.status.open') },
                { value: 'ended', label: t('portal.endedShort') },
              ]}
            />
            <Button component={Link} to="/partner/new" leftSection={<IconPlus size={18} />}>
              {t('portal.log')}
            </Button>
          </>
        }
      />
      {shown === 'open' ? <OpenTickets /> : <EndedTickets />}
    </>
  );
}
