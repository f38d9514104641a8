import type {
  Approval,
  Attachment,
  Credit,
  CreditRun,
  MailItem,
  Noun,
  Outage,
  Page,
  Recipients,
  Session,
  Sla,
  Ticket,
  TimelineEntry,
} from './types.js';

type Json<T> = { content: { 'application/json': T } };
type Query = Record<string, string | number | boolean | string[]>;
type Parameters<P> = P extends undefined ? { query?: Query; path?: never } : { query?: Query; path: P };
type Read<A, P = undefined> = { parameters: Parameters<P>; responses: { 200: Json<A> } };
type Write<A, P = undefined, B = Record<string, unknown>> = Read<A, P> & { requestBody: Json<B> };
type Id = { id: string };

/** What the client calls, until the OpenAPI document says it. */
export interface paths {
  '/session': { get: Read<Session>; post: Write<Session>; delete: Read<undefined> };
  '/links/{token}': { post: Write<{ ticket: string }, { token: string }> };
  '/links/{token}/renew': { post: Write<undefined, { token: string }> };
  '/support': { post: Write<{ number: number }> };
  '/tickets': { get: Read<Page<Ticket>>; post: Write<Ticket> };
  '/tickets/{id}': { get: Read<Ticket, Id>; patch: Write<Ticket, Id> };
  '/tickets/{id}/timeline': { get: Read<Page<TimelineEntry>, Id> };
  '/tickets/{id}/sla': { get: Read<Sla, Id> };
  '/tickets/{id}/recipients': { get: Read<Recipients, Id> };
  '/tickets/{id}/{verb}': { post: Write<Ticket & { message?: string }, { id: string; verb: string }> };
  '/attachments': { post: Write<Attachment, undefined, File> };
  '/outages': { get: Read<Page<Outage>>; post: Write<Outage> };
  '/outages/{id}': { get: Read<Outage, Id>; patch: Write<Outage, Id> };
  '/outages/{id}/{verb}': { post: Write<Outage, { id: string; verb: string }> };
  '/credits': { get: Read<Page<Credit>> };
  '/credits/{id}': { get: Read<Credit, Id> };
  '/credits/{id}/{verb}': { post: Write<Credit, { id: string; verb: string }> };
  '/credit-runs': { post: Write<CreditRun> };
  '/approvals': { get: Read<Page<Approval>> };
  '/approvals/{id}/{verb}': { post: Write<Approval, { id: string; verb: string }> };
  '/mailbox': { get: Read<Page<MailItem>> };
  '/mailbox/{id}': { get: Read<MailItem, Id> };
  '/{noun}': { get: Read<Page<Noun>, { noun: string }>; post: Write<Noun, { noun: string }> };
  '/{noun}/{id}': {
    get: Read<Noun, { noun: string; id: string }>;
    put: Write<Noun, { noun: string; id: string }>;
    patch: Write<Noun, { noun: string; id: string }>;
    delete: Read<undefined, { noun: string; id: string }>;
  };
}
