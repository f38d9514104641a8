import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Caller, Capability } from '../../domain/access/access.js';
import type { Command } from '../log/command.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call a route at all: a capability, anybody signed in, or everybody. What is theirs is decided by each read. */
export type Access = Capability | 'signed-in' | 'public';

/** What a route answers. `body` is checked against the schema of its status; a stream or bytes go out as they are. */
export interface Answer {
  status?: number;
  body?: unknown;
  bytes?: { type: string; content: Buffer | Readable; name?: string };
  headers?: Record<string, string | string[]>;
}

/** What a route is given: everything checked, the caller known. */
export interface Call<Params, Query, Body, By> {
  caller: By;
  params: Params;
  query: Query;
  body: Body;
  /** The intent behind the request: carries the idempotency seed and the version that the caller had read. */
  command: Command;
  request: RequestFacts;
}

/** What of the request itself a few routes need. */
export interface RequestFacts {
  address: string;
  header(name: string): string | undefined;
  cookies: Readonly<Record<string, string | undefined>>;
  /** The unparsed body of a route that takes raw bytes. */
  raw: Buffer;
  /** The machine's time at which an event stream or long poll should give up. */
  signal: AbortSignal;
}

type Schema = z.ZodType;
type ValueOf<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A route as data: what OpenAPI, validation, guards, docs and the matrix test are made from. */
export interface Route {
  method: Method;
  /** As in `/tickets/:id/replies`, below the base. */
  path: string;
  summary: string;
  tag: string;
  may: Access;
  params?: Schema;
  query?: Schema;
  body?: Schema;
  /** The body is bytes of any type, at most so many. */
  rawLimit?: number;
  /** The only types of bytes that are taken. */
  rawTypes?: readonly string[];
  /** Needs `If-Match` or the body's `version`; a stale one is refused. `once-there`: the service knows whether it does. */
  versioned?: boolean | 'once-there';
  /** The schema of each status's body; `null` for none or bytes. */
  answers: Record<number, Schema | null>;
  run(call: Call<never, never, never, never>): Promise<Answer>;
}

type Definition<P, Q, B, A extends Access> = Omit<Route, 'params' | 'query' | 'body' | 'may' | 'run'> & {
  may: A;
  params?: P;
  query?: Q;
  body?: B;
  run(call: Call<ValueOf<P>, ValueOf<Q>, ValueOf<B>, A extends 'public' ? Caller | null : Caller>): Promise<Answer>;
};

/** Declares a route; what `run` is given follows from the schemas. */
export const route = <
  A extends Access,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  definition: Definition<P, Q, B, A>,
): Route => definition as unknown as Route;
