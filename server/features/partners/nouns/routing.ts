import { z } from 'zod';
import type { Fault } from '../../../domain/input/reader.js';
import type { QueueRules } from '../../../domain/routing/queues.js';
import { COURTS, KINDS, PRIORITIES } from '../../../domain/ticket/vocabulary.js';
import { email, id, line } from '../../../platform/http/wire.js';
import { byItsCompany, everyone, type Noun, ofPartner, partly, type Reference, refs } from '../noun.js';
import { idList, language } from './fields.js';

const skillSchema = z.strictObject({ id, name: line() });

/** What an agent must know for a ticket. Partners' people have the same ones. */
export const skill: Noun<z.output<typeof skillSchema>> = {
  name: 'skill',
  path: 'skills',
  schema: skillSchema,
  shown: partly(skillSchema, 'id'),
  manage: 'agreements:manage',
  keepsVersions: false,
  horizon: everyone,
  facets: () => ({}),
  references: () => [],
  present: (content) => content,
};

/** How much somebody knows of a skill, or must know. */
const level = z.int().min(1).max(5);
const minutes = z.int().min(1).max(100_000);
const NO_CONDITIONS = {
  ...{ kinds: [], components: [], partners: [], dealTypes: [], languages: [], priorities: [], courts: [] },
};
const conditions = z.strictObject({
  kinds: z.array(z.enum(KINDS)).default([]),
  components: idList(id).default([]),
  partners: idList(id).default([]),
  dealTypes: z.array(z.enum(['resale', 'agency', 'direct'])).default([]),
  languages: z.array(language).default([]),
  priorities: z.array(z.enum(PRIORITIES)).default([]),
  courts: z.array(z.enum(COURTS)).default([]),
});
type Conditions = z.output<typeof conditions>;
const MAX_RULES = 50;
const DEFAULT_FALLBACK = 15;

const queueSchema = z.strictObject({
  id,
  name: line(),
  /** `null`: the provider's own; else the partner's whose queue it is. */
  partner: id.nullable().default(null),
  /** Who leads it: they hear of warnings and breaches of its tickets. */
  leads: idList(email).default([]),
  /** Queues are asked in this order, each for its rules in theirs; the first whose conditions all hold takes the ticket. */
  order: z.int().min(0).max(9_999),
  /** Takes what no other queue of its side takes. */
  default: z.boolean().default(false),
  /** What it takes: one rule, or several of which the first that holds counts; with none it takes nothing by itself. */
  when: z.union([conditions, z.array(conditions).max(MAX_RULES)]).default(NO_CONDITIONS),
  /** The calendar in which the minutes of the queue count; `null`: around the clock. */
  calendar: id.nullable().default(null),
  /** How long a ticket may be in triage here; `null`: as long as it takes. */
  triageMinutes: minutes.nullable().default(null),
  /** Who gets its tickets, and how. */
  assignment: z.enum(['by-hand', 'round-robin', 'least-loaded', 'by-skill']).default('by-hand'),
  /** The ids of those who work it; none: all agents of its side. */
  agents: idList(id).default([]),
  /** What must be known for its tickets (`required`), or is preferred, and how well. */
  skills: z
    .array(z.strictObject({ skill: id, level: level.default(1), required: z.boolean().default(true) }))
    .max(50)
    .default([]),
  /** After so many minutes a ticket goes to whoever is there, with the skills or without. */
  fallbackAfterMinutes: minutes.default(DEFAULT_FALLBACK),
  /** After so many minutes in which nothing happened a ticket passes on to somebody else; `null`: never. */
  passOnAfterMinutes: minutes.nullable().default(null),
});
export type QueueContent = z.output<typeof queueSchema>;

/** Where tickets wait for people. A partner looks after its own. */
export const queue: Noun<QueueContent> = {
  name: 'queue',
  path: 'queues',
  schema: queueSchema,
  shown: partly(queueSchema, 'id'),
  manage: 'queues:manage',
  keepsVersions: true,
  fixed: ['partner'],
  horizon: ofPartner('partner'),
  mayManage: byItsCompany,
  facets: ({ partner }) => ({ partner }),
  references: ({ partner, when, calendar, skills }) => [
    ...refs('partner', 'partner', [partner]),
    ...refs('calendar', 'calendar', [calendar]),
    ...placedRules(when).flatMap(({ rule, path }) => [
      ...each('component', rule.components, (index) => `${path}.components[${index}]`),
      ...each('partner', rule.partners, (index) => `${path}.partners[${index}]`),
    ]),
    ...skills.map((one, index) => ({ noun: 'skill' as const, id: one.skill, path: `skills[${index}].skill` })),
  ],
  people: ({ partner, agents }) => agents.map((name, index) => ({ id: name, path: `agents[${index}]`, partner })),
  faults: ({ partner, default: isDefault, when, skills, triageMinutes }) => [
    ...defaultFaults(isDefault, when),
    ...doubledSkills(skills),
    ...(partner !== null && triageMinutes !== null
      ? [{ path: 'triageMinutes', message: 'must be null: how long triage may take is the provider’s to say' }]
      : []),
  ],
  present: (content) => content,
};

const rulesOf = (when: QueueContent['when']): readonly Conditions[] => (Array.isArray(when) ? when : [when]);

/** Each rule with where it stands in the content. */
const placedRules = (when: QueueContent['when']): { rule: Conditions; path: string }[] =>
  rulesOf(when).map((rule, index) => ({ rule, path: Array.isArray(when) ? `when[${index}]` : 'when' }));

const each = (noun: 'component' | 'partner', ids: readonly string[], at: (index: number) => string): Reference[] =>
  ids.map((name, index) => ({ noun, id: name, path: at(index) }));

function defaultFaults(isDefault: boolean, when: QueueContent['when']): Fault[] {
  const asks = rulesOf(when).some((rule) => Object.values(rule).some((values) => values.length > 0));
  return isDefault && asks
    ? [{ path: 'when', message: 'must be empty: a default queue takes what no other takes' }]
    : [];
}

const doubledSkills = (skills: QueueContent['skills']): Fault[] =>
  skills.flatMap(({ skill: name }, index) =>
    skills.findIndex((other) => other.skill === name) < index
      ? [{ path: `skills[${index}]`, message: `names ${name} again` }]
      : [],
  );

/** A queue as far as tickets find their way into it. */
export const queueRules = (
  { id: name, name: words, order, when, default: isDefault, triageMinutes, calendar }: QueueContent,
  version: number,
): QueueRules => ({
  ...{ id: name, name: words, version, order, rules: rulesOf(when), isDefault, triageMinutes, calendar },
});
