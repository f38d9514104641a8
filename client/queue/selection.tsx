import { Button, CloseButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Ticket } from '../api/types.js';
import { useProblemWords } from '../shared/notice.js';
import css from './queue.module.css';

const VERBS = ['claim', 'release', 'solve'] as const;

/** What can be done with the rows that are selected; each answers for itself. */
export function SelectionBar({ items, onClear }: { items: readonly Ticket[]; onClear: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const words = useProblemWords();
  const [busy, setBusy] = useState(false);
  if (items.length === 0) return null;
  const all = async (verb: (typeof VERBS)[number]) => {
    setBusy(true);
    const results = await Promise.allSettled(
      items.map(({ id }) => answer(api.POST('/tickets/{id}/{verb}', { params: { path: { id, verb } }, body: {} }))),
    );
    setBusy(false);
    results.forEach((result, index) => {
      if (result.status === 'fulfilled') return;
      const { detail, title } = words(result.reason);
      notifications.show({ title: `#${items[index]?.number} · ${title}`, message: detail, color: 'red' });
    });
    void queries.invalidateQueries({ queryKey: ['ticket'] });
    onClear();
  };
  return (
    <div className={css.selection} role="toolbar" aria-label={t('queue.selected', { count: items.length })}>
      <strong>{t('queue.selected', { count: items.length })}</strong>
      {VERBS.map((verb) => (
        <Button key={verb} size="compact-sm" variant="default" disabled={busy} onClick={() => void all(verb)}>
          {t(`ticket.verb.${verb}`)}
        </Button>
      ))}
      <CloseButton ml="auto" aria-label={t('queue.clearSelection')} onClick={onClear} />
    </div>
  );
}
