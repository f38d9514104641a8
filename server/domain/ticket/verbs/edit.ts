import { type Decision, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { isByHand } from '../placing.js';
import { type Named, type Placed, type Side, sideOf, type TicketState } from '../state.js';
import { type Change, type Story, story } from '../story.js';
import { LIMITS } from '../vocabulary.js';

export interface EditCommand {
  verb: 'edit';
  subject?: string | undefined;
  component?: string | null | undefined;
  /** All tags of the caller's side. */
  tags?: readonly string[] | undefined;
  /** A queue of the caller's side; `null`: the one that the rules say. */
  queue?: Named | null | undefined;
}

/** Changes what a ticket is called and filed under, by whoever may link it. Tags are each side's own. */
export function edit(
  { subject, component, tags, queue }: EditCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('link', state, context);
  if (no) return no;
  const side = sideOf(memberOf(context.caller));
  const nextTags = tags && tagsAfter(state.tags, tags, side);
  if (nextTags && nextTags.length > LIMITS.tags) {
    const errors = [{ path: 'tags', message: `would be more than ${LIMITS.tags} on this ticket` }];
    return refused('invalid', 'Too many tags.', { errors });
  }
  const change = {
    ...(subject !== undefined && subject !== state.subject && { subject }),
    ...(component !== undefined && component !== state.component && { component }),
    ...(nextTags && JSON.stringify(nextTags) !== JSON.stringify(state.tags) && { tags: nextTags }),
  };
  const told = story(state, at);
  if (Object.keys(change).length > 0) tellEdit(told, change, side);
  if (queue !== undefined) putInto(told, queue, side);
  return told.done();
}

type Edit = Pick<Change, 'subject' | 'component' | 'tags'>;

function tellEdit(told: Story, change: Edit, side: Side): void {
  const { tags: _, ...plain } = change;
  told.tell(
    { type: 'ticket-edited', side, ...plain, ...(change.tags && { tags: ownTags(change.tags, side) }) },
    change,
  );
}

/** Into a queue of the own side by hand: there it stays until it is left to the rules again. */
function putInto(told: Story, queue: Named | null, side: Side): void {
  const field = side === 'provider' ? 'queue' : 'partnerQueue';
  const before = told.state[field];
  if (queue === null) {
    if (before === null || !isByHand(before)) return;
    told.tell({ type: 'ticket-queue-left', side }, { [field]: { ...before, why: null } });
    return;
  }
  if (before?.id === queue.id && before.why?.by === 'person') return;
  const placed: Placed = { id: queue.id, name: queue.name, why: { by: 'person' } };
  const from = before && { id: before.id, name: before.name };
  told.tell({ type: 'ticket-queued', side, from, queue: placed }, { [field]: placed });
}

const ownTags = (tags: TicketState['tags'], side: Side): string[] =>
  tags.filter((one) => one.side === side).map(({ tag }) => tag);

/** The tags once a side says which it wants. The provider sees all: what a partner has set is not set twice. */
function tagsAfter(before: TicketState['tags'], wanted: readonly string[], side: Side): TicketState['tags'] {
  const others = before.filter((one) => one.side !== side);
  const taken = side === 'provider' ? others.map(({ tag }) => tag) : [];
  const own = [...new Set(wanted)].filter((tag) => !taken.includes(tag)).map((tag) => ({ tag, side }));
  return [...others, ...own];
}
