import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { period } from '../shared/format.js';
import { Notice, ProblemNotice } from '../shared/notice.js';
import { Facts } from '../shared/page.js';
import { useCreditRun } from './queries.js';

function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1)).toISOString().slice(0, 7);
}

/** The credit run: dry first, so that what it will do can be read; then for real. Again does nothing twice. */
export function CreditRun({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [month, setMonth] = useState(lastMonth);
  const run = useCreditRun();
  const dry = run.variables?.dryRun === true;
  const result = run.data && run.variables?.month === month ? run.data : null;
  return (
    <Modal opened={opened} onClose={onClose} title={t('credits.run.title')}>
      <Stack gap="md">
        <TextInput
          type="month"
          label={t('credits.run.through')}
          description={t('credits.run.detail')}
          value={month}
          onChange={(event) => setMonth(event.currentTarget.value)}
          data-autofocus
        />
        {run.error ? <ProblemNotice problem={run.error} /> : null}
        {result ? (
          <Notice
            tone={result.failures.length > 0 ? 'warn' : 'good'}
            title={t(dry ? 'credits.run.would' : 'credits.run.did', { month: period(month) })}
          >
            <Facts
              items={Object.entries(result.counts).map(([state, count]) => [
                t([`credits.run.counts.${state}`, `credits.state.${state}`]),
                count,
              ])}
            />
            {result.failures.map((failure) => (
              <p key={failure.subscription}>
                <strong>{failure.subscription}</strong>: {failure.reason}
              </p>
            ))}
          </Notice>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" loading={run.isPending && dry} onClick={() => run.mutate({ month, dryRun: true })}>
            {t('credits.run.dry')}
          </Button>
          <Button loading={run.isPending && !dry} onClick={() => run.mutate({ month, dryRun: false })}>
            {t('credits.run.real')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
