import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../clock/clock.js';
import { SLOTS } from '../log/subject.js';
import type { Logger } from '../logger.js';
import { restingOnes } from './resting.js';

/** What a sweep found and did: how many, and which could not be done. */
export interface SweepCounts {
  done: number;
  failed: { id: string; reason: string }[];
}

/** One share of a sweep's work. */
export interface SweepScope {
  /** The documents of these slots only. */
  slots: readonly number[];
  /** The desk's time: what is due up to here. */
  until: Seconds;
  /** At most so many documents. */
  limit: number;
  /** Not these: they could not be done lately, and rest. */
  but: readonly string[];
}

/** Work that becomes due by fields of documents (pattern 6). Doing it again does nothing more. */
export interface Sweep {
  name: string;
  /** Whether several processes may share it by slots, or one does all of it. */
  shared: boolean;
  run(scope: SweepScope): Promise<SweepCounts>;
  /** When the next of it is due by the desk's clock; `null` for never, or for what goes by the machine's time. */
  nextDue(): Promise<Seconds | null>;
}

/** The part of a filter that leaves out what rests. */
export const notThese = (but: readonly string[]): { _id?: { $nin: readonly string[] } } =>
  but.length === 0 ? {} : { _id: { $nin: but } };

export const LIMIT = 500;
export const ALL_SLOTS: readonly number[] = Array.from({ length: SLOTS }, (_, slot) => slot);

/** The sweeps of this desk: run by jobs as time goes by, or all at once where a standing clock is moved. */
export function sweeps({ clock, logger }: { clock: Clock; logger: Logger }) {
  const registered: Sweep[] = [];
  const resting = new Map<string, ReturnType<typeof restingOnes>>();
  const openedAt = clock.real();

  async function runOne(sweep: Sweep, slots: readonly number[]): Promise<number> {
    const until = await clock.now();
    const rest = resting.get(sweep.name) ?? restingOnes();
    resting.set(sweep.name, rest);
    const { done, failed } = await sweep.run({ slots, until, limit: LIMIT, but: rest.at(until) });
    for (const failure of failed) {
      rest.failed(failure.id, until);
      logger.warn({ sweep: sweep.name, ...failure }, 'A sweep left something undone');
    }
    return done;
  }

  /** Runs everything that is due until nothing more is, but these. Gives how many things each sweep did. */
  async function runAll(but: readonly string[] = []): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (;;) {
      let done = 0;
      for (const sweep of registered.filter(({ name }) => !but.includes(name))) {
        const some = await runOne(sweep, ALL_SLOTS);
        counts[sweep.name] = (counts[sweep.name] ?? 0) + some;
        done += some;
      }
      if (done === 0) return counts;
    }
  }

  return {
    register(sweep: Sweep): void {
      registered.push(sweep);
    },
    list: (): readonly Sweep[] => registered,
    runOne,
    /** Runs all that one sweep has to do now. */
    async runNamed(name: string): Promise<void> {
      const sweep = registered.find((one) => one.name === name);
      if (!sweep) throw new Error(`No sweep is called ${name}`);
      while ((await runOne(sweep, ALL_SLOTS)) > 0);
    },
    runAll,
    /** How long the first thing that each sweep has to do has been due, in seconds; no longer than this process lives. */
    async waits(): Promise<Record<string, number>> {
      const now = await clock.now();
      const living = Math.floor((clock.real().getTime() - openedAt.getTime()) / 1_000);
      const dues = await Promise.all(registered.map(async ({ name, nextDue }) => ({ name, due: await nextDue() })));
      return Object.fromEntries(
        dues.flatMap(({ name, due }) => (due === null ? [] : [[`sweep ${name}`, Math.min(now - due, living)]])),
      );
    },
    /** The earliest instant at which any sweep has something to do. */
    async nextDue(): Promise<Seconds | null> {
      const dues = await Promise.all(registered.map((sweep) => sweep.nextDue()));
      return dues.reduce((first, due) => (due === null || (first !== null && first <= due) ? first : due), null);
    },
  };
}
export type Sweeps = ReturnType<typeof sweeps>;

/**
 * Does each of some things by itself, so that one that cannot be done does not stop the others: one after the other, or
 * so many of them at once.
 */
export async function each<T extends { _id: string }>(
  things: Iterable<T>,
  act: (thing: T) => Promise<unknown>,
  { atOnce = 1 } = {},
): Promise<SweepCounts> {
  const counts: SweepCounts = { done: 0, failed: [] };
  const left = things[Symbol.iterator]();
  async function goOn(): Promise<void> {
    for (let next = left.next(); !next.done; next = left.next()) {
      try {
        await act(next.value);
        counts.done++;
      } catch (error) {
        counts.failed.push({ id: next.value._id, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, goOn));
  return counts;
}
