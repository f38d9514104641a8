import { type Caller, hasRole, partyOf } from '../access/access.js';
import type { Member, TicketState } from './state.js';
import type { DealTerms } from './terms.js';
import type { Court, Desk } from './vocabulary.js';

/** What a command is judged by besides the ticket: who calls, and the deal that the ticket is under. */
export interface TicketContext {
  caller: Caller;
  /** `null` while no deal is settled. */
  terms: DealTerms | null;
}

/** The caller as a party's person. */
export function memberOf({ id, name, company }: Caller): Member {
  return { id, name, party: company.kind, company: company.kind === 'provider' ? null : company.id };
}

/** A lead of the provider; an admin may do what a lead may. */
export const isLead = (caller: Caller): boolean =>
  caller.company.kind === 'provider' && hasRole(caller, 'lead', 'admin');

/**
 * Who must act for the ticket now. A third party does not speak: the desk that had the ticket last speaks for it.
 * The customer acts by replying, which gives the ticket back.
 */
export function actsFor({ court, lastDesk }: Pick<TicketState, 'court' | 'lastDesk'>): Desk | 'customer' | null {
  return court === 'third_party' ? lastDesk : court;
}

/** Whether the caller is of the party in whose court the ticket is. */
export const isInCourt = (caller: Caller, state: TicketState): boolean =>
  partyOf(caller) !== 'customer' && actsFor(state) === partyOf(caller);

/** The desk that had the ticket last, once it is in this court. */
export const deskAfter = (court: Court, before: Desk): Desk =>
  court === 'provider' || court === 'partner' ? court : before;
