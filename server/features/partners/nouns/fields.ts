import { isFree } from 'freemail';
import { z } from 'zod';
import { exponentOf } from '../../../domain/money/currency.js';
import { parseInstant } from '../../../domain/time/instant.js';
import { findZone } from '../../../domain/time/zone.js';

/** A company's own domain: those of free mail providers say nothing about who somebody is. */
export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/,
    'must be a domain such as hansa-it.example',
  )
  .refine((name) => !isFree(`x@${name}`), 'is a free mail provider’s, which anybody can have an address of');

export const instantText = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, 'must be an instant in UTC such as 2026-11-02T08:10:00Z');

export const dateText = z
  .string()
  .refine((text) => parseInstant(`${text}T00:00:00Z`) !== undefined, 'must be a date such as 2026-11-02');

/** So far before dates end that it can be looked ahead from it. */
const isEarlyEnough = (text: string): boolean => !text.startsWith('9');
const LATE = 'must be before the year 9000';
export const dateLookedFrom = dateText.refine(isEarlyEnough, LATE);
/** What days to look at, in a query: from a date, so many. */
export const daysLookedAt = (most: number) =>
  z.strictObject({
    from: dateLookedFrom.optional(),
    days: z
      .string()
      .regex(/^\d{1,9}$/, 'is a number')
      .transform(Number)
      .pipe(z.int().min(1).max(most))
      .optional(),
  });
export const instantLookedFrom = instantText.refine(isEarlyEnough, LATE);

export const decimalText = z.string().regex(/^\d{1,12}(\.\d{1,9})?$/, 'must be a decimal such as "12.5"');

export const timeZone = z.string().refine((name) => findZone(name) !== undefined, 'is not a known time zone');

export const language = z.enum(['en', 'de', 'es']);

export const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #4c6ef5');

export const currency = z.string().refine((code) => exponentOf(code) !== undefined, 'is not a known currency');

export const amount = z.strictObject({ amount: z.int().min(0), currency });

/** Ids of other things, each once. */
export const idList = (item: z.ZodType<string>) =>
  z
    .array(item)
    .max(200)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each once');
