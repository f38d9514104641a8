import { z } from 'zod';
import { id, line } from '../../../platform/http/wire.js';
import { type Noun, partly } from '../noun.js';

const PARTIES = ['provider', 'partner'] as const;

const schema = z.strictObject({
  id,
  name: line(),
  /** Whose breaches it can be a reason for. */
  parties: z
    .array(z.enum(PARTIES))
    .min(1)
    .refine((parties) => new Set(parties).size === parties.length, 'must name each once')
    .default([...PARTIES]),
});
export type BreachReasonContent = z.output<typeof schema>;

/** What a party can say when it is asked why a clock was broken. */
export const breachReason: Noun<BreachReasonContent> = {
  name: 'breach-reason',
  path: 'breach-reasons',
  schema,
  shown: partly(schema, 'id'),
  manage: 'agreements:manage',
  keepsVersions: false,
  horizon: ({ company }) => {
    if (company.kind === 'provider') return {};
    return company.kind === 'partner' ? { words: 'for:partner' } : null;
  },
  facets: ({ parties }) => ({ words: parties.map((party) => `for:${party}`) }),
  references: () => [],
  present: (content) => content,
};
