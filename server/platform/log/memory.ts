import { steadyNow } from '../clock/clock.js';
import type { LogEvent } from './event.js';
import type { Log } from './log.js';
import { sharedLook } from './shared-look.js';
import type { LogTail } from './tail.js';

/** Something that remembers what was read, by what was asked. What it gives is shared: it is not to be changed. */
export interface Remembers {
  of<T>(question: string, read: () => Promise<T>): Promise<T>;
}

/** More answers than agreements give in a day; beyond them it forgets all and begins anew. */
const KEPT = 5_000;

/** Answers by question, so many of them; one that failed is asked for anew. */
function answers(kept: number) {
  const known = new Map<string, Promise<unknown>>();
  return {
    of<T>(question: string, read: () => Promise<T>): Promise<T> {
      const remembered = known.get(question) as Promise<T> | undefined;
      if (remembered) return remembered;
      if (known.size >= kept) known.clear();
      const asked = read();
      known.set(question, asked);
      asked.catch(() => {
        if (known.get(question) === asked) known.delete(question);
      });
      return asked;
    },
    forget: (question: string): unknown => known.delete(question),
    forgetAll: (): void => known.clear(),
  };
}

/**
 * Remembers what was read of subjects that change rarely, until the log tells that one of them did, in whichever
 * process. `look` asks the log once, by an index; what is remembered after it is no older than the last event that was in
 * the log then: a read that began before a change is forgotten with that change's event, since the event comes after
 * the change. So a command that has answered (its event is in the log) holds for everything that looks after it.
 */
export function logMemory({ log, kinds }: { log: Pick<Log, 'lastOf'>; kinds: readonly string[] }) {
  const known = answers(KEPT);
  let upTo = -1;
  /** Since when nothing has been missed: when the last look that was answered began. */
  let lookedAt = Number.NEGATIVE_INFINITY;

  const ask = sharedLook(async () => {
    const began = steadyNow();
    const last = await log.lastOf(kinds);
    lookedAt = began;
    if (last <= upTo) return;
    known.forgetAll();
    upTo = last;
  });

  return {
    /**
     * To be called before what is remembered is used: forgets what the log says is over. Who has been at work since an
     * instant of `steadyNow` need not look again if it was looked after it.
     */
    async look(since = steadyNow()): Promise<void> {
      if (lookedAt < since) await ask();
    },
    of: known.of,
  };
}
export type LogMemory = ReturnType<typeof logMemory>;

/**
 * Remembers for those who follow the log: what they get is no older than the last event that the tail has seen, which is
 * at least the one that they handle. `over` says what an event ends: one question, all of them, or none.
 */
export function followersMemory({
  tail,
  over,
  kept = KEPT,
}: {
  tail: Pick<LogTail, 'onSeen'>;
  over(event: LogEvent): string | 'all' | null;
  kept?: number;
}): Remembers {
  const known = answers(kept);
  tail.onSeen((events) => {
    for (const { event } of events) {
      const ended = over(event);
      if (ended === 'all') known.forgetAll();
      else if (ended !== null) known.forget(ended);
    }
  });
  return { of: known.of };
}
