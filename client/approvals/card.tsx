import { IconCheck, IconHourglass, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Approval } from '../api/types.js';
import { localDay, type Money, money } from '../shared/format.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import { AnswerForm } from './answer-form.js';
import css from './approvals.module.css';
import { useDecide } from './queries.js';

/** How an approval stands, in a word. */
export function ApprovalState({ state }: Pick<Approval, 'state'>) {
  const { t } = useTranslation();
  return (
    <span className={css.state} data-state={state}>
      {t(`approvals.state.${state}`)}
    </span>
  );
}

/** What happens if nobody answers, and by when. */
export function Silence({ until, silence }: Pick<Approval, 'until' | 'silence'>) {
  const { t } = useTranslation();
  return (
    <p className={css.silence}>
      <IconHourglass size={16} aria-hidden />
      <span>
        {t('approvals.silence')} <When at={until} />, <strong>{t(`approvals.then.${silence}`)}</strong>.
      </span>
    </p>
  );
}

/** How much that is asked for is more, or less, than what is agreed now. */
export function Compared({ increase }: { increase: number }) {
  const { t } = useTranslation();
  const than = increase === 0 ? 'same' : increase > 0 ? 'more' : 'less';
  return <span className={css.more}>{t(`approvals.than.${than}`, { count: Math.abs(increase) })}</span>;
}

/** What it adds a month, or takes off. */
const pricePerMonth = ({ amount, currency }: Money): string =>
  `${amount < 0 ? '−' : '+'} ${money({ amount: Math.abs(amount), currency })}`;

/** The upgrade that is asked for, with its price where the reader may see it. */
function Asks({ asks }: { asks: NonNullable<Approval['asks']> }) {
  const { t } = useTranslation();
  const { item, quantity, increase, from, price, subscription } = asks;
  return (
    <dl className={css.asks}>
      <div>
        <dt>{item}</dt>
        <dd>
          {quantity} <Compared increase={increase} />
        </dd>
      </div>
      <div>
        <dt>{t('approvals.from')}</dt>
        <dd>{localDay(from)}</dd>
      </div>
      {price === undefined ? null : (
        <div>
          <dt>{t('approvals.price')}</dt>
          <dd>{price === null ? t('approvals.noPrice') : pricePerMonth(price)}</dd>
        </div>
      )}
      <div>
        <dt>{t('approvals.subscription')}</dt>
        <dd>{subscription}</dd>
      </div>
    </dl>
  );
}

/** Why it is over although nobody decided it in time. */
export function Ended({ state, silence }: Pick<Approval, 'state' | 'silence'>) {
  const { t } = useTranslation();
  if (state === 'withdrawn') return <p className={shared.dim}>{t('approvals.gone')}</p>;
  if (state !== 'expired') return null;
  return <p className={shared.dim}>{t('approvals.nobody', { outcome: t(`approvals.then.${silence}`) })}</p>;
}

/** Who answered what. */
function Answers({ approval: { answers, answersNeeded, state } }: { approval: Approval }) {
  const { t } = useTranslation();
  if (answers.length === 0 && answersNeeded === 1) return null;
  return (
    <div className={css.answers}>
      {answers.map(({ by, decision, comment, at }) => (
        <p key={`${by.name} ${at}`}>
          {decision === 'approve' ? (
            <IconCheck size={16} className={css.yes} aria-hidden />
          ) : (
            <IconX size={16} className={css.no} aria-hidden />
          )}
          <span>
            {t(`approvals.said.${decision}`, { name: by.name })}{' '}
            <span className={shared.dim}>
              <When at={at} />
            </span>
            {comment ? <q className={css.comment}>{comment}</q> : null}
          </span>
        </p>
      ))}
      {state === 'pending' && answersNeeded > 1 ? (
        <p className={shared.dim}>{t('approvals.needed', { given: answers.length, needed: answersNeeded })}</p>
      ) : null}
    </div>
  );
}

/** The two answers, with room for a word. */
function Decide({ approval: { id, may } }: { approval: Approval }) {
  const decide = useDecide();
  if ((may ?? []).length === 0) return null;
  const pending = decide.isPending ? decide.variables.verb : null;
  return <AnswerForm pending={pending} onAnswer={(verb, comment) => decide.mutate({ id, verb, comment })} />;
}

/** A question with what it is about, its answers so far, and what happens if none comes. */
export function ApprovalCard({ approval, base, compact }: { approval: Approval; base: string; compact?: boolean }) {
  const { t } = useTranslation();
  const { ticket, customer, asks, state, question } = approval;
  const isOpen = state === 'pending';
  return (
    <article className={`${shared.card} ${css.card}`} data-compact={compact || undefined}>
      <header className={css.head}>
        {compact ? null : (
          <p className={shared.dim}>
            <Link to={`${base}/tickets/${ticket.number}`}>#{ticket.number}</Link> {customer?.name ?? ticket.subject}
          </p>
        )}
        <ApprovalState state={state} />
      </header>
      <h2>{question}</h2>
      {asks && !compact ? <Asks asks={asks} /> : null}
      {isOpen ? <Silence until={approval.until} silence={approval.silence} /> : null}
      <Ended state={state} silence={approval.silence} />
      <Answers approval={approval} />
      {isOpen && (approval.may ?? []).length === 0 ? (
        <p className={shared.dim}>{t(`approvals.waitsFor.${approval.of}`)}</p>
      ) : null}
      {isOpen ? <Decide approval={approval} /> : null}
    </article>
  );
}
