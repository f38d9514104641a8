import { IconLinkOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { answer, api } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import { Preferences } from '../session/preferences.js';
import { LargeTheme } from '../shared/house-theme.js';
import { Empty } from '../shared/notice.js';
import { Loaded, useTitle } from '../shared/page.js';
import css from './customer.module.css';
import { LinkCard, RenewLink } from './link-card.js';

/** A one-time link out of a mail: it shows what it is for, and acts when its button is pressed. */
export function Component() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  useTitle(t('customer.link.page'));
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => answer(api.GET('/links/{token}', { params: { path: { token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <LargeTheme>
      <div className={css.page}>
        <main className={css.main}>
          {isUnknown(link.error) ? (
            <Empty page icon={IconLinkOff} title={t('customer.link.unknown')}>
              {t('customer.link.unknownDetail')}
            </Empty>
          ) : (
            <Loaded query={link}>
              {(data) =>
                data.state === 'ready' || Object.keys(data.about).length > 0 ? (
                  <LinkCard token={token} link={data} />
                ) : (
                  <RenewLink token={token} />
                )
              }
            </Loaded>
          )}
        </main>
        <footer className={css.foot}>
          <Preferences />
        </footer>
      </div>
    </LargeTheme>
  );
}

const isUnknown = (error: unknown): boolean => error instanceof ApiProblem && error.status === 404;
