import { changed, type Decision, refused } from '../decision.js';
import type { Seconds } from '../time/instant.js';
import type { Silence } from './definition.js';
import type { ApprovalRequest } from './effects.js';
import type { ApprovalOutcome } from './facts.js';

export const APPROVAL_STATES = ['pending', 'approved', 'declined', 'expired', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Somebody who answers; `id` tells people apart. `also`: what else the same person is known by at the desk. */
export interface Approver {
  id: string;
  name: string;
  also: readonly string[];
}

export interface ApprovalAnswer {
  by: Approver;
  decision: 'approve' | 'decline';
  comment: string | null;
  at: Seconds;
}

/** An approval with all of its answers: one document, so that the answer that decides sets the outcome with itself. */
export interface Approval {
  id: string;
  state: ApprovalState;
  question: string;
  /** Until then it can be answered; the second itself is too late. */
  until: Seconds;
  silence: Silence;
  /** How many different people must approve. */
  answersNeeded: number;
  /** Who asked, and may not answer; `null`: no such rule. */
  notBy: string | null;
  answers: readonly ApprovalAnswer[];
  endedAt: Seconds | null;
}

export type ApprovalEvent =
  | { type: 'approval-asked'; at: Seconds; until: Seconds; silence: Silence }
  | { type: 'approval-answered'; at: Seconds; decision: 'approve' | 'decline' }
  | { type: 'approval-ended'; at: Seconds; state: Exclude<ApprovalState, 'pending'>; silence: Silence | null };

const approvalOf = ({ id, question, until, silence, answers, notBy }: ApprovalRequest): Approval => ({
  id,
  state: 'pending',
  question,
  until,
  silence,
  answersNeeded: answers,
  notBy,
  answers: [],
  endedAt: null,
});

/** Asks, as a step of a playbook wants it. */
export const ask = (request: ApprovalRequest, at: Seconds): Decision<Approval, ApprovalEvent> =>
  changed(approvalOf(request), [{ type: 'approval-asked', at, until: request.until, silence: request.silence }]);

/** What silence means, in words ready to follow "If nobody answers by then,". */
export const SILENCE_WORDS: Readonly<Record<Silence, string>> = {
  approve: 'it is approved.',
  decline: 'it is declined.',
  escalate: 'the next in line is asked.',
};

/**
 * Somebody answers. Whether they are among those asked is decided before, by who may see the approval. Refusals:
 * `wrong-state` with the outcome once it has ended, `expired`, `not-allowed` for the person who asked and for a second
 * answer of one person.
 */
export function answer(
  approval: Approval,
  { by, decision, comment }: Omit<ApprovalAnswer, 'at'>,
  at: Seconds,
): Decision<Approval, ApprovalEvent> {
  if (approval.state !== 'pending') {
    return refused('wrong-state', `It is ${approval.state} already.`, { state: approval.state });
  }
  if (at >= approval.until) return refused('expired', 'The time to answer is over.');
  const barred = whyBarred(approval, by);
  if (barred !== null) return refused('not-allowed', barred);
  const answers = [...approval.answers, { by, decision, comment, at }];
  const answered: ApprovalEvent = { type: 'approval-answered', at, decision };
  if (decision === 'decline') return ended({ ...approval, answers }, 'declined', at, [answered]);
  if (answers.length >= approval.answersNeeded) return ended({ ...approval, answers }, 'approved', at, [answered]);
  return changed({ ...approval, answers }, [answered]);
}

/** Why one of those asked may not answer: they asked themselves, or have answered; `null`: they may. */
export function whyBarred({ notBy, answers }: Pick<Approval, 'notBy' | 'answers'>, by: Approver): string | null {
  if (notBy !== null && isKnownAs(by, notBy)) return 'Another person than who asked for it must answer.';
  if (answers.some((one) => isKnownAs(by, one.by.id) || isKnownAs(one.by, by.id))) {
    return 'You have answered. Another person must answer too.';
  }
  return null;
}

const isKnownAs = ({ id, also }: Approver, name: string): boolean => id === name || also.includes(name);

/** What is due by the clock: an approval that nobody decided ends at its own instant, however late it is looked at. */
export function settleApprovalByTime(approval: Approval, at: Seconds): Decision<Approval, ApprovalEvent> {
  if (approval.state !== 'pending' || at < approval.until) return changed(approval, []);
  return ended(approval, 'expired', approval.until, []);
}

/**
 * The ticket asks no more: it was solved, closed, merged or moved. It has not heard of an outcome then, and never will; so
 * one that came about meanwhile had no effect, and is none.
 */
export function withdraw(approval: Approval, at: Seconds): Decision<Approval, ApprovalEvent> {
  return approval.state === 'withdrawn' ? changed(approval, []) : ended(approval, 'withdrawn', at, []);
}

/** What the run that waits is told; `null` while it is pending, and of one that was withdrawn. */
export function outcomeOf({ id, state }: Approval): ApprovalOutcome | null {
  return state === 'pending' || state === 'withdrawn' ? null : { approval: id, outcome: state };
}

function ended(
  approval: Approval,
  state: Exclude<ApprovalState, 'pending'>,
  at: Seconds,
  before: readonly ApprovalEvent[],
): Decision<Approval, ApprovalEvent> {
  const silence = state === 'expired' ? approval.silence : null;
  return changed({ ...approval, state, endedAt: at }, [...before, { type: 'approval-ended', at, state, silence }]);
}
