import { z } from 'zod';
import type { TicketState } from '../../../domain/ticket/state.js';
import { type Thread, threadTag } from '../../../domain/ticket/third-party.js';
import { isOf } from '../../../domain/ticket/verbs/third-party.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import type { LogEvent } from '../../../platform/log/event.js';
import type { MailContent } from '../contents.js';
import type { PostOffice } from '../post.js';
import type { MailSources } from './seen.js';
import type { MailPorts } from './sources.js';

interface Options {
  post: PostOffice;
  sources: MailSources;
  tickets: Pick<MailPorts['tickets'], 'state'>;
}

const threadData = z.object({ thread: z.object({ thread: z.string() }), said: z.string().optional() });

/** The thread that an event tells of. */
export const threadIdIn = (data: LogEvent['data']): string | null =>
  threadData.safeParse(data).data?.thread.thread ?? null;

/** Threads in which an answer is waited for, of which the desk that had the ticket last may know. */
export const askedIn = ({ threads, lastDesk }: TicketState): Thread[] =>
  threads.filter((thread) => thread.askedAt !== null && isOf(thread, lastDesk));

const REMINDER = 'We are still waiting for your answer. Please tell us where this stands and when we can expect more.';

/**
 * Mails to third parties: what desks write to them, and the reminders of a wait for them. Each thread has an address
 * of its own, in which nothing can be guessed, and a line of ids that names no ticket.
 */
export function thirdPartyMails({ post, sources, tickets }: Options): Consumer {
  async function send(event: LogEvent, ticket: TicketState, thread: Thread, text: string): Promise<void> {
    const tag = threadTag(thread);
    const isPartners = thread.side !== 'provider';
    const brand = await sources.brandOf(isPartners ? (ticket.origin.partner?.id ?? thread.partner) : null);
    const { contact, subject } = thread;
    await post.take({
      event: `${event.id}:${thread.id}`,
      topic: { kind: 'third-party-thread', id: thread.id },
      thread: { ticket: tag, answers: await sources.cameBy(tag) },
      kind: 'third-party-message',
      recipients: {
        receivers: [
          {
            // A third party is none of the ticket's: it is written to on behalf of the desk that asked.
            ...{ address: contact.email, name: contact.name, remark: null },
            party: isPartners ? 'partner' : 'provider',
            reason: `${thread.owner.name} asked ${contact.company}.`,
          },
        ],
        withheld: [],
      },
      content: (): MailContent => ({
        kind: 'third-party-message',
        data: {
          ...{ brand, preview: text.slice(0, 100), remark: null, subject, sender: brand.senderName },
          why: `You get this because ${brand.senderName} asks ${contact.company} for help. Answer to this mail: it reaches the people who asked.`,
          message: { author: brand.senderName, text, html: null },
        },
      }),
    });
  }

  return {
    name: 'third-party-mails',
    types: ['ticket-third-party-written', 'ticket-third-party-chased', 'ticket-reminded'],
    async handle(event) {
      const ticket = await tickets.state(event.subject.id);
      if (!ticket) return;
      if (event.type === 'ticket-reminded') {
        if (event.data.waitsFor !== 'third_party' || ticket.court !== 'third_party') return;
        for (const thread of askedIn(ticket)) await send(event, ticket, thread, REMINDER);
        return;
      }
      const { data } = threadData.safeParse(event.data);
      const thread = ticket.threads.find(({ id }) => id === data?.thread.thread);
      const body = data?.said === undefined ? null : await sources.body(data.said);
      if (thread && body) await send(event, ticket, thread, body.text ?? '');
    },
  };
}
