import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Larger, for a page that has nothing else. */
  large?: boolean;
  /** The answer that is on its way. */
  pending: 'approve' | 'decline' | null;
  /** `comment` is empty where nothing was said. */
  onAnswer(decision: 'approve' | 'decline', comment: string): void;
}

/** A word about it if one likes, and the two answers. */
export function AnswerForm({ large = false, pending, onAnswer }: Props) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const button = (decision: 'approve' | 'decline') => (
    <Button
      size={large ? 'lg' : 'sm'}
      variant={decision === 'approve' ? 'filled' : 'default'}
      loading={pending === decision}
      disabled={pending !== null && pending !== decision}
      onClick={() => onAnswer(decision, comment.trim())}
    >
      {t(`approvals.${decision}`)}
    </Button>
  );
  return (
    <>
      <Textarea
        aria-label={t('approvals.comment')}
        placeholder={t('approvals.comment')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        mb={large ? 'md' : 'sm'}
      />
      <Group gap={large ? 12 : 8}>
        {button('approve')}
        {button('decline')}
      </Group>
    </>
  );
}
