import { type Changed, changed } from '../../decision.js';
import type { PlaybookHappening } from '../../playbook/effects.js';
import type { ApprovalOutcome, Occurrence } from '../../playbook/facts.js';
import {
  type Reaction,
  type ReactionContext,
  react,
  settleApproval,
  stopRuns,
  wakeRuns,
} from '../../playbook/react.js';
import { isActive, type PlaybookRun } from '../../playbook/run.js';
import type { Seconds } from '../../time/instant.js';
import type { PlaybookCause, TicketEvent, TicketHappening } from '../events.js';
import { withWait } from '../follow-ups.js';
import { placeAnew } from '../placing.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';
import { askedOf, carryOut, type causeOf } from './effects.js';
import { factsOf } from './facts.js';
import { occurrencesOf } from './occurrences.js';
import type { PlaybookWorld } from './world.js';

type ChangedTicket = Changed<TicketState, TicketEvent>;

/** So many ended runs stay on a ticket, to be shown; all are kept elsewhere. */
const ENDED_KEPT = 4;

/**
 * A change with everything that queues and playbooks make of it: what happened is told to the runs event by event, and so is
 * what they did themselves. It ends because a run only moves forward, and what playbooks did begins none.
 */
export function withPlaybooks(before: Omit<ChangedTicket, 'ok'>, world: PlaybookWorld): ChangedTicket {
  let { state } = before;
  const events = [...before.events];
  for (let next = 0; next < events.length; next++) {
    const event = events[next];
    if (!event) break;
    const placed = placeAnew(event, withWait(event, state, world), world);
    const after = hear(event, placed.state, world);
    state = after.state;
    events.push(...placed.events, ...after.events);
  }
  return changed(state, events);
}

/** What the runs make of one event. */
function hear(event: TicketEvent, before: TicketState, world: PlaybookWorld): ChangedTicket {
  const at = Math.max(event.at, before.updatedAt);
  const changes =
    event.type === 'ticket-origin-changed' && before.runs.some(isActive)
      ? [moveRuns(before, world, at, stopRuns, 'The ticket has another origin.')]
      : [];
  let state = changes[0]?.state ?? before;
  const events = changes.flatMap((change) => change.events);
  for (const occurrence of occurrencesOf(event, state).filter((one) => isHeard(one, state))) {
    const moved = moveRuns(state, world, at, react, occurrence);
    state = moved.state;
    events.push(...moved.events);
  }
  return changed(state, events);
}

/** Without a run, only what can begin one is worth looking at the playbooks. */
const isHeard = ({ type, byPlaybook }: Occurrence, { runs }: TicketState): boolean =>
  runs.some(isActive) || !(byPlaybook || type === 'closed');

/** Passes every wait that is over at an instant. */
export const wake = (state: TicketState, world: PlaybookWorld, at: Seconds): ChangedTicket =>
  moveRuns(state, world, at, (runs, _, context) => wakeRuns(runs, context), null);

/**
 * An approval came out: the run that waits for it goes on, where nobody answered at the instant until which it waited.
 * One that is over already changes nothing.
 */
export function approvalSettled(
  { approval, outcome }: ApprovalOutcome,
  state: TicketState,
  world: PlaybookWorld,
  at: Seconds,
): ChangedTicket {
  const pending = state.approvals.find(({ id }) => id === approval);
  if (!pending) return changed(state, []);
  const until = Math.max(pending.request.until, state.updatedAt);
  const when = outcome === 'expired' ? Math.min(at, until) : at;
  const told = story(state, when, null, pending);
  told.tell(
    { type: 'ticket-approval-settled', approval, asked: askedOf(pending.request.of), outcome },
    { approvals: state.approvals.filter((one) => one !== pending) },
  );
  const settled = told.done();
  const moved = moveRuns(settled.state, world, when, settleApproval, { approval, outcome });
  return changed(moved.state, [...settled.events, ...moved.events]);
}

/** What somebody begins by hand. */
export const begunByHand = (playbook: string, state: TicketState, world: PlaybookWorld, at: Seconds): ChangedTicket =>
  moveRuns(state, world, at, react, { type: 'by-hand', playbook });

/** What the interpreter is told of a ticket. */
function contextOf(state: TicketState, world: PlaybookWorld, at: Seconds): ReactionContext {
  let { begun } = state;
  const { deal, partner } = state.origin;
  return {
    facts: factsOf(state, deal === null ? null : world.terms(deal)),
    calendars: world.calendars,
    at,
    shelf: world.shelf(
      partner?.id ?? null,
      state.runs.filter(isActive).map(({ playbook }) => playbook),
    ),
    newRun: () => {
      begun++;
      return `${state.id}-r${begun}`;
    },
  };
}

function moveRuns<Signal>(
  state: TicketState,
  world: PlaybookWorld,
  at: Seconds,
  move: (runs: readonly PlaybookRun[], signal: Signal, context: ReactionContext) => Reaction,
  signal: Signal,
): ChangedTicket {
  return apply(move(state.runs, signal, contextOf(state, world, at)), state, world);
}

/** Tells what the runs did, each step with what follows from it. */
function apply(reaction: Reaction, before: TicketState, world: PlaybookWorld): ChangedTicket {
  if (reaction.happenings.length === 0) return changed(before, []);
  const known = new Set(before.runs.map(({ id }) => id));
  const begun = before.begun + reaction.runs.filter(({ id }) => !known.has(id)).length;
  let state: TicketState = { ...before, runs: kept(reaction.runs), begun };
  const events: TicketEvent[] = [];
  const waiting = new Set(reaction.effects);
  for (const happening of reaction.happenings) {
    const run = reaction.runs.find(({ id }) => id === happening.run);
    const at = Math.max(happening.at, state.updatedAt);
    const told = story(state, at, null, causeIn(happening));
    told.tell(happeningOf(happening, run));
    const steps = [told.done()];
    for (const effect of [...waiting].filter(({ source }) => isOf(happening, source))) {
      waiting.delete(effect);
      steps.push(carryOut(effect, steps.at(-1)?.state ?? state, world, at));
    }
    state = steps.at(-1)?.state ?? state;
    events.push(...steps.flatMap((step) => step.events));
  }
  return changed(state, events);
}

const causeIn = (happening: PlaybookHappening): PlaybookCause => ({
  run: happening.run,
  playbook: happening.playbook,
  step: happening.type === 'playbook-stepped' ? happening.step : null,
});

/** A step's effects follow it; what the end of a run leaves to be done follows that. */
const isOf = (happening: PlaybookHappening, source: ReturnType<typeof causeOf>): boolean =>
  source.run === happening.run &&
  (happening.type === 'playbook-ended' || (happening.type === 'playbook-stepped' && happening.step === source.step));

function happeningOf(happening: PlaybookHappening, run: PlaybookRun | undefined): TicketHappening {
  const { type, words } = happening;
  if (type !== 'playbook-ended') return { type, words };
  return { type, words, state: happening.state, startedAt: run?.startedAt ?? happening.at };
}

/** Those that run, and the last of those that ended. */
function kept(runs: readonly PlaybookRun[]): PlaybookRun[] {
  const ended = runs.filter((run) => !isActive(run)).slice(-ENDED_KEPT);
  return runs.filter((run) => isActive(run) || ended.includes(run));
}
