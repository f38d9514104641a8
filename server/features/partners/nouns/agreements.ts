import { z } from 'zod';
import { readTerms } from '../../../domain/credit/index.js';
import { type Fault, type Place, read } from '../../../domain/input/reader.js';
import { METRICS, PARTIES } from '../../../domain/sla/types.js';
import { calendar as readCalendar } from '../../../domain/time/calendar.js';
import { id, line } from '../../../platform/http/wire.js';
import { everyone, type Noun, ofPartner, providerOnly, type Referred, refs } from '../noun.js';
import { idList } from './fields.js';

const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

const faultsOf = (document: unknown, reader: (place: Place) => unknown): readonly Fault[] => {
  const result = read(document, (place) => reader(place) ?? true);
  return result.ok ? [] : result.faults;
};

const componentSchema = z.strictObject({
  id,
  name: line(),
  group: line().nullable().default(null),
  description: z.string().max(2_000).default(''),
});

export type ComponentContent = z.output<typeof componentSchema>;

/** A part of the service that can be down by itself. */
export const component: Noun<ComponentContent> = {
  name: 'component',
  path: 'components',
  schema: componentSchema,
  shown: componentSchema.partial().required({ id: true }),
  manage: 'parties:manage',
  keepsVersions: false,
  horizon: everyone,
  facets: () => ({}),
  references: () => [],
  present: (content) => content,
};

const calendarSchema = z.looseObject({ id, name: line() });
export type CalendarContent = z.output<typeof calendarSchema>;

/** Hours in which time counts, in the words of the SLA contract besides id and name. */
export const calendar: Noun<CalendarContent> = {
  name: 'calendar',
  path: 'calendars',
  schema: calendarSchema,
  shown: calendarSchema,
  manage: 'agreements:manage',
  keepsVersions: true,
  horizon: everyone,
  facets: () => ({}),
  references: () => [],
  faults: ({ id: _, name: __, ...hours }) => faultsOf(hours, readCalendar),
  present: (content) => content,
};

const policySchema = z.strictObject({
  id,
  name: line(),
  /** For whom it holds; of each metric and party the nearest agreement counts: deal, partner, plan, default. */
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('default') }),
    z.strictObject({ kind: z.literal('plan'), plan: line(80) }),
    z.strictObject({ kind: z.literal('partner'), partner: id }),
    z.strictObject({ kind: z.literal('deal'), deal: id }),
  ]),
  targets: z
    .array(
      z.strictObject({
        metric: z.enum(METRICS),
        party: z.enum(PARTIES),
        calendar: id,
        minutes: z.partialRecord(z.enum(PRIORITIES), z.int().min(1)),
      }),
    )
    .max(15),
});
export type PolicyContent = z.output<typeof policySchema>;

/** SLA targets as agreed. */
export const policy: Noun<PolicyContent> = {
  name: 'policy',
  path: 'policies',
  schema: policySchema,
  shown: policySchema.partial().required({ id: true }),
  manage: 'agreements:manage',
  keepsVersions: true,
  horizon: ({ company }) => {
    if (company.kind === 'provider') return {};
    return company.kind === 'partner' ? { $or: [{ partner: company.id }, { partner: null, deal: null }] } : null;
  },
  facets: ({ scope }, referred) => ({
    partner: scope.kind === 'partner' ? scope.partner : partnerUnder(scope, referred),
    ...(scope.kind === 'deal' && { deal: scope.deal }),
    words: [scope.kind === 'default' ? 'scope:default' : `scope:${scope.kind}:${scopeId(scope)}`],
  }),
  references: ({ scope, targets }) => [
    ...(scope.kind === 'partner' ? refs('partner', 'scope.partner', [scope.partner]) : []),
    ...(scope.kind === 'deal' ? refs('deal', 'scope.deal', [scope.deal]) : []),
    ...targets.map((target, index) => ({
      noun: 'calendar' as const,
      id: target.calendar,
      path: `targets[${index}].calendar`,
    })),
  ],
  faults: ({ targets }) =>
    targets.flatMap(({ metric, party }, index) =>
      targets.findIndex((other) => other.metric === metric && other.party === party) < index
        ? [{ path: `targets[${index}]`, message: `names ${metric} of ${party} again` }]
        : [],
    ),
  present: ({ targets, ...content }, caller) => ({
    ...content,
    targets: caller.company.kind === 'provider' ? targets : targets.filter(({ party }) => party !== 'provider'),
  }),
};

function partnerUnder(scope: PolicyContent['scope'], referred: Referred): string | null {
  if (scope.kind !== 'deal') return null;
  return (referred.get(`deal:${scope.deal}`) as { partner: string | null } | undefined)?.partner ?? null;
}

function scopeId(scope: Exclude<PolicyContent['scope'], { kind: 'default' }>): string {
  if (scope.kind === 'plan') return scope.plan;
  return scope.kind === 'partner' ? scope.partner : scope.deal;
}

const termsSchema = z.looseObject({ id, title: line() });
export type TermsContent = z.output<typeof termsSchema>;

/** Terms of Use in the words of the credits contract; `version` is the desk's own count. */
export const terms: Noun<TermsContent> = {
  name: 'terms',
  path: 'terms',
  schema: termsSchema,
  shown: termsSchema,
  manage: 'parties:manage',
  keepsVersions: true,
  horizon: async ({ company }, world) =>
    company.kind === 'partner' ? { _id: { $nin: await world.termsOfOthers(company.id) } } : {},
  facets: () => ({}),
  references: () => [],
  faults: ({ version: _, ...content }) => {
    const result = readTerms({ ...content, version: 1 });
    return result.ok ? [] : result.faults;
  },
  present: (content) => content,
};

const skillSchema = z.strictObject({ id, name: line() });

/** What an agent must know for a ticket. */
export const skill: Noun<z.output<typeof skillSchema>> = {
  name: 'skill',
  path: 'skills',
  schema: skillSchema,
  shown: skillSchema.partial().required({ id: true }),
  manage: 'agreements:manage',
  keepsVersions: false,
  horizon: providerOnly,
  facets: () => ({}),
  references: () => [],
  present: (content) => content,
};

const queueSchema = z.strictObject({
  id,
  name: line(),
  /** `null`: the provider's own; else the partner's whose queue it is. */
  partner: id.nullable().default(null),
  /** Queues are asked in this order; the first whose conditions all hold takes the ticket. */
  order: z.int().min(0).max(9_999),
  when: z
    .strictObject({
      kinds: z.array(z.enum(['incident', 'question', 'request', 'upgrade'])).default([]),
      components: idList(id).default([]),
      partners: idList(id).default([]),
      dealTypes: z.array(z.enum(['resale', 'agency', 'direct'])).default([]),
    })
    .default({ kinds: [], components: [], partners: [], dealTypes: [] }),
});
export type QueueContent = z.output<typeof queueSchema>;

/** Where tickets wait for people. */
export const queue: Noun<QueueContent> = {
  name: 'queue',
  path: 'queues',
  schema: queueSchema,
  shown: queueSchema.partial().required({ id: true }),
  manage: 'agreements:manage',
  keepsVersions: false,
  horizon: ofPartner('partner'),
  facets: ({ partner }) => ({ partner }),
  references: ({ partner, when }) => [
    ...refs('partner', 'partner', [partner]),
    ...when.components.map((name, index) => ({
      noun: 'component' as const,
      id: name,
      path: `when.components[${index}]`,
    })),
    ...when.partners.map((name, index) => ({ noun: 'partner' as const, id: name, path: `when.partners[${index}]` })),
  ],
  present: (content) => content,
};
