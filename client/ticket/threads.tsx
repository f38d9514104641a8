import { Badge, Button, Group, Select, Textarea } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Thread, Ticket } from '../api/types.js';
import { companyOf, useNounList } from '../parties/queries.js';
import { usePerson } from '../session/session.js';
import { Loaded } from '../shared/page.js';
import { When } from '../shared/when.js';
import { Attached } from './conversation.js';
import talk from './conversation.module.css';
import { NewThreadForm } from './new-thread.js';
import { useThreadCommand, useThreads } from './thread-queries.js';
import css from './threads.module.css';

type Said = Thread['messages'][number];

function Message({ message }: { message: Said }) {
  const { t } = useTranslation();
  const { from } = message;
  const word = from.party === 'third_party' ? t('common.court.third_party') : t(`common.party.${from.party}`);
  return (
    <article className={talk.message} data-visibility="desks" data-party={from.party}>
      <header>
        <strong>{from.name ?? word}</strong>
        {from.name ? <span className={talk.partyWord}>{word}</span> : null}
        {message.chase ? (
          <Badge size="sm" variant="default">
            {t('ticket.threads.chased')}
          </Badge>
        ) : null}
        {message.automatic ? (
          <Badge size="sm" variant="default">
            {t('ticket.threads.automatic')}
          </Badge>
        ) : null}
        {message.verified ? null : <span className={css.late}>{t('ticket.threads.unverified')}</span>}
        <When at={message.at} className={talk.at} />
      </header>
      <div className={talk.text}>{message.text}</div>
      {message.attachments.length > 0 ? (
        <div className={talk.files}>
          {message.attachments.map((file) => (
            <Attached key={file.id} file={file} />
          ))}
        </div>
      ) : null}
    </article>
  );
}

/** Whose task it is, to be passed on to a colleague. */
function Owner({ thread, ticket }: { thread: Thread; ticket: Ticket }) {
  const { t } = useTranslation();
  const { company } = usePerson();
  const people = useNounList('people').data ?? [];
  const command = useThreadCommand(ticket);
  const own = company.kind === 'provider' ? null : company.id;
  const colleagues = people.filter((one) => one.active !== false && companyOf(one.company) === own);
  return (
    <Select
      size="xs"
      w={190}
      aria-label={t('ticket.threads.whose')}
      searchable
      disabled={command.isPending}
      data={colleagues.map(({ id, name }) => ({ value: id, label: t('ticket.threads.owner', { name: name ?? id }) }))}
      value={thread.owner.id}
      onChange={(owner) => owner && command.mutate({ what: 'pass', thread: thread.id, owner })}
    />
  );
}

/** Where it stands: what is owed, since when it is late. */
export function Standing({ thread, children }: { thread: Omit<Thread, 'messages'>; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={css.standing}>
      <span className={thread.overdue ? css.late : undefined}>
        {thread.overdue ? t('ticket.threads.late') : t(`ticket.threads.state.${thread.state}`)}
        {thread.dueAt ? (
          <>
            {' '}
            {thread.overdue ? t('ticket.threads.since') : t('ticket.until')} <When at={thread.dueAt} />
          </>
        ) : null}
      </span>
      {children}
    </div>
  );
}

function Write({ thread, ticket }: { thread: Thread; ticket: Ticket }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const command = useThreadCommand(ticket);
  const { id, contact } = thread;
  const doing = command.isPending ? command.variables.what : null;
  const send = () => command.mutate({ what: 'messages', thread: id, text }, { onSuccess: () => setText('') });
  return (
    <div className={css.write}>
      <p className={css.receiver}>
        <span className={css.dim}>{t('ticket.receivers.to')}</span> {contact.name} &lt;{contact.email}&gt;
      </p>
      <Textarea
        autosize
        minRows={2}
        aria-label={t('ticket.threads.placeholder', { name: contact.name })}
        placeholder={t('ticket.threads.placeholder', { name: contact.name })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap={8} mt={8} justify="flex-end">
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          disabled={command.isPending}
          onClick={() => command.mutate({ what: 'close', thread: id })}
        >
          {t('ticket.threads.close')}
        </Button>
        {thread.state === 'waiting' ? (
          <Button
            variant="default"
            size="sm"
            loading={doing === 'chase'}
            onClick={() => command.mutate({ what: 'chase', thread: id })}
          >
            {t('ticket.threads.chase')}
          </Button>
        ) : null}
        <Button size="sm" disabled={!text.trim()} loading={doing === 'messages'} onClick={send}>
          {t('ticket.send')}
        </Button>
      </Group>
    </div>
  );
}

function OneThread({ thread, ticket, writes }: { thread: Thread; ticket: Ticket; writes: boolean }) {
  const { t } = useTranslation();
  const isOpen = thread.state !== 'closed';
  return (
    <section className={css.thread} aria-label={`${thread.contact.company}: ${thread.subject}`}>
      <header className={css.threadHead}>
        <h2>{thread.contact.company}</h2>
        <Badge size="sm" variant="default" leftSection={thread.visibility === 'own' ? <IconLock size={11} /> : null}>
          {t(`ticket.visibility.${thread.visibility}`)}
        </Badge>
      </header>
      <p className={css.subject}>{thread.subject}</p>
      <Standing thread={thread}>
        {writes && isOpen && thread.owner.id !== null ? (
          <Owner thread={thread} ticket={ticket} />
        ) : (
          <span className={css.dim}>
            {t('ticket.threads.owner', { name: thread.owner.name ?? t(`common.party.${thread.owner.party}`) })}
          </span>
        )}
      </Standing>
      <div className={talk.conversation}>
        {thread.messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </div>
      {writes && isOpen ? <Write thread={thread} ticket={ticket} /> : null}
    </section>
  );
}

/** What is said with third parties, and where they are asked. No customer sees any of it. */
export function Threads({ ticket, viewer }: { ticket: Ticket; viewer: 'provider' | 'partner' }) {
  const { t } = useTranslation();
  const threads = useThreads(ticket);
  const [asks, setAsks] = useState(false);
  const writes = ticket.may?.includes('note') ?? false;
  return (
    <div className={css.threads}>
      <p className={css.dim}>{t('ticket.threads.detail')}</p>
      <Loaded query={threads}>
        {({ items }) =>
          items.map((thread) => <OneThread key={thread.id} thread={thread} ticket={ticket} writes={writes} />)
        }
      </Loaded>
      {writes && ticket.status !== 'closed' ? (
        asks ? (
          <NewThreadForm ticket={ticket} viewer={viewer} onDone={() => setAsks(false)} />
        ) : (
          <Button variant="default" onClick={() => setAsks(true)}>
            {t('ticket.threads.ask')}
          </Button>
        )
      ) : null}
    </div>
  );
}
