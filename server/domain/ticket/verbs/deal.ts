import { changed, type Decision } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import type { ChangeRule, TicketEvent } from '../events.js';
import type { Judged, TicketOrigin, TicketState } from '../state.js';
import type { DealTerms } from '../terms.js';
import { type NewTerms, retold } from './agreements.js';
import { isOfAnotherPartner, leavePartner, settledTo } from './origin.js';

/** A ticket's deal has a successor, or has ended for good. */
export interface DealCommand extends NewTerms {
  rule: Exclude<ChangeRule, 'keep'>;
  change: string;
  /** The deal that it leaves. */
  from: string;
  /** `null`: it goes back to the provider. */
  to: DealTerms | null;
  reason: string;
  judged: Judged | null;
}

/**
 * Takes a ticket that is not closed along with its deal. The turn stays where it is, unless it was a partner's that
 * there is not any more; what desks wrote before stays between those desks.
 */
export function followDeal(command: DealCommand, state: TicketState, at: Seconds): Decision<TicketState, TicketEvent> {
  const { change, from, to, reason, judged, ...terms } = command;
  const { origin } = state;
  if (state.status === 'closed' || origin.deal !== from) return changed(state, []);
  const next = to === null ? endedOrigin(origin) : successorOrigin(to, origin);
  const before = { deal: origin.deal, partner: origin.partner?.id ?? null, customer: origin.customer?.id ?? null };
  const { told } = retold(
    state,
    terms,
    at,
    (rows) => ({
      ...{ type: 'ticket-origin-changed', before, reason, remember: false },
      ...{ deal: next.deal, partner: next.partner?.id ?? null, customer: next.customer?.id ?? null },
      moved: { change, rule: terms.rule, rows },
    }),
    {
      origin: next,
      ...(state.upgrade && judged && { upgrade: { ...state.upgrade, ...judged } }),
      assignee: isOfAnotherPartner(state, next) ? null : state.assignee,
    },
  );
  if (next.partner === null) leavePartner(told, at);
  return told.done();
}

/** Who logged it bounds it to the party that has the deal now. */
function successorOrigin(to: DealTerms, origin: TicketOrigin): TicketOrigin {
  const wasBound = origin.bound !== null && 'partner' in origin.bound;
  const bound = wasBound ? to.partner && { partner: to.partner.id } : origin.bound;
  return { ...settledTo(to, origin), bound };
}

const endedOrigin = (origin: TicketOrigin): TicketOrigin => ({
  ...origin,
  ...{ type: 'customer', confidence: 'certain', triage: false, disagreement: false, deal: null, partner: null },
  bound: origin.bound !== null && 'partner' in origin.bound ? null : origin.bound,
});
