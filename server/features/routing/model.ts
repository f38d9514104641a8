import { type Connection, type Model, Schema } from 'mongoose';
import type { Slot } from '../../domain/routing/capacity.js';
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
}

const schema = new Schema<WorkloadDocument>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    slots: { type: [Schema.Types.Mixed], required: true } as never,
    load: { type: Number, required: true },
    looseAt: { type: Number },
  },
  storage,
);
schema.index({ 'slots.ticket': 1 });
schema.index({ looseAt: 1 }, { sparse: true });

/** The collection of workloads. */
export const workloadModel = (connection: Connection): Model<WorkloadDocument> =>
  modelOf(connection, 'Workload', schema, 'workloads');
