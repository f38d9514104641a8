import { Button } from '@mantine/core';
import { IconArrowUp, IconBookmarks, IconInbox } from '@tabler/icons-react';
import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Ticket } from '../api/types.js';
import type { Rows, RowsAction } from '../queue/rows.js';
import { useFound } from '../queue/use-found.js';
import { useLiveQueue } from '../queue/use-live-queue.js';
import { type Looked, useView } from '../queue/views.js';
import { Empty, ProblemNotice } from '../shared/notice.js';
import { Outline } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { useThreadTasks } from '../ticket/thread-queries.js';
import { ViewActions } from '../views/head.js';
import { usePinnedViews, useSavedView, type ViewQuery } from '../views/queries.js';
import { TicketGroup } from './ticket-cards.js';
import css from './tickets.module.css';

/** What came meanwhile waits until it is let in: nothing moves under the hand. */
export function Waiting({ rows, act }: { rows: Rows; act: Dispatch<RowsAction> }) {
  const { t } = useTranslation();
  if (rows.waiting.length === 0) return null;
  return (
    <Button
      size="compact-md"
      className={css.waiting}
      leftSection={<IconArrowUp size={16} />}
      onClick={() => act({ type: 'let-in' })}
    >
      {t('queue.waiting', { count: rows.waiting.length })}
    </Button>
  );
}

/** The pinned views with how many tickets each has, the way to all of them, and what can be done about this one. */
export function ViewTabs({ saved, query }: { saved: string | null; query: ViewQuery }) {
  const { t } = useTranslation();
  const pinned = usePinnedViews().data ?? [];
  const looked = useSavedView(saved).data;
  const chases = useThreadTasks().data?.length ?? 0;
  return (
    <nav className={css.views} aria-label={t('views.title')}>
      {pinned.map(({ id, name, count }) => (
        <Link key={id} to={`/partner?view=saved:${id}`} aria-current={id === saved ? 'page' : undefined}>
          {name}
          {count ? <span className={shared.dim}>{`${count.count}${count.more ? '+' : ''}`}</span> : null}
        </Link>
      ))}
      <Link to="/partner/views">
        <IconBookmarks size={16} aria-hidden /> {t('views.all')}
      </Link>
      {chases > 0 ? (
        <Link to="/partner/threads">
          {t('ticket.threads.tasks')} <span className={shared.dim}>{chases}</span>
        </Link>
      ) : null}
      <ViewActions saved={saved} query={looked?.query ?? query} />
    </nav>
  );
}

interface Listed {
  title: string;
  items: readonly Ticket[];
  more: (() => void) | null;
}

function Tickets({ title, items, more }: Listed) {
  const { t } = useTranslation();
  if (items.length === 0) return <Empty icon={IconInbox} title={t('portal.noneInView', { name: title })} />;
  return (
    <>
      <TicketGroup title={title} tickets={items} />
      {more ? (
        <Button variant="default" fullWidth onClick={more}>
          {t('common.more')}
        </Button>
      ) : null}
    </>
  );
}

function FoundTickets({ title, filters, sort, q }: Looked) {
  const found = useFound(filters, sort ?? 'due', q);
  if (found.error) return <ProblemNotice problem={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Outline rows={6} />;
  const items = found.data.pages.flatMap((page) => page.items);
  return <Tickets title={title} items={items} more={found.hasNextPage ? () => void found.fetchNextPage() : null} />;
}

function LiveTickets({ title, filters, sort }: Looked) {
  const { rows, act, error, more, read } = useLiveQueue(filters, sort ?? 'due', false);
  if (error) return <ProblemNotice problem={error} retry={() => void read()} />;
  if (!rows.ready) return <Outline rows={6} />;
  return (
    <div
      onPointerEnter={() => act({ type: 'hold', held: true })}
      onPointerLeave={() => act({ type: 'hold', held: false })}
    >
      <Waiting rows={rows} act={act} />
      <Tickets title={title} items={rows.items} more={rows.nextCursor ? () => void more() : null} />
    </div>
  );
}

/** The tickets of a kept view. */
export function ViewTickets({ id }: { id: string }) {
  const view = useSavedView(id);
  const looked = useView(`saved:${id}`);
  if (view.error) return <ProblemNotice problem={view.error} retry={() => void view.refetch()} />;
  if (!view.data) return <Outline rows={6} />;
  return looked.q ? <FoundTickets {...looked} /> : <LiveTickets {...looked} />;
}
