import {
  IconBolt,
  IconChartBar,
  IconChecklist,
  IconChecks,
  IconCoins,
  IconHeadset,
  IconInbox,
  IconListDetails,
  IconMail,
  IconMessageQuestion,
  IconPlayerTrackNext,
  IconPlus,
  IconTag,
  IconUserCheck,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'react-router';
import { answer, api } from '../api/client.js';
import { useAskedCount } from '../approvals/queries.js';
import { useQueues } from '../queue/views.js';
import { useCan } from '../session/session.js';
import { useThreadTasks } from '../ticket/thread-queries.js';
import { PinnedViews } from '../views/sidebar.js';
import css from './desk.module.css';

const COUNTED = 100;

/** Whether there is a mailbox page: with the demo only. */
function useMailbox() {
  const query = {
    queryKey: ['mailbox', 'there'],
    queryFn: () => answer(api.GET('/mailbox', { params: { query: { limit: '1' } } })),
  };
  return useQuery({ ...query, staleTime: Number.POSITIVE_INFINITY, retry: false }).isSuccess;
}

/** How many outages there are just now. */
function useRunning() {
  const query = () => answer(api.GET('/outages', { params: { query: { state: 'ongoing' } } }));
  return useQuery({
    queryKey: ['outages', 'running'],
    queryFn: query,
    retry: false,
    refetchInterval: 60_000,
  }).data?.items.length.toString();
}

/** How many tickets a view has, up to a hundred. */
function useCount(key: string, query: Record<string, string>) {
  return useQuery({
    queryKey: ['tickets', 'count', key],
    queryFn: () => answer(api.GET('/tickets', { params: { query: { ...query, limit: COUNTED } } })),
    select: (page) => (page.nextCursor ? `${COUNTED}+` : String(page.items.length)),
    refetchInterval: 60_000,
  }).data;
}

function Item({
  to,
  icon: Icon,
  active,
  count,
  tone,
  children,
}: {
  to: string;
  icon: TablerIcon;
  active: boolean;
  count?: string | undefined;
  tone?: 'warn';
  children: ReactNode;
}) {
  return (
    <Link to={to} className={css.navItem} aria-current={active ? 'page' : undefined} data-active={active || undefined}>
      <Icon size={17} stroke={1.7} aria-hidden />
      <span className={css.navLabel}>{children}</span>
      {count && count !== '0' ? (
        <span className={css.navCount} data-tone={tone}>
          {count}
        </span>
      ) : null}
    </Link>
  );
}

/** The desk's places: my work, queues, outages, credits, parties. */
export function Sidebar({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const mailbox = useMailbox();
  const [search] = useSearchParams();
  const queues = useQueues();
  const running = useRunning();
  const decides = useCan('approvals:see');
  const asked = useAskedCount();
  const mine = useCount('mine', { status: 'open', assignee: 'me' });
  const triage = useCount('triage', { status: 'open', triage: 'true' });
  const chases = useThreadTasks().data?.length.toString();
  const onQueue = pathname === '/' || pathname.startsWith('/tickets/');
  const view = onQueue ? (search.get('view') ?? 'all') : null;
  const at = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  return (
    <nav className={css.nav} aria-label={t('common.nav.label')}>
      <Item to="/?view=mine" icon={IconUserCheck} active={view === 'mine'} count={mine}>
        {t('queue.view.mine')}
      </Item>
      <button type="button" className={css.navItem} onClick={onNext}>
        <IconPlayerTrackNext size={17} stroke={1.7} aria-hidden />
        <span className={css.navLabel}>{t('queue.next')}</span>
        <kbd className={css.navKey}>g n</kbd>
      </button>
      <Item to="/new" icon={IconPlus} active={at('/new')}>
        {t('portal.log')}
      </Item>
      <Item to="/?view=triage" icon={IconTag} active={view === 'triage'} count={triage} tone="warn">
        {t('queue.view.triage')}
      </Item>
      <Item to="/threads" icon={IconMessageQuestion} active={at('/threads')} count={chases} tone="warn">
        {t('ticket.threads.tasks')}
      </Item>
      <h2 className={css.navHeading}>{t('common.nav.queues')}</h2>
      <Item to="/" icon={IconInbox} active={view === 'all'}>
        {t('queue.view.all')}
      </Item>
      <Item to="/?view=ours" icon={IconHeadset} active={view === 'ours'}>
        {t('queue.view.ours')}
      </Item>
      {queues.map((queue) => (
        <Item
          key={queue.id}
          to={`/?view=queue:${encodeURIComponent(queue.id)}`}
          icon={IconListDetails}
          active={view === `queue:${queue.id}`}
        >
          {queue.name}
        </Item>
      ))}
      <Item to="/?view=solved" icon={IconChecks} active={view === 'solved'}>
        {t('queue.view.solved')}
      </Item>
      <h2 className={css.navHeading}>{t('views.title')}</h2>
      <PinnedViews item={Item} view={view} onViews={at('/views')} />
      <h2 className={css.navHeading}>{t('common.nav.service')}</h2>
      <Item to="/outages" icon={IconBolt} active={at('/outages')} count={running} tone="warn">
        {t('outages.title')}
      </Item>
      <Item to="/credits" icon={IconCoins} active={at('/credits')}>
        {t('credits.title')}
      </Item>
      {decides ? (
        <Item
          to="/approvals"
          icon={IconChecklist}
          active={at('/approvals')}
          count={asked > 0 ? String(asked) : undefined}
          tone="warn"
        >
          {t('portal.place.approvals')}
        </Item>
      ) : null}
      <Item to="/reports/sla" icon={IconChartBar} active={at('/reports')}>
        {t('reports.title')}
      </Item>
      <Item to="/parties" icon={IconUsersGroup} active={at('/parties')}>
        {t('parties.title')}
      </Item>
      {mailbox ? (
        <Item to="/mailbox" icon={IconMail} active={false}>
          {t('common.mailbox.title')}
        </Item>
      ) : null}
    </nav>
  );
}
