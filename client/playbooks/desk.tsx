import { useTranslation } from 'react-i18next';
import { NounNav } from '../parties/list.js';
import css from '../parties/parties.module.css';
import { PageHeader } from '../shared/page.js';
import { Playbooks } from './list.js';

/** The provider's own playbooks, among its agreements. */
export function Component() {
  const { t } = useTranslation();
  return (
    <div className={css.page}>
      <NounNav current="playbooks" />
      <section>
        <PageHeader title={t('parties.noun.playbooks')}>{t('playbooks.deskLead')}</PageHeader>
        <Playbooks owner={null} />
      </section>
    </div>
  );
}
