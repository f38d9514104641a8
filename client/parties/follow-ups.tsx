import { ActionIcon, Button, NumberInput, SegmentedControl, Select, Switch } from '@mantine/core';
import { IconBell, IconCircleCheck, IconHourglass, IconPlus, IconX, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../api/problem.js';
import { count } from '../shared/format.js';
import shared from '../shared/shared.module.css';
import css from './follow-ups.module.css';
import { useNounList } from './queries.js';
import { fieldsOf } from './value.js';

const WAITED_FOR = ['customer', 'third_party'] as const;
type WaitedFor = (typeof WAITED_FOR)[number];

/** What happens by itself while somebody is waited for, in open minutes since the turn went there. */
interface Rule {
  calendar: string | null;
  remindAfter: readonly number[];
  solveAfter: number | null;
}
type FollowUps = 'playbook' | Record<WaitedFor, Rule>;

const numbersOf = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];

function ruleOf(value: unknown): Rule {
  const { calendar, remindAfter, solveAfter } = fieldsOf(value) ?? {};
  return {
    calendar: typeof calendar === 'string' ? calendar : null,
    remindAfter: numbersOf(remindAfter),
    solveAfter: typeof solveAfter === 'number' ? solveAfter : null,
  };
}

function followUpsOf(value: unknown): FollowUps {
  if (value === 'playbook') return value;
  const fields = fieldsOf(value) ?? {};
  return { customer: ruleOf(fields.customer), third_party: ruleOf(fields.third_party) };
}

const MINUTES = 60;
const A_DAY = 8 * MINUTES;

function useAfter() {
  const { t } = useTranslation();
  return (minutes: number): string => {
    const hours = t('parties.followUps.hours', { hours: count(minutes / MINUTES) });
    return minutes < A_DAY ? hours : `${hours} (${t('parties.followUps.days', { days: count(minutes / A_DAY) })})`;
  };
}

function Step({ icon: Icon, tone, children }: { icon: TablerIcon; tone?: 'end'; children: ReactNode }) {
  return (
    <li data-tone={tone}>
      <Icon size={16} aria-hidden />
      <div>{children}</div>
    </li>
  );
}

function Calendar({ id }: { id: string | null }) {
  const { t } = useTranslation();
  const found = useNounList('calendars').data?.find((one) => one.id === id);
  return <span className={shared.dim}>{id === null ? t('parties.followUps.office') : (found?.name ?? id)}</span>;
}

function Drawn({ waitedFor, rule: { calendar, remindAfter, solveAfter } }: { waitedFor: WaitedFor; rule: Rule }) {
  const { t } = useTranslation();
  const after = useAfter();
  return (
    <div>
      <p className={css.whose}>{t(`parties.followUps.${waitedFor}`)}</p>
      <ol className={css.steps}>
        <Step icon={IconHourglass}>
          {t('parties.followUps.begins')} <Calendar id={calendar} />
        </Step>
        {remindAfter.map((minutes) => (
          <Step key={minutes} icon={IconBell}>
            {t('parties.followUps.reminds')} <strong>{after(minutes)}</strong>
          </Step>
        ))}
        <Step icon={IconCircleCheck} tone="end">
          {solveAfter === null ? (
            t('parties.followUps.never')
          ) : (
            <>
              {t('parties.followUps.solves')} <strong>{after(solveAfter)}</strong>
            </>
          )}
        </Step>
      </ol>
    </div>
  );
}

/** What a deal says of waits, each step drawn. */
export function FollowUpsShown({ value }: { value: unknown }) {
  const { t } = useTranslation();
  const agreed = followUpsOf(value);
  if (agreed === 'playbook') return t('parties.followUps.playbook');
  return (
    <div className={css.both}>
      {WAITED_FOR.map((waitedFor) => (
        <Drawn key={waitedFor} waitedFor={waitedFor} rule={agreed[waitedFor]} />
      ))}
    </div>
  );
}

interface HoursProps {
  label: string;
  minutes: number;
  error: string | undefined;
  onChange: (minutes: number) => void;
}

function Hours({ label, minutes, error, onChange }: HoursProps) {
  const { t } = useTranslation();
  return (
    <NumberInput
      size="xs"
      w={150}
      aria-label={label}
      error={error}
      suffix={` ${t('parties.followUps.unit')}`}
      min={0.25}
      decimalScale={2}
      value={minutes / MINUTES}
      onChange={(hours) => typeof hours === 'number' && onChange(Math.round(hours * MINUTES))}
    />
  );
}

