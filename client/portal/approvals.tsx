import { Button, Group } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Approval } from '../api/types.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader } from '../shared/page.js';
import { When } from '../shared/when.js';
import css from './portal.module.css';
import { useApprovals, useDecide } from './queries.js';

/** A question with its two answers, and what happens if neither is given. */
function ApprovalCard({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const decide = useDecide();
  return (
    <article className={css.card}>
      <h2>{approval.question}</h2>
      {approval.ticket ? (
        <p>
          <Link to={`${pathname.startsWith('/partner') ? '/partner' : ''}/tickets/${approval.ticket.number}`}>
            {t('portal.approval.ticket', { number: approval.ticket.number })}
          </Link>
        </p>
      ) : null}
      <p className={css.silence}>
        {t('portal.approval.silence')} <When at={approval.until} />:{' '}
        <strong>{t(`portal.approval.then.${approval.silence}`)}</strong>
      </p>
      {approval.answersNeeded > 1 ? (
        <p className={css.dim}>
          {t('portal.approval.needed', { given: approval.answers.length, needed: approval.answersNeeded })}
        </p>
      ) : null}
      {approval.answers.map(({ by, decision, comment, at }) => (
        <p key={at} className={css.dim}>
          {by.name}: {t(`portal.approval.${decision}`)}
          {comment ? ` – ${comment}` : ''}
        </p>
      ))}
      <Group gap={8}>
        <Button loading={decide.isPending} onClick={() => decide.mutate({ id: approval.id, verb: 'approve' })}>
          {t('portal.approval.approve')}
        </Button>
        <Button
          variant="default"
          disabled={decide.isPending}
          onClick={() => decide.mutate({ id: approval.id, verb: 'decline' })}
        >
          {t('portal.approval.decline')}
        </Button>
      </Group>
    </article>
  );
}

/** What waits for this partner's yes or no. */
export function Component() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const approvals = useApprovals();
  return (
    <div className={pathname.startsWith('/partner') ? css.narrow : css.onDesk}>
      <PageHeader title={t('portal.place.approvals')}>{t('portal.approval.lead')}</PageHeader>
      <Loaded query={approvals}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={IconChecklist} title={t('portal.approval.none')}>
              {t('portal.approval.noneDetail')}
            </Empty>
          ) : (
            items.map((approval) => <ApprovalCard key={approval.id} approval={approval} />)
          )
        }
      </Loaded>
    </div>
  );
}
