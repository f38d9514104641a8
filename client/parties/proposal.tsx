import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';
import { Notice, ProblemNotice } from '../shared/notice.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import css from './coming.module.css';
import { HolidayChange, isChange } from './holiday-change.js';

/** What the calendar's feed would change, to be taken over or left; nothing is taken over by itself. */
export function FeedProposal({ calendar }: { calendar: Noun }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const params = { path: { id: calendar.id } };
  const key = ['nouns', 'calendars', 'proposal', calendar.id, calendar.version];
  const query = useQuery({ queryKey: key, queryFn: () => answer(api.GET('/calendars/{id}/proposal', { params })) });
  const take = useMutation({
    mutationFn: (at: string) =>
      answer(
        api.POST('/calendars/{id}/proposal/take', {
          params,
          body: { at },
          headers: { 'If-Match': `"${calendar.version}"` },
        }),
      ),
    onSuccess: async ({ version }) => {
      await queries.invalidateQueries({ queryKey: ['nouns', 'calendars'] });
      notifications.show({ message: t('parties.saved', { version }), color: 'indigo' });
    },
  });
  const dismiss = useMutation({
    mutationFn: (at: string) => answer(api.POST('/calendars/{id}/proposal/dismiss', { params, body: { at } })),
    onSuccess: (found) => queries.setQueryData(key, found),
  });
  if (query.error) return <ProblemNotice problem={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return null;
  const { proposal } = query.data;
  if (!proposal) return <p className={shared.dim}>{t('parties.proposal.notYet')}</p>;
  const { at, problem, dismissed } = proposal;
  const looked = (
    <>
      {t('parties.proposal.looked')} <When at={at} />
    </>
  );
  if (problem) {
    return (
      <Notice tone="warn" title={t('parties.proposal.unread')}>
        <p>{problem}</p>
        <p className={shared.dim}>{looked}</p>
      </Notice>
    );
  }
  if (!isChange(proposal)) {
    return (
      <p className={shared.dim}>
        {t('parties.proposal.none')} {looked}
      </p>
    );
  }
  const failed = take.error ?? dismiss.error;
  return (
    <section className={css.proposal} data-dismissed={dismissed || undefined} aria-label={t('parties.proposal.title')}>
      <header className={css.head}>
        <div>
          <h2>{t('parties.proposal.title')}</h2>
          <span className={shared.dim}>{looked}</span>
        </div>
        <Group gap="xs">
          {dismissed ? null : (
            <Button variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate(at)}>
              {t('parties.proposal.dismiss')}
            </Button>
          )}
          <Button variant={dismissed ? 'default' : 'filled'} loading={take.isPending} onClick={() => take.mutate(at)}>
            {t('parties.holidays.take')}
          </Button>
        </Group>
      </header>
      {failed ? <ProblemNotice problem={failed} retry={() => void query.refetch()} /> : null}
      {dismissed ? <p>{t('parties.proposal.dismissed')}</p> : null}
      <HolidayChange change={proposal} />
    </section>
  );
}
