import { z } from 'zod';
import { formatInstant, parseInstant } from '../../domain/time/instant.js';

const FRACTION = /\.\d{1,9}(?=Z$)/;

/** An instant in UTC, ISO 8601; as seconds inside, floored, as programs write fractions without meaning them. */
export const instantIn = z.string().transform((text, context) => {
  const seconds = parseInstant(text.replace(FRACTION, ''));
  if (seconds !== undefined) return seconds;
  context.addIssue({ code: 'custom', message: 'must be an instant in UTC such as 2026-11-02T08:10:00Z' });
  return z.NEVER;
});

/** An instant as answers show it. */
export const instantOut = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
  .meta({ format: 'date-time' });
export const showInstant = formatInstant;

/** An amount in the currency's minor units. */
export const money = z
  .strictObject({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
  .meta({ id: 'Money', description: 'An amount in the currency’s minor units' });

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)*$/, 'must be an e-mail address');

/** A one-line text. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');

/** An id that a person chose or the desk made. */
export const id = z.string().regex(/^[A-Za-z0-9][\w.:-]{0,79}$/, 'must be an id of letters, digits, . : _ -');

export const byId = z.object({ id });

export const company = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('provider') }),
    z.strictObject({ kind: z.literal('partner'), id }),
    z.strictObject({ kind: z.literal('customer'), id }),
  ])
  .meta({ id: 'Company' });

export const paging = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'is a number')
    .transform(Number)
    .pipe(z.int().min(1).max(200))
    .optional(),
  cursor: z.string().max(500).optional(),
};

/** A page of things. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
