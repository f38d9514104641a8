import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { IconMoodCry, IconMoodEmpty, IconMoodHappy, IconMoodSad, IconMoodSmile } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../api/types.js';
import { useVerb } from '../ticket/queries.js';
import css from './customer.module.css';

const FACES = [
  [1, IconMoodCry],
  [2, IconMoodSad],
  [3, IconMoodEmpty],
  [4, IconMoodSmile],
  [5, IconMoodHappy],
] as const;

/** How it was: five faces, each with its word. */
export function Rate({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const rate = useVerb(ticket);
  const [score, setScore] = useState<number | null>(null);
  const [words, setWords] = useState('');
  return (
    <section className={css.rate} aria-label={t('customer.rate.title')}>
      <h2>{t('customer.rate.title')}</h2>
      <div className={css.faces}>
        {FACES.map(([value, Face]) => (
          <UnstyledButton
            key={value}
            className={css.face}
            aria-pressed={score === value}
            onClick={() => setScore(value)}
          >
            <Face size={34} stroke={1.5} aria-hidden />
            <span>{t(`customer.rate.${value}`)}</span>
          </UnstyledButton>
        ))}
      </div>
      {score === null ? null : (
        <>
          <Textarea
            label={t('customer.rate.words')}
            autosize
            minRows={2}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button
            mt="sm"
            loading={rate.isPending}
            onClick={() => rate.mutate({ verb: 'rating', body: { score, ...(words.trim() ? { words } : {}) } })}
          >
            {t('customer.rate.send')}
          </Button>
        </>
      )}
    </section>
  );
}
