import type { paths as Documented } from './schema.js';
import type { Approval, Credit, Noun, Outage, Page, Ticket } from './types.js';

type Json<T> = { content: { 'application/json': T } };
type Query = Record<string, string | number | boolean | string[]>;
type Parameters<P> = P extends undefined ? { query?: Query; path?: never } : { query?: Query; path: P };
type Read<A, P = undefined> = { parameters: Parameters<P>; responses: { 200: Json<A> } };
type Write<A, P = undefined, B = Record<string, unknown>> = Read<A, P> & { requestBody: Json<B> };
type Id = { id: string };

type VerbOf<Path> = Path extends `/tickets/{id}/${infer Verb}` ? Verb : never;
/** What can be said to a ticket: the last part of its documented paths. */
export type TicketVerb = Exclude<
  VerbOf<keyof Documented>,
  'timeline' | 'messages' | 'sla' | 'recipients' | 'mails' | 'threads' | `threads/${string}`
>;

type NounPath = { noun: string };

/** The documented interface; besides, one shape for what is the same of every command and of every noun. */
export type paths = Documented & {
  '/tickets/{id}/{verb}': { post: Write<Ticket & { message?: string }, { id: string; verb: TicketVerb }> };
  '/{noun}': { get: Read<Page<Noun>, NounPath>; post: Write<Noun, NounPath> };
  '/{noun}/{id}': {
    get: Read<Noun, NounPath & Id>;
    put: Write<Noun, NounPath & Id>;
    patch: Write<Noun, NounPath & Id>;
    delete: Read<undefined, NounPath & Id>;
  };
  '/outages/{id}/{verb}': { post: Write<Outage, { id: string; verb: 'publish' | 'updates' | 'end' }> };
  '/credits/{id}/{verb}': { post: Write<Credit, { id: string; verb: NonNullable<Credit['may']>[number] }> };
  '/approvals/{id}/{verb}': { post: Write<Approval, { id: string; verb: 'approve' | 'decline' }> };
};
