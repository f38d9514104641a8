import { Button, Group, Popover, SegmentedControl, Textarea } from '@mantine/core';
import { IconLock, IconMail, IconUsers } from '@tabler/icons-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.js';
import type { Attachment, Recipients, Ticket, Visibility } from '../api/types.js';
import { useCourtNames } from '../shared/court-names.js';
import { Notice } from '../shared/notice.js';
import talk from './conversation.module.css';
import { Files } from './files.js';
import { useRecipients, useVerb } from './queries.js';
import css from './ticket.module.css';
import type { Viewer } from './turn.js';
import { useTyping } from './watch.js';

const SIGNS = { customer: IconMail, desks: IconUsers, own: IconLock } as const;
const draftKey = (id: string) => `draft:${id}`;

/** Names who will read the message, or why it cannot be sent. */
function Receivers({ recipients }: { recipients: Recipients | undefined }) {
  const { t } = useTranslation();
  if (!recipients) return <span className={css.dim}>{t('ticket.receivers.finding')}</span>;
  const names = recipients.to.map(({ name, email }) => (email && email !== name ? `${name} <${email}>` : name));
  return (
    <span className={css.receivers}>
      {recipients.allowed ? (
        <>
          <span className={css.dim}>{t('ticket.receivers.to')}</span>{' '}
          {names.length > 0 ? names.join(', ') : t(`ticket.receivers.nobody.${recipients.visibility}`)}
        </>
      ) : (
        <strong className={css.refused}>{recipients.why ?? t('ticket.receivers.refused')}</strong>
      )}
      {recipients.allowed && recipients.why ? (
        <Popover width={280} position="top-start" withArrow>
          <Popover.Target>
            <button type="button" className={talk.why}>
              {t('ticket.why')}
            </button>
          </Popover.Target>
          <Popover.Dropdown>{recipients.why}</Popover.Dropdown>
        </Popover>
      ) : null}
    </span>
  );
}

interface Props {
  ticket: Ticket;
  /** How visible a message can be; the first is what is offered. */
  visibilities: readonly Visibility[];
  visibility: Visibility;
  onVisibility: (visibility: Visibility) => void;
  /** Whose composer it is. */
  viewer: Viewer;
  field?: Ref<HTMLTextAreaElement>;
}

/** Where a message is written. It looks different for each circle of readers and names them before it is sent. */
export function Composer({ ticket, visibilities, visibility, onVisibility, viewer, field }: Props) {
  const { t } = useTranslation();
  const send = useVerb(ticket);
  const names = useCourtNames();
  const recipients = useRecipients(ticket.id, visibility);
  const [text, setText] = useState(() => sessionStorage.getItem(draftKey(ticket.id)) ?? '');
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  useTyping(ticket.id, text.trim() !== '');
  const seen = useRef(ticket.version);
  const [begun, setBegun] = useState(text !== '');
  if (!begun) seen.current = ticket.version;
  useEffect(() => {
    if (text) sessionStorage.setItem(draftKey(ticket.id), text);
    else sessionStorage.removeItem(draftKey(ticket.id));
  }, [text, ticket.id]);
  const stale = send.error instanceof ApiProblem && send.error.status === 409 && visibility === 'customer';
  const may = ticket.may ?? [];
  const allowed = may.includes(visibility === 'own' ? 'note' : 'reply') && recipients.data?.allowed !== false;
  const submit = (court?: string) => {
    if (!text.trim() || !allowed || send.isPending) return;
    const body = {
      text,
      visibility,
      ...(files.length > 0 ? { attachments: files.map(({ id }) => id) } : {}),
      ...(visibility === 'own' ? {} : { seen: seen.current }),
      ...(court ? { court } : {}),
    };
    send.mutate(
      { verb: 'replies', body },
      {
        onSuccess: () => {
          setText('');
          setFiles([]);
          setBegun(false);
        },
        onError: () => {
          seen.current = ticket.version;
        },
      },
    );
  };
  const write = (value: string) => {
    setText(value);
    setBegun(value !== '');
  };
  const onward =
    visibility === 'customer'
      ? 'customer'
      : visibility === 'desks' && ticket.origin.partner
        ? ticket.court === 'partner'
          ? 'provider'
          : 'partner'
        : null;
  const canPass = onward !== null && ticket.court === viewer && onward !== viewer && may.includes('hand-over');
  return (
    <section className={css.composer} data-visibility={visibility} aria-label={t('ticket.write')}>
      {stale ? (
        <Notice tone="warn" title={t('ticket.stale')}>
          {t('ticket.staleDetail')}
        </Notice>
      ) : null}
      <div className={css.composerHead}>
        {visibilities.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={t('ticket.whoReads')}
            value={visibility}
            onChange={(value) => {
              const chosen = visibilities.find((one) => one === value);
              if (chosen) onVisibility(chosen);
            }}
            data={visibilities.map((value) => {
              const Sign = SIGNS[value];
              return {
                value,
                label: (
                  <span className={css.segment}>
                    <Sign size={14} aria-hidden />
                    {t(`ticket.visibility.${value}`)}
                  </span>
                ),
              };
            })}
          />
        ) : null}
        <Receivers recipients={recipients.data} />
      </div>
      <Textarea
        ref={field}
        variant="unstyled"
        className={css.field}
        autosize
        minRows={2}
        maxRows={12}
        aria-label={t(`ticket.placeholder.${visibility}`)}
        placeholder={t(`ticket.placeholder.${visibility}`)}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <Group gap={8} className={css.composerFoot}>
        <Files files={files} onChange={setFiles} />
        <span className={css.spacer} />
        {canPass ? (
          <Button
            variant="default"
            size="sm"
            disabled={!text.trim() || !allowed}
            loading={send.isPending}
            onClick={() => submit(onward)}
          >
            {t('ticket.sendAndWait', {
              name: names(ticket, onward),
            })}
          </Button>
        ) : null}
        <Button size="sm" disabled={!text.trim() || !allowed} loading={send.isPending} onClick={() => submit()}>
          {t(stale ? 'ticket.sendAnyway' : visibility === 'own' ? 'ticket.keepNote' : 'ticket.send')}
        </Button>
      </Group>
    </section>
  );
}
