import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, api } from '../api/client.js';
import { useProblemWords } from '../shared/notice.js';

/** Opens what is due first in our court and is mine or nobody's. */
export function useNextTicket(personId: string): () => void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useProblemWords();
  return useCallback(() => {
    const query = { status: 'open', court: 'provider', sort: 'due', limit: 50 } as const;
    answer(api.GET('/tickets', { params: { query } })).then(
      ({ items }) => {
        const free = items.find(
          ({ assignee, snoozedUntil }) => !snoozedUntil && (!assignee || assignee.id === personId),
        );
        if (free) void navigate(`/tickets/${free.number}`);
        else notifications.show({ message: t('queue.nothingNext'), color: 'indigo' });
      },
      (thrown: unknown) => {
        const { title, detail } = words(thrown);
        notifications.show({ title, message: detail, color: 'red' });
      },
    );
  }, [navigate, personId, t, words]);
}
