import { changed, type Decision, refused } from '../decision.js';
import type { Money } from '../money/money.js';
import type { Seconds } from '../time/instant.js';

/** What a credit can wait for. */
export const WAITS = ['grace', 'claim', 'second-person', 'dispute'] as const;
export type WaitingFor = (typeof WAITS)[number];

/** Someone who decides about money, so that a second person can be told from the first. */
export type Person = string;

/**
 * The life of a credit. `computed`: nothing stands in its way, it is about to be issued. Every variant is stored as
 * a whole, so that nothing of an earlier one stays behind.
 */
export type CreditState =
  | { status: 'nothing-due' }
  | { status: 'computed'; approvedBy: Person | null }
  | { status: 'waiting'; waitingFor: 'grace'; until: Seconds }
  | { status: 'waiting'; waitingFor: 'claim'; until: Seconds | null }
  | { status: 'waiting'; waitingFor: 'second-person' }
  | { status: 'waiting'; waitingFor: 'dispute'; by: Person; held: UndisputedState }
  | IssuedState
  | { status: 'applied'; issuedAt: Seconds; note: string; invoice: string }
  | { status: 'paid'; issuedAt: Seconds; note: string; reference: string }
  | { status: 'expired'; at: Seconds }
  | { status: 'voided'; at: Seconds; by: Person; note: string | null };

type IssuedState = { status: 'issued'; issuedAt: Seconds; note: string };

/** What can be disputed, and stands again when the dispute is settled. */
type UndisputedState =
  | { status: 'nothing-due' }
  | { status: 'computed'; approvedBy: Person | null }
  | { status: 'waiting'; waitingFor: 'grace'; until: Seconds }
  | { status: 'waiting'; waitingFor: 'claim'; until: Seconds | null }
  | { status: 'waiting'; waitingFor: 'second-person' }
  | IssuedState;

export type CreditEvent = { at: Seconds } & (
  | { type: 'credit.computed'; status: CreditState['status'] }
  | { type: 'credit.waiting'; waitingFor: WaitingFor }
  | { type: 'credit.claimed' }
  | { type: 'credit.approved' }
  | { type: 'credit.disputed' }
  | { type: 'credit.dispute-settled' }
  | { type: 'credit.issued'; note: string }
  | { type: 'credit.applied'; invoice: string }
  | { type: 'credit.paid'; reference: string }
  | { type: 'credit.expired' }
  | { type: 'credit.voided'; reversal: boolean }
);

/** What never changes about a credit and decides its way. */
export interface CreditCase {
  amount: Money;
  /** The customer must claim it; else the desk files the claim itself. */
  claimBy: 'desk' | 'customer';
  /** Until when it may be claimed; `null` without a limit. */
  claimUntil: Seconds | null;
  /** How many days the desk waits before it issues. */
  graceDays: number;
  /** From this amount on a second person must approve; `null`: never. In minor units of the credit's currency. */
  threshold: number | null;
  /** Who started the run, or the desk itself. */
  runBy: Person;
}

export type CreditDecision = Decision<CreditState, CreditEvent>;

const SECONDS_A_DAY = 86_400;

/** Puts a credit that was just computed on its way. */
export function begin(credit: CreditCase, at: Seconds): CreditDecision {
  if (credit.amount.amount === 0) {
    return changed({ status: 'nothing-due' }, [{ type: 'credit.computed', at, status: 'nothing-due' }]);
  }
  const state: CreditState =
    credit.claimBy === 'customer'
      ? { status: 'waiting', waitingFor: 'claim', until: credit.claimUntil }
      : inGrace(credit, at);
  return changed(state, [{ type: 'credit.computed', at, status: state.status }, ...waits(state, at)]);
}

const inGrace = (credit: CreditCase, at: Seconds): CreditState =>
  credit.graceDays > 0
    ? { status: 'waiting', waitingFor: 'grace', until: at + credit.graceDays * SECONDS_A_DAY }
    : afterGrace(credit);

const needsSecond = ({ threshold, amount }: CreditCase): boolean => threshold !== null && amount.amount >= threshold;

const afterGrace = (credit: CreditCase): CreditState =>
  needsSecond(credit) ? { status: 'waiting', waitingFor: 'second-person' } : { status: 'computed', approvedBy: null };

const waits = (state: CreditState, at: Seconds): CreditEvent[] =>
  state.status === 'waiting' ? [{ type: 'credit.waiting', at, waitingFor: state.waitingFor }] : [];

/** When time alone changes a credit next; `null` if it does not. */
export const wakeAt = (state: CreditState): Seconds | null =>
  state.status === 'waiting' && 'until' in state ? state.until : null;

