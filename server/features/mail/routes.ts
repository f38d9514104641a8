import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { formatInstant } from '../../domain/time/instant.js';
import { toSeconds } from '../../platform/clock/clock.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, instantOut, page, paging } from '../../platform/http/wire.js';
import { Problem } from '../../platform/problems.js';
import type { Mailbox, MailboxMessage } from './mailbox.js';
import type { MailDelivery, WithheldMail } from './model.js';
import type { PostOffice } from './post.js';

const summary = z.object({
  id: z.string(),
  at: instantOut,
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
});
const message = summary
  .extend({
    text: z.string(),
    html: z.string().nullable(),
    messageId: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    times: z.int().describe('How often it was handed over; more than once only after a crash'),
  })
  .meta({ id: 'MailboxMessage' });
const mail = z
  .object({
    id: z.string(),
    kind: z.string(),
    party: z.enum(['provider', 'partner', 'customer']),
    address: z.string().nullable(),
    state: z.enum(['queued', 'handed-over', 'failed', 'withheld']),
    reason: z.string().describe('Why they got it, or why it was not sent'),
    attempts: z.int(),
    answer: z.string().nullable().describe('What the mail server said last'),
    at: instantOut,
    endedAt: instantOut.nullable(),
  })
  .meta({ id: 'Mail' });

const tag = 'Mail';
const show = (date: Date) => formatInstant(toSeconds(date));

const presentSummary = ({
  _id,
  at,
  from,
  to,
  subject,
}: Pick<MailboxMessage, '_id' | 'at' | 'from' | 'to' | 'subject'>) => ({
  id: _id,
  at: show(at),
  from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
  to,
  subject,
});

/** The demo's mailbox: everybody's mail, for the provider's people. Registered with the demo only. */
export function mailboxRoutes({ mailbox }: { mailbox: Mailbox }): Route[] {
  return [
    route({
      method: 'get',
      path: '/mailbox',
      summary: 'The mails that the demo sent, the newest first',
      tag,
      may: 'tickets:read',
      query: z.object({ ...paging, to: z.string().max(254).optional().describe('Only those to this address') }),
      answers: { 200: page(summary) },
      run: async ({ caller, query: { limit, cursor, to } }) => {
        expectProvider(caller);
        const found = await mailbox.list({ limit: limit ?? 50, cursor: cursor ?? null, to: to ?? null });
        return { body: { items: found.items.map(presentSummary), nextCursor: found.nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/mailbox/:id',
      summary: 'One mail of the demo',
      tag,
      may: 'tickets:read',
      params: byId,
      answers: { 200: message },
      run: async ({ caller, params }) => {
        expectProvider(caller);
        const found = await mailbox.get(params.id);
        const { text, html, messageId, headers, times } = found;
        return { body: { ...presentSummary(found), text, html, messageId, headers, times } };
      },
    }),
  ];
}

/** Somebody else's mailbox does not exist for partners and customers. */
function expectProvider({ company }: Caller): void {
  if (company.kind !== 'provider') throw new Problem('not-found');
}

interface MailRoutesOptions {
  post: PostOffice;
  /** The ticket's id, if the caller sees it; a problem otherwise. */
  ticketSeenBy(caller: Caller, idOrNumber: string): Promise<string>;
}

/** Which mails a ticket caused, and why one was not sent. */
export function mailRoutes({ post, ticketSeenBy }: MailRoutesOptions): Route[] {
  return [
    route({
      method: 'get',
      path: '/tickets/:id/mails',
      summary: 'The mails of a ticket: to whom, why, and why one was not sent',
      tag,
      may: 'tickets:read',
      params: byId,
      answers: { 200: z.object({ items: z.array(mail), nextCursor: z.null() }) },
      run: async ({ caller, params }) => {
        const id = await ticketSeenBy(caller, params.id);
        if (caller.company.kind === 'customer') throw new Problem('not-allowed', 'This is for the desks.');
        const { sent, withheld } = await post.about({ kind: 'ticket', id });
        const all = [...sent.map(presentSent), ...withheld.map(presentWithheld)]
          .filter(({ party }) => caller.company.kind === 'provider' || party !== 'provider')
          .sort((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id));
        return { body: { items: all, nextCursor: null } };
      },
    }),
    route({
      method: 'post',
      path: '/mails/:id/again',
      summary: 'Send a mail again that was given up',
      tag,
      may: 'desk:admin',
      params: byId,
      answers: { 204: null },
      run: async ({ params }) => {
        if (!(await post.sendAgain(params.id))) throw new Problem('not-found');
        return { status: 204 };
      },
    }),
  ];
}

const presentSent = (delivery: MailDelivery) => ({
  id: delivery._id,
  kind: delivery.kind,
  party: delivery.party,
  address: delivery.address,
  state: delivery.state,
  reason: delivery.reason,
  attempts: delivery.attempts,
  answer: delivery.answer,
  at: show(delivery.queuedAt),
  endedAt: delivery.endedAt ? show(delivery.endedAt) : null,
});

const presentWithheld = ({ _id, kind, party, address, reason, at }: WithheldMail) => ({
  ...{ id: _id, kind, party, address, state: 'withheld' as const, reason },
  ...{ attempts: 0, answer: null, at: show(at), endedAt: null },
});
