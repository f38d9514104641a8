import { Button } from '@mantine/core';
import { IconMapQuestion, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from './notice.js';

/** A page that is not there, or that could not be drawn. */
export function RouteProblem({ missing = false }: { missing?: boolean }) {
  const { t } = useTranslation();
  return (
    <main>
      <Empty
        page
        icon={missing ? IconMapQuestion : IconPlugConnectedX}
        title={t(missing ? 'common.missing.title' : 'common.crashed.title')}
        action={
          missing ? (
            <Button component={Link} to="/" variant="default" mt="sm">
              {t('common.missing.home')}
            </Button>
          ) : (
            <Button variant="default" mt="sm" onClick={() => window.location.reload()}>
              {t('common.crashed.reload')}
            </Button>
          )
        }
      >
        {t(missing ? 'common.missing.detail' : 'common.crashed.detail')}
      </Empty>
    </main>
  );
}
