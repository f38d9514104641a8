import type { LogEvent } from './event.js';
import type { AnySubject } from './subject.js';

/** So long an emptied outbox waits for others, or for the next change of its document. */
const AFTER_MS = 20;

/** A document whose outbox is in the log, up to these events. */
interface Told {
  subject: AnySubject;
  id: string;
  events: readonly string[];
}

/**
 * Takes out of outboxes what the log has: of many documents by one command, a little later, so that nobody waits for it.
 * Whoever changes such a document meanwhile takes what is told along. Where a crash comes between, the mark of the outbox
 * stays, and the sweep finds what to do (pattern 2).
 */
export function emptying() {
  const told = new Map<string, Told>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  function begin(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= emptyAll([...told.values()])
      // The store is away. Their marks stay, for the sweep of outboxes.
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  async function emptyAll(batch: readonly Told[]): Promise<void> {
    try {
      for (const model of new Set(batch.map(({ subject }) => subject.model))) {
        const some = batch.filter(({ subject }) => subject.model === model);
        await emptyIn(model, some);
      }
    } finally {
      for (const one of batch) {
        if (told.get(nameOf(one.subject, one.id)) === one) told.delete(nameOf(one.subject, one.id));
      }
      if (told.size > 0) later();
    }
  }

  function later(): void {
    timer ??= setTimeout(() => void begin(), AFTER_MS).unref();
  }

  return {
    /** What the log has of an outbox, up to its end as it was read or written. */
    note(subject: AnySubject, id: string, events: readonly LogEvent[]): void {
      told.set(nameOf(subject, id), { subject, id, events: events.map((event) => event.id) });
      later();
    },
    /** Those of a document's events that are not known to be in the log. */
    untold(subject: AnySubject, id: string, outbox: readonly LogEvent[]): readonly LogEvent[] {
      const known = told.get(nameOf(subject, id));
      return known ? outbox.filter((event) => !known.events.includes(event.id)) : outbox;
    },
    /** Comes back once nothing is left to take out. */
    async settled(): Promise<void> {
      while (running || told.size > 0) await begin();
    },
  };
}

const nameOf = ({ kind }: AnySubject, id: string): string => `${kind}:${id}`;

async function emptyIn(model: AnySubject['model'], some: readonly Told[]): Promise<void> {
  if (model.db.readyState !== 1) return;
  const { matchedCount } = await model.bulkWrite(some.map(emptied) as never, { ordered: false });
  if (matchedCount < some.length) await model.bulkWrite(some.flatMap(pulled) as never);
}

/** An outbox grows at its end and is delivered from its start: the same length and first event is the same outbox. */
function emptied({ id, events }: Told): object {
  const [first] = events;
  const filter = { _id: id, outbox: { $size: events.length }, ...(first !== undefined && { 'outbox.0.id': first }) };
  const update = { ...(first !== undefined && { $set: { outbox: [] } }), $unset: { outboxAt: 1 } };
  return { updateOne: { filter, update } };
}

/** More came meanwhile: what the log has is taken out, and the mark goes only with the last of it. */
function pulled({ id, events }: Told): object[] {
  return [
    { updateOne: { filter: { _id: id }, update: { $pull: { outbox: { id: { $in: events } } } } } },
    { updateOne: { filter: { _id: id, outbox: { $size: 0 } }, update: { $unset: { outboxAt: 1 } } } },
  ];
}
