import type { Seconds } from '../time/instant.js';
import { holds } from './conditions.js';
import type { AgreedPlaybook, AskStep, Step, WaitStep } from './definition.js';
import type { EffectSource, PlaybookEffect, PlaybookHappening } from './effects.js';
import { type ApprovalOutcome, isMeant, type Occurrence, type PlaybookContext, type PlaybookFacts } from './facts.js';
import { applied, endOf, planAsk, planStep } from './plan.js';
import { type Instruction, type Program, programOf } from './program.js';
import { isActive, type PlaybookRun, referenceOf } from './run.js';
import { branchInWords, nextInWords, stepInWords } from './words.js';

/** What moves a run: the clock, something that happened to the ticket, or the outcome of an approval. */
export type Signal =
  | { is: 'time' }
  | { is: 'occurrence'; occurrence: Occurrence }
  | ({ is: 'approval' } & ApprovalOutcome);

/** A run after a change, with everything that the same update must store. */
export interface Moved {
  run: PlaybookRun;
  effects: readonly PlaybookEffect[];
  happenings: readonly PlaybookHappening[];
  /** As they are once the effects are applied. */
  facts: PlaybookFacts;
}

/** A run in the middle of a change. */
interface Walk {
  readonly agreed: AgreedPlaybook;
  readonly program: Program;
  readonly context: PlaybookContext;
  run: PlaybookRun;
  facts: PlaybookFacts;
  effects: PlaybookEffect[];
  happenings: PlaybookHappening[];
}

/** Begins a run and goes as far as it can. Whether it should begin is decided before (`react`). */
export function begin(agreed: AgreedPlaybook, id: string, context: PlaybookContext, because: string): Moved {
  const { at } = context;
  const run: PlaybookRun = {
    id,
    playbook: referenceOf(agreed),
    state: 'waiting',
    step: null,
    wakeAt: null,
    approval: null,
    silent: false,
    next: '',
    startedAt: at,
    endedAt: null,
  };
  const walk = walkOf(agreed, run, context);
  tell(walk, at, { type: 'playbook-began', words: `${agreed.definition.title} begins: ${because}.` });
  goOn(walk, agreed.definition.steps[0]?.id ?? null, at);
  return moved(walk);
}

/**
 * Moves a run: first past every wait that is over by the context's instant, each at its own instant, then by the
 * signal. What a run does not wait for leaves it as it is; so does everything once it has ended.
 */
export function advance(agreed: AgreedPlaybook, run: PlaybookRun, signal: Signal, context: PlaybookContext): Moved {
  const walk = walkOf(agreed, run, context);
  passDue(walk);
  if (signal.is === 'occurrence') meet(walk, signal.occurrence);
  if (signal.is === 'approval') settleApproval(walk, signal);
  return moved(walk);
}

/** Ends a run from outside: another origin, a merge, a new playbook in its place. */
export function stop(agreed: AgreedPlaybook, run: PlaybookRun, because: string, context: PlaybookContext): Moved {
  const walk = walkOf(agreed, run, context);
  if (isActive(run)) end(walk, 'stopped', because, context.at);
  return moved(walk);
}

const walkOf = (agreed: AgreedPlaybook, run: PlaybookRun, context: PlaybookContext): Walk => ({
  agreed,
  program: programOf(agreed.definition),
  context,
  run,
  facts: context.facts,
  effects: [],
  happenings: [],
});

const moved = ({ run, effects, happenings, facts }: Walk): Moved => ({ run, effects, happenings, facts });

/** The one place that knows the edge: a wait is over in the very second of its end, before what happens in it. */
function passDue(walk: Walk): void {
  while (walk.run.wakeAt !== null && walk.run.wakeAt <= walk.context.at) {
    const at = walk.run.wakeAt;
    goOn(walk, stood(walk)?.arms.expired ?? null, at);
  }
}

function meet(walk: Walk, occurrence: Occurrence): void {
  if (!isActive(walk.run)) return;
  const { at } = walk.context;
  const ends = walk.agreed.definition.endsOn.some((trigger) => isMeant(trigger, occurrence));
  if (ends || occurrence.type === 'closed') {
    end(walk, 'stopped', `The ticket was ${occurrence.type.replaceAll('-', ' ')}.`, at);
    return;
  }
  const instruction = stood(walk);
  if (instruction?.step.do !== 'wait') return;
  if (!instruction.step.until?.some((trigger) => isMeant(trigger, occurrence))) return;
  goOn(walk, instruction.arms.happened ?? null, at);
}

function settleApproval(walk: Walk, { approval, outcome }: ApprovalOutcome): void {
  const instruction = stood(walk);
  if (walk.run.approval?.id !== approval || instruction?.step.do !== 'ask') return;
  const silence = outcome === 'expired' ? instruction.step.silence : null;
  walk.run = { ...walk.run, silent: silence === 'decline' };
  const arm = silence === null ? outcome : ARM_OF_SILENCE[silence];
  goOn(walk, instruction.arms[arm] ?? null, walk.context.at);
}

