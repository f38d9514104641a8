import { SYSTEM } from '../../domain/access/access.js';
import type { Fault } from '../../domain/input/reader.js';
import type { ChangeRule, DealMark } from '../../domain/ticket/events.js';
import { formatInstant, parseInstant, type Seconds } from '../../domain/time/instant.js';
import { faultsOf } from '../../platform/http/read-request.js';
import { systemCommand } from '../../platform/log/command.js';
import type { Actor } from '../../platform/log/event.js';
import { invalid, Problem } from '../../platform/problems.js';
import type { DealContent } from '../partners/nouns/deal.js';
import type { PartyService } from '../partners/service.js';
import type { AgreementsMove } from '../tickets/service/agreement-moves.js';
import type { DealChange } from './state.js';

/** What is asked for of a deal. */
export interface DealAsked {
  id: string;
  verb: DealMark['verb'];
  /** When it ends; `null`: now. */
  at: Seconds | null;
  /** What the successor says otherwise than the deal itself. */
  successor: ({ id: string } & Readonly<Record<string, unknown>>) | null;
  tickets: DealChange['tickets'];
  /** Of tickets that do not stay. */
  rule: Exclude<ChangeRule, 'keep'> | null;
  reason: string | null;
}

/** Deals that end, pass to another partner or change their type: partner, customer and type of a deal hold for good. */
export function dealChanges({ parties }: { parties: PartyService }) {
  const noun = parties.noun('deal');

  /** The change in full, or every fault of it. */
  async function prepare(asked: DealAsked, now: Seconds): Promise<{ deal: DealChange; dueAt: Seconds }> {
    const { id, verb, tickets, rule } = asked;
    const { content } = await parties.one(noun, SYSTEM, id);
    const deal = content as DealContent;
    const dueAt = asked.at ?? now;
    const faults: Fault[] = [
      ...(dueAt < now ? [{ path: 'at', message: 'must not be in the past' }] : []),
      ...(dueAt < (parseInstant(deal.from) ?? 0)
        ? [{ path: 'at', message: 'must not be before the deal begins' }]
        : []),
      ...(tickets !== 'stay' && rule === null
        ? [{ path: 'rule', message: 'is needed where tickets do not stay' }]
        : []),
      ...(tickets === 'stay' && rule !== null ? [{ path: 'rule', message: 'is for tickets that do not stay' }] : []),
    ];
    const successor = asked.successor && successorOf(deal, asked.successor, dueAt);
    if (successor) faults.push(...(await successorFaults(successor, deal, verb)));
    if (faults.length > 0) throw invalid(faults);
    // A deal that has ended by itself keeps the date on which it did.
    const until = deal.until !== null && isOver(deal, dueAt) ? deal.until : formatInstant(dueAt);
    return { dueAt, deal: { id, verb, until, tickets, successor: successor as DealContent | null } };
  }

  async function successorFaults(
    successor: Record<string, unknown> & { id: string },
    deal: DealContent,
    verb: DealAsked['verb'],
  ): Promise<Fault[]> {
    const within = (faults: readonly Fault[]): Fault[] =>
      faults.map(({ path, message }) => ({ path: path === '' ? 'successor' : `successor.${path}`, message }));
    const read = noun.schema.safeParse(successor);
    if (!read.success) return within(faultsOf(read.error));
    const next = read.data as DealContent;
    const isTaken = (await parties.byIds('deal', [next.id])).has(next.id);
    const own: Fault[] = [
      ...(isTaken ? [{ path: 'id', message: 'is the id of another deal' }] : []),
      ...(next.customer === deal.customer ? [] : [{ path: 'customer', message: `must be ${deal.customer}` }]),
      ...(verb === 'passed' && next.partner === deal.partner
        ? [{ path: 'partner', message: 'must be another partner' }]
        : []),
      ...(verb === 'retyped' && next.type === deal.type ? [{ path: 'type', message: 'must be another type' }] : []),
      ...(verb === 'retyped' && next.type !== 'direct' && deal.partner !== null && next.partner !== deal.partner
        ? [{ path: 'partner', message: `must be ${deal.partner}: to another partner a deal passes` }]
        : []),
    ];
    try {
      await parties.check(noun, next);
    } catch (error) {
      if (!(error instanceof Problem) || !error.data.errors) throw error;
      own.push(...error.data.errors);
    }
    return within(own);
  }

  /** Adds the successor and ends the deal, each once for a change. */
  async function carryOut(change: string, { id, until, successor }: DealChange, by: Actor): Promise<void> {
    const step = (name: string) => ({ ...systemCommand('deal-change', change, name), actor: by });
    if (successor) await parties.add(noun, step('successor'), noun.schema.parse(successor) as { id: string });
    await parties.patch(noun, SYSTEM, step('end'), id, { until });
  }

  /** The deal that follows, as it would be stored. */
  const successorIn = ({ successor }: DealChange): DealContent | null =>
    successor && (noun.schema.parse(successor) as DealContent);

  return { prepare, carryOut, successorIn };
}
export type DealChanges = ReturnType<typeof dealChanges>;

/** Whether a deal has ended by an instant. */
const isOver = ({ until }: DealContent, at: Seconds): boolean => until !== null && (parseInstant(until) ?? at) <= at;

/** The deal as it goes on: what is not said otherwise stays; what only fits the type before falls away. */
function successorOf(
  deal: DealContent,
  said: { id: string } & Readonly<Record<string, unknown>>,
  at: Seconds,
): Record<string, unknown> & { id: string } {
  const type = said.type ?? deal.type;
  return {
    ...deal,
    from: formatInstant(at),
    ...(isOver(deal, at) && { until: null }),
    ...(type === 'direct' && { partner: null, support: null }),
    ...(type !== 'agency' && { commissionPercent: null }),
    ...said,
  };
}

/** What a change of a deal is for its tickets. */
export const moveOf = (
  { id, verb, tickets, successor }: DealChange,
  reason: string | null,
): AgreementsMove['deal'] => ({
  mark: { id, verb },
  to: tickets === 'successor' && successor ? { successor: successor.id } : tickets === 'provider' ? 'provider' : 'stay',
  reason: [`The deal ${id} ${ENDS[verb]}.`, ...(reason === null ? [] : [reason])].join(' '),
});

const ENDS: Record<DealMark['verb'], string> = {
  ended: 'has ended',
  passed: 'has passed to another partner',
  retyped: 'has become one of another type',
};
