import type { Document } from '../bson/types.js';
import type { Engine } from '../engine.js';
import type { Collection } from '../storage/catalog.js';
import type { Pace } from '../turns.js';

/** One command that is being answered. */
export interface Context {
  engine: Engine;
  database: string;
  command: Document;
  /** Documents that came as bytes: those of `insert`, and document sequences. */
  raw: ReadonlyMap<string, readonly Buffer[]>;
  connection: number;
  pace: Pace;
  now: Date;
}

export type Handler = (context: Context) => Document | Promise<Document>;

/** The collection that the first field of a command names. */
export interface Target {
  name: string;
  namespace: string;
  collection: Collection | undefined;
}
