import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Outage } from '../api/types.js';
import { ProblemNotice } from '../shared/notice.js';
import { CAUSES, instantOf, localInput } from './report.js';

/** Corrects what was recorded of an outage, with a reason: title, cause, and its times where it is one interval. */
export function CorrectOutage({ outage, opened, onClose }: { outage: Outage; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [only, ...others] = outage.intervals;
  const single = others.length === 0 ? only : undefined;
  const [title, setTitle] = useState(outage.title);
  const [cause, setCause] = useState(outage.cause);
  const [from, setFrom] = useState(single ? localInput(new Date(single.from)) : '');
  const [to, setTo] = useState(single?.to ? localInput(new Date(single.to)) : '');
  const [reason, setReason] = useState('');
  const moved =
    single !== undefined &&
    (from !== localInput(new Date(single.from)) || to !== (single.to ? localInput(new Date(single.to)) : ''));
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/outages/{id}', {
          params: { path: { id: outage.id } },
          body: {
            version: outage.version,
            reason,
            ...(title === outage.title ? {} : { title }),
            ...(cause === outage.cause ? {} : { cause }),
            ...(single && moved
              ? { intervals: [{ ...single, from: instantOf(from), to: to ? instantOf(to) : null }] }
              : {}),
          },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['outages'] });
      onClose();
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('outages.correct')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('outages.what')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Select
            label={t('outages.cause')}
            data={CAUSES.map((value) => ({ value, label: t(`outages.causes.${value}`) }))}
            value={cause}
            onChange={(value) => setCause(CAUSES.find((one) => one === value) ?? cause)}
          />
          {single ? (
            <Group grow>
              <TextInput
                type="datetime-local"
                label={t('outages.started')}
                value={from}
                onChange={(event) => setFrom(event.currentTarget.value)}
              />
              <TextInput
                type="datetime-local"
                label={t('outages.ended')}
                value={to}
                onChange={(event) => setTo(event.currentTarget.value)}
              />
            </Group>
          ) : null}
          <Textarea
            label={t('outages.reason')}
            required
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {save.error ? <ProblemNotice problem={save.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!reason.trim()} loading={save.isPending}>
              {t('outages.correct')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
