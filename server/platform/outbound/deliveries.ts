import { setTimeout as wait } from 'node:timers/promises';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/errors.js';
import { insertNew } from '../database/insert.js';
import { randomId } from '../ids/ids.js';
import type { Logger } from '../logger.js';
import type { Delivery, NewDelivery } from './delivery.js';
import { lanesIn } from './lanes.js';

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
const WIDTH = 4;

/** About a day: quick at first, for restarts of the far side; patient later, for weekends of it. */
export const PATIENT: readonly number[] = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800];

/**
 * Hands deliveries over, at least once (pattern 10): each change is one conditional update, and a second hand-over can
 * only happen when this process died between the far side's acceptance and the record of it; it then bears the same id.
 */
export function deliveryQueue<D extends Delivery>(options: DeliveryOptions<D>) {
  const { model, handOver, clock, logger, backOff } = options;
  const lanes = lanesIn(model);
  const running = new Set<Promise<void>>();
  /** In milliseconds; no two that are put in have the same, so that it tells which of them is later. */
  let queuedLast = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  /** Whether somebody looks for what is due just now. */
  let isLooking = false;
  /** Whether something was put in the queue that nobody looked for since. */
  let areWaiting = false;
  let failingSince: Date | undefined;

  const secondsSince = (at: Date | undefined): number =>
    at ? Math.max(0, Math.floor((clock.real().getTime() - at.getTime()) / 1_000)) : 0;
  const inMs = (milliseconds: number) => new Date(clock.real().getTime() + milliseconds);

  /** Takes the delivery that has been due longest; nobody else tries it while the lease is renewed. */
  async function take(lease: string): Promise<D | null> {
    return model
      .findOneAndUpdate(
        { dueAt: { $lte: clock.real() } } as never,
        { $set: { lease, dueAt: inMs(LEASE_MS) }, $inc: { attempts: 1 } } as never,
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<D>();
  }

  const mineOf = ({ _id, lease }: D) => ({ _id, lease }) as never;

  async function whileRenewed<T>(delivery: D, work: () => Promise<T>): Promise<T> {
    const renewal = setInterval(() => {
      model.updateOne(mineOf(delivery), { $set: { dueAt: inMs(LEASE_MS) } } as never).catch(() => undefined);
    }, LEASE_MS / 3);
    renewal.unref();
    try {
      return await work();
    } finally {
      clearInterval(renewal);
    }
  }

  async function attempt(delivery: D): Promise<Attempt> {
    try {
      return await handOver(delivery);
    } catch (error) {
      return { result: 'failed', answer: error instanceof Error ? error.message : String(error) };
    }
  }

  async function record(delivery: D, { result, answer }: Attempt): Promise<keyof DeliveryCounts> {
    const mine = mineOf(delivery);
    lanes.wasTried(delivery);
    const pause = result === 'failed' ? backOff[delivery.attempts - 1] : undefined;
    failingSince = result === 'failed' ? (failingSince ?? clock.real()) : undefined;
    const told = { answer: answer.slice(0, 500) };
    if (pause !== undefined) {
      await model.updateOne(mine, {
        $set: { ...told, dueAt: inMs(pause * 1000) },
        $unset: { lease: 1, lane: 1 },
      } as never);
      return 'postponed';
    }
    const state = result === 'handed-over' ? 'handed-over' : 'failed';
    const gone = state === 'handed-over' ? options.forget : [];
    await model.updateOne(mine, {
      $set: { ...told, state, endedAt: clock.real() },
      $unset: Object.fromEntries(['lease', 'lane', 'dueAt', ...gone].map((name) => [name, 1])),
    } as never);
    if (state === 'failed') logger.warn({ delivery: delivery._id, answer }, 'A delivery was given up');
    return state === 'handed-over' ? 'handedOver' : 'failed';
  }

  const isBusy = (): boolean => running.size >= WIDTH;
  const deliver = async (delivery: D): Promise<keyof DeliveryCounts> =>
    record(delivery, await whileRenewed(delivery, () => attempt(delivery)));

  /** Tries what has been due longest, if it is its turn; else it is looked at again in a moment. `null`: nothing is due. */
  async function tryNext(lease: string, taken: () => void): Promise<keyof DeliveryCounts | null> {
    const delivery = await take(lease);
    if (!delivery) return null;
    taken();
    const inTurn = async () => ((await lanes.isItsTurn(delivery)) ? attempt(delivery) : null);
    const attempted = await whileRenewed(delivery, inTurn);
    if (attempted) return record(delivery, attempted);
    const untried = { $set: { dueAt: inMs(POLL_MS) }, $unset: { lease: 1 }, $inc: { attempts: -1 } };
    await model.updateOne(mineOf(delivery), untried as never);
    return 'postponed';
  }

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
        const lease = randomId();
        const came = await lanes.hold(lease, tryNext(lease, join));
        if (came === null) return;
        counts[came]++;
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

  /**
   * Gives whether it was new. Where a hand is free, and nothing may be before it in its lane, it is put in the queue as
   * being tried already, and is.
   */
  function put(delivery: NewDelivery<D>): Promise<boolean> {
    const now = clock.real();
    queuedLast = Math.max(queuedLast + 1, now.getTime());
    const common = { state: 'queued', answer: null, queuedAt: new Date(queuedLast), endedAt: null };
    if (timer === undefined || stopped || isBusy() || lanes.isOpen(delivery.lane)) {
      const stored = insert({ ...delivery, ...common, attempts: 0, dueAt: now } as never);
      stored.then(lookSoon, () => undefined);
      return stored;
    }
    const lease = randomId();
    const tried: D = { ...{ ...delivery, ...common }, ...{ attempts: 1, lease, dueAt: inMs(LEASE_MS) } } as never;
    const stored = insert(tried);
    const done = stored.then(async (isNew) => void (isNew && (await deliver(tried))));
    begin(lanes.hold(lease, done)).catch(wentWrong).finally(pumpWaiting);
    return stored;
  }

  async function insert(delivery: D): Promise<boolean> {
    try {
      await insertNew(model, delivery);
      lanes.wasPut(delivery);
      return true;
    } catch (error) {
      if (isDuplicateKey(error, '_id')) return false;
      throw error;
    }
  }

  const wentWrong = (error: unknown): void =>
    logger.error({ error }, 'Deliveries stopped early; they go on in a moment');

  /** Has somebody try the next that is due, where a hand is free: nobody waits for an attempt that takes its time. */
  function pump(): void {
    if (isLooking || isBusy()) return;
    isLooking = true;
    areWaiting = false;
    begin(tryOne()).catch(wentWrong).finally(pumpWaiting);
  }

  async function tryOne(): Promise<void> {
    const lease = randomId();
    let found = false;
    const taken = (): void => {
      found = true;
      isLooking = false;
      // There may be more.
      lookSoon();
    };
    try {
      await lanes.hold(lease, tryNext(lease, taken));
    } finally {
      if (!found) isLooking = false;
    }
  }

  /** Something waits in the queue: whoever has a hand free looks for it. */
  function lookSoon(): void {
    areWaiting = true;
    pumpWaiting();
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
