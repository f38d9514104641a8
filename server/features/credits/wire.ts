import { z } from 'zod';
import { WAITS } from '../../domain/credit/state.js';
import { parseInstant } from '../../domain/time/instant.js';
import { instantOut, money, paging } from '../../platform/http/wire.js';

export const STATES = ['computed', 'nothing-due', 'waiting', 'issued', 'applied', 'paid', 'expired', 'voided'] as const;

const Named = z.object({ id: z.string(), name: z.string() });
/** The id is `null` where the reader is told the brand's name only. */
const Branded = z.object({ id: z.string().nullable(), name: z.string() });
const Line = z.object({
  account: z.string(),
  holder: z.object({ kind: z.enum(['partner', 'customer']), id: z.string() }).nullable(),
  amount: z.int(),
  currency: z.string(),
});

export const CreditAnswer = z
  .object({
    id: z.string(),
    version: z.int(),
    period: z.string(),
    state: z.enum(STATES),
    waitingFor: z.enum(WAITS).nullable(),
    until: instantOut.nullable(),
    amount: money.nullable(),
    subscription: Named,
    deal: z.object({ id: z.string(), type: z.enum(['resale', 'agency', 'direct']) }).nullable(),
    terms: z.object({ id: z.string(), version: z.int() }),
    partner: Branded.nullable(),
    customer: Named,
    creditedTo: Branded.extend({ kind: z.enum(['partner', 'customer']) }),
    uptimePercent: z.string(),
    number: z.string().nullable(),
    issuedAt: instantOut.nullable(),
    passThrough: z.object({ percent: z.string().nullable(), amount: money.nullable() }).nullable(),
    clawback: z.object({ partner: z.string(), commission: money }).nullable(),
    input: z.record(z.string(), z.unknown()).optional(),
    output: z.record(z.string(), z.unknown()).optional(),
    journal: z.array(Line).nullable().optional(),
    may: z.array(z.enum(['approve', 'void', 'dispute', 'claim', 'apply', 'pay'])).optional(),
  })
  .meta({ id: 'Credit' });
export type CreditAnswer = z.output<typeof CreditAnswer>;

export const CreditFilters = z.strictObject({
  ...paging,
  period: z.string().max(10).optional(),
  partner: z.string().max(100).optional(),
  customer: z.string().max(100).optional(),
  state: z.enum(STATES).optional(),
});

const day = z
  .string()
  .refine((text) => parseInstant(`${text}T00:00:00Z`) !== undefined, 'must be a date such as 2026-10-31');
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-10');

export const RunBody = z
  .strictObject({ through: day.optional(), month: month.optional(), dryRun: z.boolean().default(false) })
  .refine(({ through, month: named }) => (through === undefined) !== (named === undefined), {
    path: ['through'],
    message: 'is needed, or month instead of it',
  })
  .meta({ id: 'CreditRunInput' });

export const RunAnswer = z
  .object({
    counts: z.record(z.string(), z.int()),
    failures: z.array(z.object({ subscription: z.string(), reason: z.string() })),
  })
  .meta({ id: 'CreditRun' });

export const EntryAnswer = z
  .object({ id: z.string(), source: z.string(), at: instantOut, words: z.string(), lines: z.array(Line) })
  .meta({ id: 'JournalEntry' });

export const BalanceAnswer = Line.meta({ id: 'Balance' });

/** The last day of a month. */
export const lastDayOf = (named: string): string => {
  const [year, number] = named.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 0, 0)).toISOString().slice(0, 10);
};
