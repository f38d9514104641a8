import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../api/problem.js';
import shared from '../shared/shared.module.css';
import { ANYTHING, type Rule, type Settings } from './content.js';
import css from './queues.module.css';
import { RuleCard } from './rule.js';

interface Props {
  settings: Settings;
  faults: readonly Fault[];
  mayChange: boolean;
  onChange: (change: Partial<Settings>) => void;
}

/** The faults of the rule at an index; a queue with one rule names it without a number. */
const ofRule = (faults: readonly Fault[], index: number, count: number): Fault[] =>
  faults.filter(({ path }) => path.startsWith(`when[${index}]`) || (count === 1 && path.startsWith('when.')));

/** What a queue takes: its rules in order, of which the first that holds counts, or all that no other queue takes. */
export function Rules({ settings, faults, mayChange, onChange }: Props) {
  const { t } = useTranslation();
  const { rules } = settings;
  const keys = useRef({ next: rules.length, of: rules.map((_, index) => index), fresh: new Set<number>() });
  if (keys.current.of.length !== rules.length) keys.current.of = rules.map(() => keys.current.next++);
  const put = (next: readonly Rule[]) => onChange({ rules: next });
  const swap = (index: number, step: number) => {
    const [key, rule] = [keys.current.of[index], rules[index]];
    const [otherKey, other] = [keys.current.of[index + step], rules[index + step]];
    if (key === undefined || otherKey === undefined || !rule || !other) return;
    keys.current.of = keys.current.of.with(index, otherKey).with(index + step, key);
    put(rules.with(index, other).with(index + step, rule));
  };
  const add = () => {
    keys.current.fresh.add(keys.current.next);
    keys.current.of = [...keys.current.of, keys.current.next++];
    put([...rules, ANYTHING]);
  };
  const remove = (index: number) => {
    keys.current.of = keys.current.of.filter((_, at) => at !== index);
    put(rules.filter((_, at) => at !== index));
  };
  return (
    <section className={`${shared.card} ${css.part}`}>
      <h2>{t('queues.part.rules')}</h2>
      <Switch
        label={t('queues.default')}
        description={t('queues.defaultDetail')}
        checked={settings.default}
        disabled={!mayChange}
        onChange={(event) => onChange({ default: event.currentTarget.checked })}
      />
      {settings.default ? null : (
        <>
          {rules.length === 0 ? (
            <p className={shared.dim}>{t('queues.noRules')}</p>
          ) : (
            <ol className={css.rules}>
              {rules.map((rule, index) => (
                <RuleCard
                  key={keys.current.of[index]}
                  rule={rule}
                  number={index + 1}
                  count={rules.length}
                  faults={ofRule(faults, index, rules.length)}
                  startsOpen={keys.current.fresh.has(keys.current.of[index] ?? -1)}
                  mayChange={mayChange}
                  onChange={(next) => put(rules.with(index, next))}
                  onMove={(step) => swap(index, step)}
                  onRemove={() => remove(index)}
                />
              ))}
            </ol>
          )}
          {mayChange ? (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
              {t('queues.addRule')}
            </Button>
          ) : null}
          <p className={shared.dim}>{t('queues.rulesDetail')}</p>
        </>
      )}
    </section>
  );
}
