import { unreachable } from '../decision.js';
import type { Seconds } from '../time/instant.js';
import { count, courtsOf, end, follow, nameOf, newRow, targetOf } from './row.js';
import type {
  Court,
  Created,
  EndedBy,
  Forward,
  History,
  Party,
  Policy,
  Reply,
  Rewriting,
  Row,
  SlaContext,
  SlaEvent,
  SlaState,
  Target,
} from './types.js';

const ENDED_KEPT = 20;

/** A state while it is worked on: a copy that nobody else has. */
interface Draft extends SlaState {
  order: string[];
  cycles: Record<string, number>;
  answered: Party[];
  courts: Record<Court, number>;
  open: Row[];
  ended: Row[];
}

/** The clocks of a ticket that was just created. */
export function start(policy: Policy, created: Created): SlaState {
  return started(policy, created);
}

/** The clocks after one more event, which is not before the last one. An event that rewrites the past needs `refold`. */
export function advance(state: SlaState, event: Forward, context: SlaContext): SlaState {
  const draft = copy(state);
  apply(draft, event, context);
  return draft;
}

/** The clocks up to a later instant, if nothing happens until then. */
export function elapse(state: SlaState, to: Seconds, context: SlaContext): SlaState {
  const draft = copy(state);
  pass(draft, to, context);
  return draft;
}

/** Whether an event can only be told by folding the whole history anew. */
export const rewrites = (event: SlaEvent): event is Rewriting =>
  (event.type === 'priority' && event.correction) || (event.type === 'policy' && event.rule === 'recompute');

/** The clocks after a whole history, what rewrote it included. */
export function refold(history: History, context: SlaContext): SlaState {
  const { policy, created, forward } = rewritten(history);
  const draft = started(policy, created);
  for (const event of forward) apply(draft, event, context);
  return draft;
}

/** When a row started, and the priority that held while it was open last. */
export interface RowLife {
  startedAt: Seconds;
  priority: string;
}

/** The lives of all rows of a history, each by its `metric party cycle`. */
export function lives(history: History, context: SlaContext): ReadonlyMap<string, RowLife> {
  const { policy, created, forward } = rewritten(history);
  const draft = started(policy, created);
  const found = new Map<string, RowLife>();
  const look = () => {
    for (const row of draft.open) {
      const key = `${nameOf(row)} ${row.cycle}`;
      found.set(key, { startedAt: found.get(key)?.startedAt ?? draft.at, priority: draft.priority });
    }
  };
  look();
  for (const event of forward) {
    apply(draft, event, context);
    look();
  }
  return found;
}

/**
 * The state without ended rows beyond the last 20, which is all that a ticket keeps. What is open, and what a
 * reopening lets run again, comes to the same with or without them.
 */
export function prune(state: SlaState): SlaState {
  const from = state.ended.length - ENDED_KEPT;
  return from <= 0 ? state : { ...state, ended: state.ended.filter((row, index) => index >= from || row.resumes) };
}

/**
 * A history as it is to be told after what rewrote it: the last recompute's policy has held since the beginning, and
 * a correction replaces the priority that was set last.
 */
function rewritten({ policy, created, since }: History): { policy: Policy; created: Created; forward: Forward[] } {
  let first = created;
  let held = policy;
  let forward: Forward[] = [];
  for (const event of since) {
    if (event.type === 'priority' && event.correction) {
      const last = forward.findLastIndex(({ type }) => type === 'priority');
      const set = forward[last];
      if (set?.type === 'priority') forward[last] = { ...set, priority: event.priority };
      else first = { ...first, priority: event.priority };
    } else if (event.type === 'policy' && event.rule === 'recompute') {
      held = event.policy;
      forward = forward.filter(({ type }) => type !== 'policy');
    } else if (!rewrites(event)) {
      forward.push(event);
    }
  }
  return { policy: held, created: first, forward };
}

function copy(state: SlaState): Draft {
  return {
    ...state,
    order: [...state.order],
    cycles: { ...state.cycles },
    answered: [...state.answered],
    courts: { ...state.courts },
    open: state.open.map((row) => ({ ...row, elapsed: { ...row.elapsed } })),
    ended: [...state.ended],
  };
}

function started(policy: Policy, { at, court, priority }: Created): Draft {
  const draft: Draft = {
    at,
    court,
    priority,
    policy,
    order: policy.targets.map(nameOf),
    cycles: {},
    answered: [],
    courts: { provider: 0, partner: 0, customer: 0, third_party: 0 },
    open: [],
    ended: [],
  };
  for (const target of policy.targets) {
    if (startsAtOnce(draft, target, court)) begin(draft, target);
  }
  return draft;
}

function apply(draft: Draft, event: Forward, context: SlaContext): void {
  pass(draft, event.at, context);
  switch (event.type) {
    case 'reply':
      reply(draft, event);
      break;
    case 'court':
      move(draft, event.court);
      break;
    case 'priority':
      draft.priority = event.priority;
      followPolicy(draft);
      break;
    case 'policy':
      replacePolicy(draft, event.policy);
      break;
    case 'solved':
      draft.court = null;
      endRows(draft, 'solved', () => true);
      break;
    case 'reopened':
      reopen(draft, event.court);
      break;
    default:
      unreachable(event);
  }
}

