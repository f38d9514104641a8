import type { Caller } from '../../domain/access/access.js';
import type { Fault } from '../../domain/input/reader.js';
import type { ChangeRule } from '../../domain/ticket/events.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import { decodeCursor, encodeCursor, pageOf } from '../../platform/http/paging.js';
import type { Changes } from '../../platform/log/changes.js';
import { type Command, systemCommand } from '../../platform/log/command.js';
import { invalid, Problem } from '../../platform/problems.js';
import { each, notThese, type Sweep } from '../../platform/sweeps/sweeps.js';
import type { DealContent } from '../partners/nouns/deal.js';
import type { PolicyContent } from '../partners/nouns/sla.js';
import type { PartyService } from '../partners/service.js';
import type { AgreementMoves, AgreementsMove, Foreseen, Supposed } from '../tickets/service/agreement-moves.js';
import type { Concerned } from '../tickets/service/concerned.js';
import { type DealAsked, type DealChanges, moveOf } from './deals.js';
import type { ChangeDocument, ChangeSubject } from './model.js';
import {
  begun,
  type ChangeScope,
  type ChangeState,
  type DealChange,
  type Dealt,
  givenUp,
  madeReady,
  wentOn,
} from './state.js';

/** So many tickets at once, and so many are looked at for one answer of what would change. */
const BATCH = 100;
const LOOKED_AT_ONCE = 200;
const DEALS_AT_MOST = 10_000;

/** A change as asked for. */
export interface ChangeAsked {
  scope: ChangeScope;
  rule: ChangeRule;
  reason: string | null;
}

/** A change with its id and version. */
export interface StoredChange {
  id: string;
  version: number;
  state: ChangeState;
}

/** What a change would do to the tickets that were looked at. */
export interface Foresight {
  looked: number;
  changed: readonly Foreseen[];
  nextCursor: string | null;
}

interface Dependencies {
  subject: ChangeSubject;
  changes: Changes;
  parties: Pick<PartyService, 'byIds' | 'matching'>;
  deals: DealChanges;
  tickets: AgreementMoves;
  /** The agreements as they would be if this deal was one of them. */
  supposing(deal: DealContent): Supposed;
  clock: Clock;
}

