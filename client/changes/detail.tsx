import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import type { SlaChange } from '../api/types.js';
import parties from '../parties/parties.module.css';
import { Notice } from '../shared/notice.js';
import { Facts, Frame, Loaded, PageHeader, Table, WayBack } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import css from './changes.module.css';
import { SCOPES, useChange } from './queries.js';
import { ChangeMark, useChangeTitle } from './words.js';

const COUNTS = ['looked', 'moved', 'kept', 'unchanged', 'failed'] as const;

/** How many tickets a dry run had found, where the reader comes from one. */
const foundBefore = (state: unknown): number | null =>
  typeof state === 'object' && state !== null && 'of' in state && typeof state.of === 'number' ? state.of : null;

/** The tickets dealt with so far; of how many is known only where a dry run looked at all of them. */
function ProgressOf({ change, of }: { change: SlaChange; of: number | null }) {
  const { t } = useTranslation();
  const { looked } = change.counts;
  const isDone = change.state === 'done';
  const share = isDone || of === null ? 100 : Math.min(100, Math.round((looked / Math.max(1, of)) * 100));
  return (
    <div className={css.progress}>
      <Progress
        value={share}
        color={isDone ? (change.counts.failed > 0 ? 'yellow' : 'teal') : 'indigo'}
        animated={!isDone}
        aria-label={t('changes.progress')}
      />
      <span role="status">
        <ChangeMark change={change} />{' '}
        <span className={shared.dim}>
          {of === null || isDone
            ? t('changes.looked', { count: looked })
            : t('changes.lookedOf', { count: looked, of: Math.max(of, looked) })}
        </span>
      </span>
    </div>
  );
}

function Failures({ change }: { change: SlaChange }) {
  const { t } = useTranslation();
  const again = new URLSearchParams([
    ...SCOPES.flatMap((scope) => change[scope].map((id) => [scope, id])),
    ['rule', change.rule],
  ]);
  return (
    <section className={parties.part}>
      <h2>{t('changes.failures', { count: change.counts.failed })}</h2>
      <p className={css.lead}>{t(change.deal ? 'changes.failuresOfDeal' : 'changes.failuresDetail')}</p>
      <Table label={t('changes.failures', { count: change.counts.failed })}>
        <thead>
          <tr>
            <th>{t('changes.ticket')}</th>
            <th>{t('changes.why')}</th>
          </tr>
        </thead>
        <tbody>
          {change.failures.map(({ ticket, number, reason }) => (
            <tr key={ticket}>
              <td>
                <Link to={`/tickets/${number}`}>#{number}</Link>
              </td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {change.deal ? null : (
        <Button component={Link} to={`/parties/changes/new?${again.toString()}`} variant="default" mt="sm">
          {t('changes.askAgain')}
        </Button>
      )}
    </section>
  );
}

function Named({ noun, ids }: { noun: string; ids: readonly string[] }) {
  return (
    <span className={css.named}>
      {ids.map((id) => (
        <Link key={id} to={`/parties/${noun}/${encodeURIComponent(id)}`}>
          {id}
        </Link>
      ))}
    </span>
  );
}

function Open({ change, of }: { change: SlaChange; of: number | null }) {
  const { t } = useTranslation();
  const title = useChangeTitle()(change);
  const { deal } = change;
  const scopes = SCOPES.filter((scope) => change[scope].length > 0).map((scope): readonly [string, ReactNode] => [
    t(`parties.noun.${scope}`),
    <Named key={scope} noun={scope} ids={change[scope]} />,
  ]);
  return (
    <>
      <PageHeader title={title}>
        {t('changes.begunBy', { name: change.by.name })} <When at={change.startedAt} />
      </PageHeader>
      <div className={css.parts}>
        {change.fault === null ? (
          <ProgressOf change={change} of={of} />
        ) : (
          <Notice tone="bad" title={t('changes.refusedTitle')}>
            <p>{change.fault}</p>
          </Notice>
        )}
        <ul className={css.counts} aria-label={t('changes.outcome')}>
          {COUNTS.map((name) => (
            <li key={name} data-count={name} data-some={change.counts[name] > 0}>
              <strong>{change.counts[name]}</strong> {t(`changes.counts.${name}`)}
            </li>
          ))}
        </ul>
        <div className={`${shared.card} ${parties.content}`}>
          <Facts
            items={[
              ...scopes,
              deal ? [t('changes.tickets'), t(`changes.goes.${deal.tickets}.name`)] : null,
              deal?.successor ? [t('changes.successor'), <Named key="to" noun="deals" ids={[deal.successor]} />] : null,
              deal?.tickets === 'stay'
                ? null
                : [
                    t('changes.ruleTitle'),
                    `${t(`changes.rule.${change.rule}.name`)}: ${t(`changes.rule.${change.rule}.detail`)}`,
                  ],
              [t('changes.dueAt'), <When key="due" at={change.dueAt} />],
              change.endedAt ? [t('changes.endedAt'), <When key="end" at={change.endedAt} />] : null,
              change.reason ? [t('changes.reason'), change.reason] : null,
            ]}
          />
        </div>
      </div>
      {change.failures.length > 0 ? <Failures change={change} /> : null}
    </>
  );
}

/** One change of agreements: how far it has come, and what became of the tickets. */
export function Component() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const of = foundBefore(useLocation().state);
  return (
    <Frame width="middle">
      <WayBack to="/parties/changes">{t('parties.noun.changes')}</WayBack>
      <Loaded query={useChange(id)}>{(change) => <Open change={change} of={of} />}</Loaded>
    </Frame>
  );
}