interface RuleProps {
  waitedFor: WaitedFor;
  rule: Rule;
  faultOf: (path: string) => string | undefined;
  onChange: (rule: Rule) => void;
}

function RuleFields({ waitedFor, rule, faultOf, onChange }: RuleProps) {
  const { t } = useTranslation();
  const calendars = useNounList('calendars').data ?? [];
  const { calendar, remindAfter, solveAfter } = rule;
  const last = remindAfter.at(-1) ?? 0;
  return (
    <fieldset className={css.rule}>
      <legend>{t(`parties.followUps.${waitedFor}`)}</legend>
      <Select
        size="xs"
        label={t('parties.followUps.calendar')}
        error={faultOf(`${waitedFor}.calendar`)}
        clearable
        placeholder={t('parties.followUps.office')}
        data={calendars.map(({ id, name }) => ({ value: id, label: name ?? id }))}
        value={calendar}
        onChange={(id) => onChange({ ...rule, calendar: id })}
      />
      <ol className={css.steps}>
        <Step icon={IconHourglass}>{t('parties.followUps.begins')}</Step>
        {remindAfter.map((minutes, index) => (
          <Step key={index} icon={IconBell}>
            <span className={css.row}>
              {t('parties.followUps.reminds')}
              <Hours
                label={t('parties.followUps.reminder', { number: index + 1 })}
                minutes={minutes}
                error={faultOf(`${waitedFor}.remindAfter[${index}]`)}
                onChange={(next) => onChange({ ...rule, remindAfter: remindAfter.with(index, next) })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('parties.followUps.without', { number: index + 1 })}
                onClick={() => onChange({ ...rule, remindAfter: remindAfter.toSpliced(index, 1) })}
              >
                <IconX size={14} />
              </ActionIcon>
            </span>
          </Step>
        ))}
        <Step icon={IconPlus}>
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={remindAfter.length >= 10}
            onClick={() => onChange({ ...rule, remindAfter: [...remindAfter, last + A_DAY] })}
          >
            {t('parties.followUps.add')}
          </Button>
        </Step>
        <Step icon={IconCircleCheck} tone="end">
          <span className={css.row}>
            <Switch
              size="xs"
              label={t('parties.followUps.solves')}
              checked={solveAfter !== null}
              onChange={(event) =>
                onChange({ ...rule, solveAfter: event.currentTarget.checked ? last + 2 * A_DAY : null })
              }
            />
            {solveAfter === null ? null : (
              <Hours
                label={t('parties.followUps.solves')}
                minutes={solveAfter}
                error={faultOf(`${waitedFor}.solveAfter`)}
                onChange={(next) => onChange({ ...rule, solveAfter: next })}
              />
            )}
          </span>
        </Step>
      </ol>
    </fieldset>
  );
}

const USUAL: FollowUps = {
  customer: { calendar: null, remindAfter: [960, 2400], solveAfter: 4800 },
  third_party: { calendar: null, remindAfter: [960, 2400, 4800], solveAfter: 9600 },
};

interface FieldProps {
  label: string;
  value: unknown;
  faults: readonly Fault[];
  onChange: (value: unknown) => void;
}

/** What a deal says of waits, to be agreed: step by step, or left to the playbooks. */
export function FollowUpsField({ label, value, faults, onChange }: FieldProps) {
  const { t } = useTranslation();
  const agreed = followUpsOf(value);
  const faultOf = (path: string) => faults.find((fault) => fault.path === `followUps.${path}`)?.message;
  return (
    <fieldset className={css.field}>
      <legend>{label}</legend>
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={agreed === 'playbook' ? 'playbook' : 'here'}
        onChange={(chosen) => onChange(chosen === 'playbook' ? 'playbook' : USUAL)}
        data={['here', 'playbook'].map((one) => ({ value: one, label: t(`parties.followUps.${one}`) }))}
      />
      {agreed === 'playbook' ? (
        <p className={shared.dim}>{t('parties.followUps.playbookDetail')}</p>
      ) : (
        <div className={css.both}>
          {WAITED_FOR.map((waitedFor) => (
            <RuleFields
              key={waitedFor}
              waitedFor={waitedFor}
              rule={agreed[waitedFor]}
              faultOf={faultOf}
              onChange={(rule) => onChange({ ...agreed, [waitedFor]: rule })}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}
