import { z } from 'zod';
import { ORIGIN_CONFIDENCES, ORIGIN_RULES, ORIGIN_TYPES } from '../../domain/origin/facts.js';
import { RUN_STATES } from '../../domain/playbook/run.js';
import {
  CHANNELS,
  COURTS,
  KINDS,
  LIMITS,
  PARTIES,
  PRIORITIES,
  RELATIONS,
  STATUSES,
  UPGRADE_STATES,
  VERBS,
  VISIBILITIES,
} from '../../domain/ticket/vocabulary.js';
import { ThreadShown } from './wire-thread.js';

/*
 * What the API says of tickets. A field that is absent is not the reader's to see; one that is `null` is not known or
 * not there.
 */

const Instant = z.iso.datetime().describe('An instant in UTC');
const LocalDate = z.iso.date();
const Id = z.string().min(1).max(200);
const Email = z.email().max(254);

/** Something with an id and a name; the id is `null` where the reader is told the name only. */
export const NamedAnswer = z.object({ id: z.string().nullable(), name: z.string().nullable() }).meta({ id: 'Named' });

/** A person (or key) of a party; id and name are `null` where the reader is told the party only. */
export const MemberAnswer = NamedAnswer.extend({ party: z.enum([...PARTIES, 'system']) }).meta({ id: 'Member' });

export const TicketReference = z.object({ id: z.string(), number: z.int() }).meta({ id: 'TicketReference' });

const ExternalRef = z.object({
  system: z.string().min(1).max(LIMITS.name),
  id: z.string().min(1).max(LIMITS.name),
  url: z.url().max(2000).optional(),
});

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
export const WebFormAnswer = z.object({ number: z.int() }).meta({ id: 'WebFormAnswer' });

const ReasonAnswer = z
  .object({
    party: z.enum(['provider', 'partner']),
    reason: z.object({ id: z.string(), name: z.string() }),
    note: z.string().nullable(),
    by: MemberAnswer,
    at: Instant,
  })
  .meta({ id: 'BreachReasonGiven' });

const TargetAnswer = z
  .object({
    metric: z.enum(['first_response', 'next_response', 'update', 'handling', 'resolution']),
    party: z.enum(['provider', 'partner', 'promise']),
    cycle: z.int(),
    source: z.string().nullable(),
    policy: z.object({ id: z.string(), version: z.int() }).nullable(),
    calendar: z.object({ id: z.string(), version: z.int() }).nullable(),
    state: z.enum(['running', 'paused', 'met', 'breached', 'not_applicable']),
    dueAt: Instant.nullable(),
    targetSeconds: z.int().nullable(),
    elapsedSeconds: z.int(),
    elapsedByCourt: z.record(z.string(), z.int()).optional(),
    breachedAt: Instant.nullable(),
    metAt: Instant.nullable(),
    endedBy: z.enum(['reply', 'hand-over', 'solved', 'policy']).nullable(),
    fault: z
      .enum(['provider', 'partner', 'both', 'neither'])
      .optional()
      .describe('Of a broken promise: who broke a target of their own; neither: the promise is tighter than those'),
    asked: z
      .array(z.enum(['provider', 'partner']))
      .optional()
      .describe('Of a broken row: who has yet to say why'),
    reasons: z.array(ReasonAnswer).optional(),
    opensAt: Instant.nullable().optional().describe('While its calendar is closed: when it opens again'),
  })
  .meta({ id: 'SlaTarget' });
export type TargetAnswer = z.output<typeof TargetAnswer>;

const CourtSeconds = z.object({
  provider: z.int(),
  partner: z.int(),
  customer: z.int(),
  third_party: z.int(),
});

const OriginAnswer = z
  .object({
    channel: z.enum(CHANNELS),
    type: z.enum(ORIGIN_TYPES).optional(),
    confidence: z.enum(ORIGIN_CONFIDENCES).optional(),
    triage: z.boolean().optional(),
    disagreement: z.boolean().optional(),
    partner: NamedAnswer.nullable(),
    customer: NamedAnswer.nullable(),
    deal: z.object({ id: z.string() }).nullable(),
    candidates: z.array(z.object({ id: z.string() })).optional(),
    evidence: z.array(z.object({ rule: z.enum(ORIGIN_RULES), value: z.string(), against: z.boolean() })).optional(),
  })
  .meta({ id: 'Origin' });

const RunAnswer = z
  .object({
    run: z.string(),
    playbook: z.string(),
    version: z.int(),
    state: z.enum(RUN_STATES),
    next: z.string().nullable().describe('In words; how it ended, once it has'),
    wakeAt: Instant.nullable(),
  })
  .meta({ id: 'PlaybookRun' });
export type RunAnswer = z.output<typeof RunAnswer>;
export const RunList = z.object({ items: z.array(RunAnswer) }).meta({ id: 'PlaybookRunList' });

const LinkAnswer = z.object({ id: z.string(), number: z.int(), relation: z.string() }).meta({ id: 'TicketLink' });

