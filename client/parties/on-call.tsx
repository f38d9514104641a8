import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserShare } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';
import { fully } from '../shared/format.js';
import { ProblemNotice } from '../shared/notice.js';
import { Loaded } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import css from './coming.module.css';
import { nounOf } from './nouns.js';
import { companyOf, useNounList, useSaveNoun } from './queries.js';

const DAYS = 28;
const TONES = 6;

function useOnCall(id: string, version: number) {
  return useQuery({
    queryKey: ['nouns', 'rotas', 'on-call', id, version],
    queryFn: async () => {
      const params = { path: { id } };
      const [now, weeks] = await Promise.all([
        answer(api.GET('/rotas/{id}/on-call', { params })),
        answer(api.GET('/rotas/{id}/preview', { params: { ...params, query: { days: String(DAYS) } } })),
      ]);
      return { now, weeks };
    },
    refetchInterval: 60_000,
  });
}

/** The zone's seconds ahead of UTC at an instant. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}

/** Somebody stands in for whoever's turn it is. */
function Override({ rota, onDone }: { rota: Noun; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = useSaveNoun(nounOf('rotas'), rota);
  const people = useNounList('people').data ?? [];
  const zone = String(rota.timeZone);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [person, setPerson] = useState<string | null>(null);
  const instant = (local: string): string => {
    const shown = Date.parse(`${local}:00Z`);
    return new Date(shown - offsetAt(shown - offsetAt(shown, zone), zone)).toISOString().replace('.000Z', 'Z');
  };
  const before = Array.isArray(rota.overrides) ? rota.overrides : [];
  const { version: _, ...content } = rota;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const added = { from: instant(from), to: instant(to), person: person === '' ? null : person };
        save.mutate(
          { ...content, overrides: [...before, added] },
          { onSuccess: () => void queries.invalidateQueries({ queryKey: ['nouns', 'rotas'] }).then(onDone) },
        );
      }}
    >
      <Stack>
        <Select
          label={t('parties.rota.person')}
          required
          searchable
          data-autofocus
          data={[
            { value: '', label: t('parties.rota.nobody') },
            ...people
              .filter(({ company }) => companyOf(company) === (rota.partner ?? null))
              .map(({ id, name }) => ({ value: id, label: name ?? id })),
          ]}
          value={person}
          onChange={setPerson}
        />
        <TextInput
          type="datetime-local"
          label={t('parties.rota.from', { zone })}
          required
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={t('parties.rota.to', { zone })}
          required
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        {save.error ? <ProblemNotice problem={save.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={person === null || !from || !to} loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Who is on call just now, and in the coming weeks as a strip. */
export function RotaOnCall({ rota, mayChange }: { rota: Noun; mayChange: boolean }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <section className={css.part}>
      <header className={css.head}>
        <h2>{t('parties.rota.title')}</h2>
        {mayChange ? (
          <Button variant="default" leftSection={<IconUserShare size={16} />} onClick={open}>
            {t('parties.rota.override')}
          </Button>
        ) : null}
      </header>
      <Loaded query={useOnCall(rota.id, rota.version)}>
        {({ now, weeks }) => {
          const names = [...new Set(weeks.spans.map(({ person }) => person?.id ?? ''))];
          const toneOf = (id: string | undefined) => (id === undefined ? 'gap' : String(names.indexOf(id) % TONES));
          return (
            <>
              <p className={css.now}>
                <strong>{now.person?.name ?? t('parties.rota.nobodyNow')}</strong>
                {now.until ? (
                  <span className={shared.dim}>
                    {' '}
                    {t('parties.rota.until')} <When at={now.until} />
                  </span>
                ) : null}
              </p>
              <div className={css.strip} aria-hidden>
                {weeks.spans.map(({ from, to, person, by }) => (
                  <span
                    key={from}
                    data-tone={toneOf(person?.id)}
                    data-by={by}
                    title={`${person?.name ?? t('parties.rota.nobodyNow')}: ${fully(from, weeks.timeZone)}`}
                    style={{ flexGrow: (Date.parse(to) - Date.parse(from)) / 60_000 }}
                  >
                    {person?.name ?? ''}
                  </span>
                ))}
              </div>
              <ol className={css.turns}>
                {weeks.spans.map(({ from, person, by }) => (
                  <li key={from}>
                    <span className={css.mark} data-tone={toneOf(person?.id)} aria-hidden />
                    <time dateTime={from} className={shared.dim}>
                      {fully(from, weeks.timeZone)}
                    </time>
                    <span data-gap={person ? undefined : true}>{person?.name ?? t('parties.rota.nobodyNow')}</span>
                    {by === 'override' ? <span className={shared.dim}>{t('parties.rota.standsIn')}</span> : null}
                  </li>
                ))}
              </ol>
            </>
          );
        }}
      </Loaded>
      <Modal opened={opened} onClose={close} title={t('parties.rota.override')}>
        <Override rota={rota} onDone={close} />
      </Modal>
    </section>
  );
}
