import { Button, Group, Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, api } from '../api/client.js';
import type { Attachment } from '../api/types.js';
import { useNouns } from '../portal/queries.js';
import { useCan, usePerson } from '../session/session.js';
import { ProblemNotice } from '../shared/notice.js';
import { PageHeader } from '../shared/page.js';
import { Files } from '../ticket/files.js';
import css from './customer.module.css';
import { RunningOutages } from './running-outages.js';
import { type What, WhatFields } from './what.js';

type Values = What & { component: string };

/** A customer asks: running outages first, then three fields. */
export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const person = usePerson();
  const queries = useQueryClient();
  const components = useNouns('components', useCan('agreements:see'));
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const form = useForm<Values>({ initialValues: { subject: '', description: '', kind: 'incident', component: '' } });
  const log = useMutation({
    mutationFn: ({ component, ...values }: Values) =>
      answer(
        api.POST('/tickets', {
          body: {
            ...values,
            requester: { email: person.email, name: person.name },
            ...(component ? { component } : {}),
            ...(files.length > 0 ? { attachments: files.map(({ id }) => id) } : {}),
          },
        }),
      ),
    onSuccess: (ticket) => {
      void queries.invalidateQueries({ queryKey: ['tickets'] });
      void navigate(`/my/tickets/${ticket.number}`);
    },
  });
  return (
    <>
      <PageHeader title={t('customer.log')} />
      <RunningOutages />
      <form className={css.form} onSubmit={form.onSubmit((values) => log.mutate(values))}>
        <WhatFields field={form.getInputProps} />
        {components.data && components.data.length > 0 ? (
          <Select
            label={t('customer.form.component')}
            clearable
            data={components.data.map(({ id, name }) => ({ value: id, label: name ?? id }))}
            {...form.getInputProps('component')}
          />
        ) : null}
        {log.error ? <ProblemNotice problem={log.error} /> : null}
        <Group justify="space-between">
          <Group gap={8}>
            <Files files={files} onChange={setFiles} />
          </Group>
          <Button type="submit" loading={log.isPending}>
            {t('customer.send')}
          </Button>
        </Group>
      </form>
    </>
  );
}
