import { CommandError, ERROR } from '../errors.js';
import type { Catalog } from './catalog.js';
import type { Environment } from './environment.js';

/** Writes of many callers, committed in groups. */
export interface Writes {
  /**
   * Runs a job within the next transaction, alone and to its end, and answers once it is on the disk. A job that refuses
   * (CommandError) must not have written anything; whatever else it throws undoes it. It may be run again.
   */
  run<T>(job: () => T): Promise<T>;
  /** Answers when everything that was asked for so far has been written. */
  drain(): Promise<void>;
}

interface Waiting {
  job(): void;
  settle(): void;
  refuse(error: unknown): void;
}

/** How long jobs are added to one transaction, in ms; the others go into the next one, after waiting readers. */
const GROUP_MS = 20;

/** Collects what is asked for in one turn of the event loop, runs it as one transaction, then answers all. */
export function groupedWrites(environment: Environment, catalog: Catalog): Writes {
  let queue: Waiting[] = [];
  let scheduled = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    scheduled = false;
    const group = queue;
    queue = [];
    const left = commit(group);
    queue = [...left, ...queue];
    if (queue.length > 0) schedule();
  }

  /** Runs a group as one transaction; answers which jobs had no room in it. */
  function commit(group: readonly Waiting[]): readonly Waiting[] {
    let done = 0;
    try {
      environment.transaction(() => {
        const start = performance.now();
        for (const waiting of group) {
          waiting.job();
          done++;
          if (performance.now() - start > GROUP_MS) break;
        }
        catalog.saveCounts();
      });
    } catch (error) {
      catalog.reload();
      if (group.length === 1 && group[0]) group[0].refuse(storageError(error));
      // One of them failed and undid the others: each gets a transaction of its own.
      else for (const waiting of group) commit([waiting]);
      return [];
    }
    for (const waiting of group.slice(0, done)) waiting.settle();
    return group.slice(done);
  }

  function run<T>(job: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let outcome: () => void = () => undefined;
      queue.push({
        job() {
          try {
            const result = job();
            outcome = () => resolve(result);
          } catch (error) {
            if (!(error instanceof CommandError)) throw error;
            outcome = () => reject(error);
          }
        },
        settle: () => outcome(),
        refuse: reject,
      });
      schedule();
    });
  }

  return { run, drain: () => run(() => undefined) };
}

/** A write that LMDB could only do in part is an "Input/output error" to it. */
const NO_ROOM = /ENOSPC|EDQUOT|EFBIG|EIO|no space|quota|too large|input\/output|MDB_MAP_FULL/i;

/** What the disk or the library refused, as MongoDB says it. */
function storageError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CommandError || !NO_ROOM.test(message)) return error;
  const text = `The disk is full or failing: nothing of this was written, and what was is safe (${message})`;
  return new CommandError(ERROR.OutOfDiskSpace, 'OutOfDiskSpace', text);
}
