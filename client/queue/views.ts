import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { useSavedView } from '../views/queries.js';
import { type Sort, sortOf } from './rows.js';
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

/** What is looked at: the filters of a view, its title, and what a kept one says of order and words. */
export interface Looked {
  filters: Filters;
  title: string;
  /** The id of a kept view. */
  saved: string | null;
  sort: Sort | null;
  q: string;
}

/** What a view's name in the address stands for. */
export function useView(view: string): Looked {
  const { t } = useTranslation();
  const queues = useQueues();
  const queueId = view.startsWith('queue:') ? view.slice('queue:'.length) : null;
  const saved = view.startsWith('saved:') ? view.slice('saved:'.length) : null;
  const kept = useSavedView(saved).data;
  const filters = useMemo<Filters>(() => {
    if (kept) {
      const { q: _, sort: __, ...asked } = kept.query;
      return asked;
    }
    return queueId === null ? (VIEWS[view] ?? { status: 'open' }) : { status: 'open', queue: queueId };
  }, [view, queueId, kept]);
  const name = queueId === null ? null : (queues.find(({ id }) => id === queueId)?.name ?? queueId);
  const title = kept?.name ?? name ?? t(`queue.view.${view in VIEWS ? view : 'all'}`);
  return { filters, title, saved, sort: sortOf(kept?.query.sort ?? null), q: kept?.query.q ?? '' };
}
