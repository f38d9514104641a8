import type { Caller } from '../../../domain/access/access.js';
import type { History } from '../../../domain/sla/types.js';
import { decide } from '../../../domain/ticket/decide.js';
import type { Agreed, Judged, TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Command } from '../../../platform/log/command.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import { turns } from '../../../platform/log/turns.js';
import { invalid, Problem } from '../../../platform/problems.js';
import { each, notThese, type Sweep } from '../../../platform/sweeps/sweeps.js';
import { both, horizonOf, named } from '../horizon.js';
import type { TicketDocument } from '../model.js';
import type { Agreements, Upgrades } from '../ports.js';
import type { OriginBody } from '../wire-asked.js';
import { agreedIn, factsOf } from './intake.js';
import type { TicketOutcome, TicketStore } from './store.js';

interface Prepared {
  deal: DealTerms;
  agreed: Agreed;
  judged: Judged | null;
  history: History;
  version: number;
}

interface Dependencies {
  store: TicketStore;
  agreements: Agreements;
  upgrades: Upgrades;
}

/** So many due tickets of a sweep are under way at once. */
const AT_ONCE = 25;

/** Settles and changes origins, and lets what became due by itself happen. */
export function settling({ store, agreements, upgrades }: Dependencies) {
  async function settleOrigin(caller: Caller, command: Command, id: string, body: OriginBody): Promise<TicketOutcome> {
    await store.allowing(caller, command, id, 'origin');
    const outcome = await store.change<Prepared>(
      caller,
      command,
      both(named(id), horizonOf(caller)),
      (state) => prepare(state, body.deal),
      ({ deal, agreed, judged, history }) =>
        (state, context, at) => {
          const reason = body.reason ?? null;
          const { remember } = body;
          return decide({ verb: 'origin', deal, remember, reason, agreed, judged, history }, state, context, at);
        },
      (state, { version }) => state.version === version,
    );
    // The consumer below does this too, in case that this process does not come to it.
    if (body.remember && !outcome.repeated) await remember(outcome.state);
    return outcome;
  }

  async function prepare(state: TicketState, id: string): Promise<Prepared> {
    const deal = (await agreements.deals([id])).get(id);
    if (!deal) throw invalid([{ path: 'deal', message: 'must be a deal of the party that logged the ticket' }]);
    const facts = factsOf({ deal: deal.id, partner: deal.partner, customer: deal.customer }, state);
    const [policy, { history, version }] = await Promise.all([
      agreements.policyFor(facts, { at: state.createdAt, since: state.createdAt }),
      store.historyOf(state.id),
    ]);
    return { deal, agreed: agreedIn(policy), judged: await judge(state, deal.id), history, version };
  }

  /** What the new deal says of an upgrade that nobody decided on. */
  async function judge({ id, upgrade }: TicketState, deal: string): Promise<Judged | null> {
    if (upgrade?.state !== 'pending') return null;
    return upgrades.rejudge(id, upgrade, deal);
  }

  const remember = async ({ requester, origin }: TicketState): Promise<void> => {
    if (origin.deal !== null) await agreements.rememberOrigin({ address: requester.email, deal: origin.deal });
  };

  /** Remembers what people settled, whatever became of the process that took it. */
  const memory: Consumer = {
    name: 'ticket-origin-memory',
    types: ['ticket-origin-settled', 'ticket-origin-changed'],
    async handle({ subject, data }) {
      if (data.remember !== true) return;
      const state = await store.one({ _id: subject.id });
      if (state.origin.deal === data.deal) await remember(state);
    },
  };

  /**
   * What is due happens (DESIGN, pattern 5): each ticket by a change of its own, decided on what the sweep found. Some go
   * on at once, so that they look at what was agreed, and come into the log, together; in the order in which they fell due.
   */
  const due: Sweep = {
    name: 'tickets-due',
    shared: true,
    async run({ slots, until, limit, but }) {
      const found = await store.models.tickets
        .find({ slot: { $in: slots }, wakeAt: { $lte: until }, ...notThese(but) } as never)
        .sort({ wakeAt: 1 } as never)
        .limit(limit)
        .lean<TicketDocument[]>();
      const turn = turns();
      return each(found, (document) => store.settleFound(document, turn()).catch(unlessGone), { atOnce: AT_ONCE });
    },
    async nextDue() {
      const first = await store.models.tickets
        .findOne({ wakeAt: { $exists: true } } as never, { wakeAt: 1 })
        .sort({ wakeAt: 1 } as never)
        .lean<TicketDocument>();
      return first?.wakeAt ?? null;
    },
  };

  return { settleOrigin, memory, due };
}

function unlessGone(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
}
