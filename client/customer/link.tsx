import { Button } from '@mantine/core';
import { IconClockX, IconMail, IconMailForward } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import { Preferences } from '../session/preferences.js';
import { LargeTheme } from '../shared/house-theme.js';
import { Empty, ProblemNotice } from '../shared/notice.js';
import { useTitle } from '../shared/page.js';
import css from './customer.module.css';

function Renew({ token }: { token: string }) {
  const { t } = useTranslation();
  const renew = useMutation({
    mutationFn: () => answer(api.POST('/links/{token}/renew', { params: { path: { token } }, body: {} })),
  });
  if (renew.isSuccess)
    return (
      <Empty icon={IconMailForward} title={t('customer.link.sent')}>
        {t('customer.link.sentDetail')}
      </Empty>
    );
  return (
    <Empty
      icon={IconClockX}
      title={t('customer.link.over')}
      action={
        <Button mt="md" loading={renew.isPending} onClick={() => renew.mutate()}>
          {t('customer.link.renew')}
        </Button>
      }
    >
      {t('customer.link.overDetail')}
      {renew.error ? <ProblemNotice problem={renew.error} /> : null}
    </Empty>
  );
}

function Exchange({ token }: { token: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const open = useMutation({
    mutationFn: () => answer(api.POST('/links/{token}', { params: { path: { token } }, body: {} })),
    onSuccess: async ({ ticket }) => {
      await queries.invalidateQueries({ queryKey: ['session'] });
      void navigate(`/my/tickets/${encodeURIComponent(ticket)}`, { replace: true });
    },
  });
  const over = open.error instanceof ApiProblem && [404, 409, 410].includes(open.error.status);
  if (over) return <Renew token={token} />;
  return (
    <Empty
      icon={IconMail}
      title={t('customer.link.title')}
      action={
        <Button size="lg" mt="md" loading={open.isPending} onClick={() => open.mutate()}>
          {t('customer.link.open')}
        </Button>
      }
    >
      {t('customer.link.detail')}
      {open.error ? <ProblemNotice problem={open.error} /> : null}
    </Empty>
  );
}

/** A one-time link out of a mail: it shows a button, and acts when that is pressed. */
export function Component() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  useTitle(t('customer.link.title'));
  return (
    <LargeTheme>
      <div className={css.page}>
        <main className={css.main}>
          <Exchange token={token} />
        </main>
        <footer className={css.foot}>
          <Preferences />
        </footer>
      </div>
    </LargeTheme>
  );
}