/** Takes changed agreements to the tickets that run under them, by a rule that is named. */
export function agreementChangeService({ subject, changes, parties, deals, tickets, supposing, clock }: Dependencies) {
  /** Refuses what names nothing, or what is not there. Removed agreements count: tickets go on to cite them. */
  async function check(scope: ChangeScope): Promise<void> {
    const named = Object.values(scope).flat().length;
    if (named === 0) {
      throw invalid([{ path: 'policies', message: 'name at least one policy, calendar, deal or partner' }]);
    }
    const faults: Fault[] = [];
    for (const [path, noun] of NOUNS) {
      const known = await parties.byIds(noun, scope[path]);
      scope[path].forEach((id, index) => {
        if (!known.has(id)) faults.push({ path: `${path}[${index}]`, message: `there is no ${noun} ${id}` });
      });
    }
    if (faults.length > 0) throw invalid(faults);
  }

  /** Tickets that cite a version of what changed, and those in the scope of a policy that may be new to them. */
  async function concerned({ policies, calendars, deals, partners }: ChangeScope): Promise<Concerned> {
    if (policies.length + calendars.length === 0) return { anyOf: null, deals, partners };
    const [agreed, hours] = await Promise.all([
      parties.byIds<PolicyContent>('policy', policies),
      parties.byIds('calendar', calendars),
    ]);
    const scopes = [...agreed.values()].map(({ content }) => content.scope);
    if (scopes.some(({ kind }) => kind === 'default')) return { anyOf: null, deals, partners };
    const citesOf = (kind: string, found: typeof hours) =>
      [...found].flatMap(([id, { versions }]) => versions.map(({ version }) => `${kind}:${id}@${version}`));
    const plans = scopes.flatMap((scope) => (scope.kind === 'plan' ? [scope.plan] : []));
    return {
      ...{ deals, partners },
      anyOf: {
        cites: [...citesOf('policy', agreed), ...citesOf('calendar', hours)],
        partners: scopes.flatMap((scope) => (scope.kind === 'partner' ? [scope.partner] : [])),
        deals: [...scopes.flatMap((scope) => (scope.kind === 'deal' ? [scope.deal] : [])), ...(await dealsOf(plans))],
      },
    };
  }

  async function dealsOf(plans: readonly string[]): Promise<string[]> {
    if (plans.length === 0) return [];
    const all = await parties.matching<{ id: string; plan: string | null }>('deal', {}, DEALS_AT_MOST);
    return all.flatMap(({ content: { id, plan } }) => (plan !== null && plans.includes(plan) ? [id] : []));
  }

  async function one(id: string): Promise<StoredChange> {
    const document = await subject.model.findById(id).lean<ChangeDocument>();
    if (!document) throw new Problem('not-found');
    return { id, version: document.version, state: document.state };
  }

  /** What comes before the tickets: each step is done once, however often it is tried. */
  async function makeReady(id: string, { deal, by }: ChangeState): Promise<void> {
    const command = systemCommand('sla-change-ready', id);
    try {
      if (deal) await deals.carryOut(id, deal, by);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      await changes.change(subject, command, { _id: id }, (now, at) => givenUp(error.message, now, at));
      return;
    }
    await changes.change(subject, command, { _id: id }, madeReady);
  }

  /** Takes the next tickets along. What a process that was killed did of them is found done. */
  async function goOn(id: string): Promise<void> {
    const { state } = await one(id);
    if (state.status === 'done') return;
    if (!state.ready) return makeReady(id, state);
    const found = await tickets.page(await concerned(state.scope), state.position, BATCH);
    const dealt: Dealt[] = [];
    for (const { id: ticket, number } of found) dealt.push({ ticket, number, ...(await dealWith(id, ticket, state)) });
    const progress = { from: state.position, dealt, all: found.length < BATCH };
    await changes.change(subject, systemCommand('sla-change-batch', id, state.position), { _id: id }, (now, at) =>
      wentOn(progress, now, at),
    );
  }

  async function dealWith(
    id: string,
    ticket: string,
    state: ChangeState,
  ): Promise<{ outcome: 'moved' | 'kept' | 'unchanged' } | { outcome: 'failed'; reason: string }> {
    try {
      const { rule, dueAt, by, deal, reason } = state;
      const command = { ...systemCommand('sla-change', id, ticket), actor: by };
      const move = { id, rule, at: dueAt, deal: deal && moveOf(deal, reason) };
      const { repeated, events } = await tickets.move(command, ticket, move);
      const isTold = repeated || events.some(({ type }) => TOLD_BY.has(type));
      return { outcome: !isTold ? 'unchanged' : rule === 'keep' ? 'kept' : 'moved' };
    } catch (error) {
      return { outcome: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async function started(
    caller: Caller,
    command: Command,
    asked: ChangeAsked & { deal: DealChange | null; dueAt: Seconds | null },
  ): Promise<StoredChange> {
    const by = { ...command.actor, name: caller.name };
    const id = command.newId('sla-change');
    await changes.create(subject, command, id, (at) => begun({ ...asked, by }, at));
    return one(id);
  }

  async function lookAhead(
    concern: Concerned,
    move: Omit<AgreementsMove, 'id'>,
    cursor: string | undefined,
    seen?: Supposed,
  ): Promise<Foresight> {
    const after = String(decodeCursor(cursor, 1)?.[0] ?? '');
    const found = await tickets.page(concern, after, LOOKED_AT_ONCE + 1);
    const looked = found.slice(0, LOOKED_AT_ONCE);
    const foreseen: Foreseen[] = [];
    for (const state of looked) foreseen.push(await tickets.foresee(state, { id: 'dry-run', ...move }, seen));
    const last = looked.at(-1);
    return {
      looked: looked.length,
      changed: foreseen.filter(({ rows }) => rows.length > 0),
      nextCursor: found.length > LOOKED_AT_ONCE && last ? encodeCursor([last.id]) : null,
    };
  }

  /** Goes on with what people began, also after the process that did so was killed. */
  const sweep: Sweep = {
    name: 'sla-changes',
    shared: true,
    async run({ slots, until, limit, but }) {
      const found = await subject.model
        .find({ slot: { $in: slots }, wakeAt: { $lte: until }, ...notThese(but) } as never)
        .sort({ wakeAt: 1 } as never)
        .limit(limit)
        .lean<ChangeDocument[]>();
      return each(found, ({ _id }) => goOn(_id));
    },
    async nextDue() {
      const first = await subject.model
        .findOne({ wakeAt: { $exists: true } } as never, { wakeAt: 1 })
        .sort({ wakeAt: 1 } as never)
        .lean<ChangeDocument>();
      return first?.wakeAt ?? null;
    },
  };

  return {
    one,
    sweep,
    async begin(caller: Caller, command: Command, asked: ChangeAsked): Promise<StoredChange> {
      if (!command.replay) await check(asked.scope);
      return started(caller, command, { ...asked, deal: null, dueAt: null });
    },
    /** A deal ends, with or without a successor, and takes its open tickets along as is said. */
    async beginWithDeal(caller: Caller, command: Command, asked: DealAsked): Promise<StoredChange> {
      if (command.replay) return started(caller, command, NOTHING_ASKED);
      const { deal, dueAt } = await deals.prepare(asked, await clock.now());
      const scope = { policies: [], calendars: [], deals: [deal.id], partners: [] };
      const { rule, reason } = asked;
      const begun = await started(caller, command, { scope, deal, dueAt, rule: rule ?? 'keep', reason });
      // The sweep does this too, in case that this process does not come to it.
      if (!begun.state.ready) await makeReady(begun.id, begun.state);
      return one(begun.id);
    },
    /** What would change, ticket by ticket: of so many at once, with a cursor to the next. */
    async foresee({ scope, rule }: ChangeAsked, cursor: string | undefined): Promise<Foresight> {
      await check(scope);
      return lookAhead(await concerned(scope), { rule, at: await clock.now(), deal: null }, cursor);
    },
    /** The same of a deal that ends, with or without a successor: nothing is added or ended. */
    async foreseeWithDeal(asked: DealAsked, cursor: string | undefined): Promise<Foresight> {
      const { deal, dueAt } = await deals.prepare(asked, await clock.now());
      const move = { rule: asked.rule ?? ('keep' as const), at: dueAt, deal: moveOf(deal, asked.reason) };
      const successor = deals.successorIn(deal);
      const seen = successor === null ? undefined : supposing(successor);
      return lookAhead({ anyOf: null, deals: [deal.id], partners: [] }, move, cursor, seen);
    },
    /** The changes that there were, the latest first. */
    async list(query: { limit?: number | undefined; cursor?: string | undefined }) {
      const limit = query.limit ?? 50;
      const place = decodeCursor(query.cursor, 2);
      const later = place && {
        $or: [{ startedAt: { $lt: place[0] } }, { startedAt: place[0], _id: { $lt: place[1] } }],
      };
      const found = await subject.model
        .find((later ?? {}) as never)
        .sort({ startedAt: -1, _id: -1 } as never)
        .limit(limit + 1)
        .lean<ChangeDocument[]>();
      const { items, nextCursor } = pageOf(found, limit, ({ startedAt, _id }) => [startedAt, _id]);
      return { items: items.map(({ _id, version, state }) => ({ id: _id, version, state })), nextCursor };
    },
  };
}
export type AgreementChangeService = ReturnType<typeof agreementChangeService>;

/** The events that tell of a change in a ticket. */
const TOLD_BY: ReadonlySet<string> = new Set(['ticket-agreements-changed', 'ticket-origin-changed']);

/** What a command that is only asked for its answer again asks for. */
const NOTHING_ASKED: ChangeAsked & { deal: null; dueAt: null } = {
  ...{ scope: { policies: [], calendars: [], deals: [], partners: [] }, reason: null },
  ...{ rule: 'keep', deal: null, dueAt: null },
};

const NOUNS = [
  ['policies', 'policy'],
  ['calendars', 'calendar'],
  ['deals', 'deal'],
  ['partners', 'partner'],
] as const;
