import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { Notice } from '../shared/notice.js';
import { When } from '../shared/when.js';

/** What is known to be wrong just now: perhaps the question is answered before it is asked. */
export function RunningOutages() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['outages', 'running'],
    queryFn: () => answer(api.GET('/outages', { params: { query: { state: 'ongoing' } } })),
    retry: false,
  });
  return (data?.items ?? []).map((outage) => (
    <Notice key={outage.id} tone="warn" title={outage.title}>
      <p>
        {t('customer.outageSince')} <When at={outage.startedAt} />. {t('customer.outageKnown')}{' '}
        <a href="/status">{t('common.signIn.status')}</a>
      </p>
    </Notice>
  ));
}
