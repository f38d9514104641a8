import { Autocomplete, Button, Group, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { answer, api } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import type { Attachment, Kind, Priority } from '../api/types.js';
import { ProblemNotice } from '../shared/notice.js';
import { Frame, PageHeader } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { Files } from '../ticket/files.js';
import css from './portal.module.css';
import { useDealChoices, useNouns } from './queries.js';

const KINDS: readonly Kind[] = ['incident', 'question', 'request', 'upgrade'];
const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

interface Values {
  deal: string;
  email: string;
  name: string;
  subject: string;
  description: string;
  kind: Kind;
  priority: Priority;
  component: string;
  reference: string;
  subscription: string;
  item: string;
  quantity: number;
}

const EMPTY: Values = {
  deal: '',
  email: '',
  name: '',
  subject: '',
  description: '',
  kind: 'incident',
  priority: 'normal',
  component: '',
  reference: '',
  subscription: '',
  item: 'seats',
  quantity: 1,
};

const bodyOf = (values: Values, files: readonly Attachment[]) => ({
  subject: values.subject,
  kind: values.kind,
  priority: values.priority,
  requester: { email: values.email, ...(values.name ? { name: values.name } : {}) },
  ...(values.description ? { description: values.description } : {}),
  ...(values.deal ? { deal: values.deal } : {}),
  ...(values.component ? { component: values.component } : {}),
  ...(values.reference ? { externalRef: { system: 'partner-helpdesk', id: values.reference } } : {}),
  ...(files.length > 0 ? { attachments: files.map(({ id }) => id) } : {}),
  ...(values.kind === 'upgrade'
    ? { upgrade: { subscription: values.subscription, item: values.item, quantity: values.quantity } }
    : {}),
});

const FIELDS: Record<string, keyof Values> = {
  subject: 'subject',
  description: 'description',
  'requester.email': 'email',
  'requester.name': 'name',
  deal: 'deal',
  component: 'component',
  'upgrade.subscription': 'subscription',
  'upgrade.item': 'item',
  'upgrade.quantity': 'quantity',
};

/** A ticket logged in one screen, for a customer found by name, number or domain. */
export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const portal = useLocation().pathname.startsWith('/partner');
  const home = portal ? '/partner' : '/';
  const queries = useQueryClient();
  const choices = useDealChoices();
  const subscriptions = useNouns('subscriptions');
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const form = useForm<Values>({ initialValues: EMPTY });
  const deal = choices.find(({ value }) => value === form.values.deal);
  const log = useMutation({
    mutationFn: (values: Values) => answer(api.POST('/tickets', { body: bodyOf(values, files) })),
    onSuccess: (ticket) => {
      void queries.invalidateQueries({ queryKey: ['tickets'] });
      void navigate(`${portal ? '/partner' : ''}/tickets/${ticket.number}`);
    },
    onError: (thrown) => {
      if (!(thrown instanceof ApiProblem)) return;
      for (const { path, message } of thrown.faults) {
        const field = FIELDS[path];
        if (field) form.setFieldError(field, message);
      }
    },
  });
  return (
    <Frame width="narrow" inPortal={portal}>
      <PageHeader title={t('portal.log')}>{portal ? t('portal.logLead') : null}</PageHeader>
      <form className={css.form} onSubmit={form.onSubmit((values) => log.mutate(values))}>
        <Select
          label={t('portal.form.customer')}
          description={t('portal.form.customerHow')}
          placeholder={t('portal.form.customerFind')}
          searchable
          clearable
          nothingFoundMessage={t('portal.form.customerNone')}
          data={choices.map(({ value, label }) => ({ value, label }))}
          {...form.getInputProps('deal')}
          onChange={(value) => form.setValues({ deal: value ?? '', component: '' })}
        />
        <div className={css.pair}>
          <Autocomplete
            label={t('portal.form.email')}
            required
            type="email"
            data={deal?.contacts ?? []}
            {...form.getInputProps('email')}
          />
          <TextInput label={t('portal.form.name')} {...form.getInputProps('name')} />
        </div>
        <SegmentedControl
          fullWidth
          aria-label={t('ticket.kindLabel')}
          data={KINDS.map((value) => ({ value, label: t(`ticket.kind.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t('portal.form.subject')} required {...form.getInputProps('subject')} />
        <Textarea label={t('portal.form.description')} autosize minRows={5} {...form.getInputProps('description')} />
        {form.values.kind === 'upgrade' ? (
          <div className={css.pair}>
            <Select
              label={t('portal.form.subscription')}
              required
              data={(subscriptions.data ?? [])
                .filter((subscription) => !deal || subscription.deal === deal.value)
                .map(({ id, name }) => ({ value: id, label: name ? `${name} · ${id}` : id }))}
              {...form.getInputProps('subscription')}
            />
            <TextInput label={t('portal.form.item')} required {...form.getInputProps('item')} />
            <NumberInput label={t('portal.form.quantity')} min={1} required {...form.getInputProps('quantity')} />
          </div>
        ) : null}
        <div className={css.pair}>
          <Select
            label={t('common.priority.label')}
            data={PRIORITIES.map((value) => ({ value, label: t(`common.priority.${value}`) }))}
            {...form.getInputProps('priority')}
          />
          {deal && deal.components.length > 0 ? (
            <Select
              label={t('ticket.component')}
              clearable
              data={deal.components}
              {...form.getInputProps('component')}
            />
          ) : null}
          {portal ? <TextInput label={t('portal.form.reference')} {...form.getInputProps('reference')} /> : null}
        </div>
        <Group gap={8}>
          <Files files={files} onChange={setFiles} />
          <span className={shared.dim}>{t('ticket.attach')}</span>
        </Group>
        {log.error ? <ProblemNotice problem={log.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void navigate(home)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={log.isPending}>
            {t('portal.log')}
          </Button>
        </Group>
      </form>
    </Frame>
  );
}
