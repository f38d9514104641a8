import { type Connection, Schema } from 'mongoose';
import type { TicketRow } from '../../domain/ticket/judged.js';
import { modelOf, storage } from '../../platform/log/subject.js';

/** A judged row of a ticket, as reports count it. */
export interface JudgedDocument extends Omit<TicketRow, 'key'> {
  /** The ticket and the row. */
  _id: string;
  ticket: string;
  partner: string | null;
  deal: string | null;
  /** The ticket's event up to which it was told. */
  upTo: number;
}

const judged = new Schema<JudgedDocument>(
  {
    _id: { type: String, required: true },
    ticket: { type: String, required: true },
    metric: { type: String, required: true },
    party: { type: String, required: true },
    partner: { type: String, default: null },
    deal: { type: String, default: null },
    priority: { type: String, required: true },
    breached: { type: Boolean, required: true },
    at: { type: Number, required: true },
    byCourt: { type: Schema.Types.Mixed, required: true },
    fault: { type: Schema.Types.Mixed, default: null },
    reasons: { type: Schema.Types.Mixed, required: true },
    upTo: { type: Number, required: true },
  } as never,
  storage,
);
judged.index({ at: 1, _id: 1 });
judged.index({ partner: 1, at: 1, _id: 1 });
judged.index({ deal: 1, at: 1, _id: 1 });
judged.index({ ticket: 1 });

/** The rows that reports count, one document each. */
export const judgedModel = (connection: Connection) => modelOf(connection, 'JudgedRow', judged, 'sla_rows');
export type JudgedModel = ReturnType<typeof judgedModel>;
