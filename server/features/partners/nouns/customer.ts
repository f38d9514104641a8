import { z } from 'zod';
import { email, id, line } from '../../../platform/http/wire.js';
import { type Noun, partly } from '../noun.js';
import { domain, idList, language, timeZone } from './fields.js';

const schema = z.strictObject({
  id,
  name: line(),
  domains: idList(domain).default([]),
  /** Addresses of its people: what a requester is recognised by. */
  contacts: z
    .array(z.strictObject({ name: line(), email }))
    .max(200)
    .default([]),
  timeZone: timeZone.default('UTC'),
  language: language.default('en'),
});
export type CustomerContent = z.output<typeof schema>;

/** An organisation that bought, from a partner or directly. A partner sees those that it has deals with. */
export const customer: Noun<CustomerContent> = {
  name: 'customer',
  path: 'customers',
  schema,
  shown: partly(schema, 'id'),
  manage: 'parties:manage',
  keepsVersions: false,
  horizon: async ({ company }, world) => {
    if (company.kind === 'provider') return {};
    return { _id: { $in: company.kind === 'partner' ? await world.customersOf(company.id) : [company.id] } };
  },
  facets: ({ id: customerId, domains, contacts }) => ({
    customers: [customerId],
    words: [...domains.map((name) => `domain:${name}`), ...contacts.map((one) => `contact:${one.email}`)],
  }),
  references: () => [],
  present: (content) => content,
};
