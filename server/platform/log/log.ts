import { EventEmitter } from 'node:events';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Seconds } from '../../domain/time/instant.js';
import { toDate } from '../clock/clock.js';
import { isDuplicateKey } from '../database/errors.js';
import { decodeCursor, pageOf } from '../http/paging.js';
import type { LogEvent, NumberedEvent } from './event.js';
import { modelOf, storage } from './subject.js';

interface LogDocument extends Omit<LogEvent, 'id'> {
  _id: number;
  eventId: string;
}

const schema = new Schema<LogDocument>(
  {
    _id: { type: Number, required: true },
    eventId: { type: String, required: true },
    type: { type: String, required: true },
    at: { type: Date, required: true },
    command: { type: String, required: true },
    actor: { type: Schema.Types.Mixed, required: true },
    subject: { type: Schema.Types.Mixed, required: true },
    audience: { type: Schema.Types.Mixed, required: true },
    data: { type: Schema.Types.Mixed, required: true },
  },
  storage,
);
schema.index({ eventId: 1 }, { unique: true });
schema.index({ 'subject.kind': 1, 'subject.id': 1, _id: 1 });
schema.index({ 'subject.kind': 1, _id: -1 });

/** Which events of the log are looked for; instants are half-open. */
export interface Wanted {
  kinds: readonly string[];
  subject?: string | undefined;
  actor?: string | undefined;
  type?: string | undefined;
  partner?: string | undefined;
  since?: Seconds | undefined;
  until?: Seconds | undefined;
}

/** The longest that a search through the log takes. */
const MAX_TIME_MS = 5_000;

interface Waiting {
  events: readonly LogEvent[];
  done: () => void;
  failed: (error: unknown) => void;
}

/** The one append-only log (pattern 2): one document an event, numbers without gaps, in the order of commits. */
export function log({ connection }: { connection: Connection }) {
  const model: Model<LogDocument> = modelOf(connection, 'Log', schema, 'log');
  const appended = new EventEmitter();
  appended.setMaxListeners(0);
  const waiting: Waiting[] = [];
  let writing = false;
  let known: number | undefined;

  const last = async (): Promise<number> =>
    (await model.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<{ _id: number }>())?._id ?? 0;

  /** Appends events that belong together, in order. What is there already is passed over. */
  function append(events: readonly LogEvent[]): Promise<void> {
    const appendedAll = new Promise<void>((done, failed) => waiting.push({ events, done, failed }));
    if (!writing) void write();
    return appendedAll;
  }

  async function write(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      try {
        await appendInOrder(batch.flatMap(({ events }) => events));
        for (const { done } of batch) done();
        appended.emit('appended');
      } catch (error) {
        known = undefined;
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  }

  async function appendInOrder(events: readonly LogEvent[]): Promise<void> {
    let rest = events;
    while (rest.length > 0) {
      const from: number = known ?? (await last());
      try {
        await model.insertMany(
          rest.map((event, index) => toDocument(from + 1 + index, event)),
          { ordered: true, lean: true },
        );
        known = from + rest.length;
        return;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        known = undefined;
        rest = await missing(rest);
      }
    }
  }

  /** Those of the events that the log does not have. */
  async function missing(events: readonly LogEvent[]): Promise<LogEvent[]> {
    const ids = events.map(({ id }) => id);
    const found = await model.find({ eventId: { $in: ids } }, { eventId: 1 }).lean<{ eventId: string }[]>();
    const there = new Set(found.map(({ eventId }) => eventId));
    return events.filter(({ id }) => !there.has(id));
  }

  return {
    append,
    last,
    /** The number of the last event of these kinds of subjects; 0 where there is none. */
    async lastOf(kinds: readonly string[]): Promise<number> {
      const found = await model
        .findOne({ 'subject.kind': { $in: kinds } }, { _id: 1 })
        .sort({ _id: -1 })
        .lean<{ _id: number }>();
      return found?._id ?? 0;
    },
    /** Calls back whenever this process has appended something. Gives the way to stop listening. */
    onAppend(listener: () => void): () => void {
      appended.on('appended', listener);
      return () => appended.off('appended', listener);
    },
    /** Tells this process's readers to look: another process says that there is more. */
    hint: () => appended.emit('appended'),
    /** Events numbered after `seq`, in order. */
    async since(seq: number, limit: number): Promise<NumberedEvent[]> {
      const found = await model
        .find({ _id: { $gt: seq } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<LogDocument[]>();
      return found.map(toNumbered);
    },
    /** Events of these kinds of subjects that fit, the latest first. */
    async latest(
      wanted: Wanted,
      { limit, cursor }: { limit: number; cursor?: string | undefined },
    ): Promise<{ items: NumberedEvent[]; nextCursor: string | null }> {
      const before = decodeCursor(cursor, 1);
      const { kinds, subject, actor, type, partner, since, until } = wanted;
      const at = {
        ...(since !== undefined && { $gte: toDate(since) }),
        ...(until !== undefined && { $lt: toDate(until) }),
      };
      const found = await model
        .find({
          'subject.kind': { $in: kinds },
          ...(before && { _id: { $lt: Number(before[0]) } }),
          ...(subject !== undefined && { 'subject.id': subject }),
          ...(actor !== undefined && { 'actor.id': actor }),
          ...(type !== undefined && { type }),
          ...(partner !== undefined && { 'audience.partner': partner }),
          ...(Object.keys(at).length > 0 && { at }),
        })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .maxTimeMS(MAX_TIME_MS)
        .lean<LogDocument[]>();
      return pageOf(found.map(toNumbered), limit, ({ seq }) => [seq]);
    },
    /** Whether an event of the subject was ever for this company. */
    async hadHearer(kind: string, id: string, company: { kind: 'partner' | 'customer'; id: string }): Promise<boolean> {
      const filter = { 'subject.kind': kind, 'subject.id': id, [`audience.${company.kind}`]: company.id };
      return (await model.exists(filter)) !== null;
    },
    /** Events of one subject numbered after `seq`, in order. */
    async of(kind: string, id: string, seq = 0, limit = 1000): Promise<NumberedEvent[]> {
      const found = await model
        .find({ 'subject.kind': kind, 'subject.id': id, _id: { $gt: seq } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<LogDocument[]>();
      return found.map(toNumbered);
    },
  };
}
export type Log = ReturnType<typeof log>;

const toDocument = (seq: number, { id, ...event }: LogEvent): LogDocument => ({ _id: seq, eventId: id, ...event });

const toNumbered = ({ _id, eventId, ...event }: LogDocument): NumberedEvent => ({
  seq: _id,
  event: { id: eventId, ...event },
});
