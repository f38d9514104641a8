import { setTimeout as wait } from 'node:timers/promises';
import type { Model, Schema } from 'mongoose';
import { isDuplicateKey } from '../database/errors.js';
import { insertNew } from '../database/insert.js';
import { randomId } from '../ids/ids.js';
import type { Logger } from '../logger.js';

/** Something to be handed over to the outside world once, as it stands in the store. */
export interface Delivery {
  /** The same for the same event and receiver: inserting it again is inserting nothing. */
  _id: string;
  state: 'queued' | 'handed-over' | 'failed';
  attempts: number;
  /** When it is tried next, by the machine's time; while it is being tried, when that ends at the latest. Absent once it ended. */
  dueAt?: Date;
  /** Who is trying it just now. */
  lease?: string;
  /** What the last attempt failed with, or what the far side said when it took it. */
  answer: string | null;
  queuedAt: Date;
  endedAt: Date | null;
}

/** The common fields of a delivery's schema. */
export const deliveryFields = {
  _id: { type: String, required: true },
  state: { type: String, required: true },
  attempts: { type: Number, required: true },
  dueAt: { type: Date },
  lease: { type: String },
  answer: { type: String, default: null },
  queuedAt: { type: Date, required: true },
  endedAt: { type: Date, default: null },
} as const;

/** Adds the index that due deliveries are found by. */
export function withDueIndex<T>(schema: Schema<T>): Schema<T> {
  schema.index({ dueAt: 1 } as never, { sparse: true });
  return schema;
}

/** A delivery before its first attempt: its key and its own fields. */
export type NewDelivery<D extends Delivery> = Omit<D, Exclude<keyof Delivery, '_id'>>;

/** What came of an attempt. `refused` is for good, `failed` is tried again. */
export type Attempt = { result: 'handed-over' | 'refused' | 'failed'; answer: string };

/** What a run did. */
export interface DeliveryCounts {
  handedOver: number;
  postponed: number;
  failed: number;
}

interface DeliveryOptions<D extends Delivery> {
  model: Model<D>;
  /** One attempt. It must end by itself in bounded time; what it throws counts as failed. */
  handOver(delivery: D): Promise<Attempt>;
  /** Fields that are of no more use once it is handed over: bodies, links. */
  forget: readonly string[];
  clock: { real(): Date };
  logger: Logger;
  /** Seconds to wait after the first, second, … attempt; after one more it has failed for good. */
  backOff: readonly number[];
}

/** How long an attempt may be silent before another process takes over, in milliseconds; a living one renews it. */
const LEASE_MS = 15_000;
const POLL_MS = 1_000;
const STOP_MS = 3_000;
const AT_ONCE = 500;
const WIDTH = 4;

/** About a day: quick at first, for restarts of the far side; patient later, for weekends of it. */
export const PATIENT: readonly number[] = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800];

/**
 * Hands deliveries over, at least once (pattern 10): each change is one conditional update, and a second hand-over can
 * only happen when this process died between the far side's acceptance and the record of it; it then bears the same id.
 */
