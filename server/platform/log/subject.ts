import { type Connection, type Model, Schema, type SchemaDefinition } from 'mongoose';
import type { Seconds } from '../../domain/time/instant.js';
import type { Actor, Audience, LogEvent, NewEvent } from './event.js';

/** What every document that changes by commands has besides its own fields. */
export interface SubjectDocument {
  _id: string;
  version: number;
  /** The instant of its last event. */
  at: Date;
  /** Which of the sweeps' shares it belongs to. */
  slot: number;
  outbox: LogEvent[];
  /** Since when (machine's time) the outbox waits for the log; absent when there is nothing in it. */
  outboxAt?: Date;
  /** Ids of the last 50 commands. */
  commands: string[];
}

/** How many shares sweeps split documents into. */
export const SLOTS = 8;

/** How a feature's documents are changed by rules: declared once beside its model. */
export interface Subject<State, Event extends NewEvent, Document> {
  kind: string;
  /** Its collection, see `subjectModel`. */
  model: Model<SubjectDocument>;
  read(document: Document): State;
  /** The document's own fields; `undefined` removes one. */
  write(state: State): Record<string, unknown>;
  audience(state: State, event: Event): Audience;
  /** Who did it, where that is not who gave the command: the desk by the clock or by a playbook. */
  actor?(event: Event): Actor | null;
  /** What became due up to this instant, in time order, each at its own instant. */
  settle?(state: State, at: Seconds): { state: State; events: readonly Event[] };
}

/** What delivering an outbox needs to know of a subject. */
export type AnySubject = Pick<Subject<never, never, never>, 'kind' | 'model'>;

const BASE = {
  _id: { type: String, required: true },
  version: { type: Number, required: true },
  at: { type: Date, required: true },
  slot: { type: Number, required: true },
  outbox: { type: [Schema.Types.Mixed], required: true },
  outboxAt: { type: Date },
  commands: { type: [String], required: true },
} as const;

/** A Mongoose schema of a subject: its own fields and the common ones; unknown fields are refused. */
export function subjectSchema<Document extends SubjectDocument>(own: SchemaDefinition): Schema<Document> {
  const schema = new Schema<Document>({ ...own, ...BASE } as SchemaDefinition as never, storage);
  schema.index({ outboxAt: 1 }, { sparse: true });
  return schema;
}

/** How all our schemas are stored: nothing unknown, nothing added, empty objects kept. */
export const storage = {
  strict: 'throw',
  versionKey: false,
  minimize: false,
  autoIndex: false,
  autoCreate: false,
  id: false,
} as const;

/** The collection of a kind of subject. Its documents are `Document`; the platform only knows what all subjects share. */
export const subjectModel = <Document extends SubjectDocument>(
  connection: Connection,
  name: string,
  schema: Schema<Document>,
  collection: string,
): Model<SubjectDocument> => modelOf<Document>(connection, name, schema, collection) as never;

/** A model on this connection; the collection's name is given, not guessed. */
export function modelOf<Document>(
  connection: Connection,
  name: string,
  schema: Schema<Document>,
  collection: string,
): Model<Document> {
  return (
    (connection.models[name] as Model<Document> | undefined) ?? connection.model<Document>(name, schema, collection)
  );
}
