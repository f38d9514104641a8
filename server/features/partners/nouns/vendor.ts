import { z } from 'zod';
import { email, id, line } from '../../../platform/http/wire.js';
import { type Noun, partly, refs } from '../noun.js';

const vendorSchema = z.strictObject({
  id,
  name: line(),
  /** Whom to write to; the first unless another is named. */
  contacts: z
    .array(z.strictObject({ name: line(), email }))
    .min(1)
    .max(20),
  /** In which its promised minutes count; `null`: nine to five from Monday to Friday where the customer is. */
  calendar: id.nullable().default(null),
  /** Within how many open minutes it promised to answer; `null`: it promised nothing. */
  promisedMinutes: z.int().min(1).max(527_040).nullable().default(null),
});
export type VendorContent = z.output<typeof vendorSchema>;

/** A third party that tickets wait for: a carrier, a maker of hardware. */
export const vendor: Noun<VendorContent> = {
  name: 'vendor',
  path: 'vendors',
  schema: vendorSchema,
  shown: partly(vendorSchema, 'id'),
  manage: 'agreements:manage',
  keepsVersions: false,
  horizon: ({ company }) => (company.kind === 'provider' ? {} : null),
  facets: () => ({}),
  references: ({ calendar }) => refs('calendar', 'calendar', [calendar]),
  present: (content) => content,
};
