import { fault, flag, key, list, object, oneOf, type Place, text, whole } from '../input/reader.js';
import { METRICS, PARTIES as SLA_PARTIES } from '../sla/types.js';
import { COURTS, PARTIES } from '../ticket/vocabulary.js';
import {
  type Condition,
  OCCURRENCES,
  PLAYBOOK_LIMITS,
  type Trigger,
  VALUE_QUESTIONS,
  type ValueQuestion,
} from './definition.js';

const isValueQuestion = (question: string): question is ValueQuestion => Object.hasOwn(VALUE_QUESTIONS, question);

const OTHER_QUESTIONS = [
  'all',
  'any',
  'not',
  'triage',
  'assigned',
  'preAgreed',
  'open',
  'closed',
  'quantity',
  'increase',
] as const;
type OtherQuestion = (typeof OTHER_QUESTIONS)[number];
const QUESTIONS: readonly (OtherQuestion | ValueQuestion)[] = [
  ...OTHER_QUESTIONS,
  ...Object.keys(VALUE_QUESTIONS).filter(isValueQuestion),
];

/** Reads a condition: an object of questions, all of which must hold. */
export function condition(place: Place, depth = 0): Condition | undefined {
  if (depth > PLAYBOOK_LIMITS.depth) return fault(place, `is nested deeper than ${PLAYBOOK_LIMITS.depth}`);
  if (!object(place, QUESTIONS)) return undefined;
  const asked = QUESTIONS.filter((question) => key(place, question).value !== undefined);
  if (asked.length === 0) return fault(place, `must ask something: ${QUESTIONS.join(', ')}`);
  const conditions = asked.map((question) =>
    isValueQuestion(question)
      ? valueQuestion(question, key(place, question))
      : otherQuestion(question, key(place, question), depth),
  );
  const found = conditions.filter((one) => one !== undefined);
  if (found.length < conditions.length) return undefined;
  const [only, ...others] = found;
  return only && others.length === 0 ? only : { if: 'all', of: found };
}

function valueQuestion(question: ValueQuestion, place: Place): Condition | undefined {
  const allowed = VALUE_QUESTIONS[question];
  const is = oneOrMore<string>(place, (one) => (allowed === null ? text(one) : oneOf<string>(one, allowed)));
  return is && { if: question, is };
}

function otherQuestion(question: OtherQuestion, place: Place, depth: number): Condition | undefined {
  switch (question) {
    case 'all':
    case 'any': {
      const of = oneOrMore(place, (one) => condition(one, depth + 1));
      return of && { if: question, of };
    }
    case 'not': {
      const of = condition(place, depth + 1);
      return of && { if: 'not', of };
    }
    case 'triage':
    case 'assigned':
    case 'preAgreed': {
      const is = flag(place);
      return is === undefined ? undefined : { if: question, is };
    }
    case 'open':
    case 'closed': {
      const calendar = text(place);
      return calendar === undefined ? undefined : { if: question, calendar };
    }
    default:
      return bounds(question, place);
  }
}

function bounds(question: 'quantity' | 'increase', place: Place): Condition | undefined {
  if (!object(place, ['min', 'max'])) return undefined;
  const [min, max] = [key(place, 'min'), key(place, 'max')].map((one) => one.value !== undefined && whole(one, 0));
  if (min === false && max === false) return fault(place, 'must have min, max or both');
  if (min === undefined || max === undefined) return undefined;
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    return fault(place, 'must not have min above max');
  return { if: question, ...(typeof min === 'number' && { min }), ...(typeof max === 'number' && { max }) };
}

/** Reads a list that is not empty; a value that is no list stands for a list of it. */
export function oneOrMore<T>(place: Place, reader: (place: Place) => T | undefined): T[] | undefined {
  if (!Array.isArray(place.value)) {
    const only = reader(place);
    return only === undefined ? undefined : [only];
  }
  if (place.value.length === 0) return fault(place, 'must not be empty');
  return list(place, reader);
}

/** Reads `ticket-created`, or `{ replied: { by: partner } }`. */
export function trigger(place: Place): Trigger | undefined {
  if (typeof place.value === 'string') {
    const type = oneOf(place, OCCURRENCES);
    return type && { type };
  }
  if (!object(place, OCCURRENCES)) return undefined;
  const named = OCCURRENCES.filter((type) => key(place, type).value !== undefined);
  const [type, ...others] = named;
  if (type === undefined || others.length > 0) return fault(place, 'must name one occurrence');
  return narrowed(type, key(place, type));
}

const NARROWED_BY: Partial<Record<Trigger['type'], readonly string[]>> = {
  replied: ['by'],
  acknowledged: ['by'],
  solved: ['by'],
  'handed-over': ['to'],
  'sla-warning': ['metric', 'party'],
  'sla-breached': ['metric', 'party'],
};

function narrowed(type: Trigger['type'], place: Place): Trigger | undefined {
  if (!object(place, NARROWED_BY[type] ?? [])) return undefined;
  const by = whereGiven(key(place, 'by'), (one) => oneOf(one, PARTIES));
  const to = whereGiven(key(place, 'to'), (one) => oneOf(one, COURTS));
  const metric = whereGiven(key(place, 'metric'), (one) => oneOf(one, METRICS));
  const party = whereGiven(key(place, 'party'), (one) => oneOf(one, SLA_PARTIES));
  return { type, ...(by && { by }), ...(to && { to }), ...(metric && { metric }), ...(party && { party }) };
}

/** Reads what may be left out. */
export const whereGiven = <T>(place: Place, reader: (place: Place) => T | undefined): T | undefined =>
  place.value === undefined ? undefined : reader(place);
