import { NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parse, stringify } from 'yaml';
import type { Fault } from '../api/problem.js';
import { FollowUpsField } from './follow-ups.js';
import { CHOICES } from './nouns.js';
import css from './parties.module.css';
import { useFieldName } from './value.js';

interface FieldProps {
  name: string;
  value: unknown;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: unknown) => void;
}

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function Structured({ name, value, error, onChange }: FieldProps) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const [text, setText] = useState(() => stringify(value));
  const [reason, setReason] = useState<string | null>(null);
  return (
    <Textarea
      label={fieldName(name)}
      error={reason ? t('parties.notYaml', { reason }) : error}
      autosize
      minRows={2}
      maxRows={14}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--td-mono)', fontSize: 13 } }}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        try {
          onChange(parse(event.currentTarget.value));
          setReason(null);
        } catch (thrown) {
          setReason(thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown));
        }
      }}
    />
  );
}

function Field(props: FieldProps) {
  const { name, value, error, disabled, onChange } = props;
  const fieldName = useFieldName();
  const label = fieldName(name);
  const { t } = useTranslation();
  const choices = CHOICES[name];
  if (choices && (typeof value === 'string' || value === null)) {
    return (
      <Select
        label={label}
        error={error}
        disabled={disabled}
        clearable={value === null || name === 'support'}
        data={choices.map((choice) => ({ value: choice, label: t(`parties.choice.${name}.${choice}`) }))}
        value={value}
        onChange={onChange}
      />
    );
  }
  if (typeof value === 'boolean') {
    return (
      <Switch
        label={label}
        error={error}
        disabled={disabled}
        checked={value}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (typeof value === 'number') {
    return (
      <NumberInput
        label={label}
        error={error}
        disabled={disabled}
        value={value}
        onChange={(next) => onChange(typeof next === 'number' ? next : value)}
      />
    );
  }
  if (isTextList(value) && (value.length > 0 || !name.startsWith('pre'))) {
    return <TagsInput label={label} error={error} disabled={disabled} value={value} onChange={onChange} />;
  }
  if (typeof value === 'string' || value === null) {
    return (
      <TextInput
        label={label}
        error={error}
        disabled={disabled}
        value={value ?? ''}
        onChange={(event) =>
          onChange(event.currentTarget.value === '' && value === null ? null : event.currentTarget.value)
        }
      />
    );
  }
  return <Structured {...props} />;
}

/** Whether a fault is about this field or a part of it. */
const isOf =
  (name: string) =>
  ({ path }: Fault) =>
    path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);

interface Props {
  content: Record<string, unknown>;
  faults: readonly Fault[];
  fixed: readonly string[];
  onChange: (content: Record<string, unknown>) => void;
}

/** A form made of what a document has: a fitting input for each field, YAML for what has a structure of its own. */
export function Fields({ content, faults, fixed, onChange }: Props) {
  const fieldName = useFieldName();
  return (
    <div className={css.fields}>
      {Object.entries(content).map(([name, value]) =>
        name === 'followUps' ? (
          <FollowUpsField
            key={name}
            label={fieldName(name)}
            value={value}
            faults={faults}
            onChange={(next) => onChange({ ...content, [name]: next })}
          />
        ) : (
          <Field
            key={name}
            name={name}
            value={value}
            error={
              faults
                .filter(isOf(name))
                .map(({ path, message }) => (path === name ? message : `${path}: ${message}`))
                .join('; ') || undefined
            }
            disabled={fixed.includes(name)}
            onChange={(next) => onChange({ ...content, [name]: next })}
          />
        ),
      )}
    </div>
  );
}