/** What became due by the clock: a grace that is over, a claim that was not made in time. Each at its own instant. */
export function settle(
  state: CreditState,
  credit: CreditCase,
  at: Seconds,
): { state: CreditState; events: CreditEvent[] } {
  const due = wakeAt(state);
  if (state.status !== 'waiting' || due === null || due > at) return { state, events: [] };
  if (state.waitingFor === 'claim') {
    return { state: { status: 'expired', at: due }, events: [{ type: 'credit.expired', at: due }] };
  }
  const next = afterGrace(credit);
  const ready: CreditEvent = { type: 'credit.computed', at: due, status: next.status };
  return { state: next, events: [ready, ...waits(next, due)] };
}

/** The customer claims its credit. */
export function claim(state: CreditState, credit: CreditCase, at: Seconds): CreditDecision {
  if (state.status === 'expired') return refused('expired', 'The time to claim this credit is over.');
  if (state.status !== 'waiting' || state.waitingFor !== 'claim') {
    return refused('wrong-state', 'This credit does not wait for a claim.');
  }
  const next = inGrace(credit, at);
  return changed(next, [{ type: 'credit.claimed', at }, ...waits(next, at)]);
}

/** A person lets a credit be issued at once, or settles a dispute by letting it stand. Above the threshold, another than who ran it. */
export function approve(state: CreditState, credit: CreditCase, by: Person, at: Seconds): CreditDecision {
  if (state.status !== 'waiting') return refused('wrong-state', 'This credit does not wait for approval.');
  if (state.waitingFor === 'dispute') {
    if (by === state.by) return refused('not-allowed', 'Another person must settle a dispute than who raised it.');
    return changed(state.held, [{ type: 'credit.dispute-settled', at }, ...waits(state.held, at)]);
  }
  if (state.waitingFor === 'claim') return refused('wrong-state', 'This credit waits for the customer’s claim.');
  if (needsSecond(credit) && by === credit.runBy) {
    return refused('not-allowed', 'Another person must approve a credit of this size than who ran it.');
  }
  return changed({ status: 'computed', approvedBy: by }, [{ type: 'credit.approved', at }]);
}

/** Whoever the credit concerns says that the calculation is wrong. It waits until somebody settles that. */
export function dispute(state: CreditState, by: Person, at: Seconds): CreditDecision {
  switch (state.status) {
    case 'applied':
    case 'paid':
    case 'expired':
    case 'voided':
      return refused('wrong-state', `This credit is ${state.status} already.`);
    case 'waiting':
      if (state.waitingFor === 'dispute') return refused('wrong-state', 'This credit is disputed already.');
      break;
  }
  return changed({ status: 'waiting', waitingFor: 'dispute', by, held: state }, [{ type: 'credit.disputed', at }]);
}

/** Issues what nothing stands in the way of. `note` is the number of the credit note. */
export function issue(state: CreditState, note: string, at: Seconds): CreditDecision {
  if (state.status !== 'computed') return refused('wrong-state', 'This credit is not ready to be issued.');
  return changed({ status: 'issued', issuedAt: at, note }, [{ type: 'credit.issued', at, note }]);
}

/** An issued credit is set off against an invoice. */
export function apply(state: CreditState, invoice: string, at: Seconds): CreditDecision {
  if (state.status !== 'issued') return refused('wrong-state', 'Only an issued credit can be applied.');
  const { issuedAt, note } = state;
  return changed({ status: 'applied', issuedAt, note, invoice }, [{ type: 'credit.applied', at, invoice }]);
}

/** An issued credit is paid out. */
export function pay(state: CreditState, reference: string, at: Seconds): CreditDecision {
  if (state.status !== 'issued') return refused('wrong-state', 'Only an issued credit can be paid.');
  const { issuedAt, note } = state;
  return changed({ status: 'paid', issuedAt, note, reference }, [{ type: 'credit.paid', at, reference }]);
}

/** Voids a credit; `reversal` tells that the ledger must take back what was issued. */
export function voidCredit(state: CreditState, by: Person, at: Seconds): CreditDecision {
  switch (state.status) {
    case 'applied':
    case 'paid':
      return refused('wrong-state', 'What was applied or paid is not voided: it is charged again.');
    case 'voided':
      return refused('wrong-state', 'This credit is voided already.');
  }
  const note = issuedNote(state);
  return changed({ status: 'voided', at, by, note }, [{ type: 'credit.voided', at, reversal: note !== null }]);
}

/** The note of a credit that is issued, disputed or not. */
function issuedNote(state: CreditState): string | null {
  if (state.status === 'issued') return state.note;
  return state.status === 'waiting' && state.waitingFor === 'dispute' ? issuedNote(state.held) : null;
}
