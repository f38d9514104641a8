import { partyOf } from '../../access/access.js';
import { type Decision, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import type { TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { type MessageDraft, messageObjection, staleness, visibilityOf } from '../messages.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';
import type { Court } from '../vocabulary.js';
import { courtObjection } from './hand-over.js';
import { note } from './note.js';
import { moveTo, replyOfCustomer, replyOfDesk } from './steps.js';

export interface ReplyCommand {
  verb: 'reply';
  message: MessageDraft;
  /** Hands the ticket over in the same breath. */
  court: Court | null;
  /** The version that the author had read. */
  seen?: number | undefined;
}

/** A reply of any party; what is for the own company alone is a note. */
export function reply(
  command: ReplyCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const { message, court, seen } = command;
  const isCustomer = partyOf(context.caller) === 'customer';
  const visibility = visibilityOf(message, context);
  if (visibility === 'own' && !isCustomer) {
    if (court === null) return note({ verb: 'note', message }, state, context, at);
    return refused('invalid', 'A note to the own company hands nothing over.', {
      errors: [{ path: 'court', message: 'does not go with a note to the own company' }],
    });
  }
  const no =
    objection('reply', state, context) ??
    messageObjection(state, context, visibility) ??
    (court === null ? undefined : (objection('hand-over', state, context) ?? courtObjection(court, state))) ??
    staleness(state, context, seen);
  if (no) return no;
  const told = story(state, at);
  if (isCustomer) replyOfCustomer(told, message, context, at);
  else replyOfDesk(told, message, context, at);
  if (court !== null) moveTo(told, court, 'command', null, at);
  return told.done();
}
