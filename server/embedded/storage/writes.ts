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

/**
 * Runs what is asked for as one transaction after another. While one is on its way to the disk, the next one gathers, so
 * that a slow disk makes larger groups and keeps nobody from reading.
 */
export function groupedWrites(environment: Environment, catalog: Catalog): Writes {
  let queue: Waiting[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (queue.length > 0) await commitNext();
    isRunning = false;
  }

  /** Runs what is waiting, including what comes in until it begins, as far as there is time for it. */
  async function commitNext(): Promise<void> {
    let group: readonly Waiting[] = [];
    const commit = () =>
      environment.commit(() => {
        [group, queue] = [queue, []];
        const done = runInTurn(group);
        queue = [...group.slice(done), ...queue];
        group = group.slice(0, done);
        catalog.saveCounts();
      });
    try {
      await commit();
    } catch (error) {
      catalog.reload();
      // It did not even begin.
      if (group.length === 0) [group, queue] = [queue, []];
      await commitApart(group, error);
      return;
    }
    for (const waiting of group) waiting.settle();
  }

  /** One of a group failed and undid the others: each gets a transaction of its own. */
  async function commitApart(group: readonly Waiting[], error: unknown): Promise<void> {
    const [only] = group;
    if (group.length === 1) only?.refuse(storageError(error));
    else for (const waiting of group) await commitAlone(waiting);
  }

  async function commitAlone(waiting: Waiting): Promise<void> {
    try {
      await environment.commit(() => {
        waiting.job();
        catalog.saveCounts();
      });
    } catch (error) {
      catalog.reload();
      waiting.refuse(storageError(error));
      return;
    }
    waiting.settle();
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
      void runAll();
    });
  }

  return { run, drain: () => run(() => undefined) };
}

/** Runs jobs until their time is over; answers how many. */
function runInTurn(jobs: readonly Waiting[]): number {
  const start = performance.now();
  let done = 0;
  for (const { job } of jobs) {
    job();
    done++;
    if (performance.now() - start > GROUP_MS) break;
  }
  return done;
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
