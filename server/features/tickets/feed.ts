import type { Caller } from '../../domain/access/access.js';
import { viewerOf } from '../../domain/ticket/visibility.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import { unlessMissing } from '../../platform/problems.js';
import type { TicketService } from './service/index.js';

/** What the feed tells a caller of a ticket's event: what their timeline would; `null` for what is not theirs. */
export const ticketFeed =
  (tickets: Pick<TicketService, 'get' | 'entryFor'>) =>
  async ({ event }: NumberedEvent, caller: Caller): Promise<Record<string, unknown> | null> => {
    const now = await unlessMissing(tickets.get(caller, event.subject.id));
    return (now && (await tickets.entryFor(viewerOf(caller, now.terms), event))?.data) ?? null;
  };
