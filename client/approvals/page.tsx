import { SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Empty } from '../shared/notice.js';
import { Frame, Loaded, PageHeader } from '../shared/page.js';
import { ApprovalCard } from './card.js';
import { useDecided, usePending } from './queries.js';

/** What waits for a yes or no, and what became of what did. */
export function Component() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [shows, setShows] = useState<'pending' | 'decided'>('pending');
  const pending = usePending();
  const decided = useDecided(shows === 'decided');
  const isPartners = pathname.startsWith('/partner');
  return (
    <Frame width="narrow" inPortal={isPartners}>
      <PageHeader title={t('portal.place.approvals')}>
        {t(isPartners ? 'approvals.lead' : 'approvals.leadDesk')}
      </PageHeader>
      <SegmentedControl
        mb="lg"
        value={shows}
        onChange={(value) => setShows(value === 'decided' ? 'decided' : 'pending')}
        data={[
          { value: 'pending', label: t('approvals.open', { count: pending.data?.length ?? 0 }) },
          { value: 'decided', label: t('approvals.decided') },
        ]}
      />
      <Loaded query={shows === 'pending' ? pending : decided}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={IconChecklist} title={t(`approvals.none.${shows}`)}>
              {t(`approvals.noneDetail.${shows}`)}
            </Empty>
          ) : (
            items.map((approval) => (
              <ApprovalCard key={approval.id} approval={approval} base={isPartners ? '/partner' : ''} />
            ))
          )
        }
      </Loaded>
    </Frame>
  );
}
