import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { type Route, route } from '../../platform/http/route.js';
import { instantIn, instantOut, page, paging, showInstant } from '../../platform/http/wire.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import type { Log } from '../../platform/log/log.js';

const Entry = z
  .object({
    id: z.string(),
    seq: z.int(),
    at: instantOut,
    command: z.string().describe('The intent that it was part of'),
    who: z.object({
      kind: z.enum(['person', 'key', 'link', 'system']),
      id: z.string().nullable().describe('`null` for somebody of another party'),
      party: z.enum(['provider', 'partner', 'customer', 'system']),
    }),
    what: z.string().describe('The type of the event'),
    subject: z.object({ kind: z.string(), id: z.string(), version: z.int() }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry', description: 'Who did what of money or administration, and when; ids only' });

/** What a partner's admin is told of an event besides: words of its own company, no figures of the provider's. */
const TOLD_TO_PARTNERS: ReadonlySet<string> = new Set(['fields', 'roles', 'scopes', 'invited', 'person']);

interface Dependencies {
  log: Pick<Log, 'latest'>;
  /** The kinds of subjects whose events are acts of money or administration. */
  kinds: readonly string[];
}

/** The audit trail: the one log, cut to what money and admin acts leave in it, the latest first. */
export function auditRoutes({ log, kinds }: Dependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/audit',
      summary: 'Who did what of money and administration; a partner’s admin sees its own company’s',
      tag: 'Operations',
      may: 'audit:see',
      query: z.strictObject({
        ...paging,
        kind: z.enum(kinds as [string, ...string[]]).optional(),
        subject: z.string().max(100).optional(),
        actor: z.string().max(100).optional(),
        type: z.string().max(80).optional(),
        since: instantIn.optional(),
        until: instantIn.optional(),
      }),
      answers: { 200: page(Entry) },
      run: async ({ caller, query: { kind, limit, cursor, ...wanted } }) => {
        const { company } = caller;
        const found = await log.latest(
          {
            ...wanted,
            kinds: kind === undefined ? kinds : [kind],
            ...(company.kind === 'partner' && { partner: company.id }),
          },
          { limit: limit ?? 50, cursor },
        );
        return { body: { ...found, items: found.items.map((one) => entryFor(caller, one)) } };
      },
    }),
  ];
}

/** A partner is told its own people; of others the party. */
function entryFor({ company }: Caller, { seq, event }: NumberedEvent): z.input<typeof Entry> {
  const { id, at, command, actor, type, subject, data } = event;
  const isNamed = company.kind === 'provider' || actor.party === company.kind;
  const told = Object.entries(data).filter(([name]) => company.kind === 'provider' || TOLD_TO_PARTNERS.has(name));
  return {
    ...{ id, seq, command, what: type, subject, at: showInstant(Math.floor(at.getTime() / 1_000)) },
    who: { kind: actor.kind, id: isNamed ? actor.id : null, party: actor.party },
    data: Object.fromEntries(told),
  };
}
