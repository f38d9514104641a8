import { weightOf } from '../../../domain/routing/capacity.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import { Problem } from '../../../platform/problems.js';
import type { Reservations } from '../ports.js';
import type { TicketOutcome } from './store.js';

/** Gives a ticket to somebody whose capacity is taken first. What is done by hand may go beyond it, and says so. */
export async function withRoom(
  reservations: Reservations,
  { agent, by }: { agent: string; by: string },
  ticket: TicketState,
  gives: (over: boolean) => Promise<TicketOutcome>,
): Promise<TicketOutcome> {
  const { over } = await reservations.reserve(agent, ticket.id, weightOf(ticket), { force: true, by });
  try {
    return await gives(over);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) await reservations.giveBack(agent, ticket.id, by);
    throw error;
  }
}
