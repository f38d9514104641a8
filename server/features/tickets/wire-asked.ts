import { z } from 'zod';
import {
  COURTS,
  KINDS,
  LIMITS,
  PRIORITIES,
  RELATIONS,
  STATUSES,
  VISIBILITIES,
} from '../../domain/ticket/vocabulary.js';
import { Email, ExternalRef, Id, Instant, LocalDate } from './wire-parts.js';

/* What the API takes about tickets: queries and bodies. */

const Requester = z.object({ email: Email, name: z.string().max(LIMITS.name).optional() });

const Tags = z.array(z.string().trim().min(1).max(LIMITS.tag)).max(LIMITS.tags);

const Attachments = z.array(Id).max(LIMITS.attachments);

const Subject = z.string().trim().min(1).max(LIMITS.subject);

/** What `upgrade` asks for; without `from` it is the next day. */
const UpgradeRequest = z.object({
  subscription: Id,
  item: z.string().min(1).max(LIMITS.name),
  quantity: z.int().min(1),
  from: LocalDate.optional(),
});

export const CreateTicket = z
  .strictObject({
    subject: Subject,
    description: z.string().max(LIMITS.text).optional(),
    kind: z.enum(KINDS).optional(),
    priority: z.enum(PRIORITIES).optional(),
    requester: Requester.strict(),
    deal: Id.nullish(),
    component: Id.nullish(),
    court: z.enum(['provider', 'partner']).optional(),
    externalRef: ExternalRef.strict().nullish(),
    attachments: Attachments.optional(),
    tags: Tags.optional(),
    upgrade: UpgradeRequest.strict().optional(),
  })
  .superRefine(({ kind, upgrade }, context) => {
    if (kind === 'upgrade' && !upgrade) {
      context.addIssue({ code: 'custom', path: ['upgrade'], message: 'is required with the kind upgrade' });
    }
    if (kind !== 'upgrade' && upgrade) {
      context.addIssue({ code: 'custom', path: ['upgrade'], message: 'comes with the kind upgrade only' });
    }
  })
  .meta({ id: 'CreateTicket' });
export type CreateTicket = z.output<typeof CreateTicket>;

/** What the open web form sends. */
export const WebForm = z
  .strictObject({
    subject: Subject,
    description: z.string().min(1).max(LIMITS.text),
    kind: z.enum(['incident', 'question', 'request']).optional(),
    requester: Requester.strict(),
    component: Id.nullish(),
    attachments: Attachments.max(0).optional(),
  })
  .meta({ id: 'WebForm' });
export type WebForm = z.output<typeof WebForm>;

export const SORTS = ['due', 'created', 'updated', 'priority'] as const;

/** One of several values: repeated, or parted by commas. */
const some = <T extends z.ZodType<string, string>>(one: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : [value]).flatMap((part) => part.split(',')).filter(Boolean))
    .pipe(z.array(one).min(1).max(20));

const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** The filters of a list, the same over HTTP and sockets. */
export const TicketFilters = z.strictObject({
  status: some(z.enum(STATUSES)).optional(),
  court: some(z.enum(COURTS)).optional(),
  queue: some(z.string()).optional(),
  assignee: some(z.string().max(200)).describe('Ids, `me` or `none`').optional(),
  partner: some(z.string()).optional(),
  customer: some(z.string()).optional(),
  deal: some(z.string()).optional(),
  priority: some(z.enum(PRIORITIES)).optional(),
  kind: some(z.enum(KINDS)).optional(),
  component: some(z.string()).optional(),
  triage: Flag.optional(),
  dueBefore: Instant.optional(),
  externalRef: z.string().max(400).describe('An id, or `system:id`').optional(),
  reasonOpen: Flag.describe('Whether somebody is asked why a clock was broken; for a partner: it is').optional(),
  sort: z.enum(SORTS).optional(),
});
export type TicketFilters = z.output<typeof TicketFilters>;

export const ListQuery = TicketFilters.extend({
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});
export type ListQuery = z.output<typeof ListQuery>;

export const TicketParams = z.object({ id: Id.describe('The id or the number') });

const Body = z.object({
  text: z.string().min(1).max(LIMITS.text).optional(),
  html: z.string().min(1).max(LIMITS.text).optional(),
  visibility: z.enum(VISIBILITIES).optional(),
  attachments: Attachments.optional(),
});

