import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parse, stringify } from 'yaml';
import { ApiProblem } from '../api/problem.js';
import type { Noun } from '../api/types.js';
import { Notice, ProblemNotice } from '../shared/notice.js';
import { Fields } from './fields.js';
import type { NounView } from './nouns.js';
import { useSaveNoun } from './queries.js';
import { useOwnFields } from './reader.js';
import { fieldsOf } from './value.js';

const reasonOf = (thrown: unknown) =>
  thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);

/** YAML as fields, or why it is none. */
function read(text: string): { content: Record<string, unknown> } | { reason: string } {
  try {
    const content = fieldsOf(parse(text));
    return content ? { content } : { reason: '{ … }' };
  } catch (thrown) {
    return { reason: reasonOf(thrown) };
  }
}

const withoutVersion = ({ version: _, ...content }: Noun): Record<string, unknown> => content;

/** Edits one of a noun, as a form or as YAML; what the server finds wrong stands by its field. */
export function Editor({ noun, present, onDone }: { noun: NounView; present: Noun | null; onDone: () => void }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState('form');
  const begun = parse(noun.template) as Record<string, unknown>;
  const own = useOwnFields(begun);
  const [text, setText] = useState(() => stringify(present ? withoutVersion(present) : { ...begun, ...own }));
  const [secret, setSecret] = useState<string | null>(null);
  const save = useSaveNoun(noun, present);
  const document = read(text);
  const faults = save.error instanceof ApiProblem ? save.error.faults : [];
  const stale = save.error instanceof ApiProblem && save.error.status === 412;
  const submit = () => {
    if (!('content' in document)) return;
    save.mutate(document.content, {
      onSuccess: (saved) => {
        if (typeof saved.key === 'string') return setSecret(saved.key);
        notifications.show({ message: t('parties.saved', { version: saved.version }), color: 'indigo' });
        onDone();
      },
    });
  };
  if (secret) {
    return (
      <Stack>
        <Notice tone="warn" title={t('parties.secret')}>
          <code>{secret}</code>
        </Notice>
        <Button onClick={onDone}>{t('common.close')}</Button>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('parties.editAs')}
          value={mode}
          onChange={setMode}
          data={['form', 'yaml'].map((value) => ({ value, label: t(`parties.${value}`) }))}
        />
        {mode === 'form' && 'content' in document ? (
          <Fields
            content={document.content}
            faults={faults}
            fixed={present ? ['id', ...(noun.fixed ?? [])] : Object.keys(own)}
            onChange={(content) => setText(stringify(content))}
          />
        ) : (
          <Textarea
            aria-label="YAML"
            autosize
            minRows={14}
            maxRows={30}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--td-mono)', fontSize: 13 } }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {'reason' in document ? <Notice tone="warn" title={t('parties.notYaml', { reason: document.reason })} /> : null}
        {stale ? (
          <Notice tone="warn" title={t('parties.stale')} />
        ) : save.error ? (
          <ProblemNotice problem={save.error} />
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={'reason' in document} loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
