import type { Decision } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import type { TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { type MessageDraft, markOf } from '../messages.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';

export interface NoteCommand {
  verb: 'note';
  message: MessageDraft;
}

/** A message to the author's own company: no clock hears of it. */
export function note(
  { message }: NoteCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('note', state, context);
  if (no) return no;
  const told = story(state, at);
  told.tell({ type: 'ticket-noted', message: markOf(message, 'own', state, context) });
  return told.done();
}
