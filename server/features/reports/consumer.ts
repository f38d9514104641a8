import { heldAt, judgedRows } from '../../domain/ticket/judged.js';
import type { TicketState } from '../../domain/ticket/state.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { LogEvent } from '../../platform/log/event.js';
import { happeningOf, numberOf } from '../tickets/log-events.js';
import { historyIn } from '../tickets/service/store.js';
import type { JudgedDocument, JudgedModel } from './model.js';

interface Dependencies {
  rows: JudgedModel;
  tickets: {
    eventsOf(id: string): Promise<LogEvent[]>;
    one(filter: { _id: string }): Promise<TicketState>;
  };
}

/**
 * Keeps the rows that reports count: after whatever can end, break or rewrite a ticket's rows, all of them are told
 * anew from its log. What was told up to a later event is left alone, so that telling it again changes nothing.
 */
export function judgedRowsKeeper({ rows, tickets }: Dependencies): Consumer {
  async function write(document: JudgedDocument): Promise<void> {
    const { _id, upTo } = document;
    try {
      await rows.replaceOne({ _id, upTo: { $lte: upTo } } as never, document as never, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error, '_id')) throw error;
    }
  }

  return {
    name: 'sla-rows',
    types: [
      ...['ticket-replied', 'ticket-handed-over', 'ticket-prioritised', 'ticket-solved', 'ticket-reopened'],
      ...['ticket-closed', 'ticket-origin-settled', 'ticket-origin-changed', 'ticket-agreements-changed'],
      ...['sla-breached', 'ticket-breach-explained'],
    ],
    async handle({ subject: { id: ticket } }) {
      const events = await tickets.eventsOf(ticket);
      // Read after its events: the calendars that they name are all there.
      const { calendars, origin } = await tickets.one({ _id: ticket });
      const upTo = Math.max(...events.map(numberOf));
      const happened = events.map(happeningOf);
      const held = heldAt(happened, { deal: origin.deal, partner: origin.partner?.id ?? null });
      const documents = judgedRows(historyIn(events), happened, calendars).map(
        ({ key, ...row }): JudgedDocument => ({ _id: `${ticket} ${key}`, ticket, upTo, ...row, ...held(row.at) }),
      );
      for (const document of documents) await write(document);
      const kept = documents.map(({ _id }) => _id);
      await rows.deleteMany({ ticket, upTo: { $lte: upTo }, _id: { $nin: kept } } as never);
    },
  };
}
