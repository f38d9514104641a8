import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Connection } from 'mongoose';
import { SLOTS } from '../log/subject.js';
import type { Logger } from '../logger.js';
import { ALL_SLOTS, type Sweeps } from '../sweeps/sweeps.js';

const COLLECTION = 'agenda_jobs';
const EVERY = '2 seconds';
const LOCK_MS = 20_000;

/** Wakes the sweeps as time goes by: recurring Agenda jobs, one for each share (pattern 6). */
export function jobs({ connection, sweeps, logger }: { connection: Connection; sweeps: Sweeps; logger: Logger }) {
  let agenda: Agenda | undefined;

  function define(on: Agenda, name: string, run: () => Promise<unknown>): void {
    on.define(
      name,
      async (job) => {
        const touching = setInterval(() => void job.touch().catch(() => undefined), LOCK_MS / 4);
        try {
          await run();
        } catch (error) {
          logger.error({ job: name, error }, 'A job failed; it runs again at its next time');
        } finally {
          clearInterval(touching);
        }
      },
      { lockLifetime: LOCK_MS, concurrency: 1 },
    );
  }

  return {
    async start(): Promise<void> {
      const db = connection.db;
      if (!db) throw new Error('Jobs need an open connection');
      await db
        .collection(COLLECTION)
        .createIndex({ name: 1 }, { unique: true, partialFilterExpression: { type: 'single' } });
      agenda = new Agenda({
        backend: new MongoBackend({ mongo: db, collection: COLLECTION }),
        processEvery: '1 second',
      });
      agenda.on('error', (error: unknown) => logger.error({ error }, 'The job runner has a fault'));
      const names: string[] = [];
      for (const sweep of sweeps.list()) {
        const shares = sweep.shared ? ALL_SLOTS.map((slot) => [slot]) : [ALL_SLOTS];
        for (const [index, slots] of shares.entries()) {
          const name = sweep.shared ? `${sweep.name}:${index}/${SLOTS}` : sweep.name;
          define(agenda, name, () => sweeps.runOne(sweep, slots));
          names.push(name);
        }
      }
      await agenda.start();
      for (const name of names) await agenda.every(EVERY, name);
    },
    /** Stops taking work, waits for what runs, and frees its locks. */
    async stop(): Promise<void> {
      await agenda?.drain();
      await agenda?.stop();
    },
  };
}
export type Jobs = ReturnType<typeof jobs>;
