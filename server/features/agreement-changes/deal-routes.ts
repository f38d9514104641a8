import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import type { DealMark } from '../../domain/ticket/events.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, id, instantIn, line } from '../../platform/http/wire.js';
import type { Command } from '../../platform/log/command.js';
import type { DealAsked } from './deals.js';
import { present, presentForesight, SlaChange, SlaForesight } from './routes.js';
import type { AgreementChangeService } from './service.js';

const common = {
  at: instantIn.optional().describe('When the deal ends; left out: now'),
  rule: z.enum(['from-now', 'recompute']).optional().describe('How the clocks of tickets that do not stay go on'),
  reason: line(500).optional(),
  dryRun: z.boolean().default(false).describe('Only say what would become of the clocks of its open tickets'),
  cursor: z.string().max(500).optional().describe('Of a dry run: where the answer before ended'),
};

/** The successor by what it says otherwise than the deal; read as a whole deal afterwards. */
const successor = z.looseObject({ id }).describe('The deal that follows: its id, and what it says otherwise');

const DealEnd = z.strictObject({ ...common, tickets: z.enum(['stay', 'provider']) }).meta({ id: 'DealEnd' });
const DealSuccession = z
  .strictObject({ ...common, tickets: z.enum(['stay', 'successor', 'provider']), successor })
  .meta({ id: 'DealSuccession' });

/** How the API speaks of deals that end and of those that follow them. */
export function dealRoutes({ changes }: { changes: AgreementChangeService }): Route[] {
  const base = { method: 'post', tag: 'Parties and agreements', may: 'parties:manage', params: byId } as const;
  const succession = (path: string, verb: DealMark['verb'], summary: string): Route =>
    route({
      ...{ ...base, path, summary, body: DealSuccession },
      answers: { 200: SlaForesight, 202: SlaChange },
      run: ({ caller, command, params, body }) =>
        answered(caller, command, { ...askedIn(params.id, verb, body), successor: body.successor }, body),
    });
  /** What would become of the tickets, or the change that was begun. */
  async function answered(caller: Caller, command: Command, asked: DealAsked, { dryRun, cursor }: Look) {
    if (!dryRun) return accepted(await changes.beginWithDeal(caller, command, asked));
    const foresight = await changes.foreseeWithDeal(asked, cursor);
    return { body: presentForesight({ rule: asked.rule ?? 'keep' }, foresight) };
  }
  return [
    route({
      ...{ ...base, path: '/deals/:id/end', summary: 'End a deal, and say what becomes of its open tickets' },
      body: DealEnd,
      answers: { 200: SlaForesight, 202: SlaChange },
      run: ({ caller, command, params, body }) => answered(caller, command, askedIn(params.id, 'ended', body), body),
    }),
    succession('/deals/:id/pass', 'passed', 'Pass a deal to another partner by a deal that follows it'),
    succession('/deals/:id/retype', 'retyped', 'Change the type of a deal by a deal that follows it'),
  ];
}

const askedIn = (
  deal: string,
  verb: DealMark['verb'],
  { at, rule, reason, tickets }: Omit<z.output<typeof DealSuccession>, 'successor'>,
): DealAsked => ({
  ...{ id: deal, verb, tickets, successor: null },
  ...{ at: at ?? null, rule: rule ?? null, reason: reason ?? null },
});

type Look = Pick<z.output<typeof DealSuccession>, 'dryRun' | 'cursor'>;

const accepted = (begun: Parameters<typeof present>[0]) => ({
  ...{ status: 202, body: present(begun) },
  headers: { location: `/api/v1/sla/changes/${begun.id}` },
});
