import type { Model } from 'mongoose';
import { type Agent, chooseAgent, type PassedOn } from '../../domain/routing/assign.js';
import { loadOf, weightOf } from '../../domain/routing/capacity.js';
import {
  isOpenAt,
  nextOpenFor,
  nextTurn,
  type Presence,
  presenceAt,
  wereOpenFor,
} from '../../domain/routing/presence.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { randomId } from '../../platform/ids/ids.js';
import type { Consumer } from '../../platform/log/consumers.js';
import { Problem } from '../../platform/problems.js';
import { each, notThese, type Sweep } from '../../platform/sweeps/sweeps.js';
import type { BoardDocument, Turn, WorkloadDocument } from './model.js';
import type { QueueAgent, QueuedTicket, QueuedTickets, Queues, WorkedQueue } from './ports.js';
import type { RoutingService } from './service.js';

/** So many tickets of a queue are looked at in one go. */
const PAGE = 100;

interface Dependencies {
  boards: Model<BoardDocument>;
  workloads: Model<WorkloadDocument>;
  clock: Pick<Clock, 'now'>;
  routing: Pick<RoutingService, 'reserve' | 'giveBack' | 'standings'>;
  queues: Queues;
  /** The same as followers of the log read them. */
  followed: Pick<Queues, 'isActive' | 'queuesFor'>;
  tickets: QueuedTickets;
}

/** Somebody of a queue as they are now. */
interface AgentNow extends Agent {
  member: QueueAgent['member'];
  hours: QueueAgent['hours'];
  presence: Presence;
  /** What of their load is reserved for tickets that are not known to be theirs. */
  reserved: ReadonlyMap<string, number>;
}

/** A queue at work: what is known of it while it is looked at. */
interface Work {
  queue: WorkedQueue;
  agents: AgentNow[];
  /** Who has tickets of it without being among them: they took them by hand, or do not work it any more. */
  others: Pick<AgentNow, 'id' | 'hours' | 'presence'>[];
  last: string | null;
  at: Seconds;
}

/**
 * Queues give their tickets to people (DESIGN, patterns 6 and 8). A queue is looked at when something happened to its
 * tickets, when somebody has more room or comes and goes, and at instants that it names itself.
 */
