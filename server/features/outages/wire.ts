import { z } from 'zod';
import { CAUSES, IMPACTS } from '../../domain/outage/outage.js';
import { id, instantIn, instantOut, line, money } from '../../platform/http/wire.js';

const components = z.array(id).min(1).max(50);
const share = z
  .string()
  .regex(/^(0(\.\d{1,9})?|1(\.0{1,9})?)$/, 'must be a decimal from "0" to "1"')
  .nullable();
const text = z.string().trim().min(1, 'must not be empty').max(5_000);

export const ReportBody = z
  .strictObject({
    title: line(),
    components,
    impact: z.enum(IMPACTS),
    cause: z.enum(CAUSES).default('provider'),
    startedAt: instantIn,
    endedAt: instantIn.nullable().default(null),
    share: share.default(null),
  })
  .meta({ id: 'OutageReport' });

export const UpdateBody = z
  .strictObject({
    text,
    impact: z.enum(IMPACTS).optional(),
    share: share.optional(),
    components: components.optional(),
  })
  .meta({ id: 'OutageUpdate' });

export const EndBody = z.strictObject({ endedAt: instantIn.nullable().default(null) }).meta({ id: 'OutageEnd' });

export const CorrectBody = z
  .strictObject({
    reason: text,
    title: line().optional(),
    cause: z.enum(CAUSES).optional(),
    intervals: z
      .array(
        z.strictObject({
          from: instantIn,
          to: instantIn.nullable(),
          impact: z.enum(IMPACTS),
          share: share.default(null),
          components,
        }),
      )
      .min(1)
      .max(200)
      .optional(),
  })
  .meta({ id: 'OutageCorrection' });

export const OutageAnswer = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    state: z.enum(['reported', 'ongoing', 'ended']),
    published: z.boolean(),
    components: z.array(z.object({ id: z.string(), name: z.string() })),
    impact: z.enum(IMPACTS),
    cause: z.enum(CAUSES),
    startedAt: instantOut,
    endedAt: instantOut.nullable(),
    intervals: z.array(
      z.object({
        from: instantOut,
        to: instantOut.nullable(),
        impact: z.enum(IMPACTS),
        share: z.string().nullable(),
        components: z.array(z.string()),
      }),
    ),
    updates: z.array(z.object({ at: instantOut, text: z.string(), by: z.string().nullable() })).optional(),
    tickets: z.array(z.object({ id: z.string(), number: z.int() })).optional(),
    exposure: z
      .object({ customers: z.int(), subscriptions: z.int(), minutes: z.int(), money: z.array(money).nullable() })
      .nullable()
      .optional(),
    may: z.array(z.enum(['publish', 'update', 'end', 'correct'])).optional(),
  })
  .meta({ id: 'Outage' });
export type OutageAnswer = z.output<typeof OutageAnswer>;

export const WindowBody = z
  .strictObject({ title: line(), startsAt: instantIn, endsAt: instantIn, components })
  .meta({ id: 'MaintenanceWindowInput' });
export const WindowChange = WindowBody.partial().meta({ id: 'MaintenanceWindowChange' });

export const WindowAnswer = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    startsAt: instantOut,
    endsAt: instantOut,
    components: z.array(z.string()),
    announcedAt: instantOut,
    cancelledAt: instantOut.nullable(),
  })
  .meta({ id: 'MaintenanceWindow' });
