import type { Changed } from '../decision.js';
import type { Seconds } from '../time/instant.js';
import type { TicketEvent } from './events.js';
import type { PlaybookWorld } from './playbooks/world.js';
import type { TicketState } from './state.js';
import { story } from './story.js';
import type { DealTerms } from './terms.js';
import { solveBy } from './verbs/steps.js';
import {
  DEFAULT_FOLLOW_UPS,
  type FollowUp,
  officeHours,
  planOf,
  type WaitedFor,
  type Waiting,
  waitedForIn,
} from './waiting.js';

/** A ticket after an event: whoever comes to be waited for begins a wait with its plan, whoever is not ends it. */
export function withWait(event: TicketEvent, state: TicketState, world: PlaybookWorld): TicketState {
  const waitedFor = waitedForIn(state.court);
  if (waitedFor !== null && courtEntered(event) === waitedFor) {
    return { ...state, waiting: waitFrom(waitedFor, event.at, state, world) };
  }
  return state.waiting === null || state.waiting.for === waitedFor ? state : { ...state, waiting: null };
}

function courtEntered(event: TicketEvent): TicketState['court'] {
  if (event.type === 'ticket-handed-over') return event.to;
  return event.type === 'ticket-reopened' ? event.court : null;
}

function waitFrom(waitedFor: WaitedFor, since: Seconds, state: TicketState, world: PlaybookWorld): Waiting | null {
  const terms = termsOf(state, world);
  const agreed = terms?.followUps ?? DEFAULT_FOLLOW_UPS;
  if (agreed === 'playbook') return null;
  const { calendar, ...rule } = agreed[waitedFor];
  const agreedHours = calendar === null ? undefined : world.calendars.get(calendar);
  const hours = agreedHours ?? officeHours(terms?.timeZone ?? 'UTC');
  return { for: waitedFor, since, timeZone: hours.zone.name, plan: planOf(rule, hours, since), done: 0 };
}

const termsOf = ({ origin }: TicketState, world: PlaybookWorld): DealTerms | null =>
  origin.deal === null ? null : world.terms(origin.deal);

/** What happens next by itself if the wait goes on. */
export function nextFollowUp({ status, court, waiting }: TicketState): FollowUp | null {
  const lasts = status === 'open' && waiting !== null && waiting.for === court;
  return lasts ? (waiting.plan[waiting.done] ?? null) : null;
}

/** Takes the next step of the plan: who is waited for is reminded, or the desk that had it last gives up on them. */
export function followUp(
  { at, what }: FollowUp,
  state: TicketState,
  world: PlaybookWorld,
): Changed<TicketState, TicketEvent> {
  const { waiting } = state;
  const told = story(state, at);
  if (what === 'solve') solveBy(told, state.lastDesk, { terms: termsOf(state, world) }, at, 'waiting');
  else if (waiting) {
    const waits = { ...waiting, done: waiting.done + 1 };
    told.tell({ type: 'ticket-reminded', waitsFor: waiting.for, reminder: waits.done }, { waiting: waits });
  }
  return told.done();
}
