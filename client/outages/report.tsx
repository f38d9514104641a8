import { Button, Group, Modal, MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, api } from '../api/client.js';
import type { Outage } from '../api/types.js';
import { useNouns } from '../portal/queries.js';
import { ProblemNotice } from '../shared/notice.js';

export const CAUSES = [
  'provider',
  'partner',
  'customer',
  'third_party',
  'force_majeure',
  'suspension',
] as const satisfies readonly Outage['cause'][];

const IMPACTS = ['full', 'degraded', 'minor'] as const satisfies readonly Outage['impact'][];

interface Values {
  title: string;
  components: string[];
  impact: Outage['impact'];
  cause: Outage['cause'];
  startedAt: string;
}

/** The reader's local time as an input of type datetime-local has it. */
export function localInput(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What such an input means, as an instant. */
export const instantOf = (input: string): string => new Date(input).toISOString().replace(/\.\d+Z$/, 'Z');

/** Says that something is down. */
export function ReportOutage({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const components = useNouns('components');
  const form = useForm<Values>({
    initialValues: {
      title: '',
      components: [],
      impact: 'full',
      cause: 'provider',
      startedAt: localInput(new Date()),
    },
  });
  const report = useMutation({
    mutationFn: (values: Values) =>
      answer(api.POST('/outages', { body: { ...values, startedAt: instantOf(values.startedAt), endedAt: null } })),
    onSuccess: (outage) => {
      void queries.invalidateQueries({ queryKey: ['outages'] });
      onClose();
      void navigate(`/outages/${encodeURIComponent(outage.id)}`);
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('outages.report')} size="lg">
      <form onSubmit={form.onSubmit((values) => report.mutate(values))}>
        <Stack gap="md">
          <TextInput
            label={t('outages.what')}
            placeholder={t('outages.whatHow')}
            required
            data-autofocus
            {...form.getInputProps('title')}
          />
          <MultiSelect
            label={t('outages.components')}
            required
            searchable
            data={(components.data ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))}
            {...form.getInputProps('components')}
          />
          <SegmentedControl
            aria-label={t('outages.impact')}
            data={IMPACTS.map((value) => ({ value, label: t(`outages.impacts.${value}`) }))}
            {...form.getInputProps('impact')}
          />
          <Group grow align="start">
            <TextInput
              type="datetime-local"
              label={t('outages.started')}
              required
              {...form.getInputProps('startedAt')}
            />
            <Select
              label={t('outages.cause')}
              data={CAUSES.map((value) => ({ value, label: t(`outages.causes.${value}`) }))}
              {...form.getInputProps('cause')}
            />
          </Group>
          {report.error ? <ProblemNotice problem={report.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={form.values.components.length === 0} loading={report.isPending}>
              {t('outages.report')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
