import type { Seconds } from '../time/instant.js';
import type { AgreedPlaybook } from './definition.js';
import type { PlaybookEffect } from './effects.js';
import type { Occurrence, PlaybookContext, PlaybookFacts } from './facts.js';
import { advance, type Signal } from './interpret.js';
import { type Reaction, react } from './react.js';
import { isActive, type PlaybookRun, type RunState } from './run.js';

/** What is supposed to happen: a ticket, how it begins, and what follows at which instant. */
export interface Scenario {
  at: Seconds;
  facts: PlaybookFacts;
  begins: Occurrence;
  follows: readonly ScenarioEvent[];
  /** How far to look. */
  until: Seconds;
  calendars: PlaybookContext['calendars'];
}

export type ScenarioEvent = { at: Seconds } & ({ occurrence: Occurrence } | { answer: 'approved' | 'declined' });

/** One thing that would happen. `step` is empty where the run as a whole begins or ends. */
export interface SimulatedStep {
  at: Seconds;
  step: string;
  words: string;
}

export interface Simulation {
  /** Whether it would begin at all. */
  begins: boolean;
  state: RunState | null;
  steps: readonly SimulatedStep[];
  effects: readonly PlaybookEffect[];
  /** What it would wait for at the end of what was looked at. */
  next: string | null;
}

/** What a playbook would do: the interpreter's own answer, with nothing carried out. */
export function simulate(agreed: AgreedPlaybook, scenario: Scenario): Simulation {
  const begun = beginning(agreed, scenario);
  const [run] = begun.runs;
  if (!run) return { begins: false, state: null, steps: [], effects: [], next: null };
  const story = { run, facts: begun.facts, effects: [...begun.effects], steps: begun.happenings.map(toStep) };
  for (const { at, ...what } of scenario.follows.toSorted((a, b) => a.at - b.at)) {
    if (at > scenario.until) break;
    passTime(agreed, story, at, scenario);
    const signal = signalOf(what, story.run);
    if (signal) move(agreed, story, signal, at, scenario);
  }
  passTime(agreed, story, scenario.until, scenario);
  const { state, next } = story.run;
  return { begins: true, state, steps: story.steps, effects: story.effects, next };
}

interface Story {
  run: PlaybookRun;
  facts: PlaybookFacts;
  effects: PlaybookEffect[];
  steps: SimulatedStep[];
}

const beginning = (agreed: AgreedPlaybook, { facts, calendars, at, begins }: Scenario): Reaction =>
  react([], begins, {
    facts:
      agreed.owner !== null && facts.partner === null
        ? { ...facts, partner: { id: agreed.owner, name: agreed.owner } }
        : facts,
    calendars,
    at,
    shelf: { current: [agreed], pinned: [] },
    newRun: ({ name }) => name,
  });

/** Lets waits and approvals end by themselves up to an instant, each at its own. */
function passTime(agreed: AgreedPlaybook, story: Story, to: Seconds, scenario: Scenario): void {
  for (let due = dueOf(story.run); due && due.at <= to; due = dueOf(story.run)) {
    move(agreed, story, due.signal, due.at, scenario);
  }
}

function dueOf({ wakeAt, approval }: PlaybookRun): { at: Seconds; signal: Signal } | undefined {
  if (wakeAt !== null) return { at: wakeAt, signal: { is: 'time' } };
  return approval
    ? { at: approval.until, signal: { is: 'approval', approval: approval.id, outcome: 'expired' } }
    : undefined;
}

function signalOf(
  what: { occurrence: Occurrence } | { answer: 'approved' | 'declined' },
  run: PlaybookRun,
): Signal | undefined {
  if ('occurrence' in what) return { is: 'occurrence', occurrence: what.occurrence };
  return run.approval ? { is: 'approval', approval: run.approval.id, outcome: what.answer } : undefined;
}

function move(agreed: AgreedPlaybook, story: Story, signal: Signal, at: Seconds, { calendars }: Scenario): void {
  if (!isActive(story.run)) return;
  const moved = advance(agreed, story.run, signal, { facts: story.facts, calendars, at });
  story.run = moved.run;
  story.facts = moved.facts;
  story.effects.push(...moved.effects);
  story.steps.push(...moved.happenings.map(toStep));
}

const toStep = (happening: Reaction['happenings'][number]): SimulatedStep => ({
  at: happening.at,
  step: happening.type === 'playbook-stepped' ? happening.step : '',
  words: happening.words,
});
