import { Button } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePerson } from '../session/session.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader } from '../shared/page.js';
import { useThreadCommand, useThreadTasks } from './thread-queries.js';
import { Standing } from './threads.js';
import css from './threads.module.css';

type Task = NonNullable<ReturnType<typeof useThreadTasks>['data']>[number];

function Asked({ task: { ticket, thread }, at }: { task: Task; at: string }) {
  const { t } = useTranslation();
  const command = useThreadCommand(ticket);
  return (
    <li className={css.task} data-late={thread.overdue || undefined}>
      <div>
        <strong>{thread.contact.company}</strong> <span className={css.dim}>{thread.contact.name}</span>
        <p>
          <Link to={`${at}${ticket.number}`}>
            #{ticket.number} {ticket.subject}
          </Link>
        </p>
        <Standing thread={thread}>
          {thread.chased > 0 ? (
            <span className={css.dim}>{t('ticket.threads.chasedTimes', { count: thread.chased })}</span>
          ) : null}
        </Standing>
      </div>
      {thread.state === 'waiting' ? (
        <Button
          variant="default"
          size="sm"
          aria-label={`${t('ticket.threads.chase')}: ${thread.contact.company}, #${ticket.number}`}
          loading={command.isPending}
          onClick={() => command.mutate({ what: 'chase', thread: thread.id })}
        >
          {t('ticket.threads.chase')}
        </Button>
      ) : null}
    </li>
  );
}

/** Third parties whose answers are the reader's to chase, the earliest due first. */
export function Component() {
  const { t } = useTranslation();
  const isPartner = usePerson().reader === 'partner';
  const at = isPartner ? '/partner/tickets/' : '/tickets/';
  return (
    <div className={isPartner ? undefined : css.tasksPage}>
      <PageHeader title={t('ticket.threads.tasks')}>{t('ticket.threads.tasksLead')}</PageHeader>
      <Loaded query={useThreadTasks()} rows={6}>
        {(tasks) =>
          tasks.length === 0 ? (
            <Empty icon={IconMessageQuestion} title={t('ticket.threads.noTasks')}>
              {t('ticket.threads.noTasksDetail')}
            </Empty>
          ) : (
            <ul className={css.tasks}>
              {tasks.map((task) => (
                <Asked key={task.thread.id} task={task} at={at} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}
