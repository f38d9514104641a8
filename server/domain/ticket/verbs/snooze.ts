import { type Decision, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { sideOf, type TicketState } from '../state.js';
import { story } from '../story.js';

export interface SnoozeCommand {
  verb: 'snooze';
  until: Seconds;
  reason: string | null;
}

/** Takes the ticket out of what is next until then, or until anything happens. */
export function snooze(
  { until, reason }: SnoozeCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('snooze', state, context);
  if (no) return no;
  if (until <= at) {
    const errors = [{ path: 'until', message: 'must be later than now' }];
    return refused('invalid', 'A snooze ends later than now.', { errors });
  }
  const side = sideOf(memberOf(context.caller));
  const told = story(state, at);
  told.tell(
    { type: 'ticket-snoozed', until, reason, side },
    { snooze: { until, reason, by: context.caller.id, side } },
  );
  return told.done();
}
