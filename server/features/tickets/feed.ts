import type { Caller } from '../../domain/access/access.js';
import { viewerOf } from '../../domain/ticket/visibility.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import { Problem } from '../../platform/problems.js';
import type { TicketService } from './service/index.js';

/** What the feed tells a caller of a ticket's event: what their timeline would; `null` for what is not theirs. */
export const ticketFeed =
  (tickets: Pick<TicketService, 'get' | 'entryFor'>) =>
  async ({ event }: NumberedEvent, caller: Caller): Promise<Record<string, unknown> | null> => {
    try {
      const { terms } = await tickets.get(caller, event.subject.id);
      return (await tickets.entryFor(viewerOf(caller, terms), event))?.data ?? null;
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') return null;
      throw error;
    }
  };
