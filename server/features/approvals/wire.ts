import { z } from 'zod';
import { APPROVAL_STATES } from '../../domain/playbook/approval.js';
import { SILENCES } from '../../domain/playbook/definition.js';
import { instantOut, money, paging } from '../../platform/http/wire.js';

const Named = z.object({ id: z.string(), name: z.string() });

export const ApprovalAnswer = z
  .object({
    id: z.string(),
    version: z.int(),
    state: z.enum(APPROVAL_STATES),
    question: z.string(),
    of: z.enum(['provider', 'partner']).describe('Which side is asked'),
    ticket: z.object({ id: z.string(), number: z.int(), subject: z.string() }),
    customer: Named.nullable(),
    partner: Named.nullable(),
    asks: z
      .object({
        subscription: z.string(),
        item: z.string(),
        quantity: z.int().describe('The new total'),
        increase: z.int().describe('How much that is more than agreed now; below 0: less'),
        from: z.string(),
        price: money
          .nullable()
          .optional()
          .describe('What it adds a month (below 0: takes off), for who may see it; null: not known'),
      })
      .nullable()
      .describe('The upgrade that it is about'),
    askedAt: instantOut,
    until: instantOut,
    silence: z.enum(SILENCES),
    consequence: z.string().describe('What silence means, in words'),
    answersNeeded: z.int(),
    answers: z.array(
      z.object({
        by: z.object({ name: z.string() }),
        decision: z.enum(['approve', 'decline']),
        comment: z.string().nullable(),
        at: instantOut,
      }),
    ),
    endedAt: instantOut.nullable(),
    may: z.array(z.enum(['approve', 'decline'])).optional(),
  })
  .meta({ id: 'Approval' });
export type ApprovalAnswer = z.output<typeof ApprovalAnswer>;

export const ApprovalFilters = z.strictObject({
  ...paging,
  state: z.enum(APPROVAL_STATES).optional(),
  ticket: z.string().max(100).describe('The ticket’s id').optional(),
});

export const Comment = z.string().trim().max(2_000);
export const DecisionBody = z.strictObject({ comment: Comment.optional() }).optional().meta({ id: 'ApprovalDecision' });
