import { Button, Group, NumberInput, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Ticket } from '../api/types.js';
import { useThreadCommand } from './thread-queries.js';
import css from './threads.module.css';

const VISIBILITIES = ['own', 'desks'] as const;
const NOBODY = { name: '', email: '', company: '' };

/** Asks a third party: whom, who of the desks reads it, what, and within how many hours an answer was promised. */
export function NewThreadForm({
  ticket,
  viewer,
  onDone,
}: {
  ticket: Ticket;
  viewer: 'provider' | 'partner';
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [contact, setContact] = useState(NOBODY);
  const [vendor, setVendor] = useState<string | null>(null);
  const [visibility, setVisibility] = useState<'own' | 'desks'>('own');
  const [subject, setSubject] = useState(ticket.subject);
  const [text, setText] = useState('');
  const [hours, setHours] = useState<string | number>('');
  const command = useThreadCommand(ticket);
  const vendors = useQuery({
    queryKey: ['nouns', 'vendors'],
    enabled: viewer === 'provider',
    queryFn: () => answer(api.GET('/vendors', { params: { query: {} } })),
    staleTime: 300_000,
  });
  const known = vendors.data?.items ?? [];
  const chosen = known.find(({ id }) => id === vendor);
  const first = chosen?.contacts?.[0];
  const receiver = first && chosen?.name ? { ...first, company: chosen.name } : contact;
  const ready = [receiver.name, receiver.email, receiver.company, subject, text].every((part) => part.trim() !== '');
  const fill = (field: keyof typeof NOBODY) => ({
    label: t(`ticket.threads.contact.${field}`),
    required: true,
    value: contact[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      setContact({ ...contact, [field]: event.currentTarget.value }),
  });
  const send = () =>
    command.mutate(
      {
        what: 'open',
        body: {
          ...(chosen ? { vendor: chosen.id } : { contact }),
          ...{ visibility, subject, text },
          ...(typeof hours === 'number' ? { promised: { minutes: Math.round(hours * 60) } } : {}),
        },
      },
      { onSuccess: onDone },
    );
  return (
    <form
      className={css.thread}
      aria-label={t('ticket.threads.ask')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send();
      }}
    >
      <Stack gap="sm">
        {known.length > 0 ? (
          <Select
            label={t('ticket.threads.vendor')}
            placeholder={t('ticket.threads.somebodyElse')}
            clearable
            data={known.map(({ id, name }) => ({ value: id, label: name ?? id }))}
            value={vendor}
            onChange={setVendor}
          />
        ) : null}
        {chosen ? null : (
          <div className={css.fields}>
            <TextInput {...fill('company')} />
            <TextInput {...fill('name')} />
            <TextInput {...fill('email')} type="email" />
          </div>
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('ticket.whoReads')}
          value={visibility}
          onChange={(value) => setVisibility(value === 'desks' ? 'desks' : 'own')}
          data={VISIBILITIES.map((value) => ({ value, label: t(`ticket.visibility.${value}`) }))}
        />
        <TextInput
          label={t('ticket.threads.subject')}
          required
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Textarea
          label={t('ticket.threads.question')}
          required
          autosize
          minRows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NumberInput
          label={t('ticket.threads.promised')}
          description={t('ticket.threads.promisedDetail')}
          min={0.25}
          step={1}
          value={hours}
          onChange={setHours}
        />
        {receiver.email ? (
          <p className={css.receiver}>
            <span className={css.dim}>{t('ticket.receivers.to')}</span> {receiver.name} &lt;{receiver.email}&gt;
          </p>
        ) : null}
        <Group gap={8} justify="flex-end">
          <Button variant="subtle" color="gray" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={command.isPending}>
            {t('ticket.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
