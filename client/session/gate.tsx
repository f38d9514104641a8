import { Center, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import type { Person } from '../api/types.js';
import { ProblemNotice } from '../shared/notice.js';
import { homeOf, useSession } from './session.js';

/** Lets through who belongs here; others go to their own home, nobody to the sign-in. */
export function Gate({ readers, children }: { readers: readonly Person['reader'][]; children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.data === undefined) {
    return (
      <Center mih="60vh" p="md">
        {session.error ? (
          <ProblemNotice problem={session.error} retry={() => void session.refetch()} />
        ) : (
          <Loader size="sm" aria-label={t('common.loading')} />
        )}
      </Center>
    );
  }
  if (session.data === null) return <Navigate to="/sign-in" state={{ from: pathname + search }} replace />;
  const { person } = session.data;
  return readers.includes(person.reader) ? children : <Navigate to={homeOf(person)} replace />;
}
