import type { Seconds } from '../time/instant.js';
import { holds } from './conditions.js';
import { type AgreedPlaybook, PLAYBOOK_LIMITS } from './definition.js';
import type { PlaybookEffect, PlaybookHappening } from './effects.js';
import { type ApprovalOutcome, isMeant, type Occurrence, type PlaybookContext, type PlaybookFacts } from './facts.js';
import { advance, begin, type Moved, type Signal, stop } from './interpret.js';
import { isActive, isOfPlaybook, type PlaybookReference, type PlaybookRun, referenceOf } from './run.js';
import { triggerInWords } from './words.js';

/** The playbooks that a ticket may need: its partner's and the provider's of now, and those that its runs pinned. */
export interface Shelf {
  current: readonly AgreedPlaybook[];
  pinned: readonly AgreedPlaybook[];
}

/** What playbooks make of a change to their ticket: stored in the same update. */
export interface Reaction {
  /** All runs that were given or begun: those that ended are to be moved away. */
  runs: readonly PlaybookRun[];
  effects: readonly PlaybookEffect[];
  happenings: readonly PlaybookHappening[];
  facts: PlaybookFacts;
}

/** What the interpreter needs to know of the ticket, and how it names a new run: the same name gives the same id. */
export interface ReactionContext extends PlaybookContext {
  shelf: Shelf;
  newRun: (playbook: PlaybookReference) => string;
}

/**
 * Something happened to the ticket: runs that wait for it go on, playbooks that it begins begin. One active run for
 * each name, the partner's in place of the provider's, and so many at once as the limit says. What a playbook did
 * begins none, so that no two can chase each other.
 */
export function react(runs: readonly PlaybookRun[], occurrence: Occurrence, context: ReactionContext): Reaction {
  const reaction = signalAll(runs, { is: 'occurrence', occurrence }, context);
  if (occurrence.byPlaybook || occurrence.type === 'closed') return reaction;
  return chosen(context.shelf.current, context.facts).reduce(
    (so, agreed) =>
      isCalled(agreed, occurrence, { ...context, facts: so.facts }) ? beginOne(so, agreed, occurrence, context) : so,
    reaction,
  );
}

/** Passes every wait that is over by the context's instant. */
export const wakeRuns = (runs: readonly PlaybookRun[], context: ReactionContext): Reaction =>
  signalAll(runs, { is: 'time' }, context);

/** Tells the runs how an approval came out; only the one that waits for it moves. */
export const settleApproval = (
  runs: readonly PlaybookRun[],
  outcome: ApprovalOutcome,
  context: ReactionContext,
): Reaction => signalAll(runs, { is: 'approval', ...outcome }, context);

/** Ends every active run: the ticket got another origin, or was merged. */
export const stopRuns = (runs: readonly PlaybookRun[], because: string, context: ReactionContext): Reaction =>
  moveAll(runs, context, (agreed, run, now) => stop(agreed, run, because, now));

/** When the first of the runs wakes by itself. */
export function wakeOf(runs: readonly PlaybookRun[]): Seconds | null {
  const instants = runs.flatMap(({ wakeAt }) => (wakeAt === null ? [] : [wakeAt]));
  return instants.length === 0 ? null : Math.min(...instants);
}

/** The playbooks that apply to a ticket: of each name its partner's, else the provider's. In order of name. */
export function chosen(current: readonly AgreedPlaybook[], { partner }: PlaybookFacts): AgreedPlaybook[] {
  const own = current.filter(({ owner }) => owner !== null && owner === partner?.id);
  const names = new Set(own.map(({ definition }) => definition.name));
  const rest = current.filter(({ owner, definition }) => owner === null && !names.has(definition.name));
  return [...own, ...rest].sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
}

function isCalled({ definition }: AgreedPlaybook, occurrence: Occurrence, context: PlaybookContext): boolean {
  if (occurrence.type === 'by-hand') return occurrence.playbook === definition.name;
  if (!definition.on.some((trigger) => isMeant(trigger, occurrence))) return false;
  return definition.when === null || holds(definition.when, context);
}

function beginOne(so: Reaction, agreed: AgreedPlaybook, occurrence: Occurrence, context: ReactionContext): Reaction {
  const reference = referenceOf(agreed);
  const running = so.runs.find((run) => isActive(run) && run.playbook.name === reference.name);
  if (running?.playbook.owner === agreed.owner) return so;
  const cleared = running ? replace(running, so, context) : so;
  if (cleared.runs.filter(isActive).length >= PLAYBOOK_LIMITS.activeRuns) {
    return { ...cleared, happenings: [...cleared.happenings, notBegun(agreed, context)] };
  }
  const because = `the ticket was ${triggerInWords(occurrence)}`;
  const moved = begin(agreed, context.newRun(reference), { ...context, facts: cleared.facts }, because);
  return followedBy(cleared, moved, [...cleared.runs, moved.run]);
}

/** Ends the provider's run of a name for which the partner turned out to have a playbook, or the other way round. */
function replace(running: PlaybookRun, so: Reaction, context: ReactionContext): Reaction {
  const others = so.runs.filter((run) => run !== running);
  const stopped = stopRuns([running], 'Another playbook of this name applies now.', { ...context, facts: so.facts });
  return followedBy(so, stopped, [...others, ...stopped.runs]);
}

function notBegun(agreed: AgreedPlaybook, { at }: PlaybookContext): PlaybookHappening {
  const words = `${agreed.definition.title} did not begin: ${PLAYBOOK_LIMITS.activeRuns} playbooks are running already.`;
  return { type: 'playbook-not-begun', run: '', playbook: referenceOf(agreed), at, words };
}

const followedBy = (
  so: Reaction,
  { effects, happenings, facts }: Omit<Moved, 'run'>,
  runs: readonly PlaybookRun[],
): Reaction => ({
  runs,
  effects: [...so.effects, ...effects],
  happenings: [...so.happenings, ...happenings],
  facts,
});

const signalAll = (runs: readonly PlaybookRun[], signal: Signal, context: ReactionContext): Reaction =>
  moveAll(runs, context, (agreed, run, now) => advance(agreed, run, signal, now));

/** Moves one active run after the other, each seeing what the ones before it did to the ticket. */
function moveAll(
  runs: readonly PlaybookRun[],
  context: ReactionContext,
  move: (agreed: AgreedPlaybook, run: PlaybookRun, context: PlaybookContext) => Moved,
): Reaction {
  let so: Reaction = { runs: [], effects: [], happenings: [], facts: context.facts };
  for (const run of runs) {
    const agreed = agreedOf(run, context.shelf);
    const now = { ...context, facts: so.facts };
    if (!isActive(run)) so = { ...so, runs: [...so.runs, run] };
    else {
      const moved = agreed ? move(agreed, run, now) : lost(run, now);
      so = followedBy(so, moved, [...so.runs, moved.run]);
    }
  }
  return so;
}

const agreedOf = ({ playbook }: PlaybookRun, { pinned, current }: Shelf): AgreedPlaybook | undefined =>
  [...pinned, ...current].find((one) => isOfPlaybook(playbook, one));

/** A run whose version is nowhere to be found cannot go on; that it is gone is told, not guessed around. */
function lost(run: PlaybookRun, { at, facts }: PlaybookContext): Moved {
  const words = `Version ${run.playbook.version} of the playbook ${run.playbook.name} is not there any more.`;
  return {
    run: { ...run, state: 'failed', step: null, wakeAt: null, approval: null, next: words, endedAt: at },
    effects: [],
    happenings: [{ type: 'playbook-ended', state: 'failed', run: run.id, playbook: run.playbook, at, words }],
    facts,
  };
}
