import { ActionIcon, Button, NumberInput, Radio, SegmentedControl, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../api/problem.js';
import shared from '../shared/shared.module.css';
import { ASSIGNMENTS, type Settings, type SkillNeed } from './content.js';
import { MinutesOrNever } from './minutes.js';
import { useAgreed } from './queries.js';
import css from './queues.module.css';
import { withUnknown } from './rule.js';

interface Props {
  settings: Settings;
  faults: readonly Fault[];
  mayChange: boolean;
  onChange: (change: Partial<Settings>) => void;
}

const LEVELS = ['1', '2', '3', '4', '5'];

function Need({
  need,
  fault,
  mayChange,
  others,
  onChange,
  onRemove,
}: {
  need: SkillNeed;
  fault: string | undefined;
  mayChange: boolean;
  others: readonly string[];
  onChange: (need: SkillNeed) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { skills } = useAgreed();
  return (
    <li className={css.need}>
      <Select
        aria-label={t('queues.skill')}
        placeholder={t('queues.skill')}
        data={withUnknown(skills, need.skill ? [need.skill] : []).filter(({ value }) => !others.includes(value))}
        value={need.skill || null}
        error={fault}
        searchable
        disabled={!mayChange}
        onChange={(skill) => onChange({ ...need, skill: skill ?? '' })}
      />
      <Select
        aria-label={t('queues.level')}
        data={LEVELS.map((value) => ({ value, label: t('queues.levelOf', { level: value }) }))}
        value={String(need.level)}
        disabled={!mayChange}
        onChange={(level) => onChange({ ...need, level: Number(level) })}
      />
      <SegmentedControl
        aria-label={t('queues.how')}
        data={['required', 'preferred'].map((value) => ({ value, label: t(`queues.${value}`) }))}
        value={need.required ? 'required' : 'preferred'}
        disabled={!mayChange}
        onChange={(value) => onChange({ ...need, required: value === 'required' })}
      />
      {mayChange ? (
        <ActionIcon variant="subtle" color="gray" aria-label={t('queues.removeSkill')} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      ) : null}
    </li>
  );
}

/** Who gets the tickets of a queue, what they must know, and how long a ticket waits for them. */
export function AssignmentPart({ settings, faults, mayChange, onChange }: Props) {
  const { t } = useTranslation();
  const { assignment, skills, fallbackAfterMinutes, passOnAfterMinutes } = settings;
  const faultAt = (path: string) => faults.find((fault) => fault.path.startsWith(path))?.message;
  const put = (next: readonly SkillNeed[]) => onChange({ skills: next });
  return (
    <section className={`${shared.card} ${css.part}`}>
      <h2>{t('queues.part.assignment')}</h2>
      <Radio.Group
        aria-label={t('queues.part.assignment')}
        value={assignment}
        onChange={(value) => onChange({ assignment: value })}
      >
        <div className={css.ways}>
          {ASSIGNMENTS.map((value) => (
            <Radio
              key={value}
              value={value}
              disabled={!mayChange}
              label={t(`parties.choice.assignment.${value}`)}
              description={t(`queues.way.${value}`)}
            />
          ))}
        </div>
      </Radio.Group>

      <h3>{t('queues.skills')}</h3>
      {skills.length === 0 ? <p className={shared.dim}>{t('queues.noSkills')}</p> : null}
      <ul className={css.needs}>
        {skills.map((need, index) => (
          <Need
            key={need.skill || `new ${index}`}
            need={need}
            fault={faultAt(`skills[${index}]`)}
            mayChange={mayChange}
            others={skills.filter((one) => one !== need).map(({ skill }) => skill)}
            onChange={(next) => put(skills.with(index, next))}
            onRemove={() => put(skills.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      {mayChange ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={skills.some(({ skill }) => skill === '')}
          onClick={() => put([...skills, { skill: '', level: 1, required: true }])}
        >
          {t('queues.addSkill')}
        </Button>
      ) : null}
      <div className={css.fields}>
        <NumberInput
          label={t('queues.fallback')}
          description={t('queues.fallbackDetail')}
          suffix=" min"
          min={1}
          allowDecimal={false}
          disabled={!mayChange}
          error={faultAt('fallbackAfterMinutes')}
          value={fallbackAfterMinutes}
          onChange={(value) => typeof value === 'number' && onChange({ fallbackAfterMinutes: value })}
        />
        <MinutesOrNever
          label={t('queues.passOn')}
          description={t('queues.passOnDetail')}
          minutes={passOnAfterMinutes}
          fault={faultAt('passOnAfterMinutes')}
          mayChange={mayChange}
          onChange={(minutes) => onChange({ passOnAfterMinutes: minutes })}
        />
      </div>
    </section>
  );
}
