import { type Decision, unreachable } from '../decision.js';
import type { Seconds } from '../time/instant.js';
import type { TicketContext } from './context.js';
import type { TicketEvent } from './events.js';
import type { TicketState } from './state.js';
import {
  type AssignCommand,
  assign,
  type ClaimCommand,
  claim,
  type ReleaseCommand,
  release,
} from './verbs/assignment.js';
import { type BreachReasonCommand, giveBreachReason } from './verbs/breach-reason.js';
import { type CloseCommand, close } from './verbs/close.js';
import { type EditCommand, edit } from './verbs/edit.js';
import { type HandOverCommand, handOver } from './verbs/hand-over.js';
import { beginMerge, type MergeCommand } from './verbs/merge.js';
import { type NoteCommand, note } from './verbs/note.js';
import { type OriginCommand, settleOrigin } from './verbs/origin.js';
import { type PriorityCommand, prioritise } from './verbs/priority.js';
import { type RateCommand, rate } from './verbs/rate.js';
import { type LinkCommand, link, type SplitCommand, split } from './verbs/relate.js';
import { type ReopenCommand, reopen } from './verbs/reopen.js';
import { type ReplyCommand, reply } from './verbs/reply.js';
import { type SnoozeCommand, snooze } from './verbs/snooze.js';
import { type SolveCommand, solve } from './verbs/solve.js';

/** Everything that a person, key, link or playbook can ask of a ticket. */
export type TicketCommand =
  | ReplyCommand
  | NoteCommand
  | HandOverCommand
  | ClaimCommand
  | ReleaseCommand
  | AssignCommand
  | PriorityCommand
  | EditCommand
  | SolveCommand
  | ReopenCommand
  | CloseCommand
  | RateCommand
  | SnoozeCommand
  | MergeCommand
  | SplitCommand
  | LinkCommand
  | OriginCommand
  | BreachReasonCommand;

/** What a command does to a ticket on which everything that was due up to `at` has happened, or why it may not. */
export function decide(
  command: TicketCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  switch (command.verb) {
    case 'reply':
      return reply(command, state, context, at);
    case 'note':
      return note(command, state, context, at);
    case 'hand-over':
      return handOver(command, state, context, at);
    case 'claim':
      return claim(command, state, context, at);
    case 'release':
      return release(state, context, at);
    case 'assign':
      return assign(command, state, context, at);
    case 'priority':
      return prioritise(command, state, context, at);
    case 'edit':
      return edit(command, state, context, at);
    case 'solve':
      return solve(command, state, context, at);
    case 'reopen':
      return reopen(command, state, context, at);
    case 'close':
      return close(state, context, at);
    case 'rate':
      return rate(command, state, context, at);
    case 'snooze':
      return snooze(command, state, context, at);
    case 'merge':
      return beginMerge(command, state, context, at);
    case 'split':
      return split(command, state, context, at);
    case 'link':
      return link(command, state, context, at);
    case 'origin':
      return settleOrigin(command, state, context, at);
    case 'breach-reason':
      return giveBreachReason(command, state, context, at);
    default:
      return unreachable(command);
  }
}
