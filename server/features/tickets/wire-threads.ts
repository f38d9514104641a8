import { z } from 'zod';
import { LIMITS } from '../../domain/ticket/vocabulary.js';
import { id, line } from '../../platform/http/wire.js';
import { TicketReference } from './wire-parts.js';
import { ThirdPartyContact as Contact, ThreadShown } from './wire-thread.js';
import { AttachmentAnswer } from './wire-told.js';

/*
 * What the API says of conversations with third parties.
 */

const Instant = z.iso.datetime();
const Text = z.string().trim().min(1).max(LIMITS.text);

const Promised = z.strictObject({
  minutes: z.int().min(1).max(527_040),
  calendar: id.nullable().optional().describe('`null`: nine to five from Monday to Friday where the customer is'),
});

export const OpenThreadBody = z
  .strictObject({
    vendor: id.optional().describe('Brings its first contact and what it promised'),
    contact: Contact.optional(),
    visibility: z.enum(['own', 'desks']).optional(),
    subject: line(LIMITS.subject).optional(),
    text: Text,
    promised: Promised.nullable().optional(),
  })
  .meta({ id: 'OpenThread' });
export type OpenThreadBody = z.output<typeof OpenThreadBody>;

export const ThreadTextBody = z.strictObject({ text: Text }).meta({ id: 'ThreadText' });
export const ThreadOwnerBody = z.strictObject({ owner: id.describe('A colleague, by id') }).meta({ id: 'ThreadOwner' });
export const ChaseBody = z
  .strictObject({ text: Text.optional().describe('Left out: the desk asks in words of its own') })
  .optional()
  .meta({ id: 'ThreadChase' });

export const ThreadParams = z.object({ id: z.string().min(1).max(200), thread: z.string().min(1).max(200) });

const ThreadMessage = z
  .object({
    id: z.string(),
    at: Instant,
    from: z.object({ name: z.string().nullable(), party: z.enum(['provider', 'partner', 'customer', 'third_party']) }),
    chase: z.boolean(),
    verified: z.boolean().describe('From whom the thread is with; what desks write always is'),
    automatic: z.boolean(),
    text: z.string(),
    html: z.string().nullable(),
    attachments: z.array(AttachmentAnswer),
  })
  .meta({ id: 'ThreadMessage' });
export type ThreadMessageAnswer = z.output<typeof ThreadMessage>;

export const ThreadAnswer = ThreadShown.extend({ messages: z.array(ThreadMessage) }).meta({ id: 'Thread' });
export type ThreadAnswer = z.output<typeof ThreadAnswer>;
export const ThreadList = z.object({ items: z.array(ThreadAnswer) }).meta({ id: 'ThreadList' });

/** An open thread that is somebody's task. */
export const ThreadTasks = z
  .object({
    items: z.array(z.object({ ticket: TicketReference.extend({ subject: z.string() }), thread: ThreadShown })),
  })
  .meta({ id: 'ThreadTasks' });
