import { z } from 'zod';
import { readTerms } from '../../../domain/credit/index.js';
import { id, line } from '../../../platform/http/wire.js';
import { everyone, type Noun, partly } from '../noun.js';

const componentSchema = z.strictObject({
  id,
  name: line(),
  group: line().nullable().default(null),
  description: z.string().max(2_000).default(''),
});

export type ComponentContent = z.output<typeof componentSchema>;

/** A part of the service that can be down by itself. */
export const component: Noun<ComponentContent> = {
  name: 'component',
  path: 'components',
  schema: componentSchema,
  shown: partly(componentSchema, 'id'),
  manage: 'parties:manage',
  keepsVersions: false,
  horizon: everyone,
  facets: () => ({}),
  references: () => [],
  present: (content) => content,
};

const termsSchema = z.looseObject({ id, title: line() });
export type TermsContent = z.output<typeof termsSchema>;

/** Terms of Use in the words of the credits contract; `version` is the desk's own count. */
export const terms: Noun<TermsContent> = {
  name: 'terms',
  path: 'terms',
  schema: termsSchema,
  shown: termsSchema,
  manage: 'parties:manage',
  keepsVersions: true,
  horizon: async ({ company }, world) =>
    company.kind === 'partner' ? { _id: { $nin: await world.termsOfOthers(company.id) } } : {},
  facets: () => ({}),
  references: () => [],
  faults: ({ version: _, ...content }) => {
    const result = readTerms({ ...content, version: 1 });
    return result.ok ? [] : result.faults;
  },
  present: (content) => content,
};
