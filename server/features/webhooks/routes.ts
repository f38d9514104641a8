import { z } from 'zod';
import { formatInstant } from '../../domain/time/instant.js';
import { toSeconds } from '../../platform/clock/clock.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, company, id, instantOut } from '../../platform/http/wire.js';
import { Problem } from '../../platform/problems.js';
import type { WebhookMessages } from './messages.js';
import type { Webhook, WebhookDelivery } from './model.js';
import { ownOf, type WebhookService } from './service.js';

const types = z
  .array(z.string().regex(/^(\*|[a-z][a-z.-]{0,79}\*?)$/, 'must be a type of event, or its beginning and a star'))
  .min(1)
  .max(50);
const fields = {
  url: z.string().max(2000),
  types,
  description: z.string().trim().max(200),
  active: z.boolean(),
};
const answer = z
  .object({
    id: z.string(),
    version: z.int(),
    company,
    url: z.string(),
    types: z.array(z.string()),
    description: z.string(),
    active: z.boolean(),
    pausedBecause: z.string().nullable(),
    secret: z.string().nullable().describe('Shown once, when it is made'),
    createdAt: instantOut,
  })
  .meta({ id: 'Webhook' });
const message = z
  .object({
    id: z.string(),
    event: z.string(),
    type: z.string(),
    state: z.enum(['queued', 'handed-over', 'failed']),
    attempts: z.int(),
    answer: z.string().nullable(),
    queuedAt: instantOut,
    nextAttemptAt: instantOut.nullable(),
    endedAt: instantOut.nullable(),
  })
  .meta({ id: 'WebhookMessage' });
const ofMessage = z.object({ id, message: id });
const tag = 'Webhooks';

const present = ({ state, version }: { state: Webhook; version: number }, secret: string | null = null) => ({
  id: state.id,
  version,
  company: state.owner,
  url: state.url,
  types: state.types,
  description: state.description,
  active: state.state === 'active',
  pausedBecause: state.why,
  secret,
  createdAt: formatInstant(state.createdAt),
});

const instantOf = (date: Date | null | undefined) => (date ? formatInstant(toSeconds(date)) : null);

const presentMessage = (delivery: WebhookDelivery) => ({
  id: delivery._id,
  event: delivery.event,
  type: delivery.type,
  state: delivery.state,
  attempts: delivery.attempts,
  answer: delivery.answer,
  queuedAt: instantOf(delivery.queuedAt),
  nextAttemptAt: instantOf(delivery.dueAt),
  endedAt: instantOf(delivery.endedAt),
});

/** Webhooks of one's own company; the provider's admins see all. */
export function webhookRoutes({
  webhooks,
  messages,
}: {
  webhooks: WebhookService;
  messages: WebhookMessages;
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/webhooks',
      summary: 'The webhooks of your company',
      tag,
      may: 'people:manage',
      answers: { 200: z.object({ items: z.array(answer), nextCursor: z.null() }) },
      run: async ({ caller }) => ({
        body: { items: (await webhooks.list(caller)).map((one) => present(one)), nextCursor: null },
      }),
    }),
    route({
      method: 'post',
      path: '/webhooks',
      summary:
        'Be told of events at an address of yours; the answer shows the secret that messages are signed with, once',
      tag,
      may: 'people:manage',
      body: z.strictObject({
        ...fields,
        types: types.default(['*']),
        description: fields.description.default(''),
        active: fields.active.default(true),
        partner: id.optional().describe('Whose it is, where the provider makes it'),
      }),
      answers: { 201: answer },
      run: async ({ caller, command, body: { partner, ...wanted } }) => {
        const owner = partner === undefined ? ownOf(caller) : ({ kind: 'partner', id: partner } as const);
        const made = await webhooks.create(caller, command, owner, wanted);
        const body = present(made, made.repeated ? null : made.state.secret);
        return { status: 201, body, headers: { location: `/api/v1/webhooks/${made.id}` } };
      },
    }),
    route({
      method: 'get',
      path: '/webhooks/:id',
      summary: 'One webhook',
      tag,
      may: 'people:manage',
      params: byId,
      answers: { 200: answer },
      run: async ({ caller, params }) => ({ body: present(await webhooks.get(caller, params.id)) }),
    }),
    route({
      method: 'patch',
      path: '/webhooks/:id',
      summary: 'Change what a webhook is told and where',
      tag,
      may: 'people:manage',
      versioned: true,
      params: byId,
      body: z.strictObject({ ...fields, version: z.int() }).partial(),
      answers: { 200: answer },
      run: async ({ caller, command, params, body: { version: _, ...wanted } }) => ({
        body: present(await webhooks.change(caller, command, params.id, given(wanted))),
      }),
    }),
    route({
      method: 'delete',
      path: '/webhooks/:id',
      summary: 'Remove a webhook',
      tag,
      may: 'people:manage',
      params: byId,
      answers: { 204: null },
      run: async ({ caller, command, params }) => {
        await webhooks.remove(caller, command, params.id);
        return { status: 204 };
      },
    }),
    route({
      method: 'post',
      path: '/webhooks/:id/secret',
      summary: 'Make a new secret; the old one signs too for a day',
      tag,
      may: 'people:manage',
      params: byId,
      answers: { 200: answer },
      run: async ({ caller, command, params }) => {
        const renewed = await webhooks.renewSecret(caller, command, params.id);
        return { body: present(renewed, renewed.repeated ? null : renewed.state.secret) };
      },
    }),
    route({
      method: 'get',
      path: '/webhooks/:id/messages',
      summary: 'The latest messages to a webhook, and what became of them',
      tag,
      may: 'people:manage',
      params: byId,
      answers: { 200: z.object({ items: z.array(message), nextCursor: z.null() }) },
      run: async ({ caller, params }) => ({
        body: { items: (await webhooks.messages(caller, params.id)).map(presentMessage), nextCursor: null },
      }),
    }),
    route({
      method: 'post',
      path: '/webhooks/:id/messages/:message/again',
      summary: 'Send a message again that was given up',
      tag,
      may: 'people:manage',
      params: ofMessage,
      answers: { 204: null },
      run: async ({ caller, params }) => {
        const known = await webhooks.messages(caller, params.id);
        if (!known.some(({ _id }) => _id === params.message)) throw new Problem('not-found');
        if (!(await messages.sendAgain(params.message))) throw new Problem('wrong-state', 'It was not given up.');
        return { status: 204 };
      },
    }),
  ];
}

/** The fields that were given, so that one left out is not taken for one to empty. */
const given = <T extends object>(wanted: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as never;
