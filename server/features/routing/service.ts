import type { Model } from 'mongoose';
import type { Decision } from '../../domain/decision.js';
import { changed } from '../../domain/decision.js';
import * as rules from '../../domain/routing/capacity.js';
import type { Presence } from '../../domain/routing/presence.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import type { Consumer } from '../../platform/log/consumers.js';
import { Problem, toProblem } from '../../platform/problems.js';
import { each, notThese, type Sweep } from '../../platform/sweeps/sweeps.js';
import type { WorkloadDocument } from './model.js';

const ATTEMPTS = 20;

/** Who has a ticket and what it weighs; nobody has one that is not open. */
export interface TicketHeld {
  holder: string | null;
  weight: number;
}

/** What somebody works on, and what they say of themselves. */
export interface Standing extends rules.Workload {
  presence: Presence;
}

interface Dependencies {
  workloads: Model<WorkloadDocument>;
  clock: Pick<Clock, 'now'>;
  /** How much somebody can work on at a time. */
  capacityOf(agent: string): Promise<number>;
  /** The ticket as it is now; `null` where there is none. */
  ticketNow(id: string): Promise<TicketHeld | null>;
}

type Decide = (workload: rules.Workload, at: Seconds) => Decision<rules.Workload, never>;

/** Pattern 8: capacity is reserved on whoever is to have a ticket, then the ticket is claimed. */
export function routingService({ workloads, clock, capacityOf, ticketNow }: Dependencies) {
  /** Decides on a workload and stores it by one update conditional on its version. */
  async function change(agent: string, decide: Decide): Promise<rules.Workload> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const found = await workloads.findById(agent).lean<WorkloadDocument>();
      const before = { slots: found?.slots ?? [] };
      const decision = decide(before, await clock.now());
      if (!decision.ok) throw toProblem(decision);
      if (decision.state === before) return before;
      const isMore = rules.loadOf(decision.state) < rules.loadOf(before);
      const roomAt = isMore ? await clock.now() : undefined;
      if (await store(agent, found?.version ?? 0, decision.state, roomAt)) return decision.state;
    }
    throw new Problem('busy', 'It kept being changed by others; try again.', { retryAfter: 1 });
  }

  async function store(
    agent: string,
    version: number,
    workload: rules.Workload,
    roomAt: Seconds | undefined,
  ): Promise<boolean> {
    const looseAt = rules.looseAt(workload);
    const fields = {
      ...{ version: version + 1, slots: [...workload.slots], load: rules.loadOf(workload) },
      ...(roomAt !== undefined && { roomAt }),
    };
    if (version === 0) {
      try {
        await workloads.create([{ _id: agent, ...fields, ...(looseAt !== null && { looseAt }) }]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error, '_id')) return false;
        throw error;
      }
    }
    const update = looseAt === null ? { $set: fields, $unset: { looseAt: 1 } } : { $set: { ...fields, looseAt } };
    return (await workloads.updateOne({ _id: agent, version }, update as never)).modifiedCount === 1;
  }

  /** Makes slots follow the ticket as it is now. Doing it again changes nothing. */
  async function follow(ticket: string): Promise<void> {
    const now = (await ticketNow(ticket)) ?? { holder: null, weight: 0 };
    const having = await workloads.find({ 'slots.ticket': ticket } as never, { _id: 1 }).lean<{ _id: string }[]>();
    for (const { _id } of having.filter((one) => one._id !== now.holder)) {
      await change(_id, (workload, at) => changed(rules.letGo(workload, ticket, at), []));
    }
    if (now.holder === null) return;
    const capacity = await capacityOf(now.holder);
    await change(now.holder, (workload, at) =>
      changed(rules.hold(workload, { ticket, weight: now.weight }, capacity, at), []),
    );
  }

  const consumer: Consumer = {
    name: 'ticket-slots',
    types: [
      ...['ticket-assigned', 'ticket-released', 'ticket-handed-over', 'ticket-prioritised'],
      ...['ticket-solved', 'ticket-reopened', 'ticket-closed'],
    ],
    handle: ({ subject }) => follow(subject.id),
  };

  /** Reservations that a crash left: held where the claim was made, freed where it was not. */
  const sweep: Sweep = {
    name: 'ticket-slots',
    shared: false,
    async run({ until, limit, but }) {
      const left = await workloads
        .find({ looseAt: { $lte: until }, ...notThese(but) } as never)
        .sort({ looseAt: 1 })
        .limit(limit)
        .lean<WorkloadDocument[]>();
      return each(left, async ({ slots }) => {
        const loose = slots.filter(({ held, since }) => !held && since + rules.LEFT_AFTER <= until);
        for (const { ticket } of loose) await follow(ticket);
      });
    },
    async nextDue() {
      const first = await workloads
        .findOne({ looseAt: { $exists: true } }, { looseAt: 1 })
        .sort({ looseAt: 1 })
        .lean<WorkloadDocument>();
      return first?.looseAt ?? null;
    },
  };

  return {
    /** Reserves capacity for a ticket, and says whether it went beyond it. Without `force` that is refused (`no-capacity`). */
    async reserve(
      agent: string,
      ticket: string,
      weight: number,
      { force, by }: { force: boolean; by?: string },
    ): Promise<{ over: boolean }> {
      const capacity = await capacityOf(agent);
      const { slots } = await change(agent, (workload, at) =>
        rules.reserve(workload, { ticket, weight, ...(by !== undefined && { by }) }, { capacity, force }, at),
      );
      return { over: slots.some((slot) => slot.ticket === ticket && slot.over) };
    },
    /** Gives back what was reserved for a claim that was lost. */
    async giveBack(agent: string, ticket: string, by?: string): Promise<void> {
      await change(agent, (workload) => changed(rules.giveBack(workload, ticket, by), []));
    },
    /** What somebody works on. */
    async workload(agent: string): Promise<rules.Workload> {
      return { slots: (await workloads.findById(agent).lean<WorkloadDocument>())?.slots ?? [] };
    },
    /** What somebody says of themselves. */
    async presence(agent: string): Promise<Presence> {
      return (await workloads.findById(agent).lean<WorkloadDocument>())?.presence ?? 'online';
    },
    /** Says whether somebody is there; queues look at it anew. */
    async setPresence(agent: string, presence: Presence): Promise<void> {
      const update = { $set: { presence, roomAt: await clock.now() }, $inc: { version: 1 } };
      for (;;) {
        try {
          const unknown = { $setOnInsert: { slots: [], load: 0 } };
          await workloads.updateOne({ _id: agent }, { ...update, ...unknown } as never, { upsert: true });
          return;
        } catch (error) {
          if (!isDuplicateKey(error, '_id')) throw error;
        }
      }
    },
    /** What some people work on, and what they say of themselves. */
    async standings(agents: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
      const found = await workloads.find({ _id: { $in: agents } } as never).lean<WorkloadDocument[]>();
      return new Map(found.map(({ _id, slots, presence }) => [_id, { slots, presence: presence ?? 'online' }]));
    },
    consumer,
    sweep,
  };
}
export type RoutingService = ReturnType<typeof routingService>;
