import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../api/client.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import css from './coming.module.css';
import { NounNav } from './list.js';
import parties from './parties.module.css';

const useFindings = () =>
  useQuery({ queryKey: ['nouns', 'lint'], queryFn: () => answer(api.GET('/sla/lint')), staleTime: 0 });
type Finding = NonNullable<ReturnType<typeof useFindings>['data']>['items'][number];

const SHOWN = 12;

function Where({ noun, ids }: { noun: string; ids: readonly string[] }) {
  const { t } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <span>
      <span className={shared.dim}>{t(`parties.noun.${noun}`)}:</span>{' '}
      {ids.slice(0, SHOWN).map((id, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <Link to={`/parties/${noun}/${encodeURIComponent(id)}`}>{id}</Link>
        </span>
      ))}
      {ids.length > SHOWN ? ` +${ids.length - SHOWN}` : ''}
    </span>
  );
}

function Group({ code, findings }: { code: string; findings: readonly Finding[] }) {
  const { t } = useTranslation();
  return (
    <section className={css.part}>
      <h2>
        {t(`parties.lint.code.${code}`)} <span className={shared.dim}>{findings.length}</span>
      </h2>
      <ul className={css.findings}>
        {findings.map(({ words, example, policies, deals, rotas }) => (
          <li key={words}>
            <p>{words}</p>
            {example ? <p className={shared.dim}>{example}</p> : null}
            <p className={css.where}>
              <Where noun="policies" ids={policies} />
              <Where noun="deals" ids={deals} />
              <Where noun="rotas" ids={rotas} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What does not work out between the agreements, in words, by kind. */
export function Component() {
  const { t } = useTranslation();
  return (
    <div className={parties.page}>
      <NounNav current="lint" />
      <div>
        <PageHeader title={t('parties.lint.title')}>{t('parties.lint.lead')}</PageHeader>
        <Loaded query={useFindings()} rows={8}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={IconCircleCheck} title={t('parties.lint.none')}>
                {t('parties.lint.noneDetail')}
              </Empty>
            ) : (
              [...new Set(items.map(({ code }) => code))].map((code) => (
                <Group key={code} code={code} findings={items.filter((one) => one.code === code)} />
              ))
            )
          }
        </Loaded>
      </div>
    </div>
  );
}
