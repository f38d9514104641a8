import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import css from './queue.module.css';

/** Who works this queue: whether they are there, and how much of their capacity is taken. */
export function QueueLoad({ queue }: { queue: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['queue', queue, 'agents'],
    queryFn: () => answer(api.GET('/queues/{id}/agents', { params: { path: { id: queue } } })),
    refetchInterval: 30_000,
    retry: false,
  });
  const agents = data?.items ?? [];
  if (agents.length === 0) return null;
  const there = agents.filter(({ counts }) => counts === 'online').length;
  return (
    <details className={css.load}>
      <summary>{t('queue.load.title', { there, all: agents.length })}</summary>
      <ul>
        {agents.map(({ id, name, counts, load, capacity, over }) => (
          <li key={id} data-presence={counts}>
            <span className={css.loadName}>{name}</span>
            <span className={css.dim}>{t(`common.availability.${counts}`)}</span>
            <meter min={0} max={Math.max(capacity, load, 1)} value={load} aria-label={t('queue.load.of', { name })} />
            <span className={css.loadCount} data-over={over || undefined}>
              {load}/{capacity}
              {over ? ` · ${t('queue.load.over')}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
