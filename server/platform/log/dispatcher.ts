import type { Clock } from '../clock/clock.js';
import { emptying } from './emptying.js';
import type { LogEvent } from './event.js';
import type { Log } from './log.js';
import type { AnySubject, SubjectDocument } from './subject.js';

type Outbox = Pick<SubjectDocument, '_id' | 'outbox' | 'outboxAt'>;

/** Brings what waits in outboxes into the log, in order, as often as it takes (pattern 2). */
export function dispatcher({ log, clock }: { log: Log; clock: Clock }) {
  const subjects = new Map<string, AnySubject>();
  const told = emptying();

  const stored = ({ model }: AnySubject, id: string): Promise<Outbox | null> =>
    model.findById(id, { outbox: 1, outboxAt: 1 }).lean<Outbox>().exec();

  /**
   * Delivers a document's whole outbox; `fresh` is that outbox where the caller has just written it. It comes back once
   * the log has it; what is told is taken out of the document afterwards.
   */
  async function deliver(subject: AnySubject, id: string, fresh?: readonly LogEvent[]): Promise<void> {
    const events = fresh ?? (await stored(subject, id))?.outbox ?? [];
    const missing = fresh ?? told.untold(subject, id, events);
    if (missing.length > 0) await log.append(missing);
    told.note(subject, id, events);
  }

  return {
    deliver,
    /** Those of a document's events that are not known to be in the log: with the others gone, its outbox is these. */
    untold: told.untold,
    /** Comes back once nothing that the log has is left in an outbox by this process. */
    settled: told.settled,
    /** Makes the sweep look after this kind of document too. */
    register(subject: AnySubject): void {
      subjects.set(subject.kind, subject);
    },
    /** How long the oldest event has been waiting in an outbox, in seconds. */
    async waits(): Promise<{ outboxes: number }> {
      const oldest = await Promise.all(
        [...subjects.values()].map(({ model }) =>
          model
            .findOne({ outboxAt: { $exists: true } }, { outboxAt: 1 })
            .sort({ outboxAt: 1 })
            .lean<Outbox>(),
        ),
      );
      const now = clock.real().getTime();
      const ages = oldest.map((found) => (found?.outboxAt ? (now - found.outboxAt.getTime()) / 1_000 : 0));
      return { outboxes: Math.floor(Math.max(0, ...ages)) };
    },
    /** Delivers what a crash left in outboxes longer than so many milliseconds. Gives how many documents. */
    async sweep(olderThanMs: number): Promise<number> {
      await told.settled();
      const before = new Date(clock.real().getTime() - olderThanMs);
      let delivered = 0;
      for (const subject of subjects.values()) {
        const left = await subject.model
          .find({ outboxAt: { $lte: before } }, { _id: 1 })
          .limit(500)
          .lean<{ _id: string }[]>();
        for (const { _id } of left) {
          await deliver(subject, _id);
          delivered++;
        }
      }
      await told.settled();
      return delivered;
    },
  };
}
export type Dispatcher = ReturnType<typeof dispatcher>;
