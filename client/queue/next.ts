import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { answer, api } from '../api/client.js';
import { usePerson } from '../session/session.js';
import { useProblemWords } from '../shared/notice.js';

/** So many tickets that wait are looked at for the queues that they are in. */
const LOOKED_AT = 50;

type OurCourt = 'provider' | 'partner';

/** The queue that is open; else the queues of what nobody has in our court, the one with what is due first before. */
async function queuesToAsk(open: string | null, court: OurCourt): Promise<string[]> {
  if (open !== null) return [open];
  const query = { status: 'open', court, assignee: 'none', sort: 'due', limit: LOOKED_AT } as const;
  const { items } = await answer(api.GET('/tickets', { params: { query } }));
  return [...new Set(items.filter(({ snoozedUntil }) => !snoozedUntil).flatMap(({ queue }) => queue?.id ?? []))];
}

/** Takes the best ticket that waits; the desk claims it in the same step, so that no two people get the same. */
async function takeNext(open: string | null, court: OurCourt): Promise<number | null> {
  for (const id of await queuesToAsk(open, court)) {
    const call = api.POST('/queues/{id}/next', { params: { path: { id } }, body: {} });
    const taken = await answer(call);
    // Without a body: nothing waits in this one.
    if (taken) return taken.number;
  }
  return null;
}

/** Takes what is next and opens it, at the desk or in the portal. */
export function useNextTicket(): () => void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useProblemWords();
  const isPartner = usePerson().company.kind === 'partner';
  const view = new URLSearchParams(useLocation().search).get('view') ?? '';
  const open = view.startsWith('queue:') ? view.slice('queue:'.length) : null;
  return useCallback(() => {
    takeNext(open, isPartner ? 'partner' : 'provider').then(
      (number) => {
        if (number === null) notifications.show({ message: t('queue.nothingNext'), color: 'indigo' });
        else if (isPartner) void navigate(`/partner/tickets/${number}`);
        else void navigate(`/tickets/${number}${open === null ? '' : `?view=queue:${open}`}`);
      },
      (thrown: unknown) => {
        const { title, detail } = words(thrown);
        notifications.show({ title, message: detail, color: 'red' });
      },
    );
  }, [navigate, open, isPartner, t, words]);
}
