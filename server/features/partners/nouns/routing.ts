import { z } from 'zod';
import { id, line } from '../../../platform/http/wire.js';
import { type Noun, ofPartner, partly, providerOnly, refs } from '../noun.js';
import { idList } from './fields.js';

const skillSchema = z.strictObject({ id, name: line() });

/** What an agent must know for a ticket. */
export const skill: Noun<z.output<typeof skillSchema>> = {
  name: 'skill',
  path: 'skills',
  schema: skillSchema,
  shown: partly(skillSchema, 'id'),
  manage: 'agreements:manage',
  keepsVersions: false,
  horizon: providerOnly,
  facets: () => ({}),
  references: () => [],
  present: (content) => content,
};

const queueSchema = z.strictObject({
  id,
  name: line(),
  /** `null`: the provider's own; else the partner's whose queue it is. */
  partner: id.nullable().default(null),
  /** Queues are asked in this order; the first whose conditions all hold takes the ticket. */
  order: z.int().min(0).max(9_999),
  when: z
    .strictObject({
      kinds: z.array(z.enum(['incident', 'question', 'request', 'upgrade'])).default([]),
      components: idList(id).default([]),
      partners: idList(id).default([]),
      dealTypes: z.array(z.enum(['resale', 'agency', 'direct'])).default([]),
    })
    .default({ kinds: [], components: [], partners: [], dealTypes: [] }),
});
export type QueueContent = z.output<typeof queueSchema>;

/** Where tickets wait for people. */
export const queue: Noun<QueueContent> = {
  name: 'queue',
  path: 'queues',
  schema: queueSchema,
  shown: partly(queueSchema, 'id'),
  manage: 'agreements:manage',
  keepsVersions: false,
  horizon: ofPartner('partner'),
  facets: ({ partner }) => ({ partner }),
  references: ({ partner, when }) => [
    ...refs('partner', 'partner', [partner]),
    ...when.components.map((name, index) => ({
      noun: 'component' as const,
      id: name,
      path: `when.components[${index}]`,
    })),
    ...when.partners.map((name, index) => ({ noun: 'partner' as const, id: name, path: `when.partners[${index}]` })),
  ],
  present: (content) => content,
};
