import { useTranslation } from 'react-i18next';
import { usePerson } from '../session/session.js';
import { PageHeader } from '../shared/page.js';
import { Playbooks } from './list.js';

/** The partner's own playbooks, to read and to sign. */
export function Component() {
  const { t } = useTranslation();
  const { company } = usePerson();
  return (
    <>
      <PageHeader title={t('portal.place.playbooks')}>{t('playbooks.lead')}</PageHeader>
      {company.kind === 'partner' ? <Playbooks owner={company.id} /> : null}
    </>
  );
}
