import type { Connection } from 'mongoose';
import type { Migration } from '../platform/database/migrations.js';
import { eachLeft } from './each-left.js';

/** A process of version 2 that changes a ticket leaves the field and takes the instants out again. */
const LEFT = {
  $or: [{ cites: { $exists: false } }, { 'state.sources': { $elemMatch: { since: { $exists: false } } } }],
};

interface Target {
  metric: string;
  party: string;
  calendar: string;
}

/** What this step looks at of a ticket of version 2. */
interface TicketOf2 {
  _id: string;
  version: number;
  state: {
    createdAt: number;
    sla: { policy: { targets: Target[] } };
    sources: { metric: string; party: string; policy: { id: string; version: number }; since?: number }[];
  };
}

/** Tickets say which versions of agreements they run under, in a field by which they are found. */
export const cites: Migration = {
  to: 3,
  why: 'Tickets are found by the versions of agreements that they run under.',
  async run(connection) {
    await eachLeft<TicketOf2>(connection, 'tickets', LEFT, (ticket) => bringForward(connection, ticket));
  },
};

/** One conditional update; a ticket that changed meanwhile is found again. */
async function bringForward(connection: Connection, { _id, version, state }: TicketOf2): Promise<void> {
  const { sources, createdAt, sla } = state;
  const policies = sla.policy.targets.flatMap(({ metric, party }) => {
    const source = sources.find((one) => one.metric === metric && one.party === party);
    return source ? [`policy:${source.policy.id}@${source.policy.version}`] : [];
  });
  const calendars = sla.policy.targets.map(({ calendar }) => `calendar:${calendar}`);
  await connection.collection<TicketOf2>('tickets').updateOne({ _id, version, ...LEFT } as never, {
    $set: {
      cites: [...new Set([...policies, ...calendars])],
      'state.sources': sources.map((source) => ({ ...source, since: createdAt })),
    },
  });
}
