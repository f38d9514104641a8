import { z } from 'zod';
import { email, id, line } from '../../../platform/http/wire.js';
import type { Noun } from '../noun.js';
import { ofPartner, partly, refs } from '../noun.js';
import { colour, domain, idList, language, timeZone } from './fields.js';

/** Whom a partner names for what: notices, and the tiers of its escalation. */
const contact = z.strictObject({
  name: line(),
  email,
  /** `0`: everyday notices; 1 and up: the tiers of an escalation. */
  tier: z.int().min(0).max(9).default(0),
});

const brand = z.strictObject({
  senderName: line(80),
  colour: colour.nullable().default(null),
  logo: z.string().url().startsWith('https://').max(500).nullable().default(null),
  /** Whether the customer is told that somebody works on the ticket. */
  showsAssignee: z.boolean().default(false),
});

const schema = z.strictObject({
  id,
  name: line(),
  domains: idList(domain).default([]),
  /** Addresses of the desk that take this partner's mail. */
  mailboxes: idList(email).default([]),
  contacts: z.array(contact).max(50).default([]),
  timeZone: timeZone.default('UTC'),
  language: language.default('en'),
  brand: brand.nullable().default(null),
  /** Who answers for the partner where an approval asks for a named approver. */
  approvers: idList(email).default([]),
  /** The partner's own terms with its customers, where they differ from the provider's. */
  passThroughTerms: id.nullable().default(null),
  /** Whether the partner's customers see credit amounts and the retail price. */
  shows: z.strictObject({ credits: z.boolean(), retail: z.boolean() }).default({ credits: false, retail: false }),
});
export type PartnerContent = z.output<typeof schema>;

/** A reseller or referrer. */
export const partner: Noun<PartnerContent> = {
  name: 'partner',
  path: 'partners',
  schema,
  shown: partly(schema, 'id'),
  manage: 'parties:manage',
  keepsVersions: false,
  horizon: ofPartner('_id'),
  facets: ({ id: partnerId, domains, mailboxes }) => ({
    partner: partnerId,
    words: [...domains.map((name) => `domain:${name}`), ...mailboxes.map((address) => `mailbox:${address}`)],
  }),
  references: ({ passThroughTerms }) => refs('terms', 'passThroughTerms', [passThroughTerms]),
  present: (content) => content,
};
