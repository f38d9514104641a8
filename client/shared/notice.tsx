import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, type TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.js';
import css from './shared.module.css';

type Tone = 'bad' | 'warn' | 'good' | 'info';
const ICONS: Record<Tone, TablerIcon> = {
  bad: IconAlertTriangle,
  warn: IconAlertTriangle,
  good: IconCircleCheck,
  info: IconInfoCircle,
};

/** Something to be read where it happened. */
export function Notice({
  tone = 'info',
  title,
  children,
  action,
}: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const Icon = ICONS[tone];
  return (
    <div className={css.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={18} aria-hidden />
      <div className={css.noticeBody}>
        {title ? <strong>{title}</strong> : null}
        {children}
      </div>
      {action}
    </div>
  );
}

/** What happened, what it means for the work just done, and what to do. */
export function useProblemWords() {
  const { t } = useTranslation();
  return useCallback(
    (thrown: unknown): { title: string; detail: string } => {
      if (!(thrown instanceof ApiProblem))
        return { title: t('common.problem.broken'), detail: t('common.problem.brokenDetail') };
      if (thrown.status === 0) return { title: t('common.problem.offline'), detail: t('common.problem.offlineDetail') };
      const byStatus = `common.problem.${thrown.status}`;
      const title = t([byStatus, thrown.status >= 500 ? 'common.problem.broken' : 'common.problem.refused']);
      return { title, detail: thrown.message || t([`${byStatus}Detail`, 'common.problem.brokenDetail']) };
    },
    [t],
  );
}

/** A problem in place of what could not be shown or done. */
export function ProblemNotice({ problem, retry }: { problem: unknown; retry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { title, detail } = useProblemWords()(problem);
  const faults = problem instanceof ApiProblem ? problem.faults : [];
  return (
    <Notice
      tone="bad"
      title={title}
      action={
        retry ? (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('common.tryAgain')}
          </Button>
        ) : undefined
      }
    >
      {detail ? <p>{detail}</p> : null}
      {faults.length > 0 ? (
        <ul className={css.faults}>
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.message}`}>
              {fault.path ? <code>{fault.path}</code> : null} {fault.message}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

/** An empty page says what will appear here, and how. */
export function Empty({
  icon: Icon,
  title,
  children,
  action,
  page = false,
}: {
  icon: TablerIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Whether it is all that there is on the page. */
  page?: boolean;
}) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className={css.empty}>
      <Icon size={36} stroke={1.4} aria-hidden className={css.emptyIcon} />
      <Heading>{title}</Heading>
      {children ? <div>{children}</div> : null}
      {action}
    </div>
  );
}
