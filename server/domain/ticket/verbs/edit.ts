import { changed, type Decision, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { type Side, sideOf, type TicketState } from '../state.js';
import { story } from '../story.js';
import { LIMITS } from '../vocabulary.js';

export interface EditCommand {
  verb: 'edit';
  subject?: string | undefined;
  component?: string | null | undefined;
  /** All tags of the caller's side. */
  tags?: readonly string[] | undefined;
}

/** Changes what a ticket is called and filed under, by whoever may link it. Tags are each side's own. */
export function edit(
  { subject, component, tags }: EditCommand,
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
  if (Object.keys(change).length === 0) return changed(state, []);
  const told = story(state, at);
  const { tags: _, ...plain } = change;
  told.tell(
    { type: 'ticket-edited', side, ...plain, ...(change.tags && { tags: ownTags(change.tags, side) }) },
    change,
  );
  return told.done();
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
