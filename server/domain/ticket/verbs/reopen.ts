import { partyOf } from '../../access/access.js';
import { type Decision, type Refusal, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import type { TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import type { MessageDraft } from '../messages.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';
import type { Court } from '../vocabulary.js';
import { courtObjection, waitObjection } from './hand-over.js';
import { wordObjection } from './solve.js';
import { reopenInto, replyOfCustomer, replyOfDesk } from './steps.js';

export interface ReopenCommand {
  verb: 'reopen';
  /** `null`: the party that solved it. */
  court: Court | null;
  message: MessageDraft | null;
}

/** Opens a solved ticket again, for the party that solved it or in the court that a desk names. */
export function reopen(
  { court, message }: ReopenCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no =
    objection('reopen', state, context) ??
    (court === null ? undefined : chosenObjection(court, message, state, context)) ??
    (message ? wordObjection(message, state, context) : undefined);
  if (no) return no;
  const party = partyOf(context.caller);
  const told = story(state, at);
  reopenInto(told, court ?? state.solvedBy ?? 'provider', party, at);
  if (message && party === 'customer') replyOfCustomer(told, message, context, at);
  if (message && party !== 'customer') replyOfDesk(told, message, context, at);
  return told.done();
}

function chosenObjection(
  court: Court,
  message: MessageDraft | null,
  state: TicketState,
  { caller }: TicketContext,
): Refusal | undefined {
  if (partyOf(caller) === 'customer') return refused('not-allowed', 'A customer does not choose the court.');
  return courtObjection(court, state) ?? (message ? undefined : waitObjection(court, 'text'));
}
