import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';

const KINDS = ['incident', 'question', 'request'] as const;

/** What somebody asks of us, in a form. */
export interface What {
  kind: (typeof KINDS)[number];
  subject: string;
  description: string;
}

/** The fields in which somebody says what it is about. */
export function WhatFields({
  field,
}: {
  field: (name: keyof What) => ReturnType<UseFormReturnType<What>['getInputProps']>;
}) {
  const { t } = useTranslation();
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('ticket.kindLabel')}
        data={KINDS.map((value) => ({ value, label: t(`customer.kind.${value}`) }))}
        {...field('kind')}
      />
      <TextInput label={t('customer.form.subject')} required {...field('subject')} />
      <Textarea label={t('customer.form.description')} required autosize minRows={6} {...field('description')} />
    </>
  );
}
