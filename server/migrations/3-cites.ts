import type { Connection } from 'mongoose';
import type { Migration } from '../platform/database/migrations.js';

const BATCH = 200;
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
    const tickets = connection.collection<TicketOf2>('tickets');
    // A pass that finds nothing ends it: other processes may log and change tickets of version 2 meanwhile.
    for (let found = true; found; ) {
      found = false;
      for (let after = ''; ; ) {
        const batch = await tickets
          .find({ _id: { $gt: after }, ...LEFT } as never)
          .sort({ _id: 1 })
          .limit(BATCH)
          .toArray();
        for (const ticket of batch) await bringForward(connection, ticket);
        found ||= batch.length > 0;
        if (batch.length < BATCH) break;
        after = batch.at(-1)?._id ?? after;
      }
    }
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
