import { SYSTEM } from '../../domain/access/access.js';
import type { AssignReason, PassedOn } from '../../domain/routing/assign.js';
import type { Member } from '../../domain/ticket/state.js';
import { dispatch, type Seen, takeBack } from '../../domain/ticket/verbs/dispatch.js';
import type { Kind, Priority } from '../../domain/ticket/vocabulary.js';
import type { Seconds } from '../../domain/time/instant.js';
import { commandOf } from '../../platform/log/command.js';
import { Problem } from '../../platform/problems.js';
import type { TicketDocument } from './model.js';
import type { Decide, TicketStore } from './service/store.js';
import { BEST_FIRST, LONGEST_FIRST } from './ways.js';

/** A ticket as a queue looks at it. */
interface Queued {
  id: string;
  kind: Kind;
  priority: Priority;
  since: Seconds;
  by: string | null;
}

const LOST: readonly string[] = ['lost-race', 'not-found', 'wrong-state'];

/** Tickets as queues give them to people: what waits, what somebody has, and how it changes hands. */
export function queuedTickets({ store }: { store: TicketStore }) {
  const { tickets } = store.models;

  async function find(filter: object, sort: Readonly<Record<string, 1>>, limit: number): Promise<Queued[]> {
    const found = await tickets
      .find(filter as never)
      .sort(sort as never)
      .limit(limit)
      .lean<TicketDocument[]>();
    return found.map(({ _id, state: { kind, priority, unclaimed, held } }) => ({
      ...{ id: _id, kind, priority, since: unclaimed?.since ?? held?.since ?? 0, by: held?.by ?? null },
    }));
  }

  /** Whether it was done; somebody who was quicker is no fault. */
  async function tried(id: string, decide: Decide): Promise<boolean> {
    try {
      const outcome = await store.change(
        SYSTEM,
        commandOf(SYSTEM),
        { _id: id },
        async () => null,
        () => decide,
      );
      return outcome.events.length > 0;
    } catch (error) {
      if (error instanceof Problem && LOST.includes(error.code)) return false;
      throw error;
    }
  }

  return {
    waiting: (queue: string, order: 'best' | 'since', limit: number): Promise<Queued[]> =>
      find({ 'waits.queue': queue }, order === 'best' ? BEST_FIRST : LONGEST_FIRST, limit),
    held: (queue: string, limit: number, by?: readonly string[]): Promise<Queued[]> =>
      find(
        { 'holds.queue': queue, ...(by && { 'state.assignee.id': { $in: by } }) },
        { 'holds.since': 1, _id: 1 },
        limit,
      ),
    async queueOf(id: string): Promise<string | null> {
      const found = await store.asFollowed(id);
      return found?.waits?.queue ?? found?.holds?.queue ?? null;
    },
    async holderOf(id: string): Promise<string | null> {
      const found = await tickets.findById(id, { 'state.assignee': 1 }).lean<TicketDocument>();
      return found?.state.assignee?.id ?? null;
    },
    dispatch: (id: string, given: { seen: Seen; to: Member; weight: number; why: AssignReason }): Promise<boolean> =>
      tried(id, (state, _, at) => dispatch(given, state, at)),
    takeBack: (id: string, taken: { seen: Seen; why: PassedOn }): Promise<boolean> =>
      tried(id, (state, _, at) => takeBack(taken, state, at)),
  };
}
