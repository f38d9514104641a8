import { z } from 'zod';
import { LIMITS, PARTIES } from '../../domain/ticket/vocabulary.js';

/* What is said alike by what the API asks and what it answers about tickets. */

export const Instant = z.iso.datetime().describe('An instant in UTC');

export const LocalDate = z.iso.date();

export const Id = z.string().min(1).max(200);

export const Email = z.email().max(254);

/** Something with an id and a name; the id is `null` where the reader is told the name only. */
export const NamedAnswer = z.object({ id: z.string().nullable(), name: z.string().nullable() }).meta({ id: 'Named' });

/** A person (or key) of a party; id and name are `null` where the reader is told the party only. */
export const MemberAnswer = NamedAnswer.extend({ party: z.enum([...PARTIES, 'system']) }).meta({ id: 'Member' });

export const TicketReference = z.object({ id: z.string(), number: z.int() }).meta({ id: 'TicketReference' });

export const ExternalRef = z.object({
  system: z.string().min(1).max(LIMITS.name),
  id: z.string().min(1).max(LIMITS.name),
  url: z.url().max(2000).optional(),
});
