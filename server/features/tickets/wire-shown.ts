import { z } from 'zod';
import { ORIGIN_CONFIDENCES, ORIGIN_RULES, ORIGIN_TYPES } from '../../domain/origin/facts.js';
import { RUN_STATES } from '../../domain/playbook/run.js';
import {
  CHANNELS,
  COURTS,
  KINDS,
  PRIORITIES,
  STATUSES,
  UPGRADE_STATES,
  VERBS,
} from '../../domain/ticket/vocabulary.js';
import { Instant, LocalDate, MemberAnswer, NamedAnswer, TicketReference } from './wire-parts.js';
import { ThreadShown } from './wire-thread.js';

/*
 * What the API says of tickets. A field that is absent is not the reader's to see; one that is `null` is not known or
 * not there.
 */

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

/** The output of the SLA contract; for the provider with its whole input. */
export const SlaAnswer = z
  .object({
    targets: z.array(TargetAnswer),
    court: CourtSeconds.optional(),
    now: Instant,
    input: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Sla' });
