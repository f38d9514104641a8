import { type Connection, type Model, Schema } from 'mongoose';
import { type Clock, toSeconds } from '../clock/clock.js';
import { isDuplicateKey } from '../database/errors.js';
import { randomId } from '../ids/ids.js';
import type { Logger } from '../logger.js';
import type { LogEvent } from './event.js';
import type { Log } from './log.js';
import { modelOf, storage } from './subject.js';

/** Something that follows the log. Its effects are keyed by the event's id: it may be handed the same event again. */
export interface Consumer {
  name: string;
  /** The types it wants; the others only move its position. Left out: all. */
  types?: readonly string[];
  handle(event: LogEvent, seq: number): Promise<void>;
}

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
const BATCH = 200;
/** After so many events the position is noted: what a crash makes it do again has the same keys. */
const NOTED_EVERY = 20;
const MAX_FAILURES = 8;
const POLL_MS = 1_000;

/** What a run came to: how many events were handled, and whether that was all there were. */
interface Caught {
  handled: number;
  all: boolean;
}

/** Runs the followers of the log, each by one process at a time, from a position of its own in the store. */
export function consumers({
  connection,
  log,
  clock,
  logger,
}: {
  connection: Connection;
  log: Log;
  clock: Clock;
  logger: Logger;
}) {
  const positions: Model<PositionDocument> = modelOf(connection, 'ConsumerPosition', schema, 'consumer_positions');
  const registered = new Map<string, Consumer>();
  const running = new Map<string, Promise<Caught>>();
  const me = randomId();
  let stopListening: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  /** The number up to which every consumer had handled everything when it was last looked at. */
  let drainedTo = -1;

  /** Takes or renews the lease on a consumer's position. */
  async function acquire(name: string): Promise<PositionDocument | null> {
    const now = clock.real();
    const lease = { owner: me, leaseUntil: new Date(now.getTime() + LEASE_MS) };
    const free = { _id: name, $or: [{ owner: me }, { leaseUntil: { $lt: now } }] };
    try {
      return await positions
        .findOneAndUpdate(
          free,
          { $set: lease, $setOnInsert: { position: 0, failures: 0, skipped: [] } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean<PositionDocument>();
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** Handles everything that the log has beyond the position. */
  async function catchUp(consumer: Consumer): Promise<Caught> {
    let handled = 0;
    for (;;) {
      const held = await acquire(consumer.name);
      if (!held || stopped) return { handled, all: false };
      const events = await log.since(held.position, BATCH);
      if (events.length === 0) return { handled, all: true };
      for (const { seq, event } of events) {
        const wanted = !consumer.types || consumer.types.includes(event.type);
        if (wanted && !(await handleOne(consumer, event, seq))) return { handled, all: false };
        if (wanted) handled++;
        if (wanted && handled % NOTED_EVERY === 0) await moveTo(consumer.name, seq);
      }
      await moveTo(consumer.name, events.at(-1)?.seq ?? held.position);
    }
  }

  async function moveTo(name: string, seq: number): Promise<void> {
    const leaseUntil = new Date(clock.real().getTime() + LEASE_MS);
    await positions.updateOne({ _id: name, owner: me }, { $set: { position: seq, failures: 0, leaseUntil } });
  }

  /** Gives whether to go on: an event that keeps failing is noted and passed over, so that the rest is not held up. */
  async function handleOne(consumer: Consumer, event: LogEvent, seq: number): Promise<boolean> {
    try {
      await consumer.handle(event, seq);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ consumer: consumer.name, seq, event: event.id, error }, 'A consumer could not handle an event');
      const after = await positions
        .findOneAndUpdate(
          { _id: consumer.name, owner: me },
          { $set: { position: seq - 1 }, $inc: { failures: 1 } },
          { returnDocument: 'after' },
        )
        .lean<PositionDocument>();
      if (!after || after.failures < MAX_FAILURES) return false;
      await positions.updateOne(
        { _id: consumer.name },
        { $push: { skipped: { $each: [{ seq, reason }], $slice: -100 } } },
      );
      return true;
    }
  }

  function wake(consumer: Consumer): Promise<Caught> {
    const current = running.get(consumer.name);
    if (current) return current;
    const run = catchUp(consumer)
      .catch((error: unknown) => {
        if (!stopped)
          logger.error({ consumer: consumer.name, error }, 'A consumer stopped early; it goes on at the next wake');
        return { handled: 0, all: false };
      })
      .finally(() => running.delete(consumer.name));
    running.set(consumer.name, run);
    return run;
  }

  const wakeAll = () => {
    for (const consumer of registered.values()) void wake(consumer);
  };

  return {
    register(consumer: Consumer): void {
      if (registered.has(consumer.name)) throw new Error(`Two consumers are called ${consumer.name}`);
      registered.set(consumer.name, consumer);
    },
    /** Follows the log from now on: woken by this process's appends and each second for those of others. */
    start(): void {
      stopListening = log.onAppend(wakeAll);
      timer = setInterval(wakeAll, POLL_MS);
      wakeAll();
    },
    /** Handles everything there is, until nothing more comes of it; `but` these leave it. Gives how many events were handled. */
    async drain(but: readonly string[] = []): Promise<number> {
      let total = 0;
      for (;;) {
        const end = await log.last();
        if (end === drainedTo) return total;
        await Promise.all(running.values());
        const runs = await Promise.all([...registered.values()].filter(({ name }) => !but.includes(name)).map(wake));
        const handled = runs.reduce((sum, run) => sum + run.handled, 0);
        if (handled === 0) {
          if (runs.every(({ all }) => all)) drainedTo = end;
          return total;
        }
        total += handled;
      }
    },
    /** Moves a consumer's position forward without handling what it passes. */
    async skipTo(name: string, seq: number): Promise<void> {
      await acquire(name);
      await positions.updateOne({ _id: name, owner: me }, { $max: { position: seq } });
    },
    /** Frees every lease: for a process that knows to be the only one. */
    async releaseAll(): Promise<void> {
      await positions.updateMany({}, { $set: { leaseUntil: new Date(0) } });
    },
    /** How far each consumer is behind the log, and what it passed over. */
    async lag(): Promise<{ name: string; behind: number; skipped: number }[]> {
      const end = await log.last();
      const found = await positions.find().lean<PositionDocument[]>();
      return found.map(({ _id, position, skipped }) => ({
        name: _id,
        behind: end - position,
        skipped: skipped.length,
      }));
    },
    /** How long the first event that each consumer has not handled is old, in seconds of the desk's time. */
    async waits(): Promise<Record<string, number>> {
      const now = await clock.now();
      const found = await positions.find().lean<PositionDocument[]>();
      const waits: Record<string, number> = {};
      for (const { _id, position } of found.filter(({ _id }) => registered.has(_id))) {
        const [next] = await log.since(position, 1);
        if (next) waits[_id] = now - toSeconds(next.event.at);
      }
      return waits;
    },
    async stop(): Promise<void> {
      stopped = true;
      stopListening?.();
      clearInterval(timer);
      await Promise.all(running.values());
      await positions.updateMany({ owner: me }, { $set: { leaseUntil: new Date(0) } });
    },
  };
}
export type Consumers = ReturnType<typeof consumers>;
