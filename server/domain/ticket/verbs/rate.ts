import type { Decision } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';

export interface RateCommand {
  verb: 'rate';
  /** 1 to 5. */
  score: number;
  words: string | null;
}

/** What the customer thinks of the last solving. */
export function rate(
  { score, words }: RateCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('rate', state, context);
  if (no) return no;
  const solving = state.solvings;
  const rating = { solving, score, words, at, by: memberOf(context.caller) };
  const told = story(state, at);
  told.tell({ type: 'ticket-rated', solving, score, words }, { ratings: [...state.ratings, rating] });
  return told.done();
}
