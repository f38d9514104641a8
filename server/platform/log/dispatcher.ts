import type { Clock } from '../clock/clock.js';
import type { LogEvent } from './event.js';
import type { Log } from './log.js';
import type { AnySubject, SubjectDocument } from './subject.js';

type Outbox = Pick<SubjectDocument, '_id' | 'outbox' | 'outboxAt'>;

/** Brings what waits in outboxes into the log, in order, as often as it takes (pattern 2). */
export function dispatcher({ log, clock }: { log: Log; clock: Clock }) {
  const subjects = new Map<string, AnySubject>();

  const stored = ({ model }: AnySubject, id: string): Promise<Outbox | null> =>
    model.findById(id, { outbox: 1, outboxAt: 1 }).lean<Outbox>().exec();

  /** Delivers a document's whole outbox; `fresh` is that outbox where the caller has just written it. */
  async function deliver(subject: AnySubject, id: string, fresh?: readonly LogEvent[]): Promise<void> {
    const events = fresh ?? (await stored(subject, id))?.outbox ?? [];
    await log.append(events);
    if (!(await emptied(subject, id, events))) await pulled(subject, id, events);
  }

  /** An outbox grows at its end and is delivered from its start: the same length and first event is the same outbox. */
  async function emptied({ model }: AnySubject, id: string, events: readonly LogEvent[]): Promise<boolean> {
    const [first] = events;
    const filter = { _id: id, outbox: { $size: events.length }, ...(first && { 'outbox.0.id': first.id }) };
    const update = { ...(first && { $set: { outbox: [] } }), $unset: { outboxAt: 1 } };
    return (await model.updateOne(filter as never, update as never)).matchedCount === 1;
  }

  /** More came meanwhile: what the log has is taken out, and the mark goes only with the last of it. */
  async function pulled({ model }: AnySubject, id: string, events: readonly LogEvent[]): Promise<void> {
    await model.updateOne({ _id: id }, { $pull: { outbox: { id: { $in: events.map((event) => event.id) } } } });
    await model.updateOne({ _id: id, outbox: { $size: 0 } }, { $unset: { outboxAt: 1 } });
  }

  return {
    deliver,
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
      return delivered;
    },
  };
}
export type Dispatcher = ReturnType<typeof dispatcher>;
