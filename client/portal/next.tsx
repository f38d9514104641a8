import { Button } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNounList } from '../parties/queries.js';
import { useNextTicket } from '../queue/next.js';

/** Gives the best ticket that waits in a queue of the partner's own, where it has any. */
export function NextButton() {
  const { t } = useTranslation();
  const next = useNextTicket();
  const queues = useNounList('queues').data ?? [];
  if (queues.length === 0) return null;
  return (
    <Button variant="default" leftSection={<IconPlayerTrackNext size={18} />} onClick={next}>
      {t('queue.next')}
    </Button>
  );
}
