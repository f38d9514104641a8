import { Button, SegmentedControl } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '../api/client.js';
import { useLiveQueue } from '../queue/use-live-queue.js';
import { useSession } from '../session/session.js';
import { Empty, ProblemNotice } from '../shared/notice.js';
import { Loaded, Outline, PageHeader } from '../shared/page.js';
import { NextButton } from './next.js';
import { TicketGroup } from './ticket-cards.js';
import { ViewTabs, ViewTickets, Waiting } from './view-tickets.js';

const OPEN = { status: 'open' };
const ENDED = { status: 'solved,closed', sort: 'updated' as const };

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
      <Waiting rows={rows} act={act} />
      <TicketGroup title={t('portal.yourTurn')} tickets={yours} empty={t('portal.nothingYours')} />
      <TicketGroup title={t('portal.withProvider', { name: providerName })} tickets={provider} />
      <TicketGroup title={t('portal.rest')} tickets={rest} />
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
    queryFn: () => answer(api.GET('/tickets', { params: { query: ENDED } })),
  });
  return (
    <Loaded query={ended}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={IconInbox} title={t('portal.noEnded')}>
            {t('portal.noEndedDetail')}
          </Empty>
        ) : (
          <TicketGroup title={t('portal.ended')} tickets={items} />
        )
      }
    </Loaded>
  );
}

/** A partner's tickets: its turn first, then what is with the provider, then the rest; or those of a view. */
export function Component() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const view = search.get('view') ?? 'open';
  const saved = view.startsWith('saved:') ? view.slice('saved:'.length) : null;
  return (
    <>
      <PageHeader
        title={t('portal.place.tickets')}
        actions={
          <>
            <SegmentedControl
              aria-label={t('ticket.shown.label')}
              value={saved === null ? view : ''}
              onChange={(shown) => setSearch(shown === 'open' ? {} : { view: shown })}
              data={[
                { value: 'open', label: t('common.status.open') },
                { value: 'ended', label: t('portal.endedShort') },
              ]}
            />
            <NextButton />
            <Button component={Link} to="/partner/new" leftSection={<IconPlus size={18} />}>
              {t('portal.log')}
            </Button>
          </>
        }
      />
      <ViewTabs saved={saved} query={view === 'ended' ? ENDED : OPEN} />
      {saved === null ? view === 'ended' ? <EndedTickets /> : <OpenTickets /> : <ViewTickets key={saved} id={saved} />}
    </>
  );
}
