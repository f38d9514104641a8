import type { Noun } from '../api/types.js';
import { fieldsOf } from '../parties/value.js';

/** How a queue gives its tickets to people. */
export const ASSIGNMENTS = ['by-hand', 'round-robin', 'least-loaded', 'by-skill'] as const;

/** What a rule can ask of a ticket, in the order in which it is told. */
export const ASKED = ['kinds', 'components', 'partners', 'dealTypes', 'languages', 'priorities', 'courts'] as const;
export type Asked = (typeof ASKED)[number];

/** One rule: for each thing asked the values that will do; none: any. */
export type Rule = Readonly<Record<Asked, readonly string[]>>;

export interface SkillNeed {
  skill: string;
  level: number;
  required: boolean;
}

/** A queue's settings as they are edited. */
export interface Settings {
  id: string;
  name: string;
  partner: string | null;
  leads: readonly string[];
  order: number;
  default: boolean;
  rules: readonly Rule[];
  calendar: string | null;
  triageMinutes: number | null;
  assignment: string;
  agents: readonly string[];
  skills: readonly SkillNeed[];
  fallbackAfterMinutes: number;
  passOnAfterMinutes: number | null;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function ruleOf(value: unknown): Rule {
  const fields = fieldsOf(value) ?? {};
  return {
    ...{ kinds: texts(fields.kinds), components: texts(fields.components), partners: texts(fields.partners) },
    ...{ dealTypes: texts(fields.dealTypes), languages: texts(fields.languages) },
    ...{ priorities: texts(fields.priorities), courts: texts(fields.courts) },
  };
}

/** A rule that asks for nothing takes everything. */
export const ANYTHING: Rule = ruleOf({});

export const asksNothing = (rule: Rule): boolean => ASKED.every((name) => rule[name].length === 0);

/** The rules of a queue: it keeps one, or a list. */
export const rulesOf = ({ when }: Noun): Rule[] =>
  Array.isArray(when) ? when.map(ruleOf) : when === undefined ? [] : [ruleOf(when)];

function needOf(value: unknown): SkillNeed {
  const { skill, level, required } = fieldsOf(value) ?? {};
  return { skill: String(skill), level: numberOrNull(level) ?? 1, required: required !== false };
}

/** A queue as it is stored, to be edited. */
export function settingsOf(queue: Noun): Settings {
  const isDefault = queue.default === true;
  return {
    id: queue.id,
    name: queue.name ?? queue.id,
    partner: textOrNull(queue.partner),
    leads: texts(queue.leads),
    order: numberOrNull(queue.order) ?? 0,
    default: isDefault,
    rules: isDefault ? [] : rulesOf(queue),
    calendar: textOrNull(queue.calendar),
    // Triage is the provider's: what a partner's queue may have kept of it from before means nothing.
    triageMinutes: textOrNull(queue.partner) === null ? numberOrNull(queue.triageMinutes) : null,
    assignment: textOrNull(queue.assignment) ?? 'by-hand',
    agents: texts(queue.agents),
    skills: Array.isArray(queue.skills) ? queue.skills.map(needOf) : [],
    fallbackAfterMinutes: numberOrNull(queue.fallbackAfterMinutes) ?? 15,
    passOnAfterMinutes: numberOrNull(queue.passOnAfterMinutes),
  };
}

/** What a new queue begins with. */
export const newSettings = (partner: string | null, order: number): Settings => ({
  ...settingsOf({ id: '', version: 0, name: '', when: [], order }),
  partner,
});

/** The settings as the desk takes them. A single rule stands by itself, as it always did. */
export function bodyOf({ rules, ...settings }: Settings): Record<string, unknown> {
  const [only, ...others] = rules;
  const when = settings.default ? [] : only && others.length === 0 ? only : rules;
  return { ...settings, when };
}

/** In the order in which queues are asked; those that take what is left come last. */
export const inOrder = (queues: readonly Noun[]): Noun[] =>
  queues.toSorted(
    (a, b) =>
      Number(a.default === true) - Number(b.default === true) ||
      Number(a.order) - Number(b.order) ||
      (a.id < b.id ? -1 : 1),
  );