const oneBody = ({ text, html }: { text?: string | undefined; html?: string | undefined }) =>
  (text === undefined) !== (html === undefined);

const ONE_BODY = { path: ['text'], message: 'must be there, or html: one of the two' };

const atMostOneBody = ({ text, html }: { text?: string | undefined; html?: string | undefined }) =>
  text === undefined || html === undefined;

export const ReplyBody = Body.extend({
  court: z.enum(COURTS).optional(),
  seen: z.int().min(0).describe('The version that the author had read').optional(),
})
  .strict()
  .refine(oneBody, ONE_BODY)
  .meta({ id: 'Reply' });
export type ReplyBody = z.output<typeof ReplyBody>;

export const NothingBody = z.strictObject({}).optional();

export const AssignBody = z.strictObject({ assignee: Id }).meta({ id: 'Assign' });

export const CourtBody = z
  .strictObject({ court: z.enum(COURTS), note: z.string().trim().min(1).max(LIMITS.note).optional() })
  .meta({ id: 'HandOver' });
export type CourtBody = z.output<typeof CourtBody>;

export const SolveBody = Body.extend({ seen: z.int().min(0).optional() })
  .strict()
  .refine(atMostOneBody, ONE_BODY)
  .optional()
  .meta({ id: 'Solve' });

export const ReopenBody = Body.extend({ court: z.enum(COURTS).optional() })
  .strict()
  .refine(atMostOneBody, ONE_BODY)
  .optional()
  .meta({ id: 'Reopen' });

export const RatingBody = z
  .strictObject({ score: z.int().min(1).max(5), words: z.string().max(LIMITS.note).optional() })
  .meta({ id: 'Rate' });

export const SnoozeBody = z
  .strictObject({ until: Instant, reason: z.string().max(LIMITS.subject).optional() })
  .meta({ id: 'Snooze' });

export const MergeBody = z
  .strictObject({ into: Id.describe('Id or number of the other ticket') })
  .meta({ id: 'Merge' });

export const SplitBody = z
  .strictObject({
    subject: Subject,
    description: z.string().max(LIMITS.text).optional(),
    kind: z.enum(['incident', 'question', 'request']).optional(),
    priority: z.enum(PRIORITIES).optional(),
    component: Id.nullish(),
  })
  .meta({ id: 'Split' });
export type SplitBody = z.output<typeof SplitBody>;

export const LinkBody = z
  .strictObject({
    ticket: Id.describe('Id or number of the other ticket'),
    relation: z.enum(RELATIONS).default('related'),
  })
  .meta({ id: 'Link' });
export type LinkBody = z.output<typeof LinkBody>;

export const OriginBody = z
  .strictObject({
    deal: Id,
    remember: z.boolean().default(true),
    reason: z.string().trim().min(1).max(LIMITS.note).optional(),
  })
  .meta({ id: 'SettleOrigin' });
export type OriginBody = z.output<typeof OriginBody>;

export const BreachParams = TicketParams.extend({
  key: z.string().min(1).max(LIMITS.name).describe('The row: `metric party cycle`, its parts joined by spaces or dots'),
});

export const BreachReasonBody = z
  .strictObject({ reason: Id, note: z.string().trim().min(1).max(LIMITS.note).nullish() })
  .meta({ id: 'ExplainBreach' });
export type BreachReasonBody = z.output<typeof BreachReasonBody>;

export const RunBody = z
  .strictObject({ playbook: z.string().min(1).max(LIMITS.name).describe('The name of a playbook in force') })
  .meta({ id: 'BeginPlaybook' });

export const PatchBody = z
  .strictObject({
    version: z.int().min(1).optional(),
    priority: z.enum(PRIORITIES).optional(),
    correction: z.boolean().describe('The priority was wrong when it was set').optional(),
    component: Id.nullable().optional(),
    tags: Tags.optional(),
    subject: Subject.optional(),
    queue: Id.nullable().describe('A queue of one’s own side, by hand; `null`: the one that the rules say').optional(),
  })
  .refine(({ correction, priority }) => !correction || priority !== undefined, {
    path: ['correction'],
    message: 'goes with the priority that it should have been',
  })
  .meta({ id: 'PatchTicket' });
export type PatchBody = z.output<typeof PatchBody>;

export const TimelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(200),
  cursor: z.string().max(1000).optional(),
});

export const RecipientsQuery = z.object({ visibility: z.enum(VISIBILITIES) });
