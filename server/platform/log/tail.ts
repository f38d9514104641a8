import type { Logger } from '../logger.js';
import type { NumberedEvent } from './event.js';
import type { Log } from './log.js';
import { sharedLook } from './shared-look.js';

/** So many of the latest events are kept, for those who follow closely. */
const KEPT = 1_000;
const BATCH = 200;
const POLL_MS = 1_000;

/** Reads the log once for all of a process that follow it: they hear that there is more, and get it from memory. */
export function logTail({ log, logger }: { log: Log; logger: Logger }) {
  /** The latest events, with numbers that follow each other up to `end`. */
  let latest: NumberedEvent[] = [];
  let end: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const seeing: ((events: readonly NumberedEvent[]) => void)[] = [];

  /** Looks for more, and gives the number of the last event there is; at least all that was there at the call. */
  const look = sharedLook(async (): Promise<number> => {
    if (end === undefined) {
      end = await log.last();
      return end;
    }
    const before = end;
    for (;;) {
      const events = await log.since(end, BATCH);
      for (const see of seeing) see(events);
      latest = [...latest, ...events].slice(-KEPT);
      end = events.at(-1)?.seq ?? end;
      if (events.length < BATCH) break;
    }
    if (end > before) for (const listener of listeners) listener();
    return end;
  });

  const lookByItself = () =>
    void look().catch((error: unknown) => logger.warn({ error }, 'The log could not be read; it is tried again'));

  return {
    look,
    /** Looks without being waited for: somebody says that there may be more. */
    hint: lookByItself,
    /** Events numbered after `seq`, in order, as far as was seen at the last look. */
    async since(seq: number, limit: number): Promise<NumberedEvent[]> {
      const seen = end ?? (await look());
      if (seq >= seen) return [];
      const first = latest[0]?.seq;
      if (first === undefined || seq + 1 < first) return log.since(seq, Math.min(limit, seen - seq));
      return latest.slice(seq + 1 - first, seq + 1 - first + limit);
    },
    /** Calls back with what a look found, before anybody can get it from here. */
    onSeen(see: (events: readonly NumberedEvent[]) => void): void {
      seeing.push(see);
    },
    /** Calls back whenever a look found more. Gives the way to stop listening. */
    onGrown(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Looks by itself from now on: when this process appended, and each second for what others did. */
    start(): void {
      stopListening = log.onAppend(lookByItself);
      timer = setInterval(lookByItself, POLL_MS);
      lookByItself();
    },
    stop(): void {
      stopListening?.();
      clearInterval(timer);
    },
  };
}
export type LogTail = ReturnType<typeof logTail>;
