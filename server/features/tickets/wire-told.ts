import { z } from 'zod';
import { PARTIES, VISIBILITIES } from '../../domain/ticket/vocabulary.js';
import { Instant, MemberAnswer } from './wire-parts.js';

/* What the API says of what happened to a ticket: messages and the timeline. */

export const AttachmentAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    size: z.int(),
    sha256: z.string(),
  })
  .meta({ id: 'Attachment' });

export const MessageAnswer = z
  .object({
    id: z.string(),
    at: Instant,
    author: MemberAnswer,
    visibility: z.enum(VISIBILITIES),
    text: z.string(),
    html: z.string().nullable(),
    attachments: z.array(AttachmentAnswer),
  })
  .meta({ id: 'Message' });
export type MessageAnswer = z.output<typeof MessageAnswer>;

export const MessageList = z
  .object({ items: z.array(MessageAnswer), nextCursor: z.string().nullable() })
  .meta({ id: 'MessageList' });

export const TimelineEntry = z
  .object({
    number: z.int().describe('The event’s place in the ticket’s life'),
    id: z.string(),
    at: Instant,
    type: z.string(),
    who: MemberAnswer,
    what: z.string().describe('In words'),
    why: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    message: MessageAnswer.nullable(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof TimelineEntry>;

export const Timeline = z
  .object({ items: z.array(TimelineEntry), nextCursor: z.string().nullable() })
  .meta({ id: 'Timeline' });

export const RecipientsAnswer = z
  .object({
    visibility: z.enum(VISIBILITIES),
    allowed: z.boolean(),
    why: z.string().nullable().describe('Why it may not be sent, or why it takes this way'),
    to: z.array(z.object({ party: z.enum(PARTIES), name: z.string(), email: z.string().nullable() })),
  })
  .meta({ id: 'Recipients' });
