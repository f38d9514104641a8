import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Filters } from './use-live-queue.js';

const VIEWS: Record<string, Filters> = {
  mine: { status: 'open', assignee: 'me' },
  triage: { status: 'open', triage: 'true' },
  all: { status: 'open' },
  ours: { status: 'open', court: 'provider' },
  solved: { status: 'solved' },
};

/** The provider's queues, by name. */
export function useQueues(): { id: string; name: string }[] {
  const { data } = useQuery({
    queryKey: ['nouns', 'queues'],
    queryFn: () => answer(api.GET('/{noun}', { params: { path: { noun: 'queues' }, query: { limit: 200 } } })),
    staleTime: 300_000,
  });
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter(({ partner }) => (partner ?? null) === null)
        .map(({ id, name }) => ({ id, name: name ?? id })),
    [data],
  );
}

/** What a view's name in the address stands for: its filters and its title. */
export function useView(view: string): { filters: Filters; title: string } {
  const { t } = useTranslation();
  const queues = useQueues();
  const queueId = view.startsWith('queue:') ? view.slice('queue:'.length) : null;
  const filters = useMemo<Filters>(
    () => (queueId === null ? (VIEWS[view] ?? { status: 'open' }) : { status: 'open', queue: queueId }),
    [view, queueId],
  );
  const name = queueId === null ? null : (queues.find(({ id }) => id === queueId)?.name ?? queueId);
  return { filters, title: name ?? t(`queue.view.${view in VIEWS ? view : 'all'}`) };
}
