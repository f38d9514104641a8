import { SYSTEM } from '../../../domain/access/access.js';
import type { Decision } from '../../../domain/decision.js';
import type { History } from '../../../domain/sla/types.js';
import type { ChangeRule, DealMark, RowChange, TicketEvent } from '../../../domain/ticket/events.js';
import type { Agreed, Judged, Named, TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import { changeAgreements } from '../../../domain/ticket/verbs/agreements.js';
import { followDeal } from '../../../domain/ticket/verbs/deal.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Command } from '../../../platform/log/command.js';
import { readTicket } from '../model.js';
import type { Agreements, Upgrades } from '../ports.js';
import { type Concerned, concernedTickets } from './concerned.js';
import { agreedIn, factsOf } from './intake.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** A change of agreements as it reaches tickets. */
export interface AgreementsMove {
  id: string;
  rule: ChangeRule;
  /** The instant of the agreements that are to hold. */
  at: Seconds;
  /** What became of the deal that the tickets are under, if it is that which changes. */
  deal: { mark: DealMark; to: DealTo; reason: string } | null;
}

/** Where the tickets of a deal go. */
export type DealTo = 'stay' | 'provider' | { successor: string };

/** What a change would do to a ticket. */
export interface Foreseen {
  id: string;
  number: number;
  partner: Named | null;
  rows: readonly RowChange[];
}

/** What is read of agreements for a ticket that moves. */
export type Supposed = Pick<Agreements, 'deals' | 'policyFor'>;

interface Prepared {
  to: DealTerms | null;
  agreed: Agreed;
  judged: Judged | null;
  history: History | null;
  version: number;
}

interface Dependencies {
  store: TicketStore;
  agreements: Agreements;
  upgrades: Upgrades;
}

/** Takes tickets that are not closed to other agreements, one by one. */
export function agreementMoves({ store, agreements, upgrades }: Dependencies) {
  const find = concernedTickets(store.models);

  /** Those that are not closed after a place, in order of their ids. */
  async function page(concerned: Concerned, after: string, limit: number): Promise<TicketState[]> {
    return (await find(concerned, after, limit)).map(readTicket);
  }

  /** What holds at an instant for a ticket, and its history where that is to be counted anew. */
  async function prepare(
    state: TicketState,
    { rule, at, deal }: AgreementsMove,
    { seen, isDry }: { seen: Supposed; isDry: boolean } = { seen: agreements, isDry: false },
  ): Promise<Prepared> {
    const goes = deal && deal.to !== 'stay' ? deal.to : null;
    const to = goes === null || goes === 'provider' ? null : await dealNamed(seen, goes.successor);
    const under = goes === null ? state.origin : { ...(to ? underDeal(to) : NOBODYS), customer: customerIn(to, state) };
    const facts = factsOf(under, state);
    const [policy, read, judged] = await Promise.all([
      seen.policyFor(facts, { at, since: state.createdAt }),
      rule === 'recompute' ? store.historyOf(state.id) : null,
      to && !isDry && state.upgrade?.state === 'pending' ? upgrades.rejudge(state.id, state.upgrade, to.id) : null,
    ]);
    const { history, version } = read ?? { history: null, version: state.version };
    return { to, agreed: agreedIn(policy), judged, history, version };
  }

  async function dealNamed(seen: Supposed, id: string): Promise<DealTerms> {
    const found = (await seen.deals([id])).get(id);
    if (!found) throw new Error(`The deal ${id} is not there`);
    return found;
  }

  function decideOn(
    { to, agreed, judged, history }: Prepared,
    { id: change, rule, deal }: AgreementsMove,
    state: TicketState,
    at: Seconds,
  ): Decision<TicketState, TicketEvent> {
    const terms = { change, agreed, history };
    if (!deal) return changeAgreements({ ...terms, rule }, state, at);
    const { mark, reason } = deal;
    if (deal.to === 'stay' || rule === 'keep')
      return changeAgreements({ ...terms, rule: 'keep', deal: mark }, state, at);
    return followDeal({ ...terms, rule, from: mark.id, to, reason, judged }, state, at);
  }

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
    /** What it would do to a ticket as it is now; `seen`: by agreements of which some may only be supposed. */
    async foresee(state: TicketState, what: AgreementsMove, seen: Supposed = agreements): Promise<Foreseen> {
      const prepared = await prepare(state, what, { seen, isDry: true });
      const decision = decideOn(prepared, what, state, Math.max(what.at, state.updatedAt));
      const rows = decision.ok ? decision.events.flatMap(rowsIn) : [];
      return { id: state.id, number: state.number, partner: state.origin.partner, rows };
    },
  };
}
export type AgreementMoves = ReturnType<typeof agreementMoves>;

/** The rows that an event tells to have changed. */
function rowsIn(event: TicketEvent): readonly RowChange[] {
  if (event.type === 'ticket-agreements-changed') return event.rows;
  return event.type === 'ticket-origin-changed' ? (event.moved?.rows ?? []) : [];
}

const NOBODYS = { deal: null, partner: null } as const;
const underDeal = ({ id, partner }: DealTerms) => ({ deal: id, partner });
const customerIn = (to: DealTerms | null, { origin }: TicketState): Named | null => to?.customer ?? origin.customer;
