import { Anchor, Button, Group } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiProblem } from '../api/problem.js';
import type { Ticket } from '../api/types.js';
import { usePerson } from '../session/session.js';
import { CourtBadge } from '../shared/court.js';
import { Loaded, useTitle } from '../shared/page.js';
import { When } from '../shared/when.js';
import { Conversation } from '../ticket/conversation.js';
import { UnheardNotice } from '../ticket/follow-up-plan.js';
import { useTicket, useTimeline, useVerb } from '../ticket/queries.js';
import { useWatch } from '../ticket/watch.js';
import css from './customer.module.css';
import { Headline } from './headline.js';
import { Rate } from './rate.js';
import { Reply } from './reply.js';

function Open({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const person = usePerson();
  const navigate = useNavigate();
  const timeline = useTimeline(String(ticket.number));
  const act = useVerb(ticket);
  const may = ticket.may ?? [];
  useWatch(ticket, String(ticket.number));
  useTitle(`#${ticket.number} ${ticket.subject}`);
  const name =
    ticket.court === 'customer'
      ? t('customer.you')
      : ticket.court === 'third_party'
        ? null
        : (ticket.origin.partner?.name ?? t('customer.we'));
  return (
    <>
      {person.ticket ? null : (
        <Anchor component={Link} to="/my" className={css.backLink}>
          <IconArrowLeft size={16} aria-hidden /> {t('customer.mine')}
        </Anchor>
      )}
      <h1 className={css.headline}>
        <Headline ticket={ticket} />
      </h1>
      <p className={css.subject}>
        {ticket.subject} <span className={css.dim}>#{ticket.number}</span>
      </p>
      <Group gap={10} mb="lg" className={css.dim}>
        {ticket.court ? <CourtBadge court={ticket.court} name={name} /> : null}
        <span>
          {t('customer.logged')} <When at={ticket.createdAt} />
        </span>
        {ticket.status === 'solved' && ticket.closesAt ? (
          <span>
            {t('ticket.closesAt')} <When at={ticket.closesAt} />
          </span>
        ) : null}
      </Group>
      {ticket.upgrade ? (
        <p className={css.upgrade} data-state={ticket.upgrade.state}>
          {t(`customer.upgrade.${ticket.upgrade.state}`, { ...ticket.upgrade })}
        </p>
      ) : null}
      <UnheardNotice ticket={ticket} />
      {may.includes('rate') ? <Rate ticket={ticket} /> : null}
      <Loaded query={timeline}>{(entries) => <Conversation ticket={ticket} entries={entries} events={false} />}</Loaded>
      {may.includes('reply') ? (
        <Reply ticket={ticket} onFollowUp={(number) => void navigate(`/my/tickets/${number}`)} />
      ) : null}
      <Group gap={8} mt="lg">
        {may.includes('reopen') ? (
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ verb: 'reopen' })}>
            {t('customer.reopen')}
          </Button>
        ) : null}
        {may.includes('close') ? (
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ verb: 'close' })}>
            {t('customer.close')}
          </Button>
        ) : null}
      </Group>
    </>
  );
}

/** A customer's ticket: where it stands in a sentence, what was said, a box to reply. */
export function Component() {
  const { id = '' } = useParams();
  const ticket = useTicket(id);
  const gone = ticket.error instanceof ApiProblem && ticket.error.status === 404;
  const { t } = useTranslation();
  if (gone) return <p>{t('common.problem.404Detail')}</p>;
  return (
    <Loaded query={ticket} rows={6}>
      {(data) => <Open key={data.id} ticket={data} />}
    </Loaded>
  );
}