const ARM_OF_SILENCE = { approve: 'approved', decline: 'declined', escalate: 'escalated' } as const;

/** The step at which the run waits. */
const stood = ({ program, run }: Walk): Instruction | undefined =>
  run.step === null ? undefined : program.get(run.step);

/** Does step after step until one waits, or the end. */
function goOn(walk: Walk, from: string | null, at: Seconds): void {
  walk.run = { ...walk.run, step: null, wakeAt: null, approval: null };
  let next = from;
  while (next !== null) {
    const instruction = walk.program.get(next);
    if (!instruction) throw new Error(`Playbook ${walk.agreed.definition.name} has no step ${next}`);
    next = take(walk, instruction, at);
  }
  if (isActive(walk.run) && walk.run.step === null) end(walk, 'finished', 'All of its steps are done.', at);
}

/** Takes one step at an instant, and says which is next; `null` where the run waits or has ended. */
function take(walk: Walk, { step, next, arms }: Instruction, at: Seconds): string | null {
  switch (step.do) {
    case 'branch': {
      const arm = holds(step.if, { ...walk.context, facts: walk.facts, at }) ? 'then' : 'else';
      recordStep(walk, step, at, branchInWords(step, arm));
      return arms[arm] ?? null;
    }
    case 'stop':
      end(walk, 'stopped', step.because ?? 'It says so itself.', at);
      return null;
    case 'wait':
      beginWait(walk, step, at);
      return null;
    case 'ask':
      beginAsk(walk, step, at);
      return null;
    default: {
      const effects = planStep(step, walk.agreed, sourceOf(walk, step, at), walk.facts, walk.run.silent);
      perform(walk, effects);
      recordStep(walk, step, at, `${stepInWords(step)}${effects.length === 0 ? ' There was nothing to do.' : ''}`);
      return next;
    }
  }
}

function beginWait(walk: Walk, step: WaitStep, at: Seconds): void {
  const until = step.span && endOf(step.span, { ...walk.context, at });
  if (until && 'never' in until) end(walk, 'failed', until.never, at);
  else standAt(walk, step, { wakeAt: until?.at ?? null }, at);
}

function beginAsk(walk: Walk, step: AskStep, at: Seconds): void {
  const until = endOf(step.within, { ...walk.context, at });
  if ('never' in until) {
    end(walk, 'failed', until.never, at);
    return;
  }
  const effect = planAsk(step, walk.agreed, sourceOf(walk, step, at), walk.facts, until.at);
  perform(walk, [effect]);
  standAt(walk, step, { approval: { id: effect.approval.id, until: until.at, silence: step.silence } }, at);
}

function standAt(walk: Walk, step: WaitStep | AskStep, waiting: Partial<PlaybookRun>, at: Seconds): void {
  walk.run = { ...walk.run, ...waiting, step: step.id };
  walk.run = { ...walk.run, next: nextInWords(walk.agreed, walk.program, walk.run, walk.context.calendars, at) };
  recordStep(walk, step, at, stepInWords(step));
}

function perform(walk: Walk, effects: readonly PlaybookEffect[]): void {
  for (const effect of effects) {
    walk.effects.push(effect);
    walk.facts = applied(walk.facts, effect);
  }
}

function end(walk: Walk, state: 'finished' | 'stopped' | 'failed', because: string, at: Seconds): void {
  const { approval, step } = walk.run;
  if (approval && step !== null) {
    const source = { ...sourceOf(walk, { id: step }, at), key: `${approval.id}:withdrawn` };
    walk.effects.push({ source, do: 'withdraw-approval', approval: approval.id });
  }
  walk.run = { ...walk.run, state, step: null, wakeAt: null, approval: null, next: because, endedAt: at };
  tell(walk, at, { type: 'playbook-ended', state, words: because });
}

const sourceOf = ({ run }: Walk, step: Pick<Step, 'id'>, at: Seconds): EffectSource => ({
  key: `${run.id}:${step.id}`,
  run: run.id,
  playbook: run.playbook,
  step: step.id,
  at,
});

function recordStep(walk: Walk, { id }: Step, at: Seconds, words: string): void {
  tell(walk, at, { type: 'playbook-stepped', step: id, words });
}

type Told =
  | { type: 'playbook-began' }
  | { type: 'playbook-stepped'; step: string }
  | { type: 'playbook-ended'; state: 'finished' | 'stopped' | 'failed' };

function tell({ run, happenings }: Walk, at: Seconds, told: Told & { words: string }): void {
  happenings.push({ run: run.id, playbook: run.playbook, at, ...told });
}
