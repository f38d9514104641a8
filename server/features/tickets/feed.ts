import type { Caller } from '../../domain/access/access.js';
import { viewerOf } from '../../domain/ticket/visibility.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import { unlessMissing } from '../../platform/problems.js';
import { presentFor } from './present.js';
import type { TicketService } from './service/index.js';

/** A ticket as a company's programs see it now; `null` where they do not. */
export const ticketFor =
  (tickets: Pick<TicketService, 'get'>) =>
  async (reader: Caller, id: string): Promise<object | null> => {
    const now = await unlessMissing(tickets.get(reader, id));
    return now && presentFor(viewerOf(reader, now.terms), now.state, now.at);
  };

/** What the feed tells a caller of a ticket's event: what their timeline would; `null` for what is not theirs. */
export const ticketFeed =
  (tickets: Pick<TicketService, 'get' | 'entryFor'>) =>
  async ({ event }: NumberedEvent, caller: Caller): Promise<Record<string, unknown> | null> => {
    const now = await unlessMissing(tickets.get(caller, event.subject.id));
    return (now && (await tickets.entryFor(viewerOf(caller, now.terms), event))?.data) ?? null;
  };
