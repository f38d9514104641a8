import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Court, Ticket } from '../api/types.js';
import { useSession } from '../session/session.js';
import { courtName } from './turn.js';

/** What a court is called on a page: a party's own name; the desk's people call themselves "us". */
export type CourtNames = (ticket: Ticket, court: Court) => string;

/** The names of courts for who is signed in. */
export function useCourtNames(): CourtNames {
  const { t } = useTranslation();
  const session = useSession().data;
  const ours = session?.person.company.kind === 'provider';
  const provider = ours ? t('common.court.us') : (session?.provider ?? t('common.court.provider'));
  return useCallback(
    (ticket, court) => (court === 'provider' ? provider : (courtName(ticket, court) ?? t(`common.court.${court}`))),
    [provider, t],
  );
}
