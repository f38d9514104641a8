import { type Connection, type Model, Schema } from 'mongoose';
import type { Company } from '../../domain/access/access.js';
import type { Seconds } from '../../domain/time/instant.js';
import { toDate, toSeconds } from '../../platform/clock/clock.js';
import {
  modelOf,
  type Subject,
  type SubjectDocument,
  storage,
  subjectModel,
  subjectSchema,
} from '../../platform/log/subject.js';
import { type Delivery, deliveryFields, withDeliveryIndexes } from '../../platform/outbound/delivery.js';

/** Whose webhook it is: it hears what they may hear. */
export type WebhookOwner = Extract<Company, { kind: 'provider' | 'partner' }>;

/** A webhook: an address of a company's own program that is told of events. */
export interface Webhook {
  id: string;
  owner: WebhookOwner;
  url: string;
  /** Types of events, or beginnings of them with a star: `ticket-*`. */
  types: readonly string[];
  description: string;
  /** What its messages are signed with (`whsec_…`). */
  secret: string;
  /** The one before, with which they are signed too until then (machine's time). */
  previous: { secret: string; until: Date } | null;
  state: 'active' | 'paused' | 'removed';
  /** Why it is paused, where the desk did it. */
  why: string | null;
  /** Which of its owner's places it takes; `null` once it is removed. */
  place: number | null;
  createdAt: Seconds;
}

export type WebhookEvent = { at: Seconds } & (
  | { type: 'webhook-created' }
  | { type: 'webhook-changed'; fields: readonly string[] }
  | { type: 'webhook-secret-renewed' }
  | { type: 'webhook-paused'; why: string }
  | { type: 'webhook-removed' }
);

interface WebhookDocument extends SubjectDocument {
  owner: string;
  url: string;
  types: string[];
  description: string;
  secret: string;
  previous?: { secret: string; until: Date };
  state: Webhook['state'];
  why?: string;
  place?: number;
  createdAt: Date;
}

/** How many webhooks a company may have. */
export const PLACES = 20;

export const ownerKey = (owner: WebhookOwner): string =>
  owner.kind === 'provider' ? 'provider' : `partner:${owner.id}`;

const ownerOf = (key: string): WebhookOwner =>
  key === 'provider' ? { kind: 'provider' } : { kind: 'partner', id: key.slice('partner:'.length) };

/** Webhooks as documents that change by commands. */
export function webhookSubject(connection: Connection): Subject<Webhook, WebhookEvent, WebhookDocument> {
  const schema = subjectSchema<WebhookDocument>({
    owner: { type: String, required: true },
    url: { type: String, required: true },
    types: { type: [String], required: true },
    description: { type: String, default: '' },
    secret: { type: String, required: true },
    previous: { type: Schema.Types.Mixed },
    state: { type: String, required: true },
    why: { type: String },
    place: { type: Number },
    createdAt: { type: Date, required: true },
  });
  schema.index({ owner: 1, place: 1 }, { unique: true, partialFilterExpression: { place: { $exists: true } } });
  return {
    kind: 'webhook',
    model: subjectModel(connection, 'Webhook', schema, 'webhooks'),
    read: readWebhook,
    write: ({ id: _, owner, previous, why, place, createdAt, ...rest }) => ({
      ...rest,
      owner: ownerKey(owner),
      previous: previous ?? undefined,
      why: why ?? undefined,
      place: place ?? undefined,
      createdAt: toDate(createdAt),
    }),
    audience: ({ owner }) => ({
      provider: true,
      partner: owner.kind === 'partner' ? owner.id : null,
      customer: null,
    }),
  };
}

/** A stored webhook as its rules see it. */
export const readWebhook = (document: WebhookDocument): Webhook => ({
  id: document._id,
  owner: ownerOf(document.owner),
  url: document.url,
  types: document.types,
  description: document.description,
  secret: document.secret,
  previous: document.previous ?? null,
  state: document.state,
  why: document.why ?? null,
  place: document.place ?? null,
  createdAt: toSeconds(document.createdAt),
});
export type { WebhookDocument };

/** A message to one webhook about one event. */
export interface WebhookDelivery extends Delivery {
  webhook: string;
  event: string;
  type: string;
  /** The JSON that is sent; forgotten once it is handed over. */
  body?: string;
}

/** The messages to webhooks. */
export function webhookDeliveries(connection: Connection): Model<WebhookDelivery> {
  const schema = withDeliveryIndexes(
    new Schema<WebhookDelivery>(
      {
        ...deliveryFields,
        webhook: { type: String, required: true },
        event: { type: String, required: true },
        type: { type: String, required: true },
        body: { type: String },
      } as never,
      storage,
    ),
  );
  schema.index({ webhook: 1, queuedAt: -1 });
  return modelOf(connection, 'WebhookDelivery', schema, 'webhook_deliveries');
}
