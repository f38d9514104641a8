import { Button, PasswordInput } from '@mantine/core';
import {
  IconChecklist,
  IconCircleCheck,
  IconClockX,
  IconKey,
  IconMail,
  IconMailForward,
  type TablerIcon,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, api } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import type { Link } from '../api/types.js';
import { ApprovalByLink, isAsked } from '../approvals/by-link.js';
import { Empty, ProblemNotice } from '../shared/notice.js';
import css from './customer.module.css';

const ICONS: Record<Link['purpose'], TablerIcon> = {
  ticket: IconMail,
  address: IconMail,
  password: IconKey,
  approval: IconChecklist,
};

/** Offers to mail a new link in place of one that is used or over. */
export function RenewLink({ token }: { token: string }) {
  const { t } = useTranslation();
  const renew = useMutation({
    mutationFn: () => answer(api.POST('/links/{token}/renew', { params: { path: { token } } })),
  });
  if (renew.isSuccess) {
    return (
      <Empty page icon={IconMailForward} title={t('customer.link.sent')}>
        {t('customer.link.sentDetail')}
      </Empty>
    );
  }
  const button = (
    <Button mt="md" loading={renew.isPending} onClick={() => renew.mutate()}>
      {t('customer.link.renew')}
    </Button>
  );
  return (
    <Empty page icon={IconClockX} title={t('customer.link.over')} action={button}>
      {t('customer.link.overDetail')}
      {renew.error ? <ProblemNotice problem={renew.error} /> : null}
    </Empty>
  );
}

/** What the link's holder may know before pressing: the server's words, as they come. */
function About({ about }: { about: Link['about'] }) {
  const words = Object.entries(about).filter((entry): entry is [string, string | number] =>
    ['string', 'number'].includes(typeof entry[1]),
  );
  return words.length > 0 ? (
    <div className={css.about}>
      {words.map(([name, value]) => (
        <p key={name}>{name === 'number' ? `#${value}` : value}</p>
      ))}
    </div>
  ) : null;
}

type Press = { password?: string; decision?: 'approve' | 'decline'; note?: string };

/** A link that can be used: what it is for, and its button. */
export function LinkCard({ token, link }: { token: string; link: Link }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const press = useMutation({
    mutationFn: (body: Press) => answer(api.POST('/links/{token}', { params: { path: { token } }, body })),
    onSuccess: async ({ ticket }) => {
      await queries.invalidateQueries({ queryKey: ['session'] });
      if (link.purpose === 'approval') await queries.invalidateQueries({ queryKey: ['link', token] });
      if (link.purpose === 'ticket' || link.purpose === 'address') {
        void navigate(ticket ? `/my/tickets/${encodeURIComponent(ticket)}` : '/my', { replace: true });
      }
    },
  });
  const { purpose } = link;
  if (purpose !== 'approval' && press.error instanceof ApiProblem && press.error.code === 'expired')
    return <RenewLink token={token} />;
  if (press.isSuccess && purpose === 'password') {
    return (
      <Empty
        page
        icon={IconCircleCheck}
        title={t('customer.link.done.password')}
        action={
          <Button mt="md" onClick={() => void navigate('/sign-in')}>
            {t('common.signIn.title')}
          </Button>
        }
      />
    );
  }
  const buttons: Record<Link['purpose'], ReactNode> = {
    ticket: (
      <Act loading={press.isPending} onClick={() => press.mutate({})}>
        {t('customer.link.open')}
      </Act>
    ),
    address: (
      <Act loading={press.isPending} onClick={() => press.mutate({})}>
        {t('customer.link.confirm')}
      </Act>
    ),
    approval: null,
    password: (
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          press.mutate({ password });
        }}
      >
        <PasswordInput
          label={t('customer.link.newPassword')}
          autoComplete="new-password"
          minLength={10}
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={press.isPending}>
          {t('customer.link.setPassword')}
        </Button>
      </form>
    ),
  };
  if (purpose === 'approval' && isAsked(link.about)) {
    return (
      <>
        {link.about.state === 'pending' ? <p className={css.subject}>{t('customer.link.title.approval')}</p> : null}
        <ApprovalByLink asked={link.about} pending={press.isPending} onDecide={(body) => press.mutate(body)} />
        {press.error ? <ProblemNotice problem={press.error} /> : null}
      </>
    );
  }
  return (
    <Empty page icon={ICONS[purpose]} title={t(`customer.link.title.${purpose}`)} action={buttons[purpose]}>
      {t(`customer.link.detail.${purpose}`)}
      <About about={link.about} />
      {press.error ? <ProblemNotice problem={press.error} /> : null}
    </Empty>
  );
}

function Act({ loading, onClick, children }: { loading: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Button size="lg" mt="md" loading={loading} onClick={onClick}>
      {children}
    </Button>
  );
}
