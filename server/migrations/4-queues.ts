import type { Connection } from 'mongoose';
import type { Migration } from '../platform/database/migrations.js';
import { eachLeft } from './each-left.js';

/** The first field of those that this step gives. */
const LEFT = { 'state.held': { $exists: false } };
const NO_CONDITIONS = {
  ...{ kinds: [], components: [], partners: [], dealTypes: [], languages: [], priorities: [], courts: [] },
};

interface Named {
  id: string;
  name: string;
}

/** What this step looks at of a ticket. */
interface StoredTicket {
  _id: string;
  version: number;
  state: {
    status: string;
    court: string | null;
    queue: Named | null;
    assignee: { id: string; party: string } | null;
    snooze: object | null;
    createdAt: number;
    updatedAt: number;
  };
  due: { provider: number };
  rank: number;
}

/** What this step looks at of a queue. */
interface StoredQueue {
  _id: string;
  version: number;
  at: Date;
  content: { when?: object; order: number };
}

/** Queues say who gets their tickets and how, and tickets for whom they wait. */
export const queues: Migration = {
  to: 4,
  why: 'Queues have versions, and say who gets their tickets; tickets say why they are in theirs, and since when.',
  async run(connection) {
    await bringQueues(connection);
    await eachLeft<StoredTicket>(connection, 'tickets', LEFT, (ticket) => bringTicket(connection, ticket));
  },
};

async function bringQueues(connection: Connection): Promise<void> {
  const queues = connection.collection<StoredQueue>('queues');
  for (const { _id, version, at, content } of await queues.find({ versions: { $size: 0 } } as never).toArray()) {
    const whole = {
      ...{ default: false, calendar: null, triageMinutes: null, assignment: 'by-hand', agents: [], skills: [] },
      ...{ fallbackAfterMinutes: 15, passOnAfterMinutes: null },
      ...content,
      when: { ...NO_CONDITIONS, ...content.when },
    };
    const first = { version: 1, at: Math.floor(at.getTime() / 1000), content: whole };
    await queues.updateOne({ _id, version } as never, { $set: { content: whole, versions: [first] } });
  }
}

/** One conditional update; a ticket that changed meanwhile is found again. */
async function bringTicket(connection: Connection, { _id, version, state, due, rank }: StoredTicket): Promise<void> {
  const { queue, court, assignee, createdAt, updatedAt } = state;
  const isOurs = state.status === 'open' && court === 'provider' && queue !== null;
  const by = assignee?.party === 'provider' ? assignee.id : null;
  const held = isOurs && by !== null ? { queue: queue.id, by, since: updatedAt } : null;
  const waiting = isOurs && by === null && state.snooze === null ? { queue: queue.id, since: updatedAt } : null;
  await connection.collection<StoredTicket>('tickets').updateOne({ _id, version, ...LEFT } as never, {
    $set: {
      ...{ 'state.partnerQueue': null, 'state.triage': null, 'state.unclaimed': waiting, 'state.held': held },
      ...(queue && { 'state.queue.why': null }),
      ...(waiting && {
        waits: { queue: waiting.queue, due: due.provider, rank, at: createdAt, since: waiting.since },
      }),
      ...(held && { holds: { queue: held.queue, since: held.since } }),
    },
  });
}
