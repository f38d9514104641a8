import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCheck, IconDots, IconFlag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Person, Priority, Ticket } from '../api/types.js';
import { usePerson } from '../session/session.js';
import { PriorityMark } from '../shared/priority.js';
import type { DialogName } from './dialogs.js';
import { assignedTo, usePatchTicket, useVerb } from './queries.js';

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
const IN_DIALOG: readonly DialogName[] = [
  'hand-over',
  'assign',
  'snooze',
  'merge',
  'origin',
  'solve',
  'reopen',
  'split',
  'link',
];
const SHORTCUTS: Record<string, string> = { claim: 'e', 'hand-over': 'h', solve: 's' };

export interface Act {
  verb: string;
  shortcut: string | undefined;
  run: () => void;
}

/** What this reader could do to the ticket now, as the server says, and how it is done. */
export function useActs(ticket: Ticket, person: Person, ask: (name: DialogName) => void): Act[] {
  const verb = useVerb(ticket);
  const me = { id: person.id, name: person.name, party: person.company.kind };
  const acts: Act[] = [];
  for (const may of ticket.may ?? []) {
    const shortcut = SHORTCUTS[may];
    if (may === 'claim')
      acts.push({ verb: may, shortcut, run: () => verb.mutate({ verb: may, expect: assignedTo(me) }) });
    else if (may === 'release')
      acts.push({ verb: may, shortcut, run: () => verb.mutate({ verb: may, expect: assignedTo(null) }) });
    else if (may === 'close') acts.push({ verb: may, shortcut, run: () => verb.mutate({ verb: may }) });
    else {
      const dialog = IN_DIALOG.find((name) => name === may);
      if (dialog) acts.push({ verb: may, shortcut, run: () => ask(dialog) });
    }
  }
  return acts;
}

type Size = 'compact-sm' | 'sm';

/** Another priority from now on; for a lead also what it should have been when it was set. */
function PriorityMenu({ ticket, size }: { ticket: Ticket; size: Size }) {
  const { t } = useTranslation();
  const patch = usePatchTicket(ticket);
  const { company, roles } = usePerson();
  const isLead = company.kind === 'provider' && (roles.includes('lead') || roles.includes('admin'));
  return (
    <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size={size} variant="default" leftSection={<IconFlag size={14} />} title={t('ticket.changePriority')}>
          {t(`common.priority.${ticket.priority}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRIORITIES.map((priority) => (
          <Menu.Item
            key={priority}
            rightSection={priority === ticket.priority ? <IconCheck size={14} /> : null}
            onClick={() => patch.mutate({ version: ticket.version, priority })}
          >
            <PriorityMark priority={priority} />
          </Menu.Item>
        ))}
        {isLead ? (
          <>
            <Menu.Divider />
            <Menu.Label>{t('ticket.correctPriority')}</Menu.Label>
            {PRIORITIES.filter((priority) => priority !== ticket.priority).map((priority) => (
              <Menu.Item
                key={priority}
                aria-label={t('ticket.correctPriorityTo', { priority: t(`common.priority.${priority}`) })}
                onClick={() => patch.mutate({ version: ticket.version, priority, correction: true })}
              >
                <PriorityMark priority={priority} />
              </Menu.Item>
            ))}
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

const FIRST = ['origin', 'claim', 'hand-over', 'solve', 'reopen'];

/** The buttons of a ticket: what is done most in sight, the rest behind one. */
export function Actions({ ticket, acts, size = 'compact-sm' }: { ticket: Ticket; acts: readonly Act[]; size?: Size }) {
  const { t } = useTranslation();
  const settled = ticket.origin.triage !== true;
  const inSight = FIRST.flatMap((first) =>
    acts.filter(({ verb }) => verb === first && !(verb === 'origin' && settled)),
  );
  const rest = acts.filter((act) => !inSight.includes(act));
  return (
    <>
      {inSight.map(({ verb, shortcut, run }) => (
        <Button
          key={verb}
          size={size}
          variant={verb === 'claim' || (verb === 'origin' && !settled) ? 'filled' : 'default'}
          onClick={run}
          title={shortcut ? t('ticket.key', { key: shortcut }) : undefined}
        >
          {t(`ticket.verb.${verb}`)}
        </Button>
      ))}
      {ticket.may?.includes('priority') ? (
        <PriorityMenu ticket={ticket} size={size} />
      ) : (
        <PriorityMark priority={ticket.priority} />
      )}
      {rest.length > 0 ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={size === 'sm' ? 36 : 26} aria-label={t('ticket.more')}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ verb, run }) => (
              <Menu.Item key={verb} onClick={run}>
                {t(`ticket.verb.${verb === 'origin' ? 'changeOrigin' : verb}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </>
  );
}
