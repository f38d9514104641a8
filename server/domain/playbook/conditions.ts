import { unreachable } from '../decision.js';
import { openSeconds } from '../time/calendar.js';
import type { Condition, ValueQuestion } from './definition.js';
import type { PlaybookContext, PlaybookFacts } from './facts.js';

/** Whether a condition holds. What is not known (no deal, no upgrade) fits nothing. */
export function holds(condition: Condition, context: PlaybookContext): boolean {
  const { facts } = context;
  switch (condition.if) {
    case 'all':
      return condition.of.every((one) => holds(one, context));
    case 'any':
      return condition.of.some((one) => holds(one, context));
    case 'not':
      return !holds(condition.of, context);
    case 'triage':
      return facts.triage === condition.is;
    case 'assigned':
      return facts.assigned === condition.is;
    case 'preAgreed':
      return facts.upgrade !== null && facts.upgrade.preAgreed === condition.is;
    case 'open':
      return isOpen(condition.calendar, context);
    case 'closed':
      return !isOpen(condition.calendar, context);
    case 'quantity':
    case 'increase':
      return isWithin(facts.upgrade?.[condition.if], condition);
    default:
      return valuesOf(condition.if, facts).some((value) => typeof value === 'string' && condition.is.includes(value));
  }
}

function valuesOf(question: ValueQuestion, facts: PlaybookFacts): readonly (string | null | undefined)[] {
  switch (question) {
    case 'kind':
    case 'priority':
    case 'status':
    case 'court':
    case 'component':
    case 'queue':
    case 'language':
      return [facts[question]];
    case 'tags':
      return facts.tags;
    case 'partner':
    case 'customer':
      return [facts[question]?.id];
    case 'dealType':
      return [facts.deal?.type];
    case 'support':
      return [facts.deal?.support];
    default:
      return unreachable(question);
  }
}

function isWithin(value: number | undefined, { min, max }: { min?: number; max?: number }): boolean {
  return value !== undefined && (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** A calendar that the desk does not know is never open; `lint` finds it beforehand. */
function isOpen(calendar: string, { calendars, at }: PlaybookContext): boolean {
  const hours = calendars.get(calendar);
  return hours !== undefined && openSeconds(hours, at, at + 1) > 0;
}
