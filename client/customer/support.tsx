import { Anchor, Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconMailCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../api/client.js';
import { Preferences } from '../session/preferences.js';
import { LargeTheme } from '../shared/house-theme.js';
import { Empty, ProblemNotice } from '../shared/notice.js';
import { PageHeader } from '../shared/page.js';
import css from './customer.module.css';
import { type What, WhatFields } from './what.js';

type Values = What & { email: string; name: string };

function WebForm() {
  const { t } = useTranslation();
  const form = useForm<Values>({
    initialValues: { subject: '', description: '', kind: 'incident', email: '', name: '' },
  });
  const log = useMutation({
    mutationFn: ({ email, name, ...values }: Values) =>
      answer(api.POST('/web-form', { body: { ...values, requester: { email, ...(name ? { name } : {}) } } })),
  });
  if (log.data) {
    return (
      <Empty icon={IconMailCheck} title={t('customer.support.thanks', { number: log.data.number })}>
        {t('customer.support.thanksDetail', { address: form.values.email })}
      </Empty>
    );
  }
  return (
    <>
      <PageHeader title={t('customer.log')}>{t('customer.support.lead')}</PageHeader>
      <form className={css.form} onSubmit={form.onSubmit((values) => log.mutate(values))}>
        <TextInput
          label={t('common.signIn.email')}
          type="email"
          autoComplete="email"
          required
          {...form.getInputProps('email')}
        />
        <TextInput label={t('customer.form.name')} autoComplete="name" {...form.getInputProps('name')} />
        <WhatFields field={form.getInputProps} />
        {log.error ? <ProblemNotice problem={log.error} /> : null}
        <Button type="submit" loading={log.isPending}>
          {t('customer.send')}
        </Button>
      </form>
    </>
  );
}

/** The open web form: for who has no account. */
export function Component() {
  const { t } = useTranslation();
  return (
    <LargeTheme>
      <div className={css.page}>
        <header className={css.top}>
          <span className={css.brand}>{t('customer.supportName')}</span>
          <Anchor component={Link} to="/sign-in" size="sm">
            {t('common.signIn.title')}
          </Anchor>
        </header>
        <main className={css.main}>
          <WebForm />
        </main>
        <footer className={css.foot}>
          <Anchor href="/status" size="sm">
            {t('common.signIn.status')}
          </Anchor>
          <Preferences />
        </footer>
      </div>
    </LargeTheme>
  );
}
