import { ActionIcon, FileButton, Loader } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Attachment } from '../api/types.js';
import { fileSize } from '../shared/format.js';
import css from './conversation.module.css';
import { useSayProblem } from './queries.js';

const upload = (file: File) =>
  answer(
    api.POST('/attachments', {
      body: '',
      bodySerializer: () => file,
      headers: {
        'Content-Type': file.type || 'application/octet-stream',
        'X-File-Name': encodeURIComponent(file.name),
      },
    }),
  );

interface Props {
  files: readonly Attachment[];
  onChange: (files: readonly Attachment[]) => void;
}

/** Files that go with a message: uploaded when chosen, taken by the message when it is sent. */
export function Files({ files, onChange }: Props) {
  const { t } = useTranslation();
  const say = useSayProblem();
  const add = useMutation({
    mutationFn: (chosen: File[]) => Promise.all(chosen.map(upload)),
    onSuccess: (added, chosen) =>
      onChange([
        ...files,
        ...added.map((file, index) => ({ ...file, name: file.name ?? chosen[index]?.name ?? file.id })),
      ]),
    onError: say,
  });
  return (
    <>
      <FileButton multiple onChange={(chosen) => chosen.length > 0 && add.mutate(chosen)}>
        {(props) => (
          <ActionIcon
            {...props}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('ticket.attach')}
            disabled={add.isPending}
          >
            {add.isPending ? <Loader size={14} /> : <IconPaperclip size={18} />}
          </ActionIcon>
        )}
      </FileButton>
      {files.map((file) => (
        <span key={file.id} className={css.file}>
          <span>{file.name}</span>
          <span className={css.dim}>{fileSize(file.size)}</span>
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('ticket.detach', { name: file.name })}
            onClick={() => onChange(files.filter(({ id }) => id !== file.id))}
          >
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
    </>
  );
}
