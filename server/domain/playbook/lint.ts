import type { AgreedPlaybook, Called, Condition, Playbook, Step } from './definition.js';
import type { Locate, Position } from './located.js';
import { armsOf } from './program.js';

/** What reads well, but would not do what was meant. An error keeps a playbook from being signed. */
export type Finding = Position & { severity: 'error' | 'warning'; step: string; message: string };

/** What the desk has besides; `null` where it is not at hand (a file on its own). */
export interface KnownNames {
  calendars: readonly string[] | null;
  queues: readonly string[] | null;
  rotas: readonly string[] | null;
}

export const NOTHING_KNOWN: KnownNames = { calendars: null, queues: null, rotas: null };

type Found = Omit<Finding, 'line' | 'column'>;

/** Looks at a playbook as a whole: steps that cannot be reached, names that nobody has, waits without an end. */
export function lint(definition: Playbook, locate: Locate, known: KnownNames = NOTHING_KNOWN): Finding[] {
  return [
    ...sequenceFindings(definition.steps, known),
    ...conditionFindings(definition.when, 'when', known),
    ...tierFindings(definition),
  ]
    .map((found) => ({ ...found, ...locate(pathOf(definition.steps, found.step)) }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Whether a playbook may be signed as it is. */
export const isClean = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error');

function sequenceFindings(steps: readonly Step[], known: KnownNames): Found[] {
  const last = steps.findIndex((step) => alwaysEnds(step));
  const unreachable = last === -1 ? [] : steps.slice(last + 1);
  return [
    ...steps.flatMap((step) => stepFindings(step, known)),
    ...unreachable.slice(0, 1).map(
      ({ id }): Found => ({
        severity: 'error',
        step: id,
        message: 'cannot be reached: the step before it always stops',
      }),
    ),
  ];
}

/** Whether nothing follows a step: it stops, or stops in each of its arms. */
function alwaysEnds(step: Step): boolean {
  if (step.do === 'stop') return true;
  const arms = possibleArms(step);
  return arms.length > 0 && arms.every((arm) => arm.some(alwaysEnds));
}

/** The arms that a step can go into. */
function possibleArms(step: Step): readonly (readonly Step[])[] {
  if (step.do === 'wait') return [...(step.until ? [step.happened] : []), ...(step.span ? [step.expired] : [])];
  if (step.do === 'ask')
    return [step.approved, step.declined, ...(step.silence === 'escalate' ? [step.escalated] : [])];
  return armsOf(step).map(([, steps]) => steps);
}

function stepFindings(step: Step, known: KnownNames): Found[] {
  const inner = armsOf(step).flatMap(([, steps]) => sequenceFindings(steps, known));
  return [...ownFindings(step, known), ...inner];
}

function ownFindings(step: Step, known: KnownNames): Found[] {
  const { id } = step;
  switch (step.do) {
    case 'assign':
      return [
        ...(step.queue === undefined ? [] : unknownName(id, 'queue', step.queue, known.queues)),
        ...unknownRota(step, known),
      ];
    case 'notify':
    case 'escalate':
      return unknownRota(step, known);
    case 'branch':
      return [
        ...conditionFindings(step.if, id, known),
        ...(step.yes.length + step.no.length === 0 ? [warning(id, 'does nothing either way')] : []),
      ];
    case 'wait':
      return step.span
        ? unknownName(id, 'calendar', step.span.calendar, known.calendars)
        : [warning(id, 'waits without an end: give it minutes and a calendar too')];
    case 'ask':
      return [...unknownName(id, 'calendar', step.within.calendar, known.calendars), ...unknownRota(step, known)];
    default:
      return [];
  }
}

function conditionFindings(condition: Condition | null, step: string, known: KnownNames): Found[] {
  if (condition === null) return [];
  switch (condition.if) {
    case 'all':
    case 'any':
      return condition.of.flatMap((one) => conditionFindings(one, step, known));
    case 'not':
      return conditionFindings(condition.of, step, known);
    case 'open':
    case 'closed':
      return unknownName(step, 'calendar', condition.calendar, known.calendars);
    case 'queue':
      return condition.is.flatMap((queue) => unknownName(step, 'queue', queue, known.queues));
    default:
      return [];
  }
}

/** Tiers that no step tells: somebody was meant to hear of it. */
function tierFindings({ contacts, steps }: Playbook): Found[] {
  const used = new Set(everyStep(steps).flatMap(tierOf));
  return Object.keys(contacts)
    .filter((tier) => !used.has(tier))
    .map((tier) => warning(`contacts.${tier}`, 'is told by no step'));
}

const everyStep = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [step, ...armsOf(step).flatMap(([, inner]) => everyStep(inner))]);

/** Whom a step names by what they are just then. */
function calledBy(step: Step): Called | undefined {
  if (step.do === 'escalate') return step;
  if (step.do === 'assign') return step.onCall === undefined ? undefined : { onCall: step.onCall };
  const to = step.do === 'notify' ? step.to : step.do === 'ask' ? step.of : undefined;
  return typeof to === 'object' ? to : undefined;
}

function tierOf(step: Step): string[] {
  const called = calledBy(step);
  return called && 'tier' in called ? [called.tier] : [];
}

function unknownRota(step: Step, known: KnownNames): Found[] {
  const called = calledBy(step);
  return called && 'onCall' in called ? unknownName(step.id, 'rota', called.onCall, known.rotas) : [];
}

const warning = (step: string, message: string): Found => ({ severity: 'warning', step, message });

function unknownName(step: string, what: string, name: string, known: readonly string[] | null): Found[] {
  if (known === null || known.includes(name)) return [];
  return [{ severity: 'error', step, message: `${name} is no ${what} of this desk` }];
}

/** Where a step stands in the document: `3.then.1` is `steps[2].branch.then[0]`; what is no step is its own path. */
function pathOf(steps: readonly Step[], id: string): string {
  const parts = id.split('.');
  let path = 'steps';
  let within = steps;
  for (let index = 0; index < parts.length; index += 2) {
    const step = within[Number(parts[index]) - 1];
    if (!step) return id;
    path += `[${Number(parts[index]) - 1}]`;
    const arm = parts[index + 1];
    if (arm === undefined) return path;
    path += `.${step.do}.${arm}`;
    within = armsOf(step).find(([name]) => name === arm)?.[1] ?? [];
  }
  return path;
}

/** The calendars that a playbook counts by. */
export function calendarsOf({ definition }: Pick<AgreedPlaybook, 'definition'>): string[] {
  const spans = everyStep(definition.steps).flatMap((step) => {
    if (step.do === 'wait') return step.span ? [step.span.calendar] : [];
    if (step.do === 'ask') return [step.within.calendar];
    return step.do === 'branch' ? calendarsIn(step.if) : [];
  });
  return [...new Set([...(definition.when ? calendarsIn(definition.when) : []), ...spans])].sort();
}

function calendarsIn(condition: Condition): string[] {
  if (condition.if === 'open' || condition.if === 'closed') return [condition.calendar];
  if (condition.if === 'not') return calendarsIn(condition.of);
  return condition.if === 'all' || condition.if === 'any' ? condition.of.flatMap(calendarsIn) : [];
}
