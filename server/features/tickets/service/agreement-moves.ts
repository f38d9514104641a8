import { SYSTEM } from '../../../domain/access/access.js';
import type { Decision } from '../../../domain/decision.js';
import type { History } from '../../../domain/sla/types.js';
import type { ChangeRule, RowChange, TicketEvent } from '../../../domain/ticket/events.js';
import type { Agreed, Named, TicketState } from '../../../domain/ticket/state.js';
import { changeAgreements } from '../../../domain/ticket/verbs/agreements.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Command } from '../../../platform/log/command.js';
import { both } from '../horizon.js';
import { readTicket, type TicketDocument } from '../model.js';
import type { Agreements } from '../ports.js';
import { agreedIn, factsOf } from './intake.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** How long finding them may take the store, in milliseconds. */
const MAX_MS = 5_000;

/** Which tickets a change of agreements concerns; what is left out narrows nothing. */
export interface Concerned {
  /** One of these: what a ticket cites, or what it is under. `null`: all. */
  anyOf: { cites: readonly string[]; deals: readonly string[]; partners: readonly string[] } | null;
  deals: readonly string[];
  partners: readonly string[];
}

/** A change of agreements as it reaches tickets. */
export interface AgreementsMove {
  id: string;
  rule: ChangeRule;
  /** The instant of the agreements that are to hold. */
  at: Seconds;
}

/** What a change would do to a ticket. */
export interface Foreseen {
  id: string;
  number: number;
  partner: Named | null;
  rows: readonly RowChange[];
}

interface Prepared {
  agreed: Agreed;
  history: History | null;
  version: number;
}

interface Dependencies {
  store: TicketStore;
  agreements: Agreements;
}

/** Takes tickets that are not closed to other agreements, one by one. */
export function agreementMoves({ store, agreements }: Dependencies) {
  /** Those that are not closed after a place, in order of their ids. */
  async function page(concerned: Concerned, after: string, limit: number): Promise<TicketState[]> {
    const found = await store.models.tickets
      .find(both({ _id: { $gt: after } }, filterOf(concerned)) as never)
      .sort({ _id: 1 })
      .limit(limit)
      .maxTimeMS(MAX_MS)
      .lean<TicketDocument[]>();
    return found.map(readTicket);
  }

  /** What holds at an instant for a ticket, and its history where that is to be counted anew. */
  async function prepare(state: TicketState, { rule, at }: AgreementsMove): Promise<Prepared> {
    const policy = await agreements.policyFor(factsOf(state.origin, state), { at, since: state.createdAt });
    const read = rule === 'recompute' ? await store.historyOf(state.id) : null;
    return { agreed: agreedIn(policy), history: read?.history ?? null, version: read?.version ?? state.version };
  }

  const decideOn = (
    { agreed, history }: Prepared,
    { id, rule }: AgreementsMove,
    state: TicketState,
    at: Seconds,
  ): Decision<TicketState, TicketEvent> => changeAgreements({ change: id, rule, agreed, history }, state, at);

  return {
    page,
    /** Takes one ticket along. The same command again changes nothing more. */
    move(command: Command, ticket: string, what: AgreementsMove): Promise<TicketOutcome> {
      return store.change<Prepared>(
        SYSTEM,
        command,
        { _id: ticket },
        (state) => prepare(state, what),
        (prepared) => (state, _, at) => decideOn(prepared, what, state, at),
        (state, { version }) => what.rule !== 'recompute' || state.version === version,
      );
    },
    /** What it would do to a ticket as it is now. */
    async foresee(state: TicketState, what: AgreementsMove): Promise<Foreseen> {
      const prepared = await prepare(state, what);
      const decision = decideOn(prepared, what, state, Math.max(what.at, state.updatedAt));
      const told = decision.ok ? decision.events.find(({ type }) => type === 'ticket-agreements-changed') : undefined;
      const rows = told?.type === 'ticket-agreements-changed' ? told.rows : [];
      return { id: state.id, number: state.number, partner: state.origin.partner, rows };
    },
  };
}
export type AgreementMoves = ReturnType<typeof agreementMoves>;

function filterOf({ anyOf, deals, partners }: Concerned): Record<string, unknown> {
  const some = (field: string, values: readonly string[]): Record<string, unknown>[] =>
    values.length === 0 ? [] : [{ [field]: { $in: values } }];
  const one = anyOf && [
    ...some('cites', anyOf.cites),
    ...some('state.origin.deal', anyOf.deals),
    ...some('state.origin.partner.id', anyOf.partners),
  ];
  return both(
    { 'state.status': { $in: ['open', 'solved'] } },
    ...some('state.origin.deal', deals),
    ...some('state.origin.partner.id', partners),
    one === null ? {} : one.length === 0 ? { _id: { $in: [] } } : { $or: one },
  );
}
