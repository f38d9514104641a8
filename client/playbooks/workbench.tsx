import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Fault } from '../api/problem.js';
import type { Playbook } from '../api/types.js';
import { Notice, ProblemNotice } from '../shared/notice.js';
import css from './playbooks.module.css';
import { type Owner, useSign } from './queries.js';
import { Trial } from './trial.js';

const BEGINNING = `name: escalation
title: ""
on: [ticket-created, origin-settled]
when:
  kind: incident
steps:
  - wait:
      minutes: 30
      calendar: always
      until: [acknowledged]
      happened:
        - stop: Somebody has it.
  - notify:
      to: provider
      text: "#{number} {subject} was not acknowledged within 30 minutes."
`;

interface Place {
  line: number;
  column: number;
}

/** A text with the numbers of its lines; those with faults stand out. */
function Text({
  text,
  marked,
  onChange,
  area,
}: {
  text: string;
  marked: ReadonlySet<number>;
  onChange: (text: string) => void;
  area: React.RefObject<HTMLTextAreaElement | null>;
}) {
  const { t } = useTranslation();
  const lines = text.split('\n').map((_, index) => index + 1);
  return (
    <div className={css.editor}>
      <div className={css.numbers} aria-hidden>
        {lines.map((line) => (
          <span key={line} data-bad={marked.has(line) || undefined}>
            {line}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={t('playbooks.text')}
        wrap="off"
        spellCheck={false}
        rows={lines.length}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

function Faults({ faults, onGo }: { faults: readonly (Fault & Place)[]; onGo: (place: Place) => void }) {
  const { t } = useTranslation();
  return (
    <Notice tone="bad" title={t('playbooks.faults', { count: faults.length })}>
      <ul className={css.findings}>
        {faults.map(({ line, column, path, message }) => (
          <li key={`${line} ${column} ${path} ${message}`}>
            <button type="button" className={css.place} onClick={() => onGo({ line, column })}>
              {t('playbooks.line', { line, column })}
            </button>{' '}
            {path ? <code>{path}</code> : null} {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const isLocated = (fault: Fault): fault is Fault & Place => fault.line !== undefined && fault.column !== undefined;
const locatedIn = (thrown: unknown) => (thrown instanceof ApiProblem ? thrown.faults.filter(isLocated) : []);

/** Where a playbook is written, tried out and signed. */
export function Workbench({
  owner,
  present,
  maySign,
  onDone,
}: {
  owner: Owner;
  present: Playbook | null;
  maySign: boolean;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(present?.text ?? BEGINNING);
  const [thrown, setThrown] = useState<unknown>(null);
  const sign = useSign(owner);
  const area = useRef<HTMLTextAreaElement>(null);
  const faults = locatedIn(thrown);
  const stale = thrown instanceof ApiProblem && thrown.status === 412;
  const change = (next: string) => {
    setText(next);
    setThrown(null);
  };
  const go = ({ line, column }: Place) => {
    const before = text.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  const submit = () =>
    sign.mutate(
      { text, version: present?.version ?? null },
      {
        onSuccess: ({ version }) => {
          notifications.show({ message: t('playbooks.signedNow', { version }), color: 'indigo' });
          onDone();
        },
        onError: setThrown,
      },
    );
  return (
    <Stack gap="md">
      <Text text={text} marked={new Set(faults.map(({ line }) => line))} onChange={change} area={area} />
      {stale ? <Notice tone="warn" title={t('playbooks.stale')} /> : null}
      {faults.length > 0 ? <Faults faults={faults} onGo={go} /> : null}
      {thrown && !stale && faults.length === 0 ? <ProblemNotice problem={thrown} /> : null}
      <Trial owner={owner} text={text} onThrown={setThrown} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t('common.close')}
        </Button>
        {maySign ? (
          <Button loading={sign.isPending} onClick={submit}>
            {t('playbooks.sign')}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}
