import { z } from 'zod';
import { hasRole } from '../../../domain/access/access.js';
import { CONTACT_AUTHORITIES, RECIPIENT_POLICIES } from '../../../domain/mail/recipients.js';
import { UPGRADE_PERIODS } from '../../../domain/playbook/upgrade.js';
import { CUSTOMER_HEARS } from '../../../domain/ticket/terms.js';
import { parseInstant } from '../../../domain/time/instant.js';
import { email, id, line } from '../../../platform/http/wire.js';
import { type Noun, ofPartner, partly, refs, without } from '../noun.js';
import { amount, decimalText, idList, instantText } from './fields.js';
import { followUpFaults, followUpReferences, followUps } from './follow-ups.js';

/** What may be upgraded without asking, for each item of the subscriptions under the deal. */
const preAgreed = z.strictObject({
  item: line(80),
  /** The largest total that needs no asking. */
  maxQuantity: z.int().min(0).nullable().default(null),
  /** How much may be added in a period; at once, where there is none. */
  maxIncrease: z.int().min(1).nullable().default(null),
});

const schema = z.strictObject({
  id,
  partner: id.nullable(),
  customer: id,
  type: z.enum(['resale', 'agency', 'direct']),
  support: z.enum(['partner-first', 'shared', 'provider-first']).nullable().default(null),
  from: instantText,
  until: instantText.nullable().default(null),
  components: idList(id).default([]),
  plan: line(80).nullable().default(null),
  renewal: z.enum(['automatic', 'by-agreement', 'none']).default('automatic'),
  noticeDays: z.int().min(0).max(730).default(30),
  contactAuthority: z.enum(CONTACT_AUTHORITIES).default('provider-may-write'),
  recipients: z.enum(RECIPIENT_POLICIES).default('customer'),
  closeAfterDays: z.int().min(1).max(365).default(7),
  /** What happens while a ticket waits for somebody: reminders and giving up, or the deal's playbooks. */
  followUps: followUps,
  /** Whether the partner sees the provider's own clocks. */
  sharesProviderRows: z.boolean().default(false),
  /** What the customer is told of its promises' clocks by itself. */
  customerHears: z.enum(CUSTOMER_HEARS).default('nothing'),
  preAgreed: z.array(preAgreed).max(50).default([]),
  /** What is used up counts anew in each of these; `null`: each request stands by itself. */
  preAgreedPeriod: z.enum(UPGRADE_PERIODS).nullable().default(null),
  /** How much all upgrades of a period may add to the monthly fee of a subscription. */
  preAgreedMonthly: amount.nullable().default(null),
  /** What the partner earns on an agency deal. */
  commissionPercent: decimalText.nullable().default(null),
  /** Who may answer an approval for the partner, besides its admins. */
  approvers: idList(email).default([]),
});
export type DealContent = z.output<typeof schema>;

/** The agreement through which a customer bought. */
export const deal: Noun<DealContent> = {
  name: 'deal',
  path: 'deals',
  schema,
  shown: partly(schema, 'id'),
  manage: 'parties:manage',
  keepsVersions: false,
  fixed: ['partner', 'customer', 'type'],
  horizon: ofPartner('partner'),
  facets: ({ partner, customer }) => ({ partner, customers: [customer] }),
  references: ({ partner, customer, components, followUps: agreed }) => [
    ...refs('partner', 'partner', [partner]),
    ...refs('customer', 'customer', [customer]),
    ...components.map((component, index) => ({
      noun: 'component' as const,
      id: component,
      path: `components[${index}]`,
    })),
    ...followUpReferences(agreed),
  ],
  faults: ({ partner, type, support, from, until, commissionPercent, preAgreed: bounds, followUps: agreed }) => [
    ...followUpFaults(agreed),
    ...bounds.flatMap(({ item }, index) =>
      bounds.findIndex((other) => other.item === item) < index
        ? [{ path: `preAgreed[${index}].item`, message: `names ${item} again` }]
        : [],
    ),
    ...(type === 'direct' && partner !== null ? [{ path: 'partner', message: 'must be null on a direct deal' }] : []),
    ...(type !== 'direct' && partner === null
      ? [{ path: 'partner', message: `is needed on a deal of type ${type}` }]
      : []),
    ...(type !== 'direct' && support === null
      ? [{ path: 'support', message: 'is needed where there is a partner' }]
      : []),
    ...(type === 'direct' && support !== null ? [{ path: 'support', message: 'must be null on a direct deal' }] : []),
    ...(until !== null && (parseInstant(until) ?? 0) < (parseInstant(from) ?? 0)
      ? [{ path: 'until', message: 'must not be before it begins' }]
      : []),
    ...(commissionPercent !== null && type !== 'agency'
      ? [{ path: 'commissionPercent', message: 'belongs to an agency deal' }]
      : []),
  ],
  present: (content, caller) =>
    hasRole(caller, 'agent') && !hasRole(caller, 'lead', 'finance', 'admin')
      ? without(content, 'commissionPercent')
      : content,
};
