import { Badge } from '@mantine/core';
import { IconDownload, IconLock, IconPaperclip } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, Message, Ticket, TimelineEntry } from '../api/types.js';
import { useSession } from '../session/session.js';
import { useCourtNames } from '../shared/court-names.js';
import { fileSize } from '../shared/format.js';
import { When } from '../shared/when.js';
import css from './conversation.module.css';
import { eventWords } from './event-words.js';

/** A file of a message, to be taken. */
export function Attached({ file }: { file: Attachment }) {
  return (
    <a className={css.file} href={`/api/v1/attachments/${encodeURIComponent(file.id)}`} download={file.name}>
      <IconPaperclip size={14} aria-hidden />
      <span>{file.name}</span>
      <span className={css.dim}>{fileSize(file.size)}</span>
      <IconDownload size={14} aria-hidden />
    </a>
  );
}

/** Who may read a message, as a word and a sign. */
function VisibilityMark({ visibility }: { visibility: Message['visibility'] }) {
  const { t } = useTranslation();
  if (visibility === 'customer') return null;
  return (
    <Badge
      size="sm"
      variant="default"
      className={css.visibility}
      leftSection={visibility === 'own' ? <IconLock size={11} /> : null}
    >
      {t(`ticket.visibility.${visibility}`)}
    </Badge>
  );
}

function Said({ entry, message }: { entry: TimelineEntry; message: Message }) {
  const { t } = useTranslation();
  const provider = useSession().data?.provider;
  const { party } = message.author;
  const word = t(`common.party.${party}`);
  const name = message.author.name ?? (party === 'provider' && provider ? provider : word);
  return (
    <article className={css.message} data-visibility={message.visibility} data-party={message.author.party}>
      <header>
        <strong>{name}</strong>
        {name === word ? null : <span className={css.partyWord}>{word}</span>}
        <VisibilityMark visibility={message.visibility} />
        <When at={entry.at} className={css.at} />
      </header>
      <div className={css.text}>{message.text}</div>
      {message.attachments.length > 0 ? (
        <div className={css.files}>
          {message.attachments.map((file) => (
            <Attached key={file.id} file={file} />
          ))}
        </div>
      ) : null}
    </article>
  );
}

function Happened({ entry, ticket }: { entry: TimelineEntry; ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useCourtNames();
  const [open, setOpen] = useState(false);
  return (
    <div className={css.event}>
      <span className={css.eventDot} aria-hidden />
      <div>
        <span>{eventWords(entry, ticket, names, t)}</span>
        {entry.who.party !== 'system' && entry.who.name ? <span className={css.dim}> · {entry.who.name}</span> : null}
        {entry.why ? (
          <button type="button" className={css.why} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('ticket.why')}
          </button>
        ) : null}
        {open && entry.why ? <p className={css.whyText}>{entry.why}</p> : null}
      </div>
      <When at={entry.at} className={css.at} />
    </div>
  );
}

const PLAIN = ['ticket-replied', 'ticket-noted'];

/** What was said and what happened, in order; with `events` off, what was said. */
export function Conversation({
  ticket,
  entries,
  events,
}: {
  ticket: Ticket;
  entries: readonly TimelineEntry[];
  events: boolean;
}) {
  const { t } = useTranslation();
  const shown = events ? entries : entries.filter((entry) => entry.message);
  if (shown.length === 0) return <p className={css.dim}>{t('ticket.nothingSaid')}</p>;
  return (
    <div className={css.conversation}>
      {shown.map((entry) => (
        <Fragment key={entry.id}>
          {events && !(entry.message && PLAIN.includes(entry.type)) ? <Happened entry={entry} ticket={ticket} /> : null}
          {entry.message ? <Said entry={entry} message={entry.message} /> : null}
        </Fragment>
      ))}
    </div>
  );
}
