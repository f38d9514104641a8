import type { Caller } from '../../../domain/access/access.js';
import { SYSTEM } from '../../../domain/access/access.js';
import type { Decision } from '../../../domain/decision.js';
import type { TicketEvent } from '../../../domain/ticket/events.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import { finishMerge, giveUpMerge, type Incoming, takeIn } from '../../../domain/ticket/verbs/merge.js';
import type { Seconds } from '../../../domain/time/instant.js';
import { type Command, systemCommand } from '../../../platform/log/command.js';
import { invalid, Problem } from '../../../platform/problems.js';
import { each, notThese, type Sweep } from '../../../platform/sweeps/sweeps.js';
import type { TicketDocument } from '../model.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** After this long a mark was left by a crash. */
const LEFT_AFTER = 30;

/** Merges: mark the one that goes, let the other take it in, close the first (DESIGN, pattern 11). */
export function merging({ store }: { store: TicketStore }) {
  async function merge(caller: Caller, command: Command, id: string, into: string): Promise<TicketOutcome> {
    await store.allowing(caller, command, id, 'merge');
    const other = await store.within(caller, into).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'not-found') {
        throw invalid([{ path: 'into', message: 'is no ticket that you see' }]);
      }
      throw error;
    });
    const { number, status, origin } = other;
    const target = { id: other.id, number, status, customer: origin.customer?.id ?? null };
    const marked = await store.give(caller, command, id, { verb: 'merge', into: target });
    return marked.state.merging ? finish(marked.state, command.actor) : marked;
  }

  /** The second and third step, by whoever comes to it: doing them again changes nothing. */
  async function finish(state: TicketState, actor: Command['actor']): Promise<TicketOutcome> {
    const { id, number, origin, requester, watchers, merging: mark } = state;
    if (!mark || !origin.customer) throw new Error(`Ticket ${id} is not being merged`);
    const step = (name: string): Command => ({ ...systemCommand('merge', name, id, mark.id, mark.at), actor });
    const incoming: Incoming = { id, number, customer: origin.customer.id, requester, watchers };
    try {
      await act(step('take-in'), mark.id, (other, at) => takeIn(incoming, other, at));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 409) throw error;
      await act(step('give-up'), id, (one, at) => giveUpMerge(mark, one, at));
      throw error;
    }
    return act(step('finish'), id, (one, at) => finishMerge(mark, one, at));
  }

  const act = (
    command: Command,
    id: string,
    decideOn: (state: TicketState, at: Seconds) => Decision<TicketState, TicketEvent>,
  ): Promise<TicketOutcome> =>
    store.change(
      SYSTEM,
      command,
      { _id: id },
      async () => null,
      () => (state, _, at) => decideOn(state, at),
    );

  /** Settles marks that a crash left. */
  const sweep: Sweep = {
    name: 'ticket-merges',
    shared: false,
    async run({ until, limit, but }) {
      const left = await store.models.tickets
        .find({ mergingSince: { $lte: until - LEFT_AFTER }, ...notThese(but) } as never)
        .limit(limit)
        .lean<TicketDocument[]>();
      return each(left, async ({ _id }) => {
        const state = await store.one({ _id });
        if (state.merging) await finish(state, systemCommand('merge').actor).catch(onlyRefused);
      });
    },
    async nextDue() {
      const first = await store.models.tickets
        .findOne({ mergingSince: { $exists: true } } as never, { mergingSince: 1 })
        .sort({ mergingSince: 1 } as never)
        .lean<TicketDocument>();
      return first?.mergingSince === undefined ? null : first.mergingSince + LEFT_AFTER;
    },
  };

  return { merge, sweep };
}

/** That the other would not take it has been settled by giving up. */
function onlyRefused(error: unknown): void {
  if (!(error instanceof Problem) || error.status !== 409) throw error;
}
