import type { Question } from './ask.js';
import type { Reader } from './readers.js';
import type { World } from './world.js';

/**
 * What exists in the matrix's world, by whom it is seen:
 * - `ticket`, `desks-file`, …: see `EXISTS` in `world.ts`, one line each.
 */
export type ObjectKind = keyof World['ids'];

/** What is expected of those who may do it to something that exists for them: a status, or one of some. */
export type Expected = number | readonly number[];

/** One route in the matrix. */
export interface Entry {
  /** What `:id` names; left out: the route is about nothing in particular. */
  object?: ObjectKind;
  /** The whole path with its query; left out: the route's, with the object's id. */
  path?: (id: string, world: World) => string;
  body?: unknown | ((world: World, reader: Reader) => unknown);
  headers?: Readonly<Record<string, string>>;
  /** For whom it exists and who hold the capability: what each is answered. */
  allowed: Expected | ((reader: Reader) => Expected);
  /** Makes an object of its own for a reader whom it would be changed by. */
  fresh?: (world: World, reader: Reader) => Promise<Fresh>;
  /** Tried after all others, one after the other: it changes what others look at, or ends the caller's session. */
  last?: true;
}

/** An object for one reader, with who calls where that depends on it (a link's session) and what is sent. */
export interface Fresh {
  id: string;
  as?: string;
  question?: Partial<Question>;
}

/** Entries by `METHOD /path` as in the route table. */
export type Entries = Readonly<Record<string, Entry>>;
