import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, Ticket } from '../api/types.js';
import { Files } from '../ticket/files.js';
import { useVerb } from '../ticket/queries.js';
import css from './customer.module.css';

/** Where a customer writes; on a closed ticket it begins a new one that follows it. */
export function Reply({ ticket, onFollowUp }: { ticket: Ticket; onFollowUp: (number: number) => void }) {
  const { t } = useTranslation();
  const send = useVerb(ticket);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const submit = () =>
    send.mutate(
      {
        verb: 'replies',
        body: { text, visibility: 'customer', ...(files.length > 0 ? { attachments: files.map(({ id }) => id) } : {}) },
      },
      {
        onSuccess: (after) => {
          setText('');
          setFiles([]);
          if (after.id !== ticket.id) onFollowUp(after.number);
        },
      },
    );
  return (
    <form
      className={css.reply}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        label={t(
          ticket.status === 'closed'
            ? 'customer.followUp'
            : ticket.status === 'solved'
              ? 'customer.notSolved'
              : 'customer.reply',
        )}
        autosize
        minRows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="space-between" gap={8}>
        <Group gap={8}>
          <Files files={files} onChange={setFiles} />
        </Group>
        <Button type="submit" disabled={!text.trim()} loading={send.isPending}>
          {t('ticket.send')}
        </Button>
      </Group>
    </form>
  );
}