/** Lets time pass without an event. */
function pass(draft: Draft, to: Seconds, context: SlaContext): void {
  if (draft.court !== null) {
    draft.courts[draft.court] += to - draft.at;
    for (const row of draft.open) count(row, draft.court, draft.at, to, context);
  }
  draft.at = to;
}

function reply(draft: Draft, event: Reply): void {
  const answering = answersOf(event);
  for (const party of answering) if (!draft.answered.includes(party)) draft.answered.push(party);
  if (draft.court === null) return;
  const isAnswered = (row: Row) =>
    answering.includes(row.party) && ['first_response', 'next_response', 'update'].includes(row.metric);
  endRows(draft, 'reply', isAnswered);
  const asked = questionsOf(event);
  for (const target of draft.policy.targets) {
    const { metric, party } = target;
    const startsUpdate = metric === 'update' && answering.includes(party);
    const startsResponse = metric === 'next_response' && asked.includes(party) && !isOwedResponse(draft, party);
    if (startsUpdate || startsResponse) begin(draft, target);
  }
}

/** Who answers by a reply: the parties for whom it counts as an answer. */
function answersOf({ by, to }: Reply): readonly Party[] {
  if (by === 'customer') return [];
  return to === 'customer' ? [by, 'promise'] : [by];
}

/** Who is asked by a reply: the parties for whom it counts as a question. */
function questionsOf({ by, to }: Reply): readonly Party[] {
  if (by === 'customer') return ['provider', 'partner', 'promise'];
  if (to === 'customer') return [];
  return by === 'provider' ? ['partner'] : ['provider'];
}

const isOwedResponse = (draft: Draft, party: Party): boolean =>
  draft.open.some(
    (row) =>
      row.party === party &&
      (row.metric === 'next_response' || (row.metric === 'first_response' && row.target !== null)),
  );

function move(draft: Draft, to: Court): void {
  const from = draft.court;
  draft.court = to;
  const holds = (party: Party, court: Court | null) => court !== null && courtsOf(party).includes(court);
  endRows(draft, 'hand-over', (row) => row.metric === 'handling' && !holds(row.party, to));
  for (const target of draft.policy.targets) {
    const enters = holds(target.party, to) && !holds(target.party, from);
    if (target.metric === 'handling' && enters) begin(draft, target);
  }
}

function replacePolicy(draft: Draft, policy: Policy): void {
  const { court, policy: before } = draft;
  draft.policy = policy;
  for (const name of policy.targets.map(nameOf)) if (!draft.order.includes(name)) draft.order.push(name);
  endRows(draft, 'policy', (row) => !targetOf(policy, row));
  followPolicy(draft);
  if (court === null) return;
  for (const target of policy.targets) {
    if (!targetOf(before, target) && startsAtOnce(draft, target, court)) begin(draft, target);
  }
}

/** Whether a target that is new in an open ticket's policy starts by being there. */
function startsAtOnce(draft: Draft, { metric, party }: Target, court: Court): boolean {
  switch (metric) {
    case 'first_response':
      return !draft.answered.includes(party);
    case 'next_response':
      return false;
    case 'handling':
      return courtsOf(party).includes(court);
    case 'update':
    case 'resolution':
      return true;
    default:
      return unreachable(metric);
  }
}

function reopen(draft: Draft, court: Court): void {
  draft.court = court;
  const resting = draft.ended.filter((row) => row.resumes && targetOf(draft.policy, row));
  draft.ended = draft.ended.filter((row) => !resting.includes(row)).map((row) => ({ ...row, resumes: false }));
  for (const row of resting) resume(draft, row);
  for (const target of draft.policy.targets) {
    const { metric } = target;
    const isOpen = draft.open.some((row) => nameOf(row) === nameOf(target));
    const starts = metric !== 'first_response' && startsAtOnce(draft, target, court);
    if (starts && !isOpen) begin(draft, target);
  }
}

function resume(draft: Draft, row: Row): void {
  const running = { ...row, elapsed: { ...row.elapsed }, endedAt: null, endedBy: null, resumes: false };
  const target = targetOf(draft.policy, row);
  if (target) follow(running, target, draft.priority, draft.at);
  draft.open.push(running);
}

function begin(draft: Draft, target: Target): void {
  const name = nameOf(target);
  const cycle = (draft.cycles[name] ?? 0) + 1;
  draft.cycles[name] = cycle;
  draft.open.push(newRow(target, cycle, draft.priority, draft.at));
}

function followPolicy(draft: Draft): void {
  for (const row of draft.open) {
    const target = targetOf(draft.policy, row);
    if (target) follow(row, target, draft.priority, draft.at);
  }
}

function endRows(draft: Draft, by: EndedBy, which: (row: Row) => boolean): void {
  const open: Row[] = [];
  for (const row of draft.open) {
    if (which(row)) {
      end(row, draft.at, by);
      draft.ended.push(row);
    } else open.push(row);
  }
  draft.open = open;
}
