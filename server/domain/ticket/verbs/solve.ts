import { partyOf } from '../../access/access.js';
import { type Decision, type Refusal, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import type { TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { type MessageDraft, messageObjection, staleness, visibilityOf } from '../messages.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';
import { replyOfDesk, solveBy } from './steps.js';

export interface SolveCommand {
  verb: 'solve';
  message: MessageDraft | null;
  /** The version that the author had read. */
  seen?: number | undefined;
}

/** Solves the ticket, with a last word or without. */
export function solve(
  { message, seen }: SolveCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no =
    objection('solve', state, context) ??
    (message ? (wordObjection(message, state, context) ?? staleness(state, context, seen)) : undefined);
  if (no) return no;
  const told = story(state, at);
  if (message) replyOfDesk(told, message, context, at);
  solveBy(told, partyOf(context.caller) === 'partner' ? 'partner' : 'provider', context, at);
  return told.done();
}

/** Why a message cannot go with another command: it must be a reply. */
export function wordObjection(message: MessageDraft, state: TicketState, context: TicketContext): Refusal | undefined {
  const visibility = visibilityOf(message, context);
  if (visibility !== 'own') return messageObjection(state, context, visibility);
  return refused('invalid', 'The message is for the customer or the desks.', {
    errors: [{ path: 'visibility', message: 'must be customer or desks' }],
  });
}
