import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Target, Ticket } from '../api/types.js';
import { usePerson } from '../session/session.js';
import { useSayProblem } from './queries.js';
import css from './rail.module.css';

const keyOf = ({ metric, party, cycle }: Target) => `${metric}.${party}.${cycle}`;

/** One of the list, and a note: what a party says of a breach. */
function ReasonDialog({ ticket, target, onClose }: { ticket: Ticket; target: Target; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const say = useSayProblem();
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const reasons = useQuery({
    queryKey: ['nouns', 'breach-reasons', 'choices'],
    queryFn: () => answer(api.GET('/{noun}', { params: { path: { noun: 'breach-reasons' }, query: { limit: 200 } } })),
  });
  const tell = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/tickets/{id}/breaches/{key}/reason', {
          params: { path: { id: ticket.id, key: keyOf(target) } },
          body: { reason: reason ?? '', ...(note.trim() ? { note: note.trim() } : {}) },
        }),
      ),
    onError: say,
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        tell.mutate();
      }}
    >
      <Stack gap="md">
        <Select
          label={t('reports.reason.label')}
          data={(reasons.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))}
          value={reason}
          onChange={setReason}
          data-autofocus
        />
        <Textarea
          label={t('reports.reason.note')}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={reason === null} loading={tell.isPending}>
            {t('reports.reason.say')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Of a broken clock: who broke a target of their own, what was said of it, and the question to who has not said. */
export function Breach({ ticket, target }: { ticket: Ticket; target: Target }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure();
  const { company, roles } = usePerson();
  const asked = target.asked ?? [];
  const isAsked = asked.some((party) => party === company.kind);
  const mayAnswer = isAsked || (asked.length > 0 && (roles.includes('lead') || roles.includes('admin')));
  if (target.state !== 'breached') return null;
  return (
    <div className={css.breach}>
      {target.fault ? <p data-fault={target.fault}>{t(`reports.fault.${target.fault}`)}</p> : null}
      {(target.reasons ?? []).map(({ party, reason, note }) => (
        <p key={party}>
          <span className={css.dim}>{t(`common.court.${party}`)}:</span> {reason.name}
          {note ? ` – ${note}` : ''}
        </p>
      ))}
      {asked.map((party) => (
        <p key={party} className={css.against}>
          {t('reports.reason.open', { party: t(`common.court.${party}`) })}
        </p>
      ))}
      {mayAnswer ? (
        <Button size="compact-sm" variant="default" onClick={dialog.open}>
          {t('reports.reason.say')}
        </Button>
      ) : null}
      <Modal opened={opened} onClose={dialog.close} title={t('reports.reason.title')}>
        <ReasonDialog ticket={ticket} target={target} onClose={dialog.close} />
      </Modal>
    </div>
  );
}
