import { Button } from '@mantine/core';
import { IconMessageCircle, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { answer, api } from '../api/client.js';
import type { Ticket } from '../api/types.js';
import { usePerson } from '../session/session.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader } from '../shared/page.js';
import { When } from '../shared/when.js';
import css from './customer.module.css';
import { Headline } from './headline.js';

function Item({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  return (
    <li>
      <Link
        to={`/my/tickets/${ticket.number}`}
        className={css.item}
        data-turn={ticket.court === 'customer' || undefined}
      >
        <strong>{ticket.subject}</strong>
        <span>
          <Headline ticket={ticket} />
        </span>
        <span className={css.dim}>
          #{ticket.number} · {t('customer.lastWord')} <When at={ticket.updatedAt} />
        </span>
      </Link>
    </li>
  );
}

function Mine() {
  const { t } = useTranslation();
  const tickets = useQuery({
    queryKey: ['tickets', 'mine'],
    queryFn: () => answer(api.GET('/tickets', { params: { query: { sort: 'updated', limit: 100 } } })),
    refetchInterval: 60_000,
  });
  const log = (
    <Button component={Link} to="/my/new" leftSection={<IconPlus size={18} />}>
      {t('customer.log')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('customer.mine')} actions={log} />
      <Loaded query={tickets}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconMessageCircle} title={t('customer.none')}>
              {t('customer.noneDetail')}
            </Empty>
          ) : (
            <ul className={css.items}>
              {items.map((ticket) => (
                <Item key={ticket.id} ticket={ticket} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

/** A customer's tickets; who came by a one-time link has one only. */
export function Component() {
  const { ticket } = usePerson();
  return ticket ? <Navigate to={`/my/tickets/${encodeURIComponent(ticket)}`} replace /> : <Mine />;
}
