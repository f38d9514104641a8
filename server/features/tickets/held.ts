import { weightOf } from '../../domain/routing/capacity.js';
import type { TicketDocument, TicketModels } from './model.js';

/** Who has a ticket and how much of their capacity it takes; nobody has one that is not open. */
export function ticketHeld({ tickets }: Pick<TicketModels, 'tickets'>) {
  return async (id: string): Promise<{ holder: string | null; weight: number } | null> => {
    const found = await tickets.findById(id).lean<TicketDocument>();
    if (!found) return null;
    const { status, assignee } = found.state;
    return { holder: status === 'open' ? (assignee?.id ?? null) : null, weight: weightOf(found.state) };
  };
}
