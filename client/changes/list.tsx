import { Button } from '@mantine/core';
import { IconHistory, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SlaChange } from '../api/types.js';
import { NounNav } from '../parties/list.js';
import parties from '../parties/parties.module.css';
import { Empty } from '../shared/notice.js';
import { PageHeader, Table } from '../shared/page.js';
import { Pages } from '../shared/pages.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import css from './changes.module.css';
import { SCOPES, useChanges } from './queries.js';
import { ChangeMark, useChangeTitle } from './words.js';

function Items({ items }: { items: readonly SlaChange[] }) {
  const { t } = useTranslation();
  const titleOf = useChangeTitle();
  return (
    <Table label={t('parties.noun.changes')}>
      <thead>
        <tr>
          <th>{t('changes.what')}</th>
          <th>{t('common.state')}</th>
          <th data-numeric>{t('changes.counts.looked')}</th>
          <th data-numeric data-from="middle">
            {t('changes.counts.moved')}
          </th>
          <th data-numeric data-from="middle">
            {t('changes.counts.failed')}
          </th>
          <th data-from="middle">{t('changes.by')}</th>
          <th data-from="middle">{t('changes.when')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((change) => (
          <tr key={change.id}>
            <td className={css.what}>
              <Link to={`/parties/changes/${encodeURIComponent(change.id)}`}>{titleOf(change)}</Link>
              <span className={shared.dim}>
                {change.deal ? null : SCOPES.flatMap((scope) => change[scope]).join(', ')}
              </span>
              <span className={`${shared.dim} ${css.narrow}`}>
                {change.by.name}, <When at={change.startedAt} />
              </span>
            </td>
            <td>
              <ChangeMark change={change} />
            </td>
            <td data-numeric>{change.counts.looked}</td>
            <td data-numeric data-from="middle">
              {change.counts.moved + change.counts.kept}
            </td>
            <td data-numeric data-from="middle" className={change.counts.failed > 0 ? css.worse : undefined}>
              {change.counts.failed}
            </td>
            <td data-from="middle">{change.by.name}</td>
            <td data-from="middle">
              <When at={change.startedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The changes of agreements that were taken to open tickets, and the way to another. */
export function Component() {
  const { t } = useTranslation();
  const changes = useChanges();
  const begin = (
    <Button component={Link} to="/parties/changes/new" leftSection={<IconPlus size={16} />}>
      {t('changes.begin')}
    </Button>
  );
  return (
    <div className={parties.page}>
      <NounNav current="changes" />
      <section>
        <PageHeader title={t('parties.noun.changes')} actions={begin}>
          {t('changes.lead')}
        </PageHeader>
        <Pages
          query={changes}
          rows={6}
          empty={
            <Empty icon={IconHistory} title={t('changes.none')}>
              {t('changes.noneDetail')}
            </Empty>
          }
        >
          {(items) => <Items items={items} />}
        </Pages>
      </section>
    </div>
  );
}