const RatingAnswer = z
  .object({ solving: z.int(), score: z.int(), words: z.string().nullable(), at: Instant })
  .meta({ id: 'Rating' });

/** What happens by itself while somebody is waited for, in order of time. */
const FollowUpAnswer = z
  .object({ at: Instant, what: z.enum(['reminder', 'solve']), done: z.boolean() })
  .meta({ id: 'FollowUp' });

export const TicketAnswer = z
  .object({
    id: z.string(),
    number: z.int(),
    version: z.int(),
    status: z.enum(STATUSES),
    kind: z.enum(KINDS),
    priority: z.enum(PRIORITIES),
    subject: z.string(),
    component: z.string().nullable(),
    origin: OriginAnswer,
    court: z.enum(COURTS).nullable(),
    queue: NamedAnswer.nullable().describe('The reader’s own: each desk has queues of its own').optional(),
    queueWhy: z.string().nullable().describe('Why it is in this queue, in words').optional(),
    triageDueAt: Instant.nullable().describe('When its origin is to be settled').optional(),
    assignee: MemberAnswer.nullable(),
    sla: z.object({ targets: z.array(TargetAnswer), court: CourtSeconds.optional() }),
    playbooks: z.array(RunAnswer).optional(),
    requester: z.object({ email: z.string(), name: z.string() }),
    watchers: z.array(z.object({ email: z.string(), name: z.string() })).optional(),
    externalRef: z.object({ system: z.string(), id: z.string(), url: z.string().nullable() }).nullable().optional(),
    tags: z.array(z.string()).optional(),
    links: z.array(LinkAnswer).optional(),
    threads: z.array(ThreadShown).optional(),
    followUps: z.array(FollowUpAnswer).nullable().optional(),
    followUpNotice: z
      .object({ at: Instant, words: z.string() })
      .nullable()
      .describe('When it is solved by itself if who is waited for does not answer'),
    snoozedUntil: Instant.nullable().optional(),
    snoozeReason: z.string().nullable().optional(),
    mergedInto: TicketReference.nullable(),
    followUpOf: TicketReference.nullable(),
    upgrade: z
      .object({
        subscription: z.string(),
        item: z.string(),
        quantity: z.int(),
        from: LocalDate,
        state: z.enum(UPGRADE_STATES),
        approval: z.string().nullable(),
      })
      .nullable(),
    rating: RatingAnswer.nullable(),
    ratings: z.array(RatingAnswer).optional(),
    solvedAt: Instant.nullable(),
    closesAt: Instant.nullable(),
    may: z.array(z.enum(VERBS)).optional(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Ticket' });
export type TicketAnswer = z.output<typeof TicketAnswer>;

/** What a command answers: the ticket as it is now, and the message that the command wrote. */
export const CommandAnswer = TicketAnswer.extend({ message: z.string().optional() }).meta({ id: 'TicketAfterCommand' });

export const TicketList = z
  .object({ items: z.array(TicketAnswer), nextCursor: z.string().nullable() })
  .meta({ id: 'TicketList' });

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
  .meta({ id: 'PatchTicket' });
export type PatchBody = z.output<typeof PatchBody>;

export const AttachmentAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    size: z.int(),
    sha256: z.string(),
  })
  .meta({ id: 'Attachment' });

export const MessageAnswer = z
  .object({
    id: z.string(),
    at: Instant,
    author: MemberAnswer,
    visibility: z.enum(VISIBILITIES),
    text: z.string(),
    html: z.string().nullable(),
    attachments: z.array(AttachmentAnswer),
  })
  .meta({ id: 'Message' });
export type MessageAnswer = z.output<typeof MessageAnswer>;
export const MessageList = z
  .object({ items: z.array(MessageAnswer), nextCursor: z.string().nullable() })
  .meta({ id: 'MessageList' });

export const TimelineEntry = z
  .object({
    number: z.int().describe('The event’s place in the ticket’s life'),
    id: z.string(),
    at: Instant,
    type: z.string(),
    who: MemberAnswer,
    what: z.string().describe('In words'),
    why: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    message: MessageAnswer.nullable(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof TimelineEntry>;
export const Timeline = z
  .object({ items: z.array(TimelineEntry), nextCursor: z.string().nullable() })
  .meta({ id: 'Timeline' });
export const TimelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(200),
  cursor: z.string().max(1000).optional(),
});

/** The output of the SLA contract; for the provider with its whole input. */
export const SlaAnswer = z
  .object({
    targets: z.array(TargetAnswer),
    court: CourtSeconds.optional(),
    now: Instant,
    input: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Sla' });

export const RecipientsQuery = z.object({ visibility: z.enum(VISIBILITIES) });
export const RecipientsAnswer = z
  .object({
    visibility: z.enum(VISIBILITIES),
    allowed: z.boolean(),
    why: z.string().nullable().describe('Why it may not be sent, or why it takes this way'),
    to: z.array(z.object({ party: z.enum(PARTIES), name: z.string(), email: z.string().nullable() })),
  })
  .meta({ id: 'Recipients' });
