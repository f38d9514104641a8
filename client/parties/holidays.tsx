import { Button, FileInput, Group, MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';
import { useMinute } from '../shared/clock.js';
import { ProblemNotice } from '../shared/notice.js';
import css from './coming.module.css';
import { HolidayChange, isChange } from './holiday-change.js';

type Source =
  | { kind: 'country'; country: string; region?: string }
  | { kind: 'ics'; text: string }
  | { kind: 'feed'; url: string };

const usePlaces = (country: string | null) =>
  useQuery({
    queryKey: ['holiday-places', country],
    enabled: country !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/holiday-places', { params: { query: country ? { country } : {} } })),
  }).data?.items ?? [];

const options = (places: readonly { code: string; name: string }[]) =>
  places.map(({ code, name }) => ({ value: code, label: name }));

/** Takes holidays over from a country, a file or a feed: what would change is shown first. */
export function TakeHolidays({ calendar, onDone }: { calendar: Noun; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const thisYear = useMinute().getFullYear();
  const [kind, setKind] = useState<Source['kind']>('country');
  const [country, setCountry] = useState<string | null>(null);
  const [region, setRegion] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [url, setUrl] = useState('');
  const [years, setYears] = useState([String(thisYear), String(thisYear + 1)]);
  const countries = usePlaces('');
  const regions = usePlaces(country);
  const source: Source | null =
    kind === 'country'
      ? country
        ? { kind, country, ...(region && { region }) }
        : null
      : kind === 'ics'
        ? text
          ? { kind, text }
          : null
        : url
          ? { kind, url }
          : null;
  const params = { path: { id: calendar.id } };
  const body = source && { source, years: years.map(Number) };
  const look = useMutation({
    mutationFn: (asked: NonNullable<typeof body>) =>
      answer(api.POST('/calendars/{id}/holidays/preview', { params, body: asked })),
  });
  const take = useMutation({
    mutationFn: ({ asked, version }: { asked: NonNullable<typeof body>; version: number }) =>
      answer(api.POST('/calendars/{id}/holidays', { params, body: asked, headers: { 'If-Match': `"${version}"` } })),
    onSuccess: async ({ version }) => {
      await queries.invalidateQueries({ queryKey: ['nouns', 'calendars'] });
      notifications.show({ message: t('parties.saved', { version }), color: 'indigo' });
      onDone();
    },
  });
  const change = look.data;
  const isSame = change && !isChange(change);
  /** What is asked for otherwise has to be looked at anew. */
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      look.reset();
    };
  const problem = look.error ?? take.error;
  return (
    <Stack>
      <SegmentedControl
        value={kind}
        onChange={anew((value: string) => setKind(value as Source['kind']))}
        data={(['country', 'ics', 'feed'] as const).map((value) => ({ value, label: t(`parties.holidays.${value}`) }))}
      />
      {kind === 'country' ? (
        <Group grow align="flex-start">
          <Select
            label={t('parties.holidays.country')}
            searchable
            required
            data={options(countries)}
            value={country}
            onChange={anew((value: string | null) => {
              setCountry(value);
              setRegion(null);
            })}
          />
          <Select
            label={t('parties.holidays.region')}
            searchable
            clearable
            disabled={regions.length === 0}
            data={options(regions)}
            value={region}
            onChange={anew(setRegion)}
          />
        </Group>
      ) : null}
      {kind === 'ics' ? (
        <FileInput
          label={t('parties.holidays.file')}
          accept=".ics,text/calendar"
          required
          onChange={(file) => void file?.text().then(anew(setText))}
        />
      ) : null}
      {kind === 'feed' ? (
        <TextInput
          label={t('parties.holidays.address')}
          type="url"
          required
          value={url}
          onChange={(event) => anew(setUrl)(event.currentTarget.value)}
        />
      ) : null}
      <MultiSelect
        label={t('parties.holidays.years')}
        required
        data={[0, 1, 2, 3].map((more) => String(thisYear + more))}
        value={years}
        onChange={anew(setYears)}
      />
      {problem ? <ProblemNotice problem={problem} /> : null}
      {change ? (
        <div className={css.changes} aria-live="polite">
          {isSame ? <p>{t('parties.holidays.same')}</p> : <HolidayChange change={change} />}
        </div>
      ) : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        {change && body && !isSame ? (
          <Button loading={take.isPending} onClick={() => take.mutate({ asked: body, version: change.version })}>
            {t('parties.holidays.take')}
          </Button>
        ) : (
          <Button
            disabled={!body || years.length === 0}
            loading={look.isPending}
            onClick={() => body && look.mutate(body)}
          >
            {t('parties.holidays.look')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
