import { Checkbox, Modal, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Court, Ticket } from '../api/types.js';
import { useMinute } from '../shared/clock.js';
import { CourtBadge } from '../shared/court.js';
import { useCourtNames } from '../shared/court-names.js';
import { when } from '../shared/format.js';
import { Ask, type DialogProps } from './ask.js';

export type DialogName = 'hand-over' | 'assign' | 'snooze' | 'merge' | 'origin' | 'solve' | 'reopen' | 'split' | 'link';

function HandOver({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const courts = (['provider', 'partner', 'customer', 'third_party'] as const).filter(
    (court) => court !== ticket.court && (court !== 'partner' || ticket.origin.partner),
  );
  const names = useCourtNames();
  const [court, setCourt] = useState<Court | undefined>(courts[0]);
  const [note, setNote] = useState('');
  const noteNeeded = court === 'customer' || court === 'third_party';
  return (
    <Ask
      ticket={ticket}
      verb="court"
      body={{ court, ...(note.trim() ? { note } : {}) }}
      ready={court !== undefined && (!noteNeeded || note.trim() !== '')}
      onClose={onClose}
    >
      <Radio.Group
        label={t('ticket.handOver.to')}
        value={court ?? null}
        onChange={(value) => setCourt(courts.find((one) => one === value))}
      >
        <Stack gap="xs" mt="xs">
          {courts.map((one) => (
            <Radio key={one} value={one} label={<CourtBadge court={one} name={names(ticket, one)} />} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t(noteNeeded ? 'ticket.handOver.waitsFor' : 'ticket.handOver.note')}
        description={t(court === 'customer' ? 'ticket.handOver.customerReads' : 'ticket.handOver.desksRead')}
        required={noteNeeded}
        autosize
        minRows={3}
        data-autofocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Ask>
  );
}

function Assign({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [assignee, setAssignee] = useState<string | null>(ticket.assignee?.id ?? null);
  const people = useQuery({
    queryKey: ['nouns', 'people', 'assignable'],
    queryFn: () => answer(api.GET('/{noun}', { params: { path: { noun: 'people' }, query: { limit: 200 } } })),
  });
  const data = (people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }));
  return (
    <Ask ticket={ticket} verb="assign" body={{ assignee }} ready={assignee !== null} onClose={onClose}>
      <Select
        label={t('ticket.assign.to')}
        searchable
        data={data}
        value={assignee}
        onChange={setAssignee}
        data-autofocus
        nothingFoundMessage={t('ticket.assign.nobody')}
      />
    </Ask>
  );
}

const HOUR = 3_600_000;

function Snooze({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const now = useMinute();
  const [choice, setChoice] = useState('2');
  const [reason, setReason] = useState('');
  const options = [2, 4, 24, 72].map((hours) => ({ hours, at: new Date(now.getTime() + hours * HOUR) }));
  const until = new Date(now.getTime() + Number(choice) * HOUR).toISOString().replace(/\.\d+Z$/, 'Z');
  return (
    <Ask ticket={ticket} verb="snooze" body={{ until, ...(reason ? { reason } : {}) }} onClose={onClose}>
      <Radio.Group
        label={t('ticket.snooze.until')}
        description={t('ticket.snooze.clocks')}
        value={choice}
        onChange={setChoice}
      >
        <Stack gap="xs" mt="xs">
          {options.map(({ hours, at }) => (
            <Radio key={hours} value={String(hours)} label={when(at, now)} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label={t('ticket.snooze.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Ask>
  );
}

function Other({ ticket, onClose, verb }: DialogProps & { verb: 'merge' | 'link' }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const id = number.trim().replace(/^#/, '');
  return (
    <Ask
      ticket={ticket}
      verb={verb}
      body={verb === 'merge' ? { into: id } : { ticket: id }}
      ready={id !== ''}
      onClose={onClose}
    >
      <TextInput
        label={t(`ticket.${verb}.other`)}
        description={t(`ticket.${verb}.detail`)}
        placeholder="#1042"
        data-autofocus
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
    </Ask>
  );
}

function Origin({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const settled = ticket.origin.triage === false;
  const [deal, setDeal] = useState(ticket.origin.candidates?.[0]?.id ?? '');
  const [remember, setRemember] = useState(true);
  const [reason, setReason] = useState('');
  const deals = useQuery({
    queryKey: ['nouns', 'deals', 'all'],
    queryFn: () => answer(api.GET('/{noun}', { params: { path: { noun: 'deals' }, query: { limit: 200 } } })),
  });
  const candidates = new Set(ticket.origin.candidates?.map(({ id }) => id));
  const data = (deals.data?.items ?? [])
    .map(({ id, name }) => ({ value: id, label: name && name !== id ? `${id} · ${name}` : id }))
    .toSorted((a, b) => Number(candidates.has(b.value)) - Number(candidates.has(a.value)));
  const body = { deal, remember, ...(reason.trim() ? { reason } : {}) };
  return (
    <Ask
      ticket={ticket}
      verb="origin"
      body={body}
      ready={deal !== '' && (!settled || reason.trim() !== '')}
      onClose={onClose}
    >
      <Select
        label={t('ticket.origin.deal')}
        description={candidates.size > 0 ? t('ticket.origin.candidates', { count: candidates.size }) : undefined}
        searchable
        data={data}
        value={deal || null}
        onChange={(value) => setDeal(value ?? '')}
        data-autofocus
      />
      {settled ? (
        <Textarea
          label={t('ticket.origin.reason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      <Checkbox
        label={t('ticket.origin.remember', { address: ticket.requester.email })}
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
    </Ask>
  );
}

function Last({ ticket, onClose, verb }: DialogProps & { verb: 'solve' | 'reopen' }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <Ask ticket={ticket} verb={verb} body={text.trim() ? { text, visibility: 'customer' } : {}} onClose={onClose}>
      <Textarea
        label={t(`ticket.${verb}.words`)}
        description={t(`ticket.${verb}.detail`)}
        autosize
        minRows={3}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Ask>
  );
}

function Split({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [subject, setSubject] = useState('');
  const [description, setDescription] = useState('');
  return (
    <Ask
      ticket={ticket}
      verb="split"
      body={{ subject, ...(description ? { description } : {}) }}
      ready={subject.trim() !== ''}
      onClose={onClose}
    >
      <TextInput
        label={t('ticket.split.subject')}
        description={t('ticket.split.detail')}
        required
        data-autofocus
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        label={t('ticket.split.description')}
        autosize
        minRows={3}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
    </Ask>
  );
}

const BODIES: Record<DialogName, (props: DialogProps) => ReactNode> = {
  'hand-over': HandOver,
  assign: Assign,
  snooze: Snooze,
  merge: (props) => <Other {...props} verb="merge" />,
  link: (props) => <Other {...props} verb="link" />,
  origin: Origin,
  solve: (props) => <Last {...props} verb="solve" />,
  reopen: (props) => <Last {...props} verb="reopen" />,
  split: Split,
};

/** The dialog of a command that needs more than a click. */
export function TicketDialog({
  name,
  ticket,
  onClose,
}: {
  name: DialogName | null;
  ticket: Ticket;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const Body = name ? BODIES[name] : null;
  return (
    <Modal
      opened={name !== null}
      onClose={onClose}
      title={name ? `${t(`ticket.verb.${name}`)} · #${ticket.number}` : undefined}
    >
      {Body ? <Body ticket={ticket} onClose={onClose} /> : null}
    </Modal>
  );
}
