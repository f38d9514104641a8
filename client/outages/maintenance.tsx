import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Maintenance } from '../api/types.js';
import { useNouns } from '../portal/queries.js';
import { useCan } from '../session/session.js';
import { useMinute } from '../shared/clock.js';
import { ProblemNotice } from '../shared/notice.js';
import { Loaded, StateMark, Table } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import { useSayProblem } from '../ticket/queries.js';
import css from './outages.module.css';
import { instantOf } from './report.js';

function Announce({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const components = useNouns('components');
  const form = useForm({ initialValues: { title: '', components: [] as string[], startsAt: '', endsAt: '' } });
  const announce = useMutation({
    mutationFn: ({ startsAt, endsAt, ...values }: typeof form.values) =>
      answer(
        api.POST('/maintenance', { body: { ...values, startsAt: instantOf(startsAt), endsAt: instantOf(endsAt) } }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['maintenance'] });
      onClose();
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('outages.maintenance.announce')} size="lg">
      <form onSubmit={form.onSubmit((values) => announce.mutate(values))}>
        <Stack gap="md">
          <TextInput label={t('outages.maintenance.what')} required data-autofocus {...form.getInputProps('title')} />
          <MultiSelect
            label={t('outages.components')}
            required
            searchable
            data={(components.data ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))}
            {...form.getInputProps('components')}
          />
          <Group grow>
            <TextInput
              type="datetime-local"
              label={t('outages.maintenance.from')}
              required
              {...form.getInputProps('startsAt')}
            />
            <TextInput type="datetime-local" label={t('outages.ended')} required {...form.getInputProps('endsAt')} />
          </Group>
          {announce.error ? <ProblemNotice problem={announce.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={announce.isPending}>
              {t('outages.maintenance.announce')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Row({
  window,
  mayCancel,
  names,
}: {
  window: Maintenance;
  mayCancel: boolean;
  names: ReadonlyMap<string, string>;
}) {
  const { t } = useTranslation();
  const now = useMinute().getTime();
  const queries = useQueryClient();
  const say = useSayProblem();
  const cancel = useMutation({
    mutationFn: () => answer(api.POST('/maintenance/{id}/cancel', { params: { path: { id: window.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['maintenance'] }),
    onError: say,
  });
  const over = Date.parse(window.endsAt) <= now;
  const state = window.cancelledAt
    ? 'cancelled'
    : over
      ? 'over'
      : Date.parse(window.startsAt) <= now
        ? 'running'
        : 'planned';
  return (
    <tr>
      <td>
        <StateMark tone={state === 'running' ? 'warn' : state === 'planned' ? 'info' : 'hollow'}>
          {t(`outages.maintenance.state.${state}`)}
        </StateMark>
      </td>
      <td>{window.title}</td>
      <td>{window.components.map((id) => names.get(id) ?? id).join(', ')}</td>
      <td>
        <When at={window.startsAt} />
      </td>
      <td>
        <When at={window.endsAt} />
      </td>
      <td data-numeric>
        {mayCancel && !window.cancelledAt && !over ? (
          <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('outages.maintenance.cancel')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Announced windows of maintenance, and a button for another. */
export function MaintenancePart() {
  const { t } = useTranslation();
  const mayPublish = useCan('outages:publish');
  const [opened, announce] = useDisclosure();
  const components = useNouns('components');
  const names = new Map((components.data ?? []).map(({ id, name }) => [id, name ?? id]));
  const windows = useQuery({
    queryKey: ['maintenance'],
    queryFn: () => answer(api.GET('/maintenance', { params: { query: { limit: '50' } } })),
  });
  return (
    <section className={css.maintenance}>
      <Group justify="space-between" mb="sm">
        <h2>{t('outages.maintenance.title')}</h2>
        {mayPublish ? (
          <Button variant="default" onClick={announce.open}>
            {t('outages.maintenance.announce')}
          </Button>
        ) : null}
      </Group>
      <Loaded query={windows} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={shared.dim}>{t('outages.maintenance.none')}</p>
          ) : (
            <Table label={t('outages.maintenance.title')}>
              <thead>
                <tr>
                  <th>{t('common.state')}</th>
                  <th>{t('outages.maintenance.what')}</th>
                  <th>{t('outages.components')}</th>
                  <th>{t('outages.maintenance.from')}</th>
                  <th>{t('outages.ended')}</th>
                  <th>
                    <span className={shared.hidden}>{t('outages.maintenance.cancel')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((window) => (
                  <Row key={window.id} window={window} mayCancel={mayPublish} names={names} />
                ))}
              </tbody>
            </Table>
          )
        }
      </Loaded>
      <Announce opened={opened} onClose={announce.close} />
    </section>
  );
}
