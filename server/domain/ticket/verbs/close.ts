import type { Decision } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import type { TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';
import { closeFor } from './steps.js';

export interface CloseCommand {
  verb: 'close';
}

/** The customer is done with it. */
export function close(state: TicketState, context: TicketContext, at: Seconds): Decision<TicketState, TicketEvent> {
  const no = objection('close', state, context);
  if (no) return no;
  const told = story(state, at);
  closeFor(told, 'customer', null, at);
  return told.done();
}
