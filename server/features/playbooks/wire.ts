import { z } from 'zod';
import { id, instantOut, page, paging } from '../../platform/http/wire.js';

const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const number = z
  .string()
  .regex(/^\d{1,9}$/, 'is a number')
  .transform(Number)
  .pipe(z.int().min(1));

export const ofProvider = z.object({ name });
export const ofPartner = z.object({ id });
export const oneOfPartner = z.object({ id, name });
export const listed = z.strictObject(paging);
export const which = z.strictObject({ version: number.optional() });

/** What reads well, but would not do what was meant. */
const Finding = z
  .object({
    severity: z.enum(['error', 'warning']),
    step: z.string().describe('Which step; `3.then.1` is within an arm'),
    message: z.string(),
    line: z.int(),
    column: z.int(),
  })
  .meta({ id: 'PlaybookFinding' });

const signed = {
  version: z.int(),
  title: z.string(),
  signedBy: z.object({
    kind: z.enum(['person', 'key', 'link', 'system']),
    id: z.string(),
    name: z.string(),
    party: z.enum(['provider', 'partner', 'customer', 'system']),
  }),
  signedAt: instantOut,
};

const Listed = z
  .object({
    owner: z.string().nullable().describe('The partner whose it is; null: the provider'),
    name: z.string(),
    ...signed,
    begins: z.string().describe('When it begins, in words'),
  })
  .meta({ id: 'ListedPlaybook' });

export const Shown = z
  .object({
    owner: z.string().nullable().describe('The partner whose it is; null: the provider'),
    name: z.string(),
    ...signed,
    text: z.string().describe('As it was written, in YAML or JSON'),
    explained: z.array(
      z.object({
        step: z.string().describe('Empty for when it begins'),
        depth: z.int(),
        words: z.string(),
      }),
    ),
    findings: z.array(Finding),
  })
  .meta({ id: 'Playbook', description: 'A playbook as it is in force, explained in words' });

export const List = page(Listed).extend({ maySign: z.boolean().describe('Whether the caller may sign here') });
export const Versions = page(z.object(signed).meta({ id: 'PlaybookVersion' }));

export const trial = z
  .strictObject({
    partner: id.nullable().optional().describe('Whose playbook it is; left out: the caller’s company'),
    playbook: z
      .union([z.string(), z.record(z.string(), z.unknown())])
      .optional()
      .describe('A playbook, as YAML in a text or as a document'),
    stored: z.strictObject({ name, version: z.int().min(1).optional() }).optional(),
    scenario: z
      .record(z.string(), z.unknown())
      .describe('The ticket, how it begins, and what follows at which instant'),
  })
  .refine(({ playbook, stored }) => (playbook === undefined) !== (stored === undefined), {
    path: ['playbook'],
    message: 'must be given, or else stored',
  })
  .meta({ id: 'PlaybookTrial' });

export const Tried = z
  .object({
    begins: z.boolean().describe('Whether it would begin at all'),
    state: z.enum(['waiting', 'finished', 'stopped', 'failed']).nullable(),
    next: z.string().nullable().describe('What it would wait for in the end'),
    steps: z.array(z.object({ at: instantOut, step: z.string(), words: z.string() })),
    effects: z.array(z.looseObject({ at: instantOut, step: z.string(), do: z.string() })),
    findings: z.array(Finding),
  })
  .meta({ id: 'PlaybookTrialResult', description: 'What a playbook would do; nothing of it was carried out' });
