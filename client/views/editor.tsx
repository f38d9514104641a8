import { Button, Checkbox, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import parties from '../parties/parties.module.css';
import { useNounList } from '../parties/queries.js';
import { SORTS } from '../queue/rows.js';
import { usePerson } from '../session/session.js';
import { ProblemNotice } from '../shared/notice.js';
import { useSaveView, type View, type ViewQuery } from './queries.js';

/** What can be chosen among words that the product knows. */
const CHOICES = {
  status: ['open', 'solved', 'closed'],
  court: ['provider', 'partner', 'customer', 'third_party'],
  priority: ['urgent', 'high', 'normal', 'low'],
  kind: ['incident', 'question', 'request', 'upgrade'],
} as const;
const SHARERS = ['lead', 'admin', 'partner-admin'];
/** What is chosen among the nouns of the agreements. */
const NOUNS = { queue: 'queues', partner: 'partners', customer: 'customers', deal: 'deals', component: 'components' };

/** A partner has tickets of its own alone: it is not asked whose. */
const NOUNS_OF_PARTNERS = Object.entries(NOUNS).filter(([field]) => field !== 'partner');

const listed = (value: string | undefined): string[] => (value ? value.split(',') : []);

/** An instant as the reader's clock has it, for a field, and back. */
function localOf(instant: string | undefined): string {
  if (!instant) return '';
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
const instantOf = (local: string): string => (local ? new Date(local).toISOString().replace('.000Z', 'Z') : '');

function AmongNouns({
  noun,
  label,
  value,
  onChange,
}: {
  noun: string;
  label: string;
  value: string[];
  onChange: (ids: string[]) => void;
}) {
  const items = useNounList(noun).data ?? [];
  const data = items.map(({ id, name }) => ({ value: id, label: name && name !== id ? `${name} (${id})` : id }));
  return <MultiSelect label={label} searchable clearable limit={50} data={data} value={value} onChange={onChange} />;
}

/** Keeps what is looked at as a view, or changes a view: its name, what it asks, and who sees it. */
export function ViewEditor({
  present,
  query: begun,
  onDone,
}: {
  present: View | null;
  query: ViewQuery;
  onDone: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { roles, reader } = usePerson();
  const maySharing = roles.some((role) => SHARERS.includes(role));
  const asked = reader === 'partner' ? NOUNS_OF_PARTNERS : Object.entries(NOUNS);
  const [name, setName] = useState(present?.name ?? '');
  const [query, setQuery] = useState<ViewQuery>(begun);
  const [shared, setShared] = useState(present?.shared ?? false);
  const save = useSaveView(present);
  const set = (field: string, value: string) =>
    setQuery(({ [field]: _, ...others }) => (value ? { ...others, [field]: value } : others));
  const wordsOf = (field: string, value: string) =>
    field === 'kind' ? t(`views.kind.${value}`) : t(`common.${field}.${value}`);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name: name.trim(), query, shared }, { onSuccess: ({ id }) => onDone(id) });
      }}
    >
      <Stack>
        <TextInput
          label={t('common.name')}
          required
          maxLength={80}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={parties.fields}>
          {Object.entries(CHOICES).map(([field, values]) => (
            <MultiSelect
              key={field}
              label={t(`views.field.${field}`)}
              clearable
              data={values.map((value) => ({ value, label: wordsOf(field, value) }))}
              value={listed(query[field])}
              onChange={(chosen) => set(field, chosen.join(','))}
            />
          ))}
          <MultiSelect
            label={t('views.field.assignee')}
            clearable
            data={[
              { value: 'me', label: t('views.me') },
              { value: 'none', label: t('queue.nobody') },
              ...listed(query.assignee)
                .filter((id) => id !== 'me' && id !== 'none')
                .map((id) => ({ value: id, label: id })),
            ]}
            value={listed(query.assignee)}
            onChange={(chosen) => set('assignee', chosen.join(','))}
          />
          {asked.map(([field, noun]) => (
            <AmongNouns
              key={field}
              noun={noun}
              label={t(`views.field.${field}`)}
              value={listed(query[field])}
              onChange={(chosen) => set(field, chosen.join(','))}
            />
          ))}
          <TextInput
            label={t('views.field.externalRef')}
            value={query.externalRef ?? ''}
            onChange={(event) => set('externalRef', event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('views.field.dueBefore')}
            value={localOf(query.dueBefore)}
            onChange={(event) => set('dueBefore', instantOf(event.currentTarget.value))}
          />
          <TextInput
            label={t('views.field.q')}
            value={query.q ?? ''}
            onChange={(event) => set('q', event.currentTarget.value)}
          />
          <Select
            label={t('queue.sort.label')}
            allowDeselect={false}
            data={SORTS.map((value) => ({ value, label: t(`queue.sort.${value}`) }))}
            value={query.sort ?? 'due'}
            onChange={(value) => set('sort', value === 'due' ? '' : (value ?? ''))}
          />
        </div>
        <Checkbox
          label={t('views.triage')}
          checked={query.triage === 'true'}
          onChange={(event) => set('triage', event.currentTarget.checked ? 'true' : '')}
        />
        {maySharing || shared ? (
          <Checkbox
            label={t('views.share')}
            disabled={!maySharing}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        ) : null}
        {save.error ? <ProblemNotice problem={save.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
