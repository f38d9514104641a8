import { type Connection, type Model, Schema } from 'mongoose';
import type { Slot } from '../../domain/routing/capacity.js';
import type { Presence } from '../../domain/routing/presence.js';
import type { Seconds } from '../../domain/time/instant.js';
import { modelOf, storage } from '../../platform/log/subject.js';

/** What one person (or key) works on. Its version is what each change is conditional on. */
export interface WorkloadDocument {
  /** Whose it is. */
  _id: string;
  version: number;
  slots: Slot[];
  load: number;
  /** When its first reservation that nobody claimed is to be looked at. */
  looseAt?: Seconds;
  /** What they say of themselves; left out: that they are there. */
  presence?: Presence;
  /** Since when there may be more room than queues know of. */
  roomAt?: Seconds;
}

/** Where a queue stands with giving its tickets to people. Its version counts how often it was woken. */
export interface BoardDocument {
  /** The queue's id. */
  _id: string;
  version: number;
  /** When it is to be looked at. */
  dueAt?: Seconds;
  /** Who got the last ticket. */
  last?: string;
  /** Who is about to get a ticket because it is their turn. */
  turn?: Turn;
}

/** Somebody's turn: it has passed to them once the ticket is theirs, and until then it is of whoever follows `after`. */
export interface Turn {
  ticket: string;
  to: string;
  after: string | null;
}

const schema = new Schema<WorkloadDocument>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    slots: { type: [Schema.Types.Mixed], required: true } as never,
    load: { type: Number, required: true },
    looseAt: { type: Number },
    presence: { type: String },
    roomAt: { type: Number },
  },
  storage,
);
schema.index({ 'slots.ticket': 1 });
schema.index({ looseAt: 1 }, { sparse: true });
schema.index({ roomAt: 1 }, { sparse: true });

const board = new Schema<BoardDocument>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    dueAt: { type: Number },
    last: { type: String },
    turn: { type: Schema.Types.Mixed } as never,
  },
  storage,
);
board.index({ dueAt: 1 }, { sparse: true });

/** The collection of workloads. */
export const workloadModel = (connection: Connection): Model<WorkloadDocument> =>
  modelOf(connection, 'Workload', schema, 'workloads');

/** The collection of where queues stand. */
export const boardModel = (connection: Connection): Model<BoardDocument> =>
  modelOf(connection, 'QueueBoard', board, 'queue_boards');
