import { Anchor, Button, PasswordInput, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation } from 'react-router';
import { ProblemNotice } from '../shared/notice.js';
import { useTitle } from '../shared/page.js';
import { Preferences } from './preferences.js';
import { homeOf, useSession, useSignIn } from './session.js';
import css from './session.module.css';

const wantedPath = (state: unknown) =>
  typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string' ? state.from : null;

/** Where people of all parties sign in; what they may see decides where they go from here. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  const signIn = useSignIn();
  const location = useLocation();
  const form = useForm({ initialValues: { email: '', password: '' } });
  useTitle(t('common.signIn.title'));
  if (session.data) return <Navigate to={wantedPath(location.state) ?? homeOf(session.data.person)} replace />;
  return (
    <main className={css.signIn}>
      <div className={css.card}>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <Title order={1}>Tandem Desk</Title>
        <p className={css.lead}>{t('common.signIn.lead')}</p>
        <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} className={css.form}>
          <TextInput
            label={t('common.signIn.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('common.signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            {...form.getInputProps('password')}
          />
          {signIn.error ? <ProblemNotice problem={signIn.error} /> : null}
          <Button type="submit" loading={signIn.isPending}>
            {t('common.signIn.submit')}
          </Button>
        </form>
        <p className={css.foot}>
          <Anchor component={Link} to="/support" size="sm">
            {t('common.signIn.support')}
          </Anchor>
          <Anchor href="/status" size="sm">
            {t('common.signIn.status')}
          </Anchor>
        </p>
      </div>
      <Preferences />
    </main>
  );
}
