import { Anchor, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowLeft, IconMail, IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '../api/client.js';
import { Gate } from '../session/gate.js';
import { fully } from '../shared/format.js';
import { Empty } from '../shared/notice.js';
import { Facts, Loaded, useTitle } from '../shared/page.js';
import { When } from '../shared/when.js';
import css from './mailbox.module.css';

/** A mail as the page can show it: its look is in style attributes, and its links open beside the mailbox. */
const asShown = (html: string): string =>
  html.replaceAll(/<style[\s\S]*?<\/style>/gi, '').replaceAll('<a ', '<a target="_blank" ');

function Letter({ id }: { id: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState('html');
  const { ref, height } = useElementSize();
  const mail = useQuery({
    queryKey: ['mailbox', 'one', id],
    queryFn: () => answer(api.GET('/mailbox/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={mail}>
      {(item) => {
        const asDesigned = shown === 'html' && item.html;
        return (
          <article className={css.letter}>
            <h2>{item.subject}</h2>
            <Facts
              items={[
                [t('common.mailbox.from'), item.from],
                [t('common.mailbox.to'), item.to.join(', ')],
                [t('common.mailbox.at'), fully(item.at)],
              ]}
            />
            {item.html ? (
              <SegmentedControl
                size="xs"
                className={css.choice}
                aria-label={t('ticket.shown.label')}
                value={shown}
                onChange={setShown}
                data={['html', 'text'].map((value) => ({ value, label: t(`common.mailbox.${value}`) }))}
              />
            ) : null}
            <div ref={ref} className={css.body}>
              {asDesigned ? (
                <iframe
                  title={item.subject}
                  sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
                  srcDoc={asShown(item.html ?? '')}
                  className={css.html}
                  style={{ height }}
                />
              ) : (
                <pre className={css.text}>
                  <Linked text={item.text ?? ''} />
                </pre>
              )}
            </div>
            {item.headers ? (
              <details className={css.headers}>
                <summary>{t('common.mailbox.headers')}</summary>
                <Facts items={item.headers.map(({ name, value }) => [name, value] as const)} />
              </details>
            ) : null}
          </article>
        );
      }}
    </Loaded>
  );
}

const LINK = /(https?:\/\/[^\s<>]+)/;

/** A plain text with its addresses to follow. */
function Linked({ text }: { text: string }) {
  return text.split(LINK).map((part, index) => {
    const key = `${index} ${part}`;
    return LINK.test(part) ? (
      <a key={key} href={part}>
        {part}
      </a>
    ) : (
      <span key={key}>{part}</span>
    );
  });
}

function Mailbox() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('mail');
  useTitle(t('common.mailbox.title'));
  const list = useQuery({
    queryKey: ['mailbox', 'list'],
    queryFn: () => answer(api.GET('/mailbox', { params: { query: { limit: '100' } } })),
    refetchInterval: 4_000,
  });
  return (
    <div className={css.page} data-open={chosen ? true : undefined}>
      <header className={css.top}>
        <Anchor component={Link} to="/" className={css.home}>
          <img src="/icon.svg" alt="" width={24} height={24} /> Tandem Desk
        </Anchor>
        <h1>{t('common.mailbox.title')}</h1>
        <span className={css.dim}>{t('common.mailbox.lead')}</span>
      </header>
      <main className={css.whole}>
        <nav className={css.list} aria-label={t('common.mailbox.title')}>
          <Loaded query={list} rows={8}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty icon={IconMail} title={t('common.mailbox.empty')}>
                  {t('common.mailbox.emptyDetail')}
                </Empty>
              ) : (
                items.map((mail) => (
                  <Link
                    key={mail.id}
                    to={`?mail=${encodeURIComponent(mail.id)}`}
                    className={css.item}
                    aria-current={mail.id === chosen ? 'true' : undefined}
                  >
                    <span className={css.itemTop}>
                      <span>{mail.to.join(', ')}</span>
                      <When at={mail.at} className={css.dim} />
                    </span>
                    <strong>{mail.subject}</strong>
                    <span className={css.dim}>{mail.from}</span>
                  </Link>
                ))
              )
            }
          </Loaded>
        </nav>
        <section className={css.reading}>
          {chosen ? (
            <>
              <button type="button" className={css.back} onClick={() => setSearch({})}>
                <IconArrowLeft size={16} aria-hidden /> {t('common.back')}
              </button>
              <Letter key={chosen} id={chosen} />
            </>
          ) : (
            <Empty icon={IconMailOpened} title={t('common.mailbox.choose')} />
          )}
        </section>
      </main>
    </div>
  );
}

/** The demo's mailbox, for the provider's people: every mail that the desk sent, as it arrived. */
export function Component() {
  return (
    <Gate readers={['agent', 'staff']}>
      <Mailbox />
    </Gate>
  );
}
