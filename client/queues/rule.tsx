import { ActionIcon, MultiSelect, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../api/problem.js';
import shared from '../shared/shared.module.css';
import { ASKED, type Asked, asksNothing, type Rule } from './content.js';
import { type Choice, useRuleChoices } from './queries.js';
import css from './queues.module.css';

/** What a rule asks for, in words: the things asked joined, the values of each as alternatives. */
export function RuleWords({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const choices = useRuleChoices();
  if (asksNothing(rule)) return <span>{t('queues.anything')}</span>;
  const nameOf = (name: Asked, value: string) => choices[name].find((choice) => choice.value === value)?.label ?? value;
  return (
    <span className={css.words}>
      {ASKED.filter((name) => rule[name].length > 0).map((name) => (
        <span key={name} className={css.ask}>
          <span className={shared.dim}>{t(`queues.ask.${name}`)}</span>{' '}
          {rule[name].map((value) => nameOf(name, value)).join(` ${t('queues.or')} `)}
        </span>
      ))}
    </span>
  );
}

interface Props {
  rule: Rule;
  number: number;
  count: number;
  faults: readonly Fault[];
  startsOpen: boolean;
  mayChange: boolean;
  onChange: (rule: Rule) => void;
  onMove: (step: number) => void;
  onRemove: () => void;
}

/** One rule of a queue: in words, and opened to be changed. */
export function RuleCard({ rule, number, count, faults, startsOpen, mayChange, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const choices = useRuleChoices();
  const [open, setOpen] = useState(startsOpen);
  const body = useId();
  const shown = open || faults.length > 0;
  const faultOf = (name: Asked) => faults.filter(({ path }) => path.includes(name)).map(({ message }) => message);
  return (
    <li className={css.rule}>
      <div className={css.ruleHead}>
        <span className={css.number} title={t('queues.rule', { number })}>
          {number}
        </span>
        <RuleWords rule={rule} />
        {mayChange ? (
          <span className={css.ruleActions}>
            <Act label={t('queues.up', { number })} disabled={number === 1} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} />
            </Act>
            <Act label={t('queues.down', { number })} disabled={number === count} onClick={() => onMove(1)}>
              <IconArrowDown size={16} />
            </Act>
            <Act label={t('queues.removeRule', { number })} onClick={onRemove}>
              <IconTrash size={16} />
            </Act>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('queues.changeRule', { number })}
              aria-expanded={shown}
              aria-controls={body}
              onClick={() => setOpen(!open)}
            >
              <IconChevronDown size={16} className={css.chevron} data-open={shown || undefined} />
            </ActionIcon>
          </span>
        ) : null}
      </div>
      {shown && mayChange ? (
        <div id={body} className={css.asks}>
          {ASKED.map((name) => (
            <MultiSelect
              key={name}
              label={t(`queues.ask.${name}`)}
              placeholder={rule[name].length === 0 ? t('queues.any') : ''}
              data={withUnknown(choices[name], rule[name])}
              value={[...rule[name]]}
              error={faultOf(name).join('; ') || undefined}
              classNames={{ inputField: css.typed ?? '' }}
              searchable
              clearable
              onChange={(values) => onChange({ ...rule, [name]: values })}
            />
          ))}
        </div>
      ) : null}
    </li>
  );
}

function Act(props: { label: string; disabled?: boolean; onClick: () => void; children: React.ReactNode }) {
  const { label, disabled = false, onClick, children } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** What is chosen stays to be seen, also where it is not to be chosen any more. */
export const withUnknown = (choices: readonly Choice[], chosen: readonly string[]): Choice[] => [
  ...choices,
  ...chosen
    .filter((value) => !choices.some((choice) => choice.value === value))
    .map((value) => ({ value, label: value })),
];
