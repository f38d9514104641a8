import { changed, type Decision, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection, present } from '../commands.js';
import type { TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import type { Requester, TicketState } from '../state.js';
import { story } from '../story.js';
import { LIMITS } from '../vocabulary.js';
import { closeFor } from './steps.js';

/*
 * A merge spans two tickets: the one that goes is marked first, then the one that stays takes it in, unless it bears
 * such a mark itself; then the first is closed. So of two that are merged into each other at once neither goes.
 */

interface Other {
  id: string;
  number: number;
}

export interface MergeCommand {
  verb: 'merge';
  into: Other & { customer: string | null; status: TicketState['status'] };
}

/** First step, on the ticket that goes: it bears a mark until the other knows. */
export function beginMerge(
  { into }: MergeCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('merge', state, context);
  if (no) return no;
  const fault = mergeFault(state, into);
  if (fault) return refused('wrong-state', fault, present(state));
  const told = story(state, at);
  const other = { id: into.id, number: into.number };
  told.tell({ type: 'ticket-merge-began', into: other }, { merging: { ...other, at } });
  return told.done();
}

function mergeFault(state: TicketState, into: MergeCommand['into']): string | undefined {
  if (into.id === state.id) return 'A ticket cannot be merged into itself.';
  if (into.status !== 'open') return `#${into.number} is not open.`;
  if (into.customer !== state.origin.customer?.id) return 'Both tickets must be of one customer.';
  return undefined;
}

/** Who comes in by a merge. */
export interface Incoming extends Other {
  customer: string;
  requester: Requester;
  watchers: readonly Requester[];
}

/** Second step, on the ticket that stays. Doing it again changes nothing. */
export function takeIn(from: Incoming, state: TicketState, at: Seconds): Decision<TicketState, TicketEvent> {
  if (state.mergedFrom.includes(from.id)) return changed(state, []);
  const fault = takeInFault(from, state);
  if (fault) return refused('wrong-state', fault, present(state));
  const told = story(state, at);
  told.tell(
    { type: 'ticket-took-in', from: { id: from.id, number: from.number } },
    {
      mergedFrom: [...state.mergedFrom, from.id],
      watchers: watching(state, [from.requester, ...from.watchers]),
    },
  );
  return told.done();
}

function takeInFault(from: Incoming, state: TicketState): string | undefined {
  if (state.status !== 'open') return `#${state.number} is not open.`;
  if (state.merging) return `#${state.number} is just being merged into #${state.merging.number}.`;
  if (state.origin.customer?.id !== from.customer) return 'Both tickets must be of one customer.';
  if (state.mergedFrom.length >= LIMITS.links) return `#${state.number} has taken in as many as it can.`;
  return undefined;
}

function watching({ requester, watchers }: TicketState, more: readonly Requester[]): Requester[] {
  const known = new Set([requester, ...watchers].map(({ email }) => email.toLowerCase()));
  const added = more.filter(({ email }) => {
    const isNew = !known.has(email.toLowerCase());
    known.add(email.toLowerCase());
    return isNew;
  });
  return [...watchers, ...added].slice(0, LIMITS.watchers);
}

/** Third step, on the ticket that goes, whatever happened to it meanwhile. */
export function finishMerge(into: Other, state: TicketState, at: Seconds): Decision<TicketState, TicketEvent> {
  if (state.merging?.id !== into.id) return changed(state, []);
  const told = story(state, at);
  closeFor(told, 'merged', { id: into.id, number: into.number }, at);
  return told.done();
}

/** Instead of the third step, when the other would not take it. */
export function giveUpMerge(into: Other, state: TicketState, at: Seconds): Decision<TicketState, TicketEvent> {
  if (state.merging?.id !== into.id) return changed(state, []);
  const told = story(state, at);
  told.tell({ type: 'ticket-merge-given-up', into: { id: into.id, number: into.number } }, { merging: null });
  return told.done();
}
