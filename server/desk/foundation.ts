import { idempotency } from '../platform/http/idempotency.js';
import { jobs as agendaJobs } from '../platform/jobs/jobs.js';
import { changes as changesOf } from '../platform/log/changes.js';
import { consumers as consumersOf } from '../platform/log/consumers.js';
import { dispatcher as dispatcherOf } from '../platform/log/dispatcher.js';
import { log as logOf } from '../platform/log/log.js';
import { logTail } from '../platform/log/tail.js';
import { sweeps as sweepsOf } from '../platform/sweeps/sweeps.js';
import type { World } from './world.js';

/** What every part stands on: the log, changes, followers of the log, sweeps, jobs. */
export function foundation({ connection, clock, logger }: World) {
  const log = logOf({ connection });
  const dispatcher = dispatcherOf({ log, clock });
  const changes = changesOf({ clock, dispatcher });
  const tail = logTail({ log, logger });
  const consumers = consumersOf({ connection, tail, clock, logger });
  const sweeps = sweepsOf({ clock, logger });
  const keys = idempotency({ connection, clock });
  const jobs = agendaJobs({ connection, sweeps, logger });
  return { log, tail, dispatcher, changes, consumers, sweeps, keys, jobs };
}
export type Foundation = ReturnType<typeof foundation>;
