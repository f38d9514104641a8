import { z } from 'zod';
import { PARTIES } from '../../domain/ticket/vocabulary.js';
import { email, line } from '../../platform/http/wire.js';

const Instant = z.iso.datetime();

/** Who of a third party is written to. */
export const ThirdPartyContact = z
  .strictObject({ name: line(), email, company: line() })
  .meta({ id: 'ThirdPartyContact' });

/** A thread as the ticket shows it. */
export const ThreadShown = z
  .object({
    id: z.string(),
    vendor: z.string().nullable(),
    contact: ThirdPartyContact,
    subject: z.string(),
    visibility: z.enum(['own', 'desks']),
    owner: z.object({ id: z.string().nullable(), name: z.string().nullable(), party: z.enum(PARTIES) }),
    promised: z.object({ minutes: z.int(), calendar: z.string().nullable() }).nullable(),
    state: z.enum(['waiting', 'answered', 'closed']),
    openedAt: Instant,
    askedAt: Instant.nullable(),
    dueAt: Instant.nullable(),
    overdue: z.boolean(),
    chased: z.int(),
  })
  .meta({ id: 'ThreadShown' });
export type ThreadShown = z.output<typeof ThreadShown>;
