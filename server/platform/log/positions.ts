import { type Connection, type Model, Schema } from 'mongoose';
import type { Clock } from '../clock/clock.js';
import { isDuplicateKey } from '../database/errors.js';
import { randomId } from '../ids/ids.js';
import { modelOf, storage } from './subject.js';

interface PositionDocument {
  _id: string;
  position: number;
  owner: string;
  leaseUntil: Date;
  /** How often the event after the position failed. */
  failures: number;
  /** Events that were passed over after failing too often, newest last. */
  skipped: { seq: number; reason: string }[];
}

const schema = new Schema<PositionDocument>(
  {
    _id: String,
    position: { type: Number, required: true },
    owner: { type: String, required: true },
    leaseUntil: { type: Date, required: true },
    failures: { type: Number, required: true },
    skipped: { type: [Schema.Types.Mixed], required: true },
  } as never,
  storage,
);

const LEASE_MS = 20_000;
/** A lease is renewed while there is still this much of it. */
const LEASE_LEFT_MS = 10_000;

/** The position of a consumer that this process runs. */
export interface Held {
  /** Everything up to here is handled. */
  position: number;
  /** What the store knows of that. */
  noted: number;
  failures: number;
  /** Until when it is nobody else's (machine's time, ms). */
  leaseUntil: number;
}

/**
 * How far each follower of the log is, in the store, with a lease for the process that runs it. Positions are noted
 * together, not at each event: whoever goes on after a crash does the last again, with the same keys.
 */
export function consumerPositions({ connection, clock }: { connection: Connection; clock: Pick<Clock, 'real'> }) {
  const model: Model<PositionDocument> = modelOf(connection, 'ConsumerPosition', schema, 'consumer_positions');
  const held = new Map<string, Held>();
  const me = randomId();
  let noting: Promise<void> = Promise.resolve();

  const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE_MS);

  /** Takes or renews the lease on a consumer's position. */
  async function acquire(name: string): Promise<Held | null> {
    const now = clock.real();
    const leaseUntil = leaseFrom(now);
    const free = { _id: name, $or: [{ owner: me }, { leaseUntil: { $lt: now } }] };
    try {
      const { position, failures } = await model
        .findOneAndUpdate(
          free,
          { $set: { owner: me, leaseUntil }, $setOnInsert: { position: 0, failures: 0, skipped: [] } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean<PositionDocument>()
        .orFail();
      const known = held.get(name);
      const reached = Math.max(position, known?.position ?? 0);
      const taken = { noted: position, position: reached, failures, leaseUntil: leaseUntil.getTime() };
      const lease = Object.assign(known ?? taken, taken);
      held.set(name, lease);
      return lease;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      held.delete(name);
      return null;
    }
  }

  async function noteAll(): Promise<void> {
    const ahead = [...held].filter(([, { position, noted }]) => position !== noted);
    if (ahead.length === 0) return;
    const leaseUntil = leaseFrom(clock.real());
    const notes = ahead.map(([name, lease]) => ({ name, lease, position: lease.position }));
    const { matchedCount } = await model.bulkWrite(
      notes.map(({ name, position }) => ({
        updateOne: { filter: { _id: name, owner: me }, update: { $set: { position, failures: 0, leaseUntil } } },
      })),
      { ordered: false },
    );
    // Somebody thought that this process was gone: each is asked for anew.
    const kept = matchedCount === notes.length;
    for (const { lease, position } of notes) {
      Object.assign(lease, { noted: position, failures: 0, leaseUntil: kept ? leaseUntil.getTime() : 0 });
    }
  }

  return {
    /** The position of a consumer, as long as it is this process's to run; else `null`. */
    async hold(name: string): Promise<Held | null> {
      const known = held.get(name);
      return known && known.leaseUntil - clock.real().getTime() > LEASE_LEFT_MS ? known : acquire(name);
    },
    /** Notes how far everybody is, and renews the leases with it; one after the other, so that none undoes a later one. */
    note(): Promise<void> {
      noting = noting.catch(() => undefined).then(noteAll);
      return noting;
    },
    /** Notes that an event failed, and gives how often it has; `null` where the consumer is not this process's any more. */
    async failed(name: string, lease: Held, seq: number): Promise<number | null> {
      const after = await model
        .findOneAndUpdate(
          { _id: name, owner: me },
          { $set: { position: seq - 1 }, $inc: { failures: 1 } },
          { returnDocument: 'after' },
        )
        .lean<PositionDocument>();
      if (!after) return null;
      Object.assign(lease, { position: seq - 1, noted: seq - 1, failures: after.failures });
      return after.failures;
    },
    /** Notes an event that was passed over. */
    async passedOver(name: string, skipped: PositionDocument['skipped'][number]): Promise<void> {
      await model.updateOne({ _id: name }, { $push: { skipped: { $each: [skipped], $slice: -100 } } });
    },
    /** Moves a consumer's position forward without handling what it passes. */
    async skipTo(name: string, seq: number): Promise<void> {
      const lease = await acquire(name);
      if (!lease) return;
      await model.updateOne({ _id: name, owner: me }, { $max: { position: seq } });
      lease.position = Math.max(lease.position, seq);
    },
    /** All positions as the store has them. */
    all: () => model.find().lean<PositionDocument[]>().exec(),
    /** Frees this process's leases. */
    async release(): Promise<void> {
      await model.updateMany({ owner: me }, { $set: { leaseUntil: new Date(0) } });
    },
    /** Frees every lease: for a process that knows to be the only one. */
    async releaseAll(): Promise<void> {
      held.clear();
      await model.updateMany({}, { $set: { leaseUntil: new Date(0) } });
    },
  };
}
