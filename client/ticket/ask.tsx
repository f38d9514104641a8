import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketVerb } from '../api/paths.js';
import type { Ticket } from '../api/types.js';
import { useVerb } from './queries.js';

/** What every dialog of a ticket gets. */
export interface DialogProps {
  ticket: Ticket;
  onClose: () => void;
}

/** A question with one button; it stays open, with what was written, when the answer is no. */
export function Ask({
  ticket,
  verb,
  body,
  ready = true,
  onClose,
  children,
}: DialogProps & { verb: TicketVerb; body: Record<string, unknown>; ready?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const act = useVerb(ticket);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ verb, body }, { onSuccess: onClose });
      }}
    >
      <Stack gap="md">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={act.isPending}>
            {t(`ticket.verb.${verb === 'court' ? 'hand-over' : verb}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
