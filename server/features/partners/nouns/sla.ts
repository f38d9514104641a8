import { z } from 'zod';
import { type Fault, type Place, read } from '../../../domain/input/reader.js';
import { METRICS, PARTIES } from '../../../domain/sla/types.js';
import { PRIORITIES } from '../../../domain/ticket/vocabulary.js';
import { type Calendar, calendar as readCalendar } from '../../../domain/time/calendar.js';
import { id, line } from '../../../platform/http/wire.js';
import { everyone, type Noun, partly, type Referred, refs } from '../noun.js';
import { dateText, instantText } from './fields.js';

const faultsOf = (document: unknown, reader: (place: Place) => unknown): readonly Fault[] => {
  const result = read(document, (place) => reader(place) ?? true);
  return result.ok ? [] : result.faults;
};

const calendarSchema = z.looseObject({
  id,
  name: line(),
  /** The local date from which this version holds; `null`: since ever. */
  from: dateText.nullable().default(null),
  /** What its holidays are called, by date, for whoever looks at it. */
  holidayNames: z.record(dateText, line(120)).default({}),
  /** An ICS feed that is looked at each day; what changed in it is proposed, never taken over by itself. */
  holidayFeed: z
    .strictObject({ url: z.url({ protocol: /^https?$/ }).max(1_000) })
    .nullable()
    .default(null),
});
export type CalendarContent = z.output<typeof calendarSchema>;

/** Hours in which time counts, in the words of the SLA contract besides id and name. */
export const calendar: Noun<CalendarContent> = {
  name: 'calendar',
  path: 'calendars',
  schema: calendarSchema,
  shown: calendarSchema,
  manage: 'agreements:manage',
  keepsVersions: true,
  fixed: ['timeZone'],
  horizon: everyone,
  facets: ({ holidayFeed }) => ({ words: holidayFeed ? ['feed'] : [] }),
  references: () => [],
  faults: (content) => faultsOf(hoursIn(content), readCalendar),
  present: (content) => content,
};

/** The hours alone, in the words of the SLA contract. */
export function hoursIn({
  id: _,
  name: __,
  from: ___,
  holidayNames: ____,
  holidayFeed: _____,
  ...hours
}: CalendarContent): Record<string, unknown> {
  return hours;
}

/** The calendar of a content that was checked when it was entered. */
export function calendarOf(content: CalendarContent): Calendar {
  const result = read(hoursIn(content), readCalendar);
  if (!result.ok) throw new Error(`The stored calendar ${content.id} cannot be read`);
  return result.value;
}

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
  /** The instant from which this version holds for new tickets; `null`: since ever. */
  from: instantText.nullable().default(null),
  targets: z
    .array(
      z.strictObject({
        metric: z.enum(METRICS),
        party: z.enum(PARTIES),
        calendar: id,
        minutes: z.partialRecord(z.enum(PRIORITIES), z.int().min(1)),
        /** At which percent of the target to warn, rising; left out: when a quarter is left, at most an hour. */
        warnAt: z
          .array(z.int().min(1).max(99))
          .max(9)
          .refine((percents) => percents.every((percent, index) => percent > (percents[index - 1] ?? 0)), 'must rise')
          .optional(),
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
  shown: partly(policySchema, 'id'),
  manage: 'agreements:manage',
  keepsVersions: true,
  fixed: ['scope'],
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
