import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '../shared/notice.js';
import css from './changes.module.css';
import { useOlderTickets } from './queries.js';

/** Says on an agreement's page how many open tickets run under older terms, and leads to a change; else nothing. */
export function OlderTickets({ scope, id, version }: { scope: 'policies' | 'calendars'; id: string; version: number }) {
  const { t } = useTranslation();
  const older = useOlderTickets(scope, id, version).data;
  if (!older || older.count === 0) return null;
  return (
    <div className={css.older}>
      <Notice
        title={t(older.more ? 'changes.olderMore' : 'changes.older', { count: older.count })}
        action={
          <Button
            component={Link}
            to={`/parties/changes/new?${new URLSearchParams([[scope, id]]).toString()}`}
            size="compact-sm"
            variant="default"
          >
            {t('changes.olderAct')}
          </Button>
        }
      >
        <p>{t('changes.olderDetail')}</p>
      </Notice>
    </div>
  );
}
