import { Button, MultiSelect, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { titleOf } from '../parties/list.js';
import { useNounList } from '../parties/queries.js';
import { Notice, ProblemNotice } from '../shared/notice.js';
import { Frame, Loaded, PageHeader, WayBack } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import css from './changes.module.css';
import { Foresight } from './foresight.js';
import { type Asked, RULES, SCOPES, useBeginChange, useForesight } from './queries.js';
import { RuleChoice } from './rule-choice.js';

/** What a link into the form says: which agreements, and perhaps the rule. */
function askedIn(search: URLSearchParams): Asked {
  const [policies = [], calendars = [], deals = [], partners = []] = SCOPES.map((scope) => search.getAll(scope));
  const rule = RULES.find((one) => one === search.get('rule')) ?? 'from-now';
  return { policies, calendars, deals, partners, rule, reason: '' };
}

function ScopeInput({
  scope,
  value,
  onChange,
}: {
  scope: (typeof SCOPES)[number];
  value: string[];
  onChange: (ids: string[]) => void;
}) {
  const { t } = useTranslation();
  const list = useNounList(scope);
  const known = (list.data ?? []).map((item) => ({ value: item.id, label: titleOf(item) }));
  const unknown = value.filter((id) => !known.some((one) => one.value === id));
  return (
    <MultiSelect
      label={t(`parties.noun.${scope}`)}
      description={t(`changes.scope.${scope}`)}
      placeholder={value.length === 0 ? t(`changes.any.${scope}`) : undefined}
      searchable
      clearable
      nothingFoundMessage={t('changes.noneFound')}
      data={[...known, ...unknown.map((id) => ({ value: id, label: id }))]}
      value={value}
      onChange={onChange}
    />
  );
}

/** A dry run's outcome, and the way to carry it out. */
function DryRun({ asked, run }: { asked: Asked; run: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const foresight = useForesight(asked, run);
  const begin = useBeginChange();
  const pages = foresight.data?.pages;
  const looked = pages?.reduce((sum, page) => sum + page.looked, 0) ?? 0;
  const carryOut = () =>
    begin.mutate(asked, {
      onSuccess: ({ id }) =>
        void navigate(`/parties/changes/${encodeURIComponent(id)}`, {
          state: foresight.hasNextPage ? null : { of: looked },
        }),
    });
  return (
    <Loaded query={{ data: pages, error: foresight.error, refetch: foresight.refetch }} rows={6}>
      {(all) => (
        <Foresight
          pages={all}
          rule={asked.rule}
          more={foresight.hasNextPage ? () => void foresight.fetchNextPage() : null}
          isReading={foresight.isFetchingNextPage}
        >
          <div className={css.carryOut}>
            {looked > 0 ? (
              <Notice
                tone="warn"
                title={t('changes.carryOutTitle')}
                action={
                  <Button loading={begin.isPending} onClick={carryOut}>
                    {t('changes.carryOut')}
                  </Button>
                }
              >
                <p>{t(`changes.rule.${asked.rule}.outcome`)}</p>
              </Notice>
            ) : null}
            {begin.error ? <ProblemNotice problem={begin.error} /> : null}
            {foresight.isFetchNextPageError ? <ProblemNotice problem={foresight.error} /> : null}
          </div>
        </Foresight>
      )}
    </Loaded>
  );
}

/** Names a change and shows what it would do, before it is carried out. */
export function Component() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [asked, setAsked] = useState(() => askedIn(search));
  const [run, setRun] = useState(0);
  const [shown, setShown] = useState<Asked | null>(null);
  const namesNothing = SCOPES.every((scope) => asked[scope].length === 0);
  // What was foreseen is of what was asked then: whoever asks otherwise looks again.
  const change = (more: Partial<Asked>) => {
    setAsked({ ...asked, ...more });
    setShown(null);
  };
  const look = (event: SyntheticEvent) => {
    event.preventDefault();
    setRun(run + 1);
    setShown(asked);
  };
  return (
    <Frame width="middle">
      <WayBack to="/parties/changes">{t('parties.noun.changes')}</WayBack>
      <PageHeader title={t('changes.begin')}>{t('changes.beginLead')}</PageHeader>
      <form onSubmit={look} className={`${shared.card} ${css.parts}`}>
        <div className={css.scopes}>
          {SCOPES.map((scope) => (
            <ScopeInput key={scope} scope={scope} value={asked[scope]} onChange={(ids) => change({ [scope]: ids })} />
          ))}
        </div>
        <RuleChoice rules={RULES} value={asked.rule} onChange={(rule) => change({ rule })} />
        <TextInput
          label={t('changes.reason')}
          description={t('changes.reasonDetail')}
          maxLength={500}
          value={asked.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <div className={css.act}>
          <Button type="submit" variant={shown ? 'default' : 'filled'} disabled={namesNothing}>
            {t(shown ? 'changes.dryRunAgain' : 'changes.dryRun')}
          </Button>
          <span className={shared.dim}>{t(namesNothing ? 'changes.nameOne' : 'changes.dryRunDetail')}</span>
        </div>
      </form>
      {shown ? <DryRun key={run} asked={shown} run={run} /> : null}
    </Frame>
  );
}
