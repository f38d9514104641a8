import type { Connection } from 'mongoose';
import { type Clock, toSeconds } from '../clock/clock.js';
import type { Logger } from '../logger.js';
import type { LogEvent, NumberedEvent } from './event.js';
import { consumerPositions, type Held } from './positions.js';
import type { LogTail } from './tail.js';
import { wavesOf } from './waves.js';

/** Something that follows the log. Its effects are keyed by the event's id: it may be handed the same event again. */
export interface Consumer {
  name: string;
  /** The types it wants; the others only move its position. Left out: all. */
  types?: readonly string[];
  /** So many events it may be handed at once, each of another subject. Left out: one after the other. */
  together?: number;
  handle(event: LogEvent, seq: number): Promise<void>;
}

const BATCH = 200;
/** After so many events the position is noted: what a crash makes it do again has the same keys. */
const NOTED_EVERY = 20;
const NOTE_MS = 1_000;
const MAX_FAILURES = 8;

/** What a run came to: how many events were handled, and whether that was all there were. */
interface Caught {
  handled: number;
  all: boolean;
}

interface Dependencies {
  connection: Connection;
  tail: LogTail;
  clock: Clock;
  logger: Logger;
}

/**
 * Runs the followers of the log, each by one process at a time, from a position of its own in the store. Positions are
 * noted together each second, not at each event: whoever goes on after a crash does the last again, with the same keys.
 */
export function consumers({ connection, tail, clock, logger }: Dependencies) {
  const positions = consumerPositions({ connection, clock });
  const registered = new Map<string, Consumer>();
  const running = new Map<string, Promise<Caught>>();
  /** Those who were called while they ran: there may be more than they saw. */
  const calledAgain = new Set<string>();
  let stopListening: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  /** The number up to which every consumer had handled everything when it was last looked at. */
  let drainedTo = -1;

  /** Handles everything that the log has beyond the position. */
  async function catchUp(consumer: Consumer): Promise<Caught> {
    let handled = 0;
    let unnoted = 0;
    for (;;) {
      const lease = await positions.hold(consumer.name);
      if (!lease || stopped) return { handled, all: false };
      const events = await tail.since(lease.position, BATCH);
      if (events.length === 0) return { handled, all: true };
      // What failed is tried by itself.
      const together = lease.failures > 0 ? 1 : (consumer.together ?? 1);
      for (const wave of wavesOf(events, together, isWanted(consumer))) {
        if (!(await handleAll(consumer, lease, wave.events))) return { handled, all: false };
        lease.position = wave.upTo;
        handled += wave.events.length;
        unnoted += wave.events.length;
        if (lease.failures === 0 && unnoted < NOTED_EVERY) continue;
        await positions.note();
        unnoted = 0;
      }
    }
  }

  /** Gives whether to go on. Where one fails, what is before it is done, and what is after it is handled once more. */
  async function handleAll(consumer: Consumer, lease: Held, events: readonly NumberedEvent[]): Promise<boolean> {
    const outcomes = await Promise.allSettled(events.map(async ({ event, seq }) => consumer.handle(event, seq)));
    for (const [at, outcome] of outcomes.entries()) {
      const failed = events[at];
      if (outcome.status === 'rejected' && failed) return passOver(consumer, lease, failed, outcome.reason);
    }
    return true;
  }

  /** An event that keeps failing is noted and passed over, so that the rest is not held up. Gives whether it was. */
  async function passOver(
    consumer: Consumer,
    lease: Held,
    { event, seq }: NumberedEvent,
    error: unknown,
  ): Promise<boolean> {
    const reason = error instanceof Error ? error.message : String(error);
    logger.error({ consumer: consumer.name, seq, event: event.id, error }, 'A consumer could not handle an event');
    const failures = await positions.failed(consumer.name, lease, seq);
    if (failures === null || failures < MAX_FAILURES) return false;
    await positions.passedOver(consumer.name, { seq, reason });
    return true;
  }

  function wake(consumer: Consumer): Promise<Caught> {
    const { name } = consumer;
    const current = running.get(name);
    if (current) {
      calledAgain.add(name);
      return current;
    }
    const run = catchUp(consumer)
      .catch((error: unknown) => {
        if (!stopped) logger.error({ consumer: name, error }, 'A consumer stopped early; it goes on at the next wake');
        return { handled: 0, all: false };
      })
      .finally(() => {
        running.delete(name);
        if (calledAgain.delete(name) && !stopped) void wake(consumer);
      });
    running.set(name, run);
    return run;
  }

  const wakeAll = () => {
    for (const consumer of registered.values()) void wake(consumer);
  };

  /** What is to be done each second: what failed is tried again, a lease that ended is taken, positions are noted. */
  const tick = () => {
    wakeAll();
    positions
      .note()
      .catch((error: unknown) => logger.warn({ error }, 'Positions could not be noted; it is tried again'));
  };

  return {
    register(consumer: Consumer): void {
      if (registered.has(consumer.name)) throw new Error(`Two consumers are called ${consumer.name}`);
      registered.set(consumer.name, consumer);
    },
    /** Follows the log from now on, as the tail sees it grow. */
    start(): void {
      stopListening = tail.onGrown(wakeAll);
      timer = setInterval(tick, NOTE_MS);
      wakeAll();
    },
    /** Handles everything there is, until nothing more comes of it; `but` these leave it. Gives how many events were handled. */
    async drain(but: readonly string[] = []): Promise<number> {
      let total = 0;
      for (;;) {
        await Promise.all(running.values());
        const end = await tail.look();
        if (end === drainedTo && running.size === 0) return total;
        const runs = await Promise.all([...registered.values()].filter(({ name }) => !but.includes(name)).map(wake));
        const handled = runs.reduce((sum, run) => sum + run.handled, 0);
        total += handled;
        // What ran beside, woken by the log, may have added to it since.
        if (handled > 0 || running.size > 0 || (await tail.look()) > end) continue;
        await positions.note();
        if (runs.every(({ all }) => all)) drainedTo = end;
        return total;
      }
    },
    skipTo: positions.skipTo,
    releaseAll: positions.releaseAll,
    /** How far each consumer is behind the log, and what it passed over. */
    async lag(): Promise<{ name: string; behind: number; skipped: number }[]> {
      await positions.note();
      const end = await tail.look();
      const found = await positions.all();
      return found.map(({ _id, position, skipped }) => ({
        name: _id,
        behind: end - position,
        skipped: skipped.length,
      }));
    },
    /** How long the first event that each consumer has not handled is old, in seconds of the desk's time. */
    async waits(): Promise<Record<string, number>> {
      await positions.note();
      await tail.look();
      const now = await clock.now();
      const found = await positions.all();
      const waits: Record<string, number> = {};
      for (const { _id, position } of found.filter(({ _id }) => registered.has(_id))) {
        const [next] = await tail.since(position, 1);
        if (next) waits[_id] = now - toSeconds(next.event.at);
      }
      return waits;
    },
    async stop(): Promise<void> {
      stopped = true;
      stopListening?.();
      clearInterval(timer);
      await Promise.all(running.values());
      await positions.note();
      await positions.release();
    },
  };
}
export type Consumers = ReturnType<typeof consumers>;

const isWanted =
  ({ types }: Consumer) =>
  ({ type }: LogEvent): boolean =>
    types === undefined || types.includes(type);
