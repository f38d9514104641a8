import { z } from 'zod';
import { CHANGE_RULES, type RowChange } from '../../domain/ticket/events.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, id, instantOut, line, page, paging, showInstant } from '../../platform/http/wire.js';
import type { Foreseen } from '../tickets/service/agreement-moves.js';
import type { AgreementChangeService, ChangeAsked, Foresight, StoredChange } from './service.js';
import { DEAL_TICKETS } from './state.js';

const TAG = 'Parties and agreements';
const AT_MOST = 100;
const idsOf = () => z.array(id).max(AT_MOST).default([]);

const Asked = z
  .strictObject({
    rule: z.enum(CHANGE_RULES),
    policies: idsOf().describe('Tickets that run under one of these, or could; with calendars: under any of both'),
    calendars: idsOf(),
    deals: idsOf().describe('Of those, or of all, only tickets under these'),
    partners: idsOf().describe('The same for partners'),
    reason: line(500).optional(),
    dryRun: z.boolean().default(false),
    cursor: z.string().max(500).optional().describe('Of a dry run: where the answer before ended'),
  })
  .meta({ id: 'SlaChangeAsked' });

const counts = z.object({
  looked: z.int(),
  moved: z.int(),
  kept: z.int(),
  unchanged: z.int(),
  failed: z.int(),
});

/** A change as answers show it. */
export const SlaChange = z
  .object({
    id: z.string(),
    version: z.int(),
    state: z.enum(['running', 'done']),
    rule: z.enum(CHANGE_RULES),
    policies: z.array(z.string()),
    calendars: z.array(z.string()),
    deals: z.array(z.string()),
    partners: z.array(z.string()),
    deal: z
      .object({
        id: z.string(),
        verb: z.enum(['ended', 'passed', 'retyped']),
        successor: z.string().nullable(),
        tickets: z.enum(DEAL_TICKETS),
      })
      .nullable()
      .describe('What became of a deal, where the change is of one'),
    dueAt: instantOut.describe('When it comes to the tickets'),
    reason: z.string().nullable(),
    fault: z.string().nullable().describe('Why nothing could be done at all'),
    by: z.object({ id: z.string(), name: z.string() }),
    startedAt: instantOut,
    endedAt: instantOut.nullable(),
    counts,
    failures: z.array(z.object({ ticket: z.string(), number: z.int(), reason: z.string() })),
  })
  .meta({ id: 'SlaChange' });

const mark = z.object({
  state: z.string(),
  targetSeconds: z.int().nullable(),
  dueAt: instantOut.nullable(),
  breachedAt: instantOut.nullable(),
});
const named = z.object({ id: z.string(), name: z.string() });

/** What a change would do, as answers show it. */
export const SlaForesight = z
  .object({
    rule: z.enum(CHANGE_RULES),
    looked: z.int().describe('At how many tickets this answer looked'),
    partners: z.array(
      z.object({
        partner: named.nullable(),
        tickets: z.int().describe('That would change at all'),
        due: z.int().describe('Of which a target would be due at another time'),
        breached: z.int().describe('Of which a target would be broken that is not'),
        mended: z.int().describe('Of which a broken target would not be broken'),
      }),
    ),
    items: z.array(
      z.object({
        ticket: z.object({ id: z.string(), number: z.int() }),
        partner: named.nullable(),
        rows: z.array(
          z.object({
            metric: z.string(),
            party: z.string(),
            cycle: z.int(),
            before: mark.nullable(),
            after: mark.nullable(),
          }),
        ),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'SlaForesight' });

/** How the API speaks of changed agreements and the open tickets under them. */
export function agreementChangeRoutes({ changes }: { changes: AgreementChangeService }): Route[] {
  const base = { tag: TAG, may: 'agreements:manage' } as const;
  return [
    route({
      ...base,
      method: 'post',
      path: '/sla/changes',
      summary: 'Take changed agreements to open tickets by a rule, or see what that would do',
      body: Asked,
      answers: { 200: SlaForesight, 202: SlaChange },
      run: async ({ caller, command, body }) => {
        const asked = askedIn(body);
        if (body.dryRun) return { body: presentForesight(asked, await changes.foresee(asked, body.cursor)) };
        const begun = await changes.begin(caller, command, asked);
        return { status: 202, headers: { location: `/api/v1/sla/changes/${begun.id}` }, body: present(begun) };
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/sla/changes',
      summary: 'Changes of agreements that were taken to open tickets, the latest first',
      query: z.strictObject(paging),
      answers: { 200: page(SlaChange) },
      run: async ({ query }) => {
        const found = await changes.list(query);
        return { body: { ...found, items: found.items.map(present) } };
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/sla/changes/:id',
      summary: 'One change of agreements, and how far it has come',
      params: byId,
      answers: { 200: SlaChange },
      run: async ({ params }) => ({ body: present(await changes.one(params.id)) }),
    }),
  ];
}

const askedIn = ({ rule, policies, calendars, deals, partners, reason }: z.output<typeof Asked>): ChangeAsked => ({
  ...{ rule, reason: reason ?? null },
  scope: { policies, calendars, deals, partners },
});

/** A change for those who manage agreements. */
export function present({ id: change, version, state }: StoredChange): z.input<typeof SlaChange> {
  const { status, rule, scope, reason, by, startedAt, dueAt, endedAt, counts: counted, failures, fault } = state;
  const { deal } = state;
  const { policies, calendars, deals, partners } = scope;
  return {
    ...{ id: change, version, state: status, rule, reason, fault, dueAt: showInstant(dueAt) },
    deal: deal && { id: deal.id, verb: deal.verb, successor: deal.successor?.id ?? null, tickets: deal.tickets },
    ...{ counts: counted, failures: [...failures] },
    ...{ policies: [...policies], calendars: [...calendars], deals: [...deals], partners: [...partners] },
    by: { id: by.id, name: by.name },
    startedAt: showInstant(startedAt),
    endedAt: endedAt === null ? null : showInstant(endedAt),
  };
}

/** What a change would do, counted by partner. */
export function presentForesight(
  { rule }: Pick<ChangeAsked, 'rule'>,
  { looked, changed, nextCursor }: Foresight,
): z.input<typeof SlaForesight> {
  const ids = [...new Set(changed.map(({ partner }) => partner?.id ?? null))];
  const byPartner = ids.map((one) => changed.filter(({ partner }) => (partner?.id ?? null) === one));
  return {
    ...{ rule, looked, nextCursor },
    partners: byPartner.map((tickets) => ({
      partner: tickets[0]?.partner ?? null,
      tickets: tickets.length,
      due: having(tickets, ({ before, after }) => before?.dueAt !== after?.dueAt),
      breached: having(tickets, ({ before, after }) => !before?.breachedAt && Boolean(after?.breachedAt)),
      mended: having(tickets, ({ before, after }) => Boolean(before?.breachedAt) && !after?.breachedAt),
    })),
    items: changed.map(({ id: ticket, number, partner, rows }) => ({
      ...{ ticket: { id: ticket, number }, partner, rows: [...rows] },
    })),
  };
}

const having = (tickets: readonly Foreseen[], is: (row: RowChange) => boolean): number =>
  tickets.filter(({ rows }) => rows.some(is)).length;
