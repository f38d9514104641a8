import { type Connection, Schema } from 'mongoose';
import type { Maintenance, MaintenanceEvent } from '../../domain/outage/maintenance.js';
import { componentsOf, endOf, type Outage, type OutageEvent, startOf } from '../../domain/outage/outage.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Audience } from '../../platform/log/event.js';
import {
  modelOf,
  type Subject,
  type SubjectDocument,
  storage,
  subjectModel,
  subjectSchema,
} from '../../platform/log/subject.js';

interface OutageDocument extends SubjectDocument {
  outage: Outage;
  status: Outage['status'];
  components: string[];
  startedAt: Seconds;
  /** Seconds; far in the future while it goes on, so that one range finds what overlaps a period. */
  endedAt: Seconds;
}

interface MaintenanceDocument extends SubjectDocument {
  window: Maintenance;
  startsAt: Seconds;
  endsAt: Seconds;
}

/** What was said about an outage. Texts stand apart from the log. */
export interface OutageNote {
  _id: string;
  outage: string;
  text: string;
  by: string;
  at: Seconds;
}

/** A ticket that waits for an outage. */
export interface OutageTicket {
  _id: string;
  outage: string;
  ticket: string;
  number: number;
  customer: string | null;
  partner: string | null;
}

export const OPEN_END: Seconds = 253_402_300_799;

const outage = subjectSchema<OutageDocument>({
  outage: { type: Schema.Types.Mixed, required: true },
  status: { type: String, required: true },
  components: { type: [String], required: true },
  startedAt: { type: Number, required: true },
  endedAt: { type: Number, required: true },
});
outage.index({ status: 1, startedAt: -1 });
outage.index({ startedAt: -1, _id: -1 });
outage.index({ endedAt: 1 });

const maintenance = subjectSchema<MaintenanceDocument>({
  window: { type: Schema.Types.Mixed, required: true },
  startsAt: { type: Number, required: true },
  endsAt: { type: Number, required: true },
});
maintenance.index({ endsAt: 1 });

const note = new Schema<OutageNote>(
  {
    _id: { type: String, required: true },
    outage: { type: String, required: true },
    text: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Number, required: true },
  },
  storage,
);
note.index({ outage: 1, at: 1 });

const ticket = new Schema<OutageTicket>(
  {
    _id: { type: String, required: true },
    outage: { type: String, required: true },
    ticket: { type: String, required: true },
    number: { type: Number, required: true },
    customer: { type: String, default: null },
    partner: { type: String, default: null },
  },
  storage,
);
ticket.index({ outage: 1 });
ticket.index({ ticket: 1 });

/** What is published is for everybody; a report is for the provider and whoever made it. */
const EVERYBODY: Audience = { provider: true, partner: '*', customer: '*' };

function audienceOf(state: Outage): Audience {
  if (state.status !== 'reported') return EVERYBODY;
  const party = state.reports[0]?.party;
  return {
    provider: true,
    partner: party?.kind === 'partner' ? party.id : null,
    customer: party?.kind === 'customer' ? party.id : null,
  };
}

/** The collections of outages and maintenance. */
export function outageModels(connection: Connection) {
  const outages: Subject<Outage, OutageEvent, OutageDocument> = {
    kind: 'outage',
    model: subjectModel(connection, 'Outage', outage, 'outages'),
    read: ({ outage: state }) => state,
    write: (state) => ({
      ...{ outage: state, status: state.status, components: componentsOf(state) },
      ...{ startedAt: startOf(state), endedAt: endOf(state) ?? OPEN_END },
    }),
    audience: audienceOf,
  };
  const windows: Subject<Maintenance, MaintenanceEvent, MaintenanceDocument> = {
    kind: 'maintenance',
    model: subjectModel(connection, 'Maintenance', maintenance, 'maintenance'),
    read: ({ window }) => window,
    write: (window) => ({ window, startsAt: window.startsAt, endsAt: window.endsAt }),
    audience: () => EVERYBODY,
  };
  return {
    outages,
    windows,
    notes: modelOf<OutageNote>(connection, 'OutageNote', note, 'outage_notes'),
    tickets: modelOf<OutageTicket>(connection, 'OutageTicket', ticket, 'outage_tickets'),
  };
}
export type OutageModels = ReturnType<typeof outageModels>;
