import type { Connection } from 'mongoose';
import type { Clock } from '../clock/clock.js';
import { randomId } from '../ids/ids.js';
import type { Logger } from '../logger.js';

/**
 * A step forward of the stored data. It may run again after a crash, and while processes of the version before work:
 * it goes through documents in batches, each changed by a conditional update, until none is left. It knows the data as
 * they were, not today's types. Those processes must have stopped when it ends: they do not know what they miss.
 */
export interface Migration {
  /** The schema version that the data have afterwards. */
  to: number;
  why: string;
  run(connection: Connection): Promise<void>;
}

interface SchemaDocument {
  _id: string;
  version: number;
  owner: string | null;
  leaseUntil: Date;
}

const LEASE_MS = 60_000;

/** Brings the stored data to the version that this code knows; each step is done by one process. */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  { clock, logger }: { clock: Pick<Clock, 'real'>; logger: Logger },
): Promise<void> {
  const schema = connection.collection<SchemaDocument>('schema');
  const newest = migrations.at(-1)?.to ?? 1;
  const me = randomId();
  const initial = (await isEmpty(connection)) ? newest : 1;
  await schema.updateOne(
    { _id: 'schema' },
    { $setOnInsert: { version: initial, owner: null, leaseUntil: new Date(0) } },
    { upsert: true },
  );
  for (;;) {
    const { version } = (await schema.findOne({ _id: 'schema' })) ?? { version: 1 };
    if (version > newest) {
      throw new Error(`The data have schema version ${version}, this Tandem Desk knows ${newest}: start a newer one`);
    }
    const next = migrations.find(({ to }) => to === version + 1);
    if (!next) return;
    const now = clock.real();
    const mine = { owner: me, leaseUntil: new Date(now.getTime() + LEASE_MS) };
    const held = await schema.updateOne(
      { _id: 'schema', version, $or: [{ owner: me }, { leaseUntil: { $lt: now } }] },
      { $set: mine },
    );
    if (held.matchedCount === 0) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      continue;
    }
    logger.info({ to: next.to, why: next.why }, 'Migrating the stored data');
    const renewal = setInterval(() => {
      const leaseUntil = new Date(clock.real().getTime() + LEASE_MS);
      schema.updateOne({ _id: 'schema', owner: me, version }, { $set: { leaseUntil } }).catch(() => undefined);
    }, LEASE_MS / 3);
    try {
      await next.run(connection);
    } finally {
      clearInterval(renewal);
    }
    await schema.updateOne(
      { _id: 'schema', owner: me, version },
      { $set: { version: next.to, owner: null, leaseUntil: new Date(0) } },
    );
  }
}

/** Whether nothing was stored yet: then there is nothing to bring forward. */
async function isEmpty(connection: Connection): Promise<boolean> {
  const collections = (await connection.listCollections()).filter(({ name }) => name !== 'schema' && name !== 'clock');
  for (const { name } of collections) {
    if (await connection.collection(name).findOne({}, { projection: { _id: 1 } })) return false;
  }
  return true;
}
