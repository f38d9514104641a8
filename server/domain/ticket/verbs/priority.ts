import { changed, type Decision, refused } from '../../decision.js';
import type { History } from '../../sla/types.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import { isLead, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';
import type { Priority } from '../vocabulary.js';

export interface PriorityCommand {
  verb: 'priority';
  priority: Priority;
  /** The priority that was set last was wrong when it was set. */
  correction: boolean;
  /** What the clocks were fed up to the stored version: a correction replays it. */
  history: History | null;
}

/** Another priority from now on, or, as a correction, since the last one was set. */
export function prioritise(
  { priority, correction, history }: PriorityCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('priority', state, context);
  if (no) return no;
  if (correction && !isLead(context.caller)) return refused('not-allowed', 'A lead says that a priority was wrong.');
  if (priority === state.priority) return changed(state, []);
  const told = story(state, at, history);
  const happening = { type: 'ticket-prioritised', from: state.priority, to: priority, correction } as const;
  told.tell(happening, { priority }, { at, type: 'priority', priority, correction });
  return told.done();
}
