import { Button, Modal, Radio, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type MouseEvent, type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/problem.js';
import type { DealSuccession, Noun } from '../api/types.js';
import { instantOf } from '../outages/report.js';
import { titleOf } from '../parties/list.js';
import { CHOICES } from '../parties/nouns.js';
import { useNounList } from '../parties/queries.js';
import { Notice, ProblemNotice } from '../shared/notice.js';
import { Loaded } from '../shared/page.js';
import css from './changes.module.css';
import { type DealCommand, type DealVerb, useDealForesight, useDealVerb, useOpenUnder } from './deal-queries.js';
import { Foresight } from './foresight.js';
import { MOVING_RULES } from './queries.js';
import { RuleChoice } from './rule-choice.js';

type Goes = DealSuccession['tickets'];

/** What the dialog holds; empty texts are left out of what is sent. */
interface Said {
  verb: DealVerb;
  at: string;
  tickets: Goes;
  rule: (typeof MOVING_RULES)[number];
  reason: string;
  id: string;
  type: string | null;
  partner: string | null;
  support: string | null;
}

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What can be chosen for a verb: without a successor no ticket can go to it. */
const goesOf = (verb: DealVerb): readonly Goes[] =>
  verb === 'end' ? ['stay', 'provider'] : ['successor', 'stay', 'provider'];

function commandOf({ verb, at, tickets, rule, reason, id, type, partner, support }: Said): DealCommand {
  const common = {
    ...(at ? { at: instantOf(at) } : {}),
    ...(tickets === 'stay' ? {} : { rule }),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
  };
  if (verb === 'end') return { verb, body: { ...common, tickets: tickets === 'successor' ? 'stay' : tickets } };
  const withPartner = verb === 'pass' || type !== 'direct';
  const successor = {
    id: id.trim(),
    ...(verb === 'retype' ? { type } : {}),
    ...(withPartner ? { partner, support } : {}),
  };
  return { verb, body: { ...common, tickets, successor } };
}

interface Part {
  deal: Noun;
  said: Said;
  faultOf: (path: string) => string | undefined;
  onChange: (more: Partial<Said>) => void;
}

/** What the deal that follows says otherwise. */
function Successor({ deal, said, faultOf, onChange }: Part) {
  const { t } = useTranslation();
  const partners = useNounList('partners').data ?? [];
  const isRetyped = said.verb === 'retype';
  const withPartner = !isRetyped || said.type !== 'direct';
  const choosesPartner = withPartner && (!isRetyped || deal.partner === null);
  return (
    <fieldset className={css.successor}>
      <legend>{t('changes.successor')}</legend>
      <TextInput
        label={t('parties.field.id')}
        required
        error={faultOf('successor.id')}
        value={said.id}
        onChange={(event) => onChange({ id: event.currentTarget.value })}
      />
      {isRetyped ? (
        <Select
          label={t('parties.field.type')}
          required
          error={faultOf('successor.type')}
          data={(CHOICES.type ?? [])
            .filter((one) => one !== deal.type)
            .map((value) => ({ value, label: t(`parties.choice.type.${value}`) }))}
          value={said.type}
          onChange={(type) => onChange({ type })}
        />
      ) : null}
      {choosesPartner ? (
        <Select
          label={t('parties.field.partner')}
          required
          searchable
          error={faultOf('successor.partner')}
          data={partners.filter(({ id }) => id !== deal.partner).map((one) => ({ value: one.id, label: titleOf(one) }))}
          value={said.partner === deal.partner ? null : said.partner}
          onChange={(partner) => onChange({ partner })}
        />
      ) : null}
      {withPartner ? (
        <Select
          label={t('parties.field.support')}
          error={faultOf('successor.support')}
          data={(CHOICES.support ?? []).map((value) => ({ value, label: t(`parties.choice.support.${value}`) }))}
          value={said.support}
          onChange={(support) => onChange({ support })}
        />
      ) : null}
    </fieldset>
  );
}

/** What becomes of the open tickets, and by which rule their clocks go on. */
function TicketsGo({ deal, said, onChange }: Omit<Part, 'faultOf'>) {
  const { t } = useTranslation();
  const open = useOpenUnder(deal.id).data;
  const goes = goesOf(said.verb);
  return (
    <>
      <Radio.Group
        label={t('changes.ticketsTitle')}
        description={
          open ? t(open.more ? 'changes.openUnderMore' : 'changes.openUnder', { count: open.count }) : undefined
        }
        value={said.tickets}
        onChange={(value) => onChange({ tickets: goes.find((one) => one === value) ?? 'stay' })}
      >
        <Stack gap="xs" mt={6}>
          {goes.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`changes.goes.${one}.name`)}
              description={t(`changes.goes.${one}.detail`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {said.tickets === 'stay' ? null : (
        <RuleChoice rules={MOVING_RULES} value={said.rule} onChange={(rule) => onChange({ rule })} />
      )}
    </>
  );
}

/** What would become of the tickets' clocks: nothing is ended or added by looking. */
function DryRun({ deal, command, run }: { deal: Noun; command: DealCommand; run: number }) {
  const foresight = useDealForesight(deal.id, command, run);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = foresight;
  return (
    <Loaded query={{ data: data?.pages, error, refetch }} rows={4}>
      {(pages) => (
        <Foresight
          pages={pages}
          rule={pages[0]?.rule ?? 'keep'}
          more={hasNextPage ? () => void fetchNextPage() : null}
          isReading={isFetchingNextPage}
        >
          {error ? <ProblemNotice problem={error} /> : null}
        </Foresight>
      )}
    </Loaded>
  );
}

function Form({ deal, onCancel }: { deal: Noun; onCancel: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const send = useDealVerb(deal.id);
  const partner = textIn(deal.partner);
  const verbs: readonly DealVerb[] = partner === null ? ['end', 'retype'] : ['end', 'pass', 'retype'];
  const [said, setSaid] = useState<Said>({
    ...{ verb: 'end', at: '', tickets: 'stay', rule: 'from-now', reason: '' },
    ...{ id: `${deal.id}-2`, type: null, partner, support: textIn(deal.support) ?? 'shared' },
  });
  const [looked, setLooked] = useState<{ command: DealCommand; run: number } | null>(null);
  // What was foreseen is of what was said then: whoever says otherwise looks again.
  const onChange = (more: Partial<Said>) => {
    setSaid({ ...said, ...more });
    if (looked) setLooked(null);
  };
  const look = (event: MouseEvent<HTMLButtonElement>) => {
    if (event.currentTarget.form?.reportValidity()) setLooked({ command: commandOf(said), run: event.timeStamp });
  };
  const faults = send.error instanceof ApiProblem ? send.error.faults : [];
  const faultOf = (path: string) => faults.find((fault) => fault.path === path)?.message;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    send.mutate(commandOf(said), {
      onSuccess: ({ id }) => void navigate(`/parties/changes/${encodeURIComponent(id)}`),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('changes.dealWhat')}
          value={said.verb}
          onChange={(value) => {
            const verb = verbs.find((one) => one === value) ?? 'end';
            onChange({ verb, tickets: verb === 'end' ? 'stay' : 'successor' });
          }}
          data={verbs.map((value) => ({ value, label: t(`changes.dealVerb.${value}.name`) }))}
        />
        <p className={css.lead}>{t(`changes.dealVerb.${said.verb}.detail`)}</p>
        {said.verb === 'end' ? null : <Successor deal={deal} said={said} faultOf={faultOf} onChange={onChange} />}
        <TextInput
          type="datetime-local"
          label={t('changes.at')}
          description={t('changes.atDetail')}
          error={faultOf('at')}
          value={said.at}
          onChange={(event) => onChange({ at: event.currentTarget.value })}
        />
        <TicketsGo deal={deal} said={said} onChange={onChange} />
        <TextInput
          label={t('changes.reason')}
          description={t('changes.reasonDetail')}
          maxLength={500}
          value={said.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
        {looked ? <DryRun deal={deal} {...looked} /> : null}
        {send.error ? <ProblemNotice problem={send.error} /> : null}
        <Notice tone="warn">
          <p>{t('changes.dealForGood')}</p>
        </Notice>
        <div className={css.end}>
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button variant="default" onClick={look}>
            {t('changes.dryRun')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t(`changes.dealVerb.${said.verb}.act`)}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Ends a deal, passes it on or changes its type, and says what becomes of its open tickets. */
export function DealChange({ deal }: { deal: Noun }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('changes.dealOpen')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={`${t('changes.dealOpen')} · ${deal.id}`}
        size="lg"
        attributes={{ header: { role: 'presentation' } }}
      >
        <Form deal={deal} onCancel={dialog.close} />
      </Modal>
    </>
  );
}
