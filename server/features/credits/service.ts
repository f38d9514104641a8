import { type Caller, SYSTEM } from '../../domain/access/access.js';
import { commissionLines, commissionOn } from '../../domain/credit/ledger.js';
import * as life from '../../domain/credit/state.js';
import { changed, type Decision } from '../../domain/decision.js';
import { formatDate, type LocalDate } from '../../domain/time/date.js';
import type { Seconds } from '../../domain/time/instant.js';
import { startOfLocalDay, zoneOf } from '../../domain/time/zone.js';
import type { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import { hashedId } from '../../platform/ids/ids.js';
import type { Changes } from '../../platform/log/changes.js';
import { type Command, systemCommand } from '../../platform/log/command.js';
import { Problem } from '../../platform/problems.js';
import { each, notThese, type Sweep } from '../../platform/sweeps/sweeps.js';
import { creditBookkeeping } from './bookkeeping.js';
import { type Agreed, type Governed, periodsThrough } from './calculation.js';
import type { ComputeCredit } from './computing.js';
import type { LedgerService } from './ledger.js';
import type { Credit, CreditModels } from './model.js';

/** Subscriptions that a run calculates at once. */
const WORKERS = 8;
/** A year and a bit: the period that runs now ends within it, whatever its kind. */
const A_DAY = 86_400;
const AHEAD = 400 * A_DAY;
const dateOf = (at: Seconds): LocalDate => formatDate(Math.floor(at / A_DAY));

/** A credit with id and version. */
export interface CreditNow {
  id: string;
  version: number;
  credit: Credit;
}

/** What a run did: how many credits are in which state now, and what could not be calculated. */
export interface RunOutcome {
  counts: Record<string, number>;
  failures: { subscription: string; reason: string }[];
}

interface Dependencies {
  models: CreditModels;
  ledger: LedgerService;
  changes: Changes;
  clock: Clock;
  issuer: string;
  agreements: {
    subscriptions(): AsyncGenerator<string>;
    agreed(subscription: string): Promise<Agreed | null>;
  };
  compute: ComputeCredit;
  /** Customers of a reseller see their credits only where the partner shows them. */
  shownTo(customer: string): Promise<readonly string[]>;
}

/** Service credits: calculated once for each period, issued once, with a ledger entry that balances. */
export function creditService({ models, ledger, changes, clock, issuer, agreements, compute, shownTo }: Dependencies) {
  const { credits } = models;

  const idOf = (subscription: string, { version, name }: Governed) =>
    hashedId('credit', subscription, version.content.id, name);

  /** Every period that has ended by a day and has no record yet is calculated, recorded, and issued if nothing stands in its way. */
  async function run(
    caller: Caller,
    through: LocalDate,
    { dryRun, endsAfter }: { dryRun: boolean; endsAfter?: LocalDate },
  ): Promise<RunOutcome> {
    const outcome: RunOutcome = { counts: {}, failures: [] };
    const count = (state: string) => {
      outcome.counts[state] = (outcome.counts[state] ?? 0) + 1;
    };
    const at = await clock.now();
    const one = async (subscription: string): Promise<void> => {
      try {
        const agreed = await agreements.agreed(subscription);
        for (const period of agreed ? periodsThrough(agreed, through).filter((each) => endOf(each) <= at) : []) {
          if (endsAfter !== undefined && dateAfter(period) <= endsAfter) continue;
          if (agreed) count(await runOne(caller, agreed, period, dryRun));
        }
      } catch (error) {
        outcome.failures.push({ subscription, reason: error instanceof Error ? error.message : String(error) });
      }
    };
    const waiting = agreements.subscriptions();
    const worker = async (): Promise<void> => {
      for (let next = await waiting.next(); !next.done; next = await waiting.next()) await one(next.value);
    };
    await Promise.all(Array.from({ length: WORKERS }, worker));
    return outcome;
  }

  async function runOne(caller: Caller, agreed: Agreed, period: Governed, dryRun: boolean): Promise<string> {
    const id = idOf(agreed.subscription.id, period);
    if (await credits.model.exists({ _id: id } as never)) return 'alreadyRecorded';
    const at = await clock.now();
    const computed = await compute(agreed, period, caller.id, at);
    if (dryRun) {
      const begun = life.begin(computed.facts, at);
      return begun.ok ? begun.state.status : 'failed';
    }
    await accrueCommission(agreed, period, computed);
    try {
      await changes.create(credits, systemCommand('credit', id), id, (now) =>
        lifted(computed, life.begin(computed.facts, now)),
      );
    } catch (error) {
      if (isDuplicateKey(error)) return 'alreadyRecorded';
      throw error;
    }
    return (await issueIfReady(id)).state.status;
  }

  /** A partner of an agency deal earns its part of the fee of the period. */
  async function accrueCommission(
    { deal }: Agreed,
    period: Governed,
    { subscription, output }: Omit<Credit, 'state'>,
  ): Promise<void> {
    if (deal.type !== 'agency' || deal.commissionPercent === null) return;
    const commission = commissionOn(output.fee, deal.commissionPercent);
    if (commission.amount === 0) return;
    const words = `Commission of ${deal.partner} on ${subscription} for ${period.name}`;
    await ledger.post(
      `commission:${subscription}:${period.name}`,
      words,
      commissionLines(commission, deal.partner),
      await clock.now(),
    );
  }

  /** Issues what nothing stands in the way of: the note's number, the ledger's entry, then the credit itself. Each once. */
  async function issueIfReady(id: string): Promise<Credit> {
    const found = await load(id);
    if (found.credit.state.status !== 'computed') return found.credit;
    const at = await clock.now();
    const note = await ledger.noteFor(id, issuer, at);
    const words = `Credit ${note}: ${found.credit.subscription}, ${found.credit.period}`;
    await ledger.post(`credit:${id}:issued`, words, found.credit.journal, at);
    const issued = await changes.change(credits, systemCommand('issue', id, note), { _id: id }, (credit, now) =>
      credit.state.status === 'computed' ? lifted(credit, life.issue(credit.state, note, now)) : changed(credit, []),
    );
    return issued.state;
  }

  async function load(id: string): Promise<CreditNow> {
    const found = await credits.model.findById(id).lean();
    if (!found) throw new Problem('not-found');
    return toNow(found);
  }

  const toNow = (document: { _id: string; version: number }): CreditNow => ({
    id: document._id,
    version: document.version,
    credit: credits.read(document as never),
  });

  /** Which credits exist for a caller. */
  async function horizon(caller: Caller): Promise<Record<string, unknown>> {
    const { company } = caller;
    if (company.kind === 'provider') return {};
    if (company.kind === 'partner') return { partner: company.id };
    return {
      customer: company.id,
      $or: [{ 'credit.dealType': { $ne: 'resale' } }, { partner: { $in: await shownTo(company.id) } }],
    };
  }

  /** Carries out a decision on a credit, after what became due by the clock. */
  async function act(
    caller: Caller,
    command: Command,
    id: string,
    decide: (credit: Credit, at: Seconds) => life.CreditDecision,
  ): Promise<CreditNow> {
    const filter = { $and: [{ _id: id }, await horizon(caller)] };
    await changes.change(credits, command, filter, (credit, at) => {
      const settled = life.settle(credit.state, credit.facts, at);
      const decided = lifted(credit, decide({ ...credit, state: settled.state }, at));
      return decided.ok ? changed(decided.state, [...settled.events, ...decided.events]) : decided;
    });
    await issueIfReady(id);
    return load(id);
  }

  const due: Sweep = {
    name: 'credits-due',
    shared: true,
    async run({ slots, until, limit, but }) {
      const found = await credits.model
        .find({ slot: { $in: slots }, wakeAt: { $lte: until }, ...notThese(but) } as never, { _id: 1, version: 1 })
        .limit(limit)
        .lean<{ _id: string; version: number }[]>();
      return each(found, async ({ _id, version }) => {
        await changes.change(credits, systemCommand('credit-due', _id, version), { _id }, (credit, at) => {
          const { state, events } = life.settle(credit.state, credit.facts, at);
          return changed({ ...credit, state }, events);
        });
        await issueIfReady(_id);
      });
    },
    async nextDue() {
      const first = await credits.model
        .findOne({ wakeAt: { $gt: 0 } } as never, { wakeAt: 1 })
        .sort({ wakeAt: 1 } as never)
        .lean();
      return (first as { wakeAt?: Seconds } | null)?.wakeAt ?? null;
    },
  };

  return {
    run,
    due,
    bookkeeping: creditBookkeeping(ledger, load),
    async list(caller: Caller, query: CreditQuery) {
      const limit = query.limit ?? 50;
      const after = decodeCursor(query.cursor, 2);
      const place = after ? { $or: [{ period: { $lt: after[0] } }, { period: after[0], _id: { $gt: after[1] } }] } : {};
      const { period, partner, customer, state } = query;
      const filter = {
        ...(period && { period }),
        ...(partner && { partner }),
        ...(customer && { customer }),
        ...(state && { status: state }),
      };
      const found = await credits.model
        .find({ $and: [await horizon(caller), place, filter] } as never)
        .sort({ period: -1, _id: 1 } as never)
        .limit(limit + 1)
        .lean();
      return pageOf(found.map(toNow), limit, ({ id, credit }) => [credit.period, id]);
    },
    async one(caller: Caller, id: string): Promise<CreditNow> {
      const found = await credits.model.findOne({ $and: [{ _id: id }, await horizon(caller)] } as never).lean();
      if (!found) throw new Problem('not-found');
      return toNow(found);
    },
    approve: (caller: Caller, command: Command, id: string) =>
      act(caller, command, id, ({ state, facts }, at) => life.approve(state, facts, caller.id, at)),
    claim: (caller: Caller, command: Command, id: string) =>
      act(caller, command, id, ({ state, facts }, at) => life.claim(state, facts, at)),
    dispute: (caller: Caller, command: Command, id: string) =>
      act(caller, command, id, ({ state }, at) => life.dispute(state, caller.id, at)),
    apply: (caller: Caller, command: Command, id: string, invoice: string) =>
      act(caller, command, id, ({ state }, at) => life.apply(state, invoice, at)),
    pay: (caller: Caller, command: Command, id: string, reference: string) =>
      act(caller, command, id, ({ state }, at) => life.pay(state, reference, at)),
    void: (caller: Caller, command: Command, id: string) =>
      act(caller, command, id, ({ state }, at) => life.voidCredit(state, caller.id, at)),
    /** When the next period of any subscription ends; at most a day ahead, as agreements change. */
    async nextEnd(at: Seconds): Promise<Seconds> {
      let first = at + A_DAY;
      for await (const subscription of agreements.subscriptions()) {
        const agreed = await agreements.agreed(subscription).catch(() => null);
        const dates = agreed ? periodsThrough(agreed, dateOf(at + 2 * A_DAY)).map(endOf) : [];
        first = dates.reduce((soonest, end) => (end > at ? Math.min(soonest, end) : soonest), first);
      }
      return first;
    },
    /** What a period of a subscription looks like now: final, or an estimate while it runs. */
    async preview(agreed: Agreed, periodName: string): Promise<Credit['output'] | null> {
      const at = await clock.now();
      const period = periodsThrough(agreed, dateOf(at + AHEAD)).find(({ name }) => name === periodName);
      return period ? (await compute(agreed, period, SYSTEM.id, at)).output : null;
    },
  };
}
export type CreditService = ReturnType<typeof creditService>;

export interface CreditQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  period?: string | undefined;
  partner?: string | undefined;
  customer?: string | undefined;
  state?: string | undefined;
}

/** A decision on the life of a credit as one on the whole. */
const lifted = (credit: Omit<Credit, 'state'>, decision: life.CreditDecision): Decision<Credit, life.CreditEvent> =>
  decision.ok ? changed({ ...credit, state: decision.state }, decision.events) : decision;

/** The instant at which a period ends, in its terms' zone. */
const endOf = ({ end, version }: Governed): Seconds => startOfLocalDay(zoneOf(version.timeZone), formatDate(end));

const dateAfter = ({ end }: Governed): LocalDate => formatDate(end);
