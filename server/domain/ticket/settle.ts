import { wakeOf } from '../playbook/react.js';
import type { Seconds } from '../time/instant.js';
import { type Announcement, announcements, breachAt, pass } from './clocks.js';
import type { TicketEvent } from './events.js';
import { followUp, nextFollowUp } from './follow-ups.js';
import { wake, withPlaybooks } from './playbooks/reacting.js';
import type { PlaybookWorld } from './playbooks/world.js';
import { sideOf, type TicketState } from './state.js';
import { story } from './story.js';
import { expireUpgrade } from './verbs/steps.js';
import { threadOverdue, threadsOwed } from './verbs/third-party.js';

/** Something that becomes due by itself, and what it does. */
interface Due {
  at: Seconds;
  happen(state: TicketState, world: PlaybookWorld): { state: TicketState; events: readonly TicketEvent[] };
}

/** Everything that will happen by itself if nobody does anything, the earliest first. */
function upcoming(state: TicketState): Due[] {
  const woken = wakeOf(state.runs);
  // A wait is over before what else happens in its second.
  const waits: Due[] = woken === null ? [] : [{ at: woken, happen: (_, world) => wake(state, world, woken) }];
  const announced = announcements(state).map((next) => ({ at: next.at, happen: () => announce(state, next) }));
  const due: Due[] = [...waits, ...announced];
  if (state.snooze) due.push({ at: state.snooze.until, happen: wakes });
  for (const { thread, at } of threadsOwed(state)) due.push({ at, happen: () => threadOverdue(thread, state, at) });
  const next = nextFollowUp(state);
  if (next) due.push({ at: next.at, happen: (_, world) => followUp(next, state, world) });
  if (state.triage && !state.triage.told) due.push({ at: triageAt(state, state.triage), happen: triageDue });
  if (state.closeAt !== null) due.push({ at: state.closeAt, happen: closes });
  return due.sort((one, other) => one.at - other.at);
}

/** A queue in which it came while it was due already tells so at once. */
const triageAt = ({ updatedAt }: TicketState, { dueAt }: { dueAt: Seconds }): Seconds => Math.max(dueAt, updatedAt);

function triageDue(state: TicketState) {
  const dueAt = state.triage?.dueAt ?? state.updatedAt;
  const told = story(state, Math.max(dueAt, state.updatedAt));
  told.tell({ type: 'ticket-triage-due', dueAt }, { triage: { dueAt, told: true } });
  return told.done();
}

function announce(before: TicketState, { at, kind, key, target, percent, covers }: Announcement) {
  const state = { ...before, sla: pass(before, at) };
  const told = story(state, at);
  const warned = [...new Set([...state.warned, ...covers])];
  if (kind === 'sla-due-soon') told.tell({ type: kind, target, percent }, { warned });
  else told.tell({ type: kind, ...breachAt(state, key, target) }, { warned, told: [...state.told, key] });
  return told.done();
}

function wakes(state: TicketState) {
  const told = story(state, state.snooze?.until ?? state.updatedAt);
  told.tell({ type: 'ticket-woke', side: state.snooze?.side ?? sideOf({ party: 'provider', company: null }) });
  return told.done();
}

function closes(state: TicketState) {
  const told = story(state, state.closeAt ?? state.updatedAt);
  expireUpgrade(told);
  told.tell({ type: 'ticket-closed', why: 'time', into: null }, { status: 'closed', court: null, closeAt: null });
  return told.done();
}

/** What became due up to an instant, in order of time, each at its own instant, with what playbooks make of it. */
export function settle(
  before: TicketState,
  at: Seconds,
  world: PlaybookWorld,
): { state: TicketState; events: readonly TicketEvent[] } {
  let state = before;
  const events: TicketEvent[] = [];
  for (;;) {
    const [next] = upcoming(state);
    if (!next || next.at > at) return { state, events };
    const { state: after, events: happened } = withPlaybooks(next.happen(state, world), world);
    state = after;
    events.push(...happened);
  }
}

/** When something is due next by itself; `null`: never. */
export const wakeAtOf = (state: TicketState): Seconds | null => upcoming(state)[0]?.at ?? null;

/** What is found longer than this after its instant, in seconds, is news of the past. */
const FOUND_AT_ONCE = 60;

/** Marks the warnings and breaches that nobody looked for at their time: found only now, after a rest of the desk. */
export const foundAt = (events: readonly TicketEvent[], now: Seconds): TicketEvent[] =>
  events.map((event) =>
    (event.type === 'sla-due-soon' || event.type === 'sla-breached') && now - event.at > FOUND_AT_ONCE
      ? { ...event, late: true }
      : event,
  );