export function deliveryQueue<D extends Delivery>(options: DeliveryOptions<D>) {
  const { model, handOver, clock, logger, backOff } = options;
  const running = new Set<Promise<void>>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let isPumping = false;
  /** Whether something was put in the queue that nobody looked for since. */
  let areWaiting = false;
  let failingSince: Date | undefined;

  const secondsSince = (at: Date | undefined): number =>
    at ? Math.max(0, Math.floor((clock.real().getTime() - at.getTime()) / 1_000)) : 0;
  const inMs = (milliseconds: number) => new Date(clock.real().getTime() + milliseconds);

  /** Takes the delivery that has been due longest; nobody else tries it while the lease is renewed. */
  async function take(): Promise<D | null> {
    const lease = randomId();
    return model
      .findOneAndUpdate(
        { dueAt: { $lte: clock.real() } } as never,
        { $set: { lease, dueAt: inMs(LEASE_MS) }, $inc: { attempts: 1 } } as never,
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<D>();
  }

  async function attempt(delivery: D): Promise<Attempt> {
    const mine = { _id: delivery._id, lease: delivery.lease } as never;
    const renewal = setInterval(() => {
      model.updateOne(mine, { $set: { dueAt: inMs(LEASE_MS) } } as never).catch(() => undefined);
    }, LEASE_MS / 3);
    renewal.unref();
    try {
      return await handOver(delivery);
    } catch (error) {
      return { result: 'failed', answer: error instanceof Error ? error.message : String(error) };
    } finally {
      clearInterval(renewal);
    }
  }

  async function record(delivery: D, { result, answer }: Attempt): Promise<keyof DeliveryCounts> {
    const mine = { _id: delivery._id, lease: delivery.lease } as never;
    const pause = result === 'failed' ? backOff[delivery.attempts - 1] : undefined;
    failingSince = result === 'failed' ? (failingSince ?? clock.real()) : undefined;
    const told = { answer: answer.slice(0, 500) };
    if (pause !== undefined) {
      await model.updateOne(mine, { $set: { ...told, dueAt: inMs(pause * 1000) }, $unset: { lease: 1 } } as never);
      return 'postponed';
    }
    const state = result === 'handed-over' ? 'handed-over' : 'failed';
    const gone = state === 'handed-over' ? options.forget : [];
    await model.updateOne(mine, {
      $set: { ...told, state, endedAt: clock.real() },
      $unset: Object.fromEntries(['lease', 'dueAt', ...gone].map((name) => [name, 1])),
    } as never);
    if (state === 'failed') logger.warn({ delivery: delivery._id, answer }, 'A delivery was given up');
    return state === 'handed-over' ? 'handedOver' : 'failed';
  }

  const isBusy = (): boolean => running.size >= WIDTH;
  const deliver = async (delivery: D): Promise<keyof DeliveryCounts> => record(delivery, await attempt(delivery));

  /** Counts among what is being done until it is done. */
  function begin(work: Promise<void>): Promise<void> {
    running.add(work);
    work.finally(() => running.delete(work)).catch(() => undefined);
    return work;
  }

  /** Tries what is due: whoever finds something has another one look beside them. */
  async function run(limit: number): Promise<DeliveryCounts> {
    const counts: DeliveryCounts = { handedOver: 0, postponed: 0, failed: 0 };
    const workers: Promise<void>[] = [];
    let left = limit;
    async function workUntilQuiet(): Promise<void> {
      while (!stopped && left > 0) {
        left--;
        const delivery = await take();
        if (!delivery) return;
        join();
        counts[await deliver(delivery)]++;
      }
    }
    function join(): void {
      if (workers.length < WIDTH) workers.push(begin(workUntilQuiet()));
    }
    join();
    // More of them may join while those are waited for that did.
    for (let n = 0; n < workers.length; n++) await workers[n];
    await Promise.allSettled(running);
    return counts;
  }

  /** Gives whether it was new. Where a hand is free it is put in the queue as being tried already, and is. */
  function put(delivery: NewDelivery<D>): Promise<boolean> {
    const now = clock.real();
    const common = { state: 'queued', answer: null, queuedAt: now, endedAt: null };
    if (timer === undefined || stopped || isBusy()) {
      areWaiting = true;
      return insert({ ...delivery, ...common, attempts: 0, dueAt: now } as never);
    }
    const tried: D = {
      ...{ ...delivery, ...common },
      ...{ attempts: 1, lease: randomId(), dueAt: inMs(LEASE_MS) },
    } as never;
    const stored = insert(tried);
    begin(stored.then(async (isNew) => void (isNew && (await deliver(tried)))))
      .catch(wentWrong)
      .finally(pumpWaiting);
    return stored;
  }

  async function insert(delivery: D): Promise<boolean> {
    try {
      await insertNew(model, delivery);
      return true;
    } catch (error) {
      if (isDuplicateKey(error, '_id')) return false;
      throw error;
    }
  }

  const wentWrong = (error: unknown): void =>
    logger.error({ error }, 'Deliveries stopped early; they go on in a moment');

  function pump(): void {
    if (isPumping || isBusy()) return;
    isPumping = true;
    areWaiting = false;
    run(AT_ONCE)
      .catch(wentWrong)
      .finally(() => {
        isPumping = false;
        pumpWaiting();
      });
  }

  function pumpWaiting(): void {
    if (areWaiting && timer !== undefined && !stopped) pump();
  }

  return {
    /** Puts deliveries in the queue; those that are known already stay as they are. Gives how many were new. */
    async enqueue(deliveries: readonly NewDelivery<D>[]): Promise<number> {
      let fresh = 0;
      for (const delivery of deliveries) if (await put(delivery)) fresh++;
      return fresh;
    },
    /** Tries what is due, at most so many, and waits for what is being tried by this process already. */
    run,
    /** Tries what is due from now on, each second of the machine's time: the far side knows no other. */
    start(): void {
      timer ??= setInterval(pump, POLL_MS);
    },
    /** Ends every attempt under way: for a process that knows to be the only one. */
    async endLeases(): Promise<void> {
      await model.updateMany(
        { dueAt: { $exists: true }, lease: { $exists: true } } as never,
        { $set: { dueAt: clock.real() }, $unset: { lease: 1 } } as never,
      );
    },
    /** How long the first delivery that is due has been due, in seconds. */
    async overdue(): Promise<number> {
      const first = await model
        .findOne({ dueAt: { $exists: true } } as never, { dueAt: 1 })
        .sort({ dueAt: 1 })
        .lean<Delivery>();
      return secondsSince(first?.dueAt);
    },
    /** How long this process has had nothing taken while attempts failed, in seconds. */
    failing: (): number => secondsSince(failingSince),
    /** Gives one that failed for good another round of attempts. */
    async again(id: string): Promise<boolean> {
      const { modifiedCount } = await model.updateOne(
        { _id: id, state: 'failed' } as never,
        { $set: { state: 'queued', attempts: 0, dueAt: clock.real(), endedAt: null } } as never,
      );
      return modifiedCount === 1;
    },
    /** Takes no more and waits for the attempts under way, but not for a far side that takes its time. */
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      await Promise.race([Promise.allSettled(running), wait(STOP_MS, undefined, { ref: false })]);
    },
  };
}
