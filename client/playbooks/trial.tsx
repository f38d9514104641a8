import { Button, Textarea } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parse } from 'yaml';
import type { PlaybookTrialResult } from '../api/types.js';
import { useMinute } from '../shared/clock.js';
import { exactly } from '../shared/format.js';
import { Notice } from '../shared/notice.js';
import { Table } from '../shared/page.js';
import css from './playbooks.module.css';
import { type Owner, useTrial } from './queries.js';

const beginning = (owner: Owner, now: Date): string =>
  [
    `at: ${now.toISOString().slice(0, 19)}Z`,
    'ticket:',
    '  kind: incident',
    '  priority: urgent',
    `  court: ${owner === null ? 'provider' : 'partner'}`,
    'begins: ticket-created',
    'follows: []',
    '',
  ].join('\n');

/** A scenario as what was written, or why it is none. */
function read(text: string): { scenario: Record<string, unknown> } | { reason: string } {
  try {
    const value: unknown = parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { scenario: Object.fromEntries(Object.entries(value)) };
    }
    return { reason: '{ … }' };
  } catch (thrown) {
    return { reason: thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown) };
  }
}

function Result({ result }: { result: PlaybookTrialResult }) {
  const { t } = useTranslation();
  if (!result.begins) return <Notice title={t('playbooks.beginsNot')} />;
  return (
    <>
      <p className={css.dim}>{t('playbooks.begins')}</p>
      <Table label={t('playbooks.begins')}>
        <thead>
          <tr>
            <th>{t('playbooks.at')}</th>
            <th>{t('playbooks.step')}</th>
            <th>{t('playbooks.what')}</th>
          </tr>
        </thead>
        <tbody>
          {result.steps.map(({ at, step, words }) => (
            <tr key={`${at} ${step} ${words}`}>
              <td className={css.instant}>{exactly(at)}</td>
              <td>{step}</td>
              <td className={css.happens}>{words}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {result.state === 'waiting' && result.next ? <p>{t('playbooks.then', { next: result.next })}</p> : null}
    </>
  );
}

/** Tries a text out in a scenario. */
export function Trial({ owner, text, onThrown }: { owner: Owner; text: string; onThrown: (thrown: unknown) => void }) {
  const { t } = useTranslation();
  const now = useMinute();
  const [scenario, setScenario] = useState(() => beginning(owner, now));
  const trial = useTrial(owner);
  const document = read(scenario);
  const run = () => {
    if (!('scenario' in document)) return;
    onThrown(null);
    trial.mutate({ text, scenario: document.scenario }, { onError: onThrown });
  };
  return (
    <section className={css.trial}>
      <Textarea
        label={t('playbooks.trial')}
        description={t('playbooks.trialHint')}
        error={'reason' in document ? t('parties.notYaml', { reason: document.reason }) : undefined}
        autosize
        minRows={4}
        maxRows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--td-mono)', fontSize: 13 } }}
        value={scenario}
        onChange={(event) => setScenario(event.currentTarget.value)}
      />
      <div>
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={15} />}
          disabled={'reason' in document}
          loading={trial.isPending}
          onClick={run}
        >
          {t('playbooks.run')}
        </Button>
      </div>
      {trial.data ? <Result result={trial.data} /> : null}
    </section>
  );
}
