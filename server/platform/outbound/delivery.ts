import type { Schema } from 'mongoose';

/** Something to be handed over to the outside world once, as it stands in the store. */
export interface Delivery {
  /** The same for the same event and receiver: inserting it again is inserting nothing. */
  _id: string;
  /** What shares it is tried in the order in which it was put in. Absent once it was tried. */
  lane?: string;
  state: 'queued' | 'handed-over' | 'failed';
  attempts: number;
  /** When it is tried next, by the machine's time; while it is being tried, when that ends at the latest. Absent once it ended. */
  dueAt?: Date;
  /** Who is trying it just now. */
  lease?: string;
  /** What the last attempt failed with, or what the far side said when it took it. */
  answer: string | null;
  queuedAt: Date;
  endedAt: Date | null;
}

/** The common fields of a delivery's schema. */
export const deliveryFields = {
  _id: { type: String, required: true },
  lane: { type: String },
  state: { type: String, required: true },
  attempts: { type: Number, required: true },
  dueAt: { type: Date },
  lease: { type: String },
  answer: { type: String, default: null },
  queuedAt: { type: Date, required: true },
  endedAt: { type: Date, default: null },
} as const;

/** Adds the indexes that due deliveries, and those before them in their lane, are found by. */
export function withDeliveryIndexes<T>(schema: Schema<T>): Schema<T> {
  schema.index({ dueAt: 1 } as never, { sparse: true });
  schema.index({ lane: 1 } as never, { sparse: true });
  return schema;
}

/** A delivery before its first attempt: its key, its lane and its own fields. */
export type NewDelivery<D extends Delivery> = Pick<Delivery, '_id' | 'lane'> & Omit<D, keyof Delivery>;
