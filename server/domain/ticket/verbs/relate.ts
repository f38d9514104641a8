import { changed, type Decision, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { sideOf, type TicketState } from '../state.js';
import { story } from '../story.js';
import { LIMITS, type Relation } from '../vocabulary.js';

export interface LinkCommand {
  verb: 'link';
  to: { id: string; number: number };
  relation: Relation;
}

/** Notes a relation on the ticket, for the caller's own side. */
export function link(
  { to, relation }: LinkCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('link', state, context);
  if (no) return no;
  const side = sideOf(memberOf(context.caller));
  const isKnown = state.links.some((one) => one.ticket === to.id && one.relation === relation && one.side === side);
  if (isKnown) return changed(state, []);
  if (to.id === state.id) return linkFault('is this ticket itself');
  if (state.links.length >= LIMITS.links) return linkFault(`would be more than ${LIMITS.links} links`);
  const told = story(state, at);
  told.tell(
    { type: 'ticket-linked', ticket: to, relation, side },
    { links: [...state.links, { ticket: to.id, number: to.number, relation, side }] },
  );
  return told.done();
}

const linkFault = (message: string) =>
  refused('invalid', `The other ticket ${message}.`, { errors: [{ path: 'ticket', message }] });

export interface SplitCommand {
  verb: 'split';
  into: { id: string; number: number };
}

/** Tells on the old ticket that a part of it goes its own way; the new one bears the link. */
export function split(
  { into }: SplitCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('split', state, context);
  if (no) return no;
  const told = story(state, at);
  told.tell({ type: 'ticket-split', into });
  return told.done();
}
