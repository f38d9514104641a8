import { Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Ticket, Visibility } from '../api/types.js';
import { TicketApprovals } from '../approvals/on-ticket.js';
import { usePerson } from '../session/session.js';
import { Facts, Loaded, useTitle, WayBack } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import { Actions, useActs } from '../ticket/actions.js';
import { Assignee } from '../ticket/assignee.js';
import { Clocks } from '../ticket/clocks.js';
import { Composer } from '../ticket/composer.js';
import { Conversation } from '../ticket/conversation.js';
import { type DialogName, TicketDialog } from '../ticket/dialogs.js';
import { FollowUpPlan } from '../ticket/follow-up-plan.js';
import { useTicket, useTimeline } from '../ticket/queries.js';
import rail from '../ticket/rail.module.css';
import { Threads } from '../ticket/threads.js';
import { TurnLine } from '../ticket/turn.js';
import { useWatch } from '../ticket/watch.js';
import { NextButton } from './next.js';
import css from './portal.module.css';

const CIRCLES: readonly Visibility[] = ['desks', 'customer', 'own'];

function About({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  return (
    <aside className={css.about} aria-label={t('ticket.details')}>
      <TicketApprovals ticket={ticket} base="/partner" />
      <Clocks ticket={ticket} />
      <section>
        <h2>{t('ticket.about')}</h2>
        <Facts
          items={[
            [t('ticket.origin.customer'), ticket.origin.customer?.name ?? t('ticket.unknown')],
            [t('ticket.requester'), `${ticket.requester.name} <${ticket.requester.email}>`],
            [t('ticket.origin.deal'), ticket.origin.deal?.id ?? t('ticket.unknown')],
            [t('ticket.assignee'), <Assignee key="assignee" ticket={ticket} />],
            ticket.queue?.id
              ? [
                  t('ticket.queue'),
                  <span key="queue">
                    <Link to={`/partner/queues/${encodeURIComponent(ticket.queue.id)}`}>{ticket.queue.name}</Link>
                    {ticket.queueWhy ? <span className={rail.why}>{ticket.queueWhy}</span> : null}
                  </span>,
                ]
              : null,
            [t('ticket.kindLabel'), t(`ticket.kind.${ticket.kind}`)],
            ticket.component ? [t('ticket.component'), ticket.component] : null,
            ticket.externalRef ? [ticket.externalRef.system, ticket.externalRef.id] : null,
            ticket.upgrade
              ? [
                  t('ticket.upgrade.label'),
                  t('ticket.upgrade.words', { ...ticket.upgrade, state: t(`ticket.upgrade.${ticket.upgrade.state}`) }),
                ]
              : null,
            [t('ticket.created'), <When key="at" at={ticket.createdAt} />],
          ]}
        />
      </section>
      {(ticket.playbooks ?? []).map((run) => (
        <section key={run.run}>
          <h2>{run.playbook}</h2>
          <p className={css.none}>{run.next ? `${t('ticket.nextStep')} ${run.next}` : run.state}</p>
        </section>
      ))}
    </aside>
  );
}

function Open({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const person = usePerson();
  const [dialog, ask] = useState<DialogName | null>(null);
  const timeline = useTimeline(String(ticket.number));
  const may = ticket.may ?? [];
  const circles = CIRCLES.filter((circle) => may.includes(circle === 'own' ? 'note' : 'reply'));
  const [wanted, setWanted] = useState<Visibility>('desks');
  const visibility = circles.includes(wanted) ? wanted : circles[0];
  const acts = useActs(ticket, person, ask);
  useWatch(ticket, String(ticket.number));
  useTitle(`#${ticket.number} ${ticket.subject}`);
  return (
    <div className={css.columns}>
      <div>
        <Group justify="space-between">
          <WayBack to="/partner">{t('portal.place.tickets')}</WayBack>
          <NextButton />
        </Group>
        <h1 className={css.heading}>
          <span className={shared.dim}>#{ticket.number}</span> {ticket.subject}
        </h1>
        <TurnLine ticket={ticket} viewer="partner" />
        <FollowUpPlan ticket={ticket} />
        <Group gap={8} my="md">
          <Actions ticket={ticket} acts={acts} size="sm" />
        </Group>
        <Loaded query={timeline}>{(entries) => <Conversation ticket={ticket} entries={entries} events />}</Loaded>
        <div className={css.compose}>
          {visibility ? (
            <Composer
              ticket={ticket}
              viewer="partner"
              visibilities={circles}
              visibility={visibility}
              onVisibility={setWanted}
            />
          ) : null}
        </div>
        <section className={css.threads}>
          <h2>{t('ticket.shown.threads')}</h2>
          <Threads ticket={ticket} viewer="partner" />
        </section>
      </div>
      <About ticket={ticket} />
      <TicketDialog name={dialog} ticket={ticket} onClose={() => ask(null)} />
    </div>
  );
}

/** A ticket in the partner's portal. */
export function Component() {
  const { id = '' } = useParams();
  const ticket = useTicket(id);
  return (
    <Loaded query={ticket} rows={8}>
      {(data) => <Open key={data.id} ticket={data} />}
    </Loaded>
  );
}
