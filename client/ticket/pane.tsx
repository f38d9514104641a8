import { ActionIcon, Drawer, Group, SegmentedControl, Tooltip } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconLayoutSidebarRight } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket, Visibility } from '../api/types.js';
import { type Command, useCommands } from '../desk/commands.js';
import { usePerson } from '../session/session.js';
import { Channel } from '../shared/court.js';
import { type Keys, useKeys } from '../shared/keys.js';
import { Loaded, useTitle } from '../shared/page.js';
import { Actions, useActs } from './actions.js';
import { OverCapacity } from './assignee.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { type DialogName, TicketDialog } from './dialogs.js';
import { FollowUpPlan } from './follow-up-plan.js';
import { useTicket, useTimeline } from './queries.js';
import { Rail } from './rail.js';
import { Threads } from './threads.js';
import css from './ticket.module.css';
import { TurnLine } from './turn.js';
import { useWatch } from './watch.js';

const SHOWN = ['all', 'messages', 'threads'] as const;
const CIRCLES: readonly Visibility[] = ['customer', 'desks', 'own'];

type Shown = (typeof SHOWN)[number];

function Talk({ ticket, shown, onShown }: { ticket: Ticket; shown: Shown; onShown: (shown: Shown) => void }) {
  const { t } = useTranslation();
  const timeline = useTimeline(String(ticket.number));
  const end = useRef<HTMLDivElement>(null);
  const count = timeline.data?.length ?? 0;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  return (
    <div className={css.talk}>
      <SegmentedControl
        size="xs"
        className={css.shown}
        aria-label={t('ticket.shown.label')}
        value={shown}
        onChange={(value) => onShown(SHOWN.find((one) => one === value) ?? 'all')}
        data={SHOWN.map((value) => ({ value, label: t(`ticket.shown.${value}`) }))}
      />
      {shown === 'threads' ? (
        <Threads ticket={ticket} viewer="provider" />
      ) : (
        <Loaded query={timeline}>
          {(entries) => <Conversation ticket={ticket} entries={entries} events={shown === 'all'} />}
        </Loaded>
      )}
      <div ref={end} />
    </div>
  );
}

function Open({ ticket, onClose, watching }: { ticket: Ticket; onClose: () => void; watching: string[] }) {
  const { t } = useTranslation();
  const person = usePerson();
  const [dialog, ask] = useState<DialogName | null>(null);
  const [rail, railIs] = useDisclosure();
  const [shown, show] = useState<Shown>('all');
  const beside = useMediaQuery('(min-width: 100em)', false, { getInitialValueInEffect: false });
  const field = useRef<HTMLTextAreaElement>(null);
  const may = ticket.may ?? [];
  const circles = CIRCLES.filter((one) => may.includes(one === 'own' ? 'note' : 'reply'));
  const [visibility, setVisibility] = useState<Visibility>('desks');
  const chosen = circles.includes(visibility) ? visibility : circles[0];
  const acts = useActs(ticket, person, ask);
  const write = (circle: Visibility) => {
    setVisibility(circle);
    show((now) => (now === 'threads' ? 'all' : now));
    field.current?.focus();
  };
  const keys: Keys = { i: railIs.toggle };
  for (const { shortcut, run } of acts) if (shortcut) keys[shortcut] = run;
  if (may.includes('reply')) keys.r = () => write('customer');
  if (may.includes('note')) keys.n = () => write('own');
  useKeys(keys);
  const latest = useRef(acts);
  latest.current = acts;
  const verbs = acts.map(({ verb }) => verb).join(' ');
  const commands = useMemo<Command[]>(
    () =>
      verbs
        .split(' ')
        .filter(Boolean)
        .map((verb) => {
          const shortcut = latest.current.find((act) => act.verb === verb)?.shortcut;
          return {
            id: `ticket-${verb}`,
            label: `${t(`ticket.verb.${verb}`)} · #${ticket.number}`,
            group: 'ticket',
            run: () => latest.current.find((act) => act.verb === verb)?.run(),
            ...(shortcut ? { shortcut } : {}),
          };
        }),
    [verbs, t, ticket.number],
  );
  useCommands(commands);
  useTitle(`#${ticket.number} ${ticket.subject}`);
  return (
    <div className={css.pane}>
      <article className={css.center} aria-label={`#${ticket.number} ${ticket.subject}`}>
        <header className={css.head}>
          <div className={css.headTop}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('ticket.back')} onClick={onClose}>
              <IconArrowLeft size={18} />
            </ActionIcon>
            <span className={css.dim}>#{ticket.number}</span>
            <Channel
              partner={ticket.origin.partner?.name}
              customer={ticket.origin.customer?.name ?? ticket.requester.name}
            />
            <span className={css.spacer} />
            {watching.length > 0 ? (
              <span className={css.watching}>{t('ticket.watching', { names: watching.join(', ') })}</span>
            ) : null}
            {beside ? null : (
              <Tooltip label={t('ticket.details')}>
                <ActionIcon variant="subtle" color="gray" aria-label={t('ticket.details')} onClick={railIs.open}>
                  <IconLayoutSidebarRight size={18} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
          <h1>{ticket.subject}</h1>
          <TurnLine ticket={ticket} viewer="provider" />
          <FollowUpPlan ticket={ticket} />
          <Group gap={8} className={css.actions}>
            <Actions ticket={ticket} acts={acts} />
            <span className={css.dim}>
              {ticket.assignee?.name ? t('ticket.has', { name: ticket.assignee.name }) : t('queue.nobody')}
            </span>
            <OverCapacity ticket={ticket} />
          </Group>
        </header>
        <Talk ticket={ticket} shown={shown} onShown={show} />
        {chosen && shown !== 'threads' ? (
          <Composer
            ticket={ticket}
            viewer="provider"
            visibilities={circles}
            visibility={chosen}
            onVisibility={setVisibility}
            field={field}
          />
        ) : null}
      </article>
      {beside ? (
        <aside className={css.rail} aria-label={t('ticket.details')}>
          <Rail ticket={ticket} />
        </aside>
      ) : (
        <Drawer opened={rail} onClose={railIs.close} position="right" size={380} title={t('ticket.details')}>
          <Rail ticket={ticket} />
        </Drawer>
      )}
      <TicketDialog name={dialog} ticket={ticket} onClose={() => ask(null)} />
    </div>
  );
}

/** The ticket that is open on the desk. */
export function TicketPane({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const ticket = useTicket(id);
  const person = usePerson();
  const people = useWatch(ticket.data, id);
  const watching = people
    .filter((other) => other.id !== person.id)
    .map(({ name, typing }) => (typing ? t('ticket.typing', { name }) : name));
  return (
    <div className={css.frame}>
      <Loaded query={ticket} rows={8}>
        {(data) => <Open ticket={data} onClose={onClose} watching={watching} />}
      </Loaded>
    </div>
  );
}