export function assigning({ boards, workloads, clock, routing, queues, followed, tickets }: Dependencies) {
  /** Has a queue looked at. */
  async function wake(queue: string, at: Seconds): Promise<void> {
    for (;;) {
      try {
        await boards.updateOne({ _id: queue }, { $set: { dueAt: at }, $inc: { version: 1 } }, { upsert: true });
        return;
      } catch (error) {
        if (!isDuplicateKey(error, '_id')) throw error;
      }
    }
  }

  /** Other hours are other instants: every queue that waits for one is looked at. */
  async function wakeTimed(at: Seconds): Promise<void> {
    await boards.updateMany({ dueAt: { $exists: true } }, { $set: { dueAt: at }, $inc: { version: 1 } });
  }

  async function agentsNow(queue: string, at: Seconds): Promise<AgentNow[]> {
    const all = await queues.agentsOf(queue);
    const standings = await routing.standings(all.map(({ member }) => member.id));
    return all.map(({ member, capacity, hours, skills }) => {
      const { slots = [], presence = 'online' } = standings.get(member.id) ?? {};
      return {
        ...{ id: member.id, name: member.name, member, capacity, hours, skills },
        ...{ load: loadOf({ slots }), presence: presenceAt(presence, hours, at) },
        reserved: new Map(slots.filter(({ held }) => !held).map(({ ticket, weight }) => [ticket, weight])),
      };
    });
  }

  async function othersNow(queue: string, agents: readonly AgentNow[], at: Seconds): Promise<Work['others']> {
    const held = await tickets.held(queue, PAGE);
    const ids = [...new Set(held.flatMap(({ by }) => by ?? []))].filter((id) => agents.every((one) => one.id !== id));
    if (ids.length === 0) return [];
    const standings = await routing.standings(ids);
    return Promise.all(
      ids.map(async (id) => {
        const { left, hours } = await queues.holder(id);
        return { id, hours, presence: left ? 'off' : presenceAt(standings.get(id)?.presence ?? 'online', hours, at) };
      }),
    );
  }

  /**
   * Gives a ticket to whom the queue chooses. Room is taken first, and given back where somebody was quicker. What is
   * reserved for the same ticket does not count: whoever was killed on the way is followed by somebody who chooses alike.
   */
  async function give(
    work: Work,
    ticket: QueuedTicket,
    fallback: boolean,
    passedOn: PassedOn | null,
  ): Promise<boolean> {
    const weight = weightOf(ticket);
    const { queue, agents, last } = work;
    const there = agents
      .filter(({ presence }) => presence === 'online')
      .map((agent) => ({ ...agent, load: agent.load - (agent.reserved.get(ticket.id) ?? 0) }));
    const found = chooseAgent({ ...queue, last }, there, { weight, not: ticket.by, fallback, passedOn });
    const to = agents.find(({ id }) => id === found?.agent.id);
    if (!found || !to) return false;
    const by = randomId();
    try {
      await routing.reserve(to.id, ticket.id, weight, { force: false, by });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'no-capacity') throw error;
      // Somebody else gave them something: they are as full as that.
      Object.assign(to, { load: Math.max(to.load, to.capacity), reserved: new Map() });
      return give(work, ticket, fallback, passedOn);
    }
    if (queue.assignment === 'round-robin')
      await noteTurn(queue.id, { ticket: ticket.id, to: to.id, after: work.last });
    const seen = { queue: queue.id, by: ticket.by, since: ticket.since };
    if (await tickets.dispatch(ticket.id, { seen, to: to.member, weight, why: found.why })) {
      to.load = found.agent.load + weight;
      work.last = to.id;
      return true;
    }
    await routing.giveBack(to.id, ticket.id, by);
    return false;
  }

  /** Whose turn it is, noted before they get the ticket: after a kill it is still known who was the last to get one. */
  async function noteTurn(queue: string, turn: Turn): Promise<void> {
    await boards.updateOne({ _id: queue }, { $set: { turn } });
  }

  async function lastOf({ last, turn }: Pick<BoardDocument, 'last' | 'turn'>): Promise<string | null> {
    if (!turn) return last ?? null;
    return (await tickets.holderOf(turn.ticket)) === turn.to ? turn.to : turn.after;
  }

  /** Those that wait: the best first to who knows what it takes, and those that waited long to whoever is there. */
  async function giveWaiting(work: Work): Promise<void> {
    const { queue, at } = work;
    if (queue.assignment === 'by-hand') return;
    for (const ticket of await tickets.waiting(queue.id, 'best', PAGE)) await give(work, ticket, false, null);
    for (const ticket of await tickets.waiting(queue.id, 'since', PAGE)) {
      if (!wereOpenFor(queue.hours, ticket.since, queue.fallbackAfter, at)) break;
      await give(work, ticket, true, null);
    }
  }

  /** Those whose agent is off, and those with which nothing was done for too long, while the queue is at work. */
  async function passOn(work: Work): Promise<void> {
    const { queue, agents, others, at } = work;
    if (!isOpenAt(queue.hours, at)) return;
    const off = [...agents, ...others].filter(({ presence }) => presence === 'off').map(({ id }) => id);
    const left = off.length === 0 ? [] : await tickets.held(queue.id, PAGE, off);
    // Whoever does something with it outside of their own hours is still at it: they have the queue's minutes.
    const isLeft = (one: QueuedTicket) =>
      !isBeyondHours(work, one) || wereOpenFor(queue.hours, one.since, queue.fallbackAfter, at);
    for (const ticket of left.filter(isLeft)) await pass(work, ticket, 'off');
    if (queue.passOnAfter === null) return;
    for (const ticket of await tickets.held(queue.id, PAGE)) {
      if (!wereOpenFor(queue.hours, ticket.since, queue.passOnAfter, at)) break;
      await pass(work, ticket, 'idle');
    }
  }

  /** To somebody else, or back to the queue where people take for themselves. Where nobody else can, it stays. */
  async function pass(work: Work, ticket: QueuedTicket, why: PassedOn): Promise<void> {
    const { queue } = work;
    if (queue.assignment !== 'by-hand') {
      await give(work, ticket, true, why);
      return;
    }
    await tickets.takeBack(ticket.id, { seen: { queue: queue.id, by: ticket.by, since: ticket.since }, why });
  }

  /** When time alone will change something: minutes that pass, hours that begin or end. */
  async function nextLook(work: Work): Promise<Seconds | null> {
    const { queue, agents, others, at } = work;
    const [waiting, held] = await Promise.all([tickets.waiting(queue.id, 'since', PAGE), tickets.held(queue.id, PAGE)]);
    if (waiting.length === 0 && held.length === 0) return null;
    const next = (all: readonly QueuedTicket[], seconds: number | null) =>
      seconds === null
        ? null
        : nextOpenFor(
            queue.hours,
            all.map(({ since }) => since),
            seconds,
            at,
          );
    const instants = [
      queue.assignment === 'by-hand' ? null : next(waiting, queue.fallbackAfter),
      next(held, queue.passOnAfter),
      next(
        held.filter((one) => isBeyondHours(work, one)),
        queue.fallbackAfter,
      ),
      nextTurn(queue.hours, at),
      ...[...agents, ...others].map(({ hours }) => nextTurn(hours, at)),
    ].filter((one): one is Seconds => one !== null && one > at);
    return instants.length === 0 ? null : Math.min(...instants);
  }

  async function atWork(queue: WorkedQueue, board: Pick<BoardDocument, 'last' | 'turn'>, at: Seconds): Promise<Work> {
    const agents = await agentsNow(queue.id, at);
    return { queue, agents, others: await othersNow(queue.id, agents, at), last: await lastOf(board), at };
  }

  /** Looks at a queue: gives, passes on, and notes when to look again, unless it was woken meanwhile. */
  async function serve({ _id, version, ...board }: BoardDocument, at: Seconds): Promise<void> {
    const queue = await queues.queue(_id);
    const work = queue && (await atWork(queue, board, at));
    if (work) {
      await passOn(work);
      await giveWaiting(work);
    }
    const next = work && (await nextLook(work));
    const last = work?.last ? { last: work.last } : {};
    await boards.updateOne(
      { _id, version },
      next === null
        ? { $set: last, $unset: { turn: 1, dueAt: 1 } }
        : { $set: { ...last, dueAt: next }, $unset: { turn: 1 } },
    );
  }

  /** Somebody has more room, or came or went: their queues are looked at; all of them, where what they have goes back. */
  async function spread(agent: WorkloadDocument, at: Seconds): Promise<void> {
    const concerned = agent.presence === 'off' ? queues.queuesFor : queues.activeFor;
    for (const queue of await concerned(agent._id)) await wake(queue, at);
    await workloads.updateOne({ _id: agent._id, version: agent.version }, { $unset: { roomAt: 1 } });
  }

  const sweep: Sweep = {
    name: 'queues',
    shared: false,
    async run({ until, limit, but }) {
      const freed = await workloads
        .find({ roomAt: { $lte: until }, ...notThese(but) } as never)
        .sort({ roomAt: 1 })
        .limit(limit)
        .lean<WorkloadDocument[]>();
      const spreads = await each(freed, (agent) => spread(agent, until));
      const due = await boards
        .find({ dueAt: { $lte: until }, ...notThese(but) } as never)
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<BoardDocument[]>();
      const served = await each(due, (board) => serve(board, until));
      return { done: spreads.done + served.done, failed: [...spreads.failed, ...served.failed] };
    },
    async nextDue() {
      const board = await boards
        .findOne({ dueAt: { $exists: true } })
        .sort({ dueAt: 1 })
        .lean<BoardDocument>();
      const agent = await workloads
        .findOne({ roomAt: { $exists: true } })
        .sort({ roomAt: 1 })
        .lean<WorkloadDocument>();
      const instants = [board?.dueAt, agent?.roomAt].filter((one): one is Seconds => one !== undefined);
      return instants.length === 0 ? null : Math.min(...instants);
    },
  };

  const TICKET_TYPES = [
    ...['ticket-created', 'ticket-queued', 'ticket-assigned', 'ticket-released', 'ticket-handed-over'],
    ...['ticket-reopened', 'ticket-woke', 'ticket-origin-settled', 'ticket-origin-changed', 'ticket-prioritised'],
  ];

  /** What may bring a ticket to somebody who is off: also where people take for themselves it goes back then. */
  const GIVEN = ['ticket-assigned', 'ticket-handed-over', 'ticket-reopened', 'ticket-woke', 'ticket-queued'];

  /** What happens to tickets and queues has the queue looked at. Doing it again looks once more. */
  const consumer: Consumer = {
    name: 'queue-boards',
    types: [...TICKET_TYPES, 'party-added', 'party-changed', 'person-added', 'person-changed', 'person-deactivated'],
    async handle({ subject, type }) {
      const at = await clock.now();
      if (subject.kind === 'queue') await wake(subject.id, at);
      if (subject.kind === 'calendar') await wakeTimed(at);
      if (subject.kind === 'person') for (const queue of await followed.queuesFor(subject.id)) await wake(queue, at);
      if (subject.kind !== 'ticket' || !TICKET_TYPES.includes(type)) return;
      const queue = await tickets.queueOf(subject.id);
      if (queue !== null && (GIVEN.includes(type) || (await followed.isActive(queue)))) await wake(queue, at);
    },
  };

  return { agentsNow: async (queue: string) => agentsNow(queue, await clock.now()), consumer, sweep };
}
export type Assigning = ReturnType<typeof assigning>;

/** Whether whoever has a ticket did something with it last outside of their own hours. */
const isBeyondHours = ({ agents, others }: Work, { by, since }: QueuedTicket): boolean =>
  !isOpenAt([...agents, ...others].find(({ id }) => id === by)?.hours ?? null, since);
