import { unreachable } from '../decision.js';
import { addOpenSeconds } from '../time/calendar.js';
import { SECONDS_A_DAY } from '../time/date.js';
import type { Seconds } from '../time/instant.js';
import {
  type AgreedPlaybook,
  type AskStep,
  type AssignStep,
  contactsOf,
  type Receivers,
  type SetStep,
  type Span,
  type Step,
} from './definition.js';
import type { EffectSource, PlannedReceivers, PlaybookEffect } from './effects.js';
import type { PlaybookContext, PlaybookFacts } from './facts.js';
import { fill } from './placeholders.js';

/** Steps that are over as soon as they are planned; the others move or stop the run itself. */
export type PlainStep = Exclude<Step, { do: 'branch' | 'wait' | 'ask' | 'stop' }>;

const FARTHEST = 400 * SECONDS_A_DAY;

/** What a step wants done, as data: nothing is touched, so a simulation plans the same. */
export function planStep(
  step: PlainStep,
  agreed: AgreedPlaybook,
  source: EffectSource,
  facts: PlaybookFacts,
  silent: boolean,
): PlaybookEffect[] {
  switch (step.do) {
    case 'set':
      return planSet(step, source, silent);
    case 'assign':
      return planAssign(step, source);
    case 'notify':
      return [{ source, do: 'notify', receivers: receiversOf(step.to, agreed), text: fill(step.text, facts) }];
    case 'escalate': {
      const receivers = receiversOf(step, agreed);
      return [{ source, do: 'escalate', receivers, text: fill(step.text, facts) }];
    }
    case 'hand-over': {
      if (facts.court === step.to || (step.to === 'partner' && facts.partner === null)) return [];
      const note = step.note === undefined ? null : fill(step.note, facts);
      return [{ source, do: 'hand-over', to: step.to, note, visibility: step.visibility ?? null }];
    }
    case 'solve':
      return [{ source, do: 'solve', note: step.note === undefined ? null : fill(step.note, facts) }];
    case 'webhook':
      return [{ source, do: 'webhook', url: step.url, event: step.event }];
    default:
      return unreachable(step);
  }
}

function planSet(step: SetStep, source: EffectSource, silent: boolean): PlaybookEffect[] {
  const effects: PlaybookEffect[] = [];
  if (step.priority) effects.push({ source, do: 'set-priority', priority: step.priority });
  if (step.component) effects.push({ source, do: 'set-component', component: step.component });
  if (step.addTags || step.removeTags) {
    effects.push({ source, do: 'set-tags', add: step.addTags ?? [], remove: step.removeTags ?? [] });
  }
  if (step.upgrade) {
    const decision = step.upgrade === 'declined' && silent ? 'expired' : step.upgrade;
    effects.push({ source, do: 'settle-upgrade', decision });
  }
  return effects;
}

function planAssign({ queue, person, onCall }: AssignStep, source: EffectSource): PlaybookEffect[] {
  const effects: PlaybookEffect[] = [];
  if (queue !== undefined) effects.push({ source, do: 'set-queue', queue });
  if (person !== undefined) effects.push({ source, do: 'assign', person });
  if (onCall !== undefined) effects.push({ source, do: 'assign-on-call', rota: onCall });
  return effects;
}

/** The approval that a step asks for: its id is the step's key, so that it is made once. */
export function planAsk(
  step: AskStep,
  agreed: AgreedPlaybook,
  source: EffectSource,
  facts: PlaybookFacts,
  until: Seconds,
): PlaybookEffect & { do: 'ask' } {
  const approval = {
    id: source.key,
    of: receiversOf(step.of, agreed),
    question: fill(step.question, facts),
    until,
    silence: step.silence,
    answers: step.answers,
    notBy: step.anotherPerson ? facts.requestedBy : null,
  };
  return { source, do: 'ask', approval };
}

/** A tier's people are of the playbook's owner. */
function receiversOf(to: Receivers, agreed: AgreedPlaybook): PlannedReceivers {
  if (typeof to === 'string') return { to };
  if ('onCall' in to) return { to: 'on-call', rota: to.onCall };
  const party = agreed.owner === null ? 'provider' : 'partner';
  return { to: 'people', party, tier: to.tier, people: contactsOf(agreed)[to.tier] ?? [] };
}

/** When a span of open time is over; why it never is, if it never is. */
export function endOf(span: Span, { calendars, at }: PlaybookContext): { at: Seconds } | { never: string } {
  const hours = calendars.get(span.calendar);
  if (!hours) return { never: `The calendar ${span.calendar} is not known.` };
  const end = addOpenSeconds(hours, at, span.minutes * 60, at + FARTHEST);
  if (end === null)
    return { never: `The calendar ${span.calendar} is not open for ${span.minutes} minutes in 400 days.` };
  return { at: end };
}

/** The facts as they are once an effect is applied: later steps of the same change go by them. */
export function applied(facts: PlaybookFacts, effect: PlaybookEffect): PlaybookFacts {
  switch (effect.do) {
    case 'set-priority':
      return { ...facts, priority: effect.priority };
    case 'set-component':
      return { ...facts, component: effect.component };
    case 'set-tags': {
      const kept = facts.tags.filter((tag) => !effect.remove.includes(tag));
      return { ...facts, tags: [...new Set([...kept, ...effect.add])] };
    }
    case 'set-queue':
      return { ...facts, queue: effect.queue };
    case 'assign':
    case 'assign-on-call':
      return { ...facts, assigned: true };
    case 'hand-over':
      return { ...facts, court: effect.to };
    case 'solve':
      return { ...facts, status: 'solved', court: null };
    case 'settle-upgrade':
    case 'notify':
    case 'escalate':
    case 'ask':
    case 'withdraw-approval':
    case 'webhook':
      return facts;
    default:
      return unreachable(effect);
  }
}
