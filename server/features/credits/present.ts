import { type Caller, can, readerOf } from '../../domain/access/access.js';
import type { CreditState } from '../../domain/credit/state.js';
import { formatInstant } from '../../domain/time/instant.js';
import type { CreditNow } from './service.js';
import type { CreditAnswer } from './wire.js';

/** Names of what a credit mentions, by `kind:id`. */
export type Names = ReadonlyMap<string, string>;

/** A credit as one of the readers sees it; who sees which amount is in `contracts/tickets.md`. */
export function presentCredit({ id, version, credit }: CreditNow, caller: Caller, names: Names): CreditAnswer {
  const named = (kind: string, of: string) => ({ id: of, name: names.get(`${kind}:${of}`) ?? of });
  const { state, output, holder } = credit;
  const isCustomer = readerOf(caller) === 'customer';
  /** A customer knows its partner by the name of its brand. */
  const partner = (of: string) =>
    isCustomer ? { id: null, name: names.get(`brand:${of}`) ?? '' } : named('partner', of);
  const sees = seesAmount(credit, caller);
  return {
    ...{
      id,
      version,
      period: credit.period,
      state: state.status,
      waitingFor: 'waitingFor' in state ? state.waitingFor : null,
    },
    until: 'until' in state && state.until !== null ? formatInstant(state.until) : null,
    amount: sees ? output.credit : null,
    subscription: named('subscription', credit.subscription),
    deal: isCustomer ? null : { id: credit.deal, type: credit.dealType },
    terms: credit.terms,
    partner: credit.partner === null ? null : partner(credit.partner),
    customer: named('customer', credit.customer),
    creditedTo: {
      kind: holder.kind,
      ...(holder.kind === 'partner' ? partner(holder.id) : named('customer', holder.id)),
    },
    uptimePercent: output.uptimePercent,
    number: numberOf(state),
    issuedAt: 'issuedAt' in state ? formatInstant(state.issuedAt) : null,
    passThrough: passedThrough(credit, caller),
    clawback: isCustomer ? null : credit.clawback,
  };
}

/** One credit with the whole calculation, for those who may see its figures. */
export function presentWhole(now: CreditNow, caller: Caller, names: Names): CreditAnswer {
  const { credit } = now;
  const sees = seesAmount(credit, caller);
  return {
    ...presentCredit(now, caller, names),
    ...(sees && { input: credit.input, output: { ...credit.output } }),
    journal: readerOf(caller) === 'staff' ? [...credit.journal] : null,
    may: mayOf(credit.state, caller),
  };
}

/** The wholesale figures are the provider's and of whom it credits: a reseller's customer sees what passes through. */
function seesAmount({ holder }: CreditNow['credit'], caller: Caller): boolean {
  const { company } = caller;
  if (company.kind === 'provider') return readerOf(caller) === 'staff';
  return holder.kind === company.kind && holder.id === company.id;
}

/** To the provider's staff as a percentage only; in money to the partner, and to its customer where the partner shows it. */
function passedThrough({ passThrough }: CreditNow['credit'], caller: Caller): CreditAnswer['passThrough'] {
  if (!passThrough || readerOf(caller) === 'agent') return null;
  return { percent: passThrough.percent, amount: readerOf(caller) === 'staff' ? null : passThrough.money };
}

function numberOf(state: CreditState): string | null {
  if ('note' in state) return state.note;
  return state.status === 'waiting' && state.waitingFor === 'dispute' ? numberOf(state.held) : null;
}

function mayOf(state: CreditState, caller: Caller): NonNullable<CreditAnswer['may']> {
  const open = state.status === 'waiting' || state.status === 'computed';
  const finance = can(caller, 'credits:run');
  return [
    ...(finance && state.status === 'waiting' && state.waitingFor !== 'claim' ? (['approve'] as const) : []),
    ...(finance && (open || state.status === 'issued' || state.status === 'nothing-due') ? (['void'] as const) : []),
    ...(state.status === 'nothing-due' || state.status === 'issued' || (open && !isDisputed(state))
      ? (['dispute'] as const)
      : []),
    ...(state.status === 'waiting' && state.waitingFor === 'claim' ? (['claim'] as const) : []),
    ...(finance && state.status === 'issued' ? (['apply', 'pay'] as const) : []),
  ];
}

const isDisputed = (state: CreditState): boolean => state.status === 'waiting' && state.waitingFor === 'dispute';
