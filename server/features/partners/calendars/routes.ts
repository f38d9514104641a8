import { z } from 'zod';
import { type Route, route } from '../../../platform/http/route.js';
import { byId, instantIn, instantOut, showInstant } from '../../../platform/http/wire.js';
import { dateText, daysLookedAt } from '../nouns/fields.js';
import type { Party } from '../service.js';
import type { HolidayProposals } from './proposals.js';
import { type CalendarService, holidaysOfAll } from './service.js';
import { placesOf } from './sources.js';

const DAYS_AT_MOST = 400;

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('country'), country: z.string().max(3), region: z.string().max(8).optional() }),
  z.strictObject({ kind: z.literal('ics'), text: z.string().min(1).max(500_000) }),
  z.strictObject({ kind: z.literal('feed'), url: z.url({ protocol: /^https?$/ }).max(1_000) }),
]);
const takeOver = z.strictObject({
  source,
  years: z
    .array(z.int().min(2000).max(2100))
    .min(1)
    .max(10)
    .refine((years) => new Set(years).size === years.length, 'must name each once'),
});
const namedDay = z.object({ date: dateText, name: z.string() });
const windows = z.array(z.tuple([z.string(), z.string()]));
const change = z.object({
  added: z.array(namedDay),
  removed: z.array(namedDay),
  days: z.array(z.object({ date: dateText, before: windows, after: windows })),
});
const proposal = change.extend({
  at: instantOut,
  years: z.array(z.int()),
  problem: z.string().nullable(),
  dismissed: z.boolean(),
});
const takenOver = z.object({ id: z.string(), version: z.int(), holidays: z.array(dateText) });
const seenAt = z.strictObject({ at: instantIn });
const day = z.object({
  date: dateText,
  windows,
  because: z.enum(['week', 'holiday', 'exception', 'no-version']),
  holiday: z.string().nullable(),
  version: z.int().nullable(),
  openSeconds: z.int(),
});
const previewQuery = daysLookedAt(DAYS_AT_MOST);

/** Calendars: their coming days, and holidays from a country, a file or a feed. */
export const calendarRoutes = ({
  calendars,
  proposals,
}: {
  calendars: CalendarService;
  proposals: HolidayProposals;
}): Route[] => [
  route({
    method: 'get',
    path: '/calendars/:id/preview',
    summary: 'The coming days of a calendar, each with its open windows and why',
    tag: 'Parties and agreements',
    may: 'agreements:see',
    params: byId,
    query: previewQuery,
    answers: { 200: z.object({ timeZone: z.string(), days: z.array(day) }) },
    run: async ({ caller, params, query }) => ({
      body: await calendars.preview(caller, params.id, query.from, query.days ?? 28),
    }),
  }),
  route({
    method: 'post',
    path: '/calendars/:id/holidays/preview',
    summary: 'What taking holidays over from a country, a file or a feed would change',
    tag: 'Parties and agreements',
    may: 'agreements:manage',
    params: byId,
    body: takeOver,
    answers: { 200: change.extend({ version: z.int() }) },
    run: async ({ caller, params, body }) => {
      const { added, removed, days, version } = await calendars.propose(caller, params.id, body.source, body.years);
      return { body: { added, removed, days, version } };
    },
  }),
  route({
    method: 'post',
    path: '/calendars/:id/holidays',
    summary: 'Take holidays over: of the years named, only those of the source remain',
    tag: 'Parties and agreements',
    may: 'agreements:manage',
    params: byId,
    versioned: true,
    body: takeOver,
    answers: { 200: takenOver },
    run: async ({ caller, command, params, body }) => ({
      body: showTaken(await calendars.take(caller, command, params.id, body)),
    }),
  }),
  route({
    method: 'get',
    path: '/calendars/:id/proposal',
    summary: 'What the calendar’s feed would change, as it was last looked at',
    tag: 'Parties and agreements',
    may: 'agreements:manage',
    params: byId,
    answers: { 200: z.object({ proposal: proposal.nullable() }) },
    run: async ({ caller, params }) => ({ body: { proposal: showProposal(await proposals.of(caller, params.id)) } }),
  }),
  route({
    method: 'post',
    path: '/calendars/:id/proposal/take',
    summary: 'Take over what the calendar’s feed would change, as it was shown: `at` is when it was looked at',
    tag: 'Parties and agreements',
    may: 'agreements:manage',
    params: byId,
    versioned: true,
    body: seenAt,
    answers: { 200: takenOver },
    run: async ({ caller, command, params, body }) => ({
      body: showTaken(await proposals.take(caller, command, params.id, body.at)),
    }),
  }),
  route({
    method: 'post',
    path: '/calendars/:id/proposal/dismiss',
    summary: 'Leave the calendar as it is; the feed is heard again once it says something else',
    tag: 'Parties and agreements',
    may: 'agreements:manage',
    params: byId,
    body: seenAt,
    answers: { 200: z.object({ proposal: proposal.nullable() }) },
    run: async ({ caller, params, body }) => ({
      body: { proposal: showProposal(await proposals.dismiss(caller, params.id, body.at)) },
    }),
  }),
  route({
    method: 'get',
    path: '/holiday-places',
    summary: 'Countries that holidays are known of; with `country` its regions',
    tag: 'Parties and agreements',
    may: 'agreements:manage',
    query: z.strictObject({ country: z.string().max(3).optional() }),
    answers: { 200: z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) }) },
    run: async ({ query }) => ({ body: { items: placesOf(query.country) } }),
  }),
];

function showProposal(found: Awaited<ReturnType<HolidayProposals['of']>>) {
  if (!found) return null;
  const { added, removed, days, years, problem, dismissed, at } = found;
  return { added, removed, days, years, problem, dismissed, at: showInstant(at) };
}

const showTaken = (party: Party) => ({
  ...{ id: party.content.id, version: party.version, holidays: holidaysOfAll(party) },
});
