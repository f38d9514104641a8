import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval, Link } from '../api/types.js';
import { localDay } from '../shared/format.js';
import shared from '../shared/shared.module.css';
import { AnswerForm } from './answer-form.js';
import css from './approvals.module.css';
import { ApprovalState, Compared, Ended, Silence } from './card.js';

/** What the server tells the holder of an approval's link. */
interface Asked {
  state: Approval['state'];
  question: string;
  number: number;
  subject: string;
  customer: string | null;
  asks: { item: string; quantity: number; increase: number; from: string } | null;
  until: string;
  silence: Approval['silence'];
  answersNeeded: number;
  answers: { by: string; decision: 'approve' | 'decline' }[];
  may: string[];
}

/** What is asked, where a link's words say it. */
export const isAsked = (about: Link['about']): about is Link['about'] & Asked =>
  typeof about.question === 'string' && Array.isArray(about.answers) && Array.isArray(about.may);

interface Props {
  asked: Asked;
  pending: boolean;
  onDecide(body: { decision: 'approve' | 'decline'; note?: string }): void;
}

/** An approval as a link shows it: the question, what silence means, two buttons; decided ones say how. */
export function ApprovalByLink({ asked, pending, onDecide }: Props) {
  const { t } = useTranslation();
  const [said, setSaid] = useState<'approve' | 'decline'>('approve');
  const { asks, state, answers, answersNeeded } = asked;
  const say = (decision: 'approve' | 'decline', note: string) => {
    setSaid(decision);
    onDecide({ decision, ...(note !== '' && { note }) });
  };
  return (
    <article className={`${shared.card} ${css.card}`}>
      <header className={css.head}>
        <p className={shared.dim}>
          #{asked.number} {asked.customer ?? asked.subject}
        </p>
        <ApprovalState state={state} />
      </header>
      <h1 className={css.question}>{asked.question}</h1>
      {asks ? (
        <p>
          {asks.quantity} {asks.item} <Compared increase={asks.increase} />, {t('approvals.from').toLocaleLowerCase()}{' '}
          {localDay(asks.from)}
        </p>
      ) : null}
      {state === 'pending' ? <Silence until={asked.until} silence={asked.silence} /> : null}
      <Ended state={state} silence={asked.silence} />
      {answers.map(({ by, decision }) => (
        <p key={by}>{t(`approvals.said.${decision}`, { name: by })}</p>
      ))}
      {state === 'pending' && answersNeeded > 1 ? (
        <p className={shared.dim}>{t('approvals.needed', { given: answers.length, needed: answersNeeded })}</p>
      ) : null}
      {asked.may.length > 0 ? <AnswerForm large pending={pending ? said : null} onAnswer={say} /> : null}
    </article>
  );
}
