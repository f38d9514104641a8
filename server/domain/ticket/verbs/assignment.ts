import { partyOf } from '../../access/access.js';
import { changed, type Decision, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { isTaken, objection, present } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import type { Member, TicketState } from '../state.js';
import { story } from '../story.js';

export interface ClaimCommand {
  verb: 'claim';
  /** It is more than they have room for. */
  over?: boolean;
}
export interface ReleaseCommand {
  verb: 'release';
}
export interface AssignCommand {
  verb: 'assign';
  to: Member;
  over?: boolean;
}

/** Takes the ticket. Whoever comes second is told who has it; taking it twice changes nothing. */
export function claim(
  { over }: ClaimCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('claim', state, context);
  if (no) return no;
  const { assignee } = state;
  if (assignee?.id === context.caller.id) return changed(state, []);
  if (assignee && isTaken(state, context)) {
    const { id, name, party } = assignee;
    return refused('already-claimed', `${name} has this ticket.`, { ...present(state), assignee: { id, name, party } });
  }
  return assigned({ to: memberOf(context.caller), claimed: true, over }, state, at);
}

/** Gives the ticket back to its queue. */
export function release(state: TicketState, context: TicketContext, at: Seconds): Decision<TicketState, TicketEvent> {
  const no = objection('release', state, context);
  if (no) return no;
  if (state.assignee === null) return refused('wrong-state', 'Nobody has this ticket.', present(state));
  const told = story(state, at);
  told.tell({ type: 'ticket-released', from: state.assignee }, { assignee: null });
  return told.done();
}

/** Gives the ticket to somebody of the caller's own company. */
export function assign(
  { to, over }: AssignCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('assign', state, context);
  if (no) return no;
  const own = memberOf(context.caller);
  if (to.party !== partyOf(context.caller) || to.company !== own.company) {
    return refused('invalid', 'Only own people can be assigned.', {
      errors: [{ path: 'assignee', message: 'is none of your people' }],
    });
  }
  return state.assignee?.id === to.id ? changed(state, []) : assigned({ to, claimed: false, over }, state, at);
}

function assigned(
  { to, claimed, over = false }: { to: Member; claimed: boolean; over: boolean | undefined },
  state: TicketState,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const told = story(state, at);
  const event = { type: 'ticket-assigned', to, from: state.assignee, claimed, ...(over && { over }) } as const;
  told.tell(event, { assignee: to });
  return told.done();
}
