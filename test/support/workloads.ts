import type mongoose from 'mongoose';
import { type Slot, weightOf } from '../../server/domain/routing/capacity.js';
import type { WorkloadDocument } from '../../server/features/routing/model.js';
import type { TicketDocument } from '../../server/features/tickets/model.js';

/** Once the sweep was there: each open ticket that somebody has takes one slot of theirs, and nothing else takes any. */
export async function workloadFaults(db: mongoose.mongo.Db): Promise<string[]> {
  const tickets = (await db.collection('tickets').find().toArray()) as unknown as TicketDocument[];
  const workloads = (await db.collection('workloads').find().toArray()) as unknown as WorkloadDocument[];
  const slots = workloads.flatMap((one) => one.slots.map((slot) => ({ ...slot, of: one._id })));
  const held = tickets.flatMap(({ _id, state }) =>
    state.status === 'open' && state.assignee ? [{ ticket: _id, of: state.assignee.id, weight: weightOf(state) }] : [],
  );
  return [
    ...held.flatMap((ticket) => slotFaults(ticket, slots)),
    ...slots
      .filter((slot) => !held.some(({ ticket, of }) => ticket === slot.ticket && of === slot.of))
      .map(({ ticket, of }) => `${of} has a slot for ticket ${ticket}, which is not theirs`),
    ...workloads.flatMap(sumFaults),
  ];
}

interface Held {
  ticket: string;
  of: string;
  weight: number;
}

function slotFaults({ ticket, of, weight }: Held, slots: readonly (Slot & { of: string })[]): string[] {
  const own = slots.filter((slot) => slot.ticket === ticket && slot.of === of);
  const [slot] = own;
  if (!slot || own.length > 1) return [`${of} has ${own.length} slots for ticket ${ticket}, which is theirs`];
  return [
    ...(slot.held ? [] : [`The slot of ${of} for ticket ${ticket} is still a reservation`]),
    ...(slot.weight === weight ? [] : [`Ticket ${ticket} weighs ${weight}, and its slot ${slot.weight}`]),
  ];
}

function sumFaults({ _id, slots, load, looseAt }: WorkloadDocument): string[] {
  const sum = slots.reduce((total, { weight }) => total + weight, 0);
  return [
    ...(load === sum ? [] : [`${_id} has a load of ${load}, and slots of ${sum}`]),
    ...(looseAt === undefined ? [] : [`${_id} still waits for a sweep of its slots`]),
  ];
}
