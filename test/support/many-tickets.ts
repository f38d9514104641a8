import type { TicketState } from '../../server/domain/ticket/state.js';
import { NEVER, readTicket, type TicketDocument } from '../../server/features/tickets/model.js';
import type { TicketSubject } from '../../server/features/tickets/subject.js';
import { hashedId, slotOf } from '../../server/platform/ids/ids.js';
import { SLOTS } from '../../server/platform/log/subject.js';

/** Where instants begin: smaller numbers of a ticket count or measure. */
const FIRST_INSTANT = 1_000_000_000;
const SAMPLES = 500;
const BATCH = 2_000;

/** The same with all its instants later (or earlier) by some seconds; calendars speak of no instants. */
function moved<T>(value: T, seconds: number): T {
  if (typeof value === 'number') return (value > FIRST_INSTANT && value < NEVER ? value + seconds : value) as T;
  if (Array.isArray(value)) return value.map((part: unknown) => moved(part, seconds)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === 'calendars' ? part : moved(part, seconds)]),
  ) as T;
}

/** What makes a ticket another one than that which it is made after. */
export type Spread = (n: number, real: TicketState) => { state: Partial<TicketState>; later: number };

/**
 * Stores many tickets as the desk writes them: real ones again and again, with other instants and whatever else `spread`
 * makes different. Nothing tells of them: they have no events and no bodies. The same numbers give the same tickets.
 */
export async function fillWithTickets(
  { model, write }: TicketSubject,
  { from = 0, count, spread }: { from?: number; count: number; spread: Spread },
): Promise<void> {
  const real = { 'state.number': { $lt: NUMBERS } };
  const stored = await model
    .find(real as never)
    .sort({ 'state.number': 1 } as never)
    .limit(SAMPLES)
    .lean<TicketDocument[]>();
  const samples = stored.map((document) => {
    const real = readTicket(document);
    return { document, real, fields: write(real) };
  });
  for (let done = 0; done < count; done += BATCH) {
    const documents = Array.from({ length: Math.min(BATCH, count - done) }, (_, at) => {
      const n = from + done + at;
      const sample = samples[n % samples.length];
      if (!sample) throw new Error('There is no ticket to go by');
      const { state, later } = spread(n, sample.real);
      const fields = moved(sample.fields, later);
      const { version, at: instant } = sample.document;
      const _id = hashedId('filled', n);
      return {
        ...{ ...fields, state: { ...(fields.state as TicketState), ...state, number: NUMBERS + n } },
        ...{ _id, version, at: instant, slot: slotOf(_id, SLOTS), outbox: [], commands: [] },
      };
    });
    await model.collection.insertMany(documents as never, { ignoreUndefined: true, ordered: false });
  }
}

/** Where the numbers of filled tickets begin. */
const NUMBERS = 10_000_000;

/** One of so many, by a number: always the same, and as if by chance. */
export const pick = (n: number, salt: number, size: number): number =>
  (Math.imul(Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b), 0xc2b2ae35) >>> 8) % size;
