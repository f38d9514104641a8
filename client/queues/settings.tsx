import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem, type Fault } from '../api/problem.js';
import type { Noun } from '../api/types.js';
import { Notice, ProblemNotice } from '../shared/notice.js';
import shared from '../shared/shared.module.css';
import { AssignmentPart } from './assignment.js';
import { type Settings, settingsOf } from './content.js';
import { MinutesOrNever } from './minutes.js';
import { PeoplePart } from './people.js';
import { useAgreed, usePlace, useSaveQueue } from './queries.js';
import css from './queues.module.css';
import { Rules } from './rules.js';

interface PartProps {
  settings: Settings;
  isNew: boolean;
  faults: readonly Fault[];
  mayChange: boolean;
  onChange: (change: Partial<Settings>) => void;
}

const faultAt = (faults: readonly Fault[], path: string) => faults.find((fault) => fault.path === path)?.message;

function NamePart({ settings, isNew, faults, mayChange, onChange }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className={`${shared.card} ${css.part}`}>
      <div className={css.fields}>
        <TextInput
          label={t('common.name')}
          required
          disabled={!mayChange}
          error={faultAt(faults, 'name')}
          value={settings.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {isNew ? (
          <TextInput
            label={t('queues.id')}
            description={t('queues.idDetail')}
            required
            error={faultAt(faults, 'id')}
            value={settings.id}
            onChange={(event) => onChange({ id: event.currentTarget.value })}
          />
        ) : null}
        <NumberInput
          label={t('queues.order')}
          description={t('queues.orderDetail')}
          min={0}
          max={9999}
          allowDecimal={false}
          disabled={!mayChange}
          error={faultAt(faults, 'order')}
          value={settings.order}
          onChange={(order) => typeof order === 'number' && onChange({ order })}
        />
      </div>
    </section>
  );
}

function TimePart({ settings, faults, mayChange, onChange }: PartProps) {
  const { t } = useTranslation();
  const { calendars } = useAgreed();
  const { triageMinutes } = settings;
  return (
    <section className={`${shared.card} ${css.part}`}>
      <h2>{t(settings.partner === null ? 'queues.part.time' : 'queues.part.hours')}</h2>
      <div className={css.fields}>
        <Select
          label={t('queues.calendar')}
          description={t('queues.calendarDetail')}
          placeholder={t('queues.aroundTheClock')}
          data={calendars}
          value={settings.calendar}
          allowDeselect
          clearable
          searchable
          disabled={!mayChange}
          error={faultAt(faults, 'calendar')}
          onChange={(calendar) => onChange({ calendar })}
        />
        {settings.partner === null ? (
          <MinutesOrNever
            label={t('queues.triage')}
            description={t('queues.triageDetail')}
            minutes={triageMinutes}
            fault={faultAt(faults, 'triageMinutes')}
            mayChange={mayChange}
            onChange={(minutes) => onChange({ triageMinutes: minutes })}
          />
        ) : null}
      </div>
    </section>
  );
}

interface Props {
  present: Noun | null;
  initial: Settings;
  mayChange: boolean;
}

/** What is edited and what it began from; what somebody else saves is taken over as long as nothing is changed here. */
function useEdited(present: Noun | null, initial: Settings) {
  const [from, setFrom] = useState({ settings: initial, version: present?.version ?? 0 });
  const [settings, setSettings] = useState(initial);
  const isChanged = JSON.stringify(settings) !== JSON.stringify(from.settings);
  const adopt = (next: Settings, version: number) => {
    setFrom({ settings: next, version });
    setSettings(next);
  };
  if (present && present.version > from.version && !isChanged) adopt(initial, present.version);
  return {
    ...{ settings, version: from.version, isChanged, adopt },
    change: (change: Partial<Settings>) => setSettings((before) => ({ ...before, ...change })),
  };
}

const isStale = (problem: ApiProblem | null): boolean => problem?.status === 412 || problem?.code === 'lost-race';

/** The settings of a queue, to be read by whoever works it and changed by whoever leads. */
export function QueueSettings({ present, initial, mayChange }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { base, isDesk } = usePlace();
  const { settings, version, isChanged, adopt, change } = useEdited(present, initial);
  const save = useSaveQueue(present && { id: present.id, version });
  const problem = save.error instanceof ApiProblem ? save.error : null;
  const faults = problem?.faults ?? [];
  const discard = () => {
    adopt(initial, present?.version ?? 0);
    save.reset();
  };
  const submit = () =>
    save.mutate(settings, {
      onSuccess: (saved) => {
        notifications.show({ message: t('parties.saved', { version: saved.version }), color: 'indigo' });
        if (present) adopt(settingsOf(saved), saved.version);
        else void navigate(`${base}/${encodeURIComponent(saved.id)}`, { replace: true });
      },
    });
  const part = { settings, faults, mayChange, onChange: change, isNew: present === null };
  return (
    <form
      className={css.settings}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NamePart {...part} />
      <Rules {...part} />
      <AssignmentPart {...part} />
      <PeoplePart {...part} saved={present?.id ?? null} />
      <TimePart {...part} />
      {isStale(problem) ? (
        <Notice tone="warn" title={t('parties.stale')} />
      ) : save.error ? (
        <ProblemNotice problem={save.error} />
      ) : null}
      {mayChange && (isChanged || present === null) ? (
        <div className={css.saveBar} data-portal={!isDesk || undefined}>
          <span className={shared.dim}>{present === null ? '' : t('queues.changed')}</span>
          <Group gap="xs">
            <Button variant="default" onClick={present === null ? () => void navigate(base) : discard}>
              {t(present === null ? 'common.cancel' : 'queues.discard')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </div>
      ) : null}
    </form>
  );
}
