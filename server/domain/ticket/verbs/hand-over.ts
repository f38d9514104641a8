import { type Decision, type Refusal, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection, present } from '../commands.js';
import type { TicketContext } from '../context.js';
import type { HandOverReason, TicketEvent } from '../events.js';
import { markOf, mayWriteToCustomer } from '../messages.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';
import type { Court, Visibility } from '../vocabulary.js';
import { moveTo } from './steps.js';

export interface HandOverCommand {
  verb: 'hand-over';
  court: Court;
  /** Under which the note's body is stored; `null` without a note. */
  note: string | null;
  why?: HandOverReason;
}

/** Passes the turn to another court. Who is waited for outside must be told why. */
export function handOver(
  { court, note, why = 'command' }: HandOverCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no =
    objection('hand-over', state, context) ??
    courtObjection(court, state) ??
    (note === null ? waitObjection(court, 'note') : undefined);
  if (no) return no;
  const told = story(state, at);
  const visibility: Visibility = court === 'customer' && mayWriteToCustomer(state, context) ? 'customer' : 'desks';
  const mark = note === null ? null : markOf({ id: note }, visibility, state, context);
  moveTo(told, court, why, mark, at);
  return told.done();
}

/** Why a ticket cannot go to this court, whoever asks. */
export function courtObjection(court: Court, state: TicketState): Refusal | undefined {
  if (state.court === court) {
    return refused('wrong-state', `It is in the court of ${court.replace('_', ' ')} already.`, present(state));
  }
  if (court !== 'partner' || state.origin.partner !== null) return undefined;
  return refused('wrong-state', 'This ticket has no partner.', present(state));
}

/** Nobody outside is waited for without a word. */
export function waitObjection(court: Court, path: string): Refusal | undefined {
  if (court === 'provider' || court === 'partner') return undefined;
  const message = `must say what the ${court.replace('_', ' ')} is waited for`;
  return refused('invalid', 'Say what is waited for.', { errors: [{ path, message }] });
}
