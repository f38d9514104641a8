import { changed, type Decision, refused } from '../../decision.js';
import type { AssignReason, PassedOn } from '../../routing/assign.js';
import { weightOf } from '../../routing/capacity.js';
import type { Seconds } from '../../time/instant.js';
import { present } from '../commands.js';
import type { TicketEvent } from '../events.js';
import type { Member, TicketState } from '../state.js';
import { story } from '../story.js';

/** What the queue looked at when it decided: where the ticket waits or whose it is, and what it weighs. */
export interface Seen {
  queue: string;
  /** Who has it; `null`: it waits. */
  by: string | null;
  since: Seconds;
}

const isAsSeen = ({ unclaimed, held }: TicketState, { queue, by, since }: Seen): boolean =>
  by === null
    ? unclaimed?.queue === queue
    : held !== null && held.queue === queue && held.by === by && held.since === since;

const otherwise = (state: TicketState) => refused('lost-race', 'Somebody was quicker.', present(state));

/** A queue gives a ticket to somebody for whom room was taken; only if all is still as the queue saw it. */
export function dispatch(
  { seen, to, weight, why }: { seen: Seen; to: Member; weight: number; why: AssignReason },
  state: TicketState,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  if (!isAsSeen(state, seen) || weightOf(state) !== weight) return otherwise(state);
  const told = story(state, at);
  told.tell({ type: 'ticket-assigned', to, from: state.assignee, claimed: false, queue: why }, { assignee: to });
  return told.done();
}

/** A queue takes a ticket back from whoever had it. */
export function takeBack(
  { seen, why }: { seen: Seen; why: PassedOn },
  state: TicketState,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  if (state.assignee === null) return changed(state, []);
  if (!isAsSeen(state, seen)) return otherwise(state);
  const told = story(state, at);
  told.tell({ type: 'ticket-released', from: state.assignee, why }, { assignee: null });
  return told.done();
}
