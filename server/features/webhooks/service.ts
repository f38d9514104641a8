import { randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import type { Caller } from '../../domain/access/access.js';
import { changed } from '../../domain/decision.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import type { Changes, Outcome } from '../../platform/log/changes.js';
import { type Command, systemCommand } from '../../platform/log/command.js';
import type { Subject } from '../../platform/log/subject.js';
import type { AllowList } from '../../platform/outbound/addresses.js';
import { refusalOf } from '../../platform/outbound/fetch.js';
import { invalid, Problem } from '../../platform/problems.js';
import {
  ownerKey,
  PLACES,
  readWebhook,
  type Webhook,
  type WebhookDelivery,
  type WebhookDocument,
  type WebhookEvent,
  type WebhookOwner,
} from './model.js';

/** What a person may set. */
export interface WebhookFields {
  url: string;
  types: readonly string[];
  description: string;
  active: boolean;
}

interface WebhookOptions {
  subject: Subject<Webhook, WebhookEvent, WebhookDocument>;
  changes: Changes;
  deliveries: Model<WebhookDelivery>;
  allow: AllowList;
  clock: { real(): Date };
}

/** For how long messages are signed with the old secret too, after a new one was made. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** Webhooks of partners and of the provider. */
export function webhookService({ subject, changes, deliveries, allow, clock }: WebhookOptions) {
  /** A partner's people see their company's webhooks, the provider's all. */
  function horizon({ company }: Caller): Record<string, unknown> {
    if (company.kind === 'customer') throw new Problem('not-allowed');
    return { ...(company.kind === 'partner' && { owner: ownerKey(company) }), state: { $ne: 'removed' } };
  }

  function checked(fields: Partial<WebhookFields>): void {
    const refusal = fields.url === undefined ? null : refusalOf(fields.url, allow);
    if (refusal !== null) throw invalid([{ path: 'url', message: refusal }]);
  }

  const within = (caller: Caller, id: string) => ({ ...horizon(caller), _id: id });

  async function one(caller: Caller, id: string) {
    const found = await subject.model.findOne(within(caller, id) as never).lean<WebhookDocument>();
    if (!found) throw new Problem('not-found');
    return { state: readWebhook(found), version: found.version };
  }

  /** Takes the first free place of its owner; the unique index decides between two at once. */
  async function place(command: Command, webhook: Omit<Webhook, 'place'>): Promise<Outcome<Webhook, WebhookEvent>> {
    for (let free = 0; free < PLACES; free++) {
      try {
        return await changes.create(subject, command, webhook.id, (at) =>
          changed({ ...webhook, place: free, createdAt: at }, [{ type: 'webhook-created', at }]),
        );
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    throw new Problem('wrong-state', `A company has at most ${PLACES} webhooks. Remove one first.`);
  }

  return {
    async list(caller: Caller) {
      const found = await subject.model
        .find(horizon(caller) as never)
        .sort({ createdAt: 1, _id: 1 } as never)
        .limit(200)
        .lean<WebhookDocument[]>();
      return found.map((document) => ({ state: readWebhook(document), version: document.version }));
    },
    get: one,
    /** Makes a webhook. Its secret is told this once. */
    async create(caller: Caller, command: Command, owner: WebhookOwner, fields: WebhookFields) {
      if (caller.company.kind !== 'provider' && ownerKey(owner) !== ownerKey(ownOf(caller))) {
        throw new Problem('not-allowed', 'A webhook belongs to your own company.');
      }
      checked(fields);
      const { url, types, description, active } = fields;
      return place(command, {
        ...{ id: command.newId('webhook'), owner, url, types: [...types], description, secret: newSecret() },
        ...{ previous: null, state: active ? 'active' : 'paused', why: null, createdAt: 0 },
      });
    },
    async change(caller: Caller, command: Command, id: string, fields: Partial<WebhookFields>) {
      checked(fields);
      return changes.change(subject, command, within(caller, id), (before, at) => {
        const { active, ...plain } = fields;
        const state = active === undefined ? before.state : active ? 'active' : 'paused';
        const after: Webhook = { ...before, ...plain, state, why: state === 'active' ? null : before.why };
        return changed(after, [{ type: 'webhook-changed', at, fields: Object.keys(fields) }]);
      });
    },
    /** Makes a new secret; the old one goes on signing too for a day. */
    async renewSecret(caller: Caller, command: Command, id: string) {
      return changes.change(subject, command, within(caller, id), (before, at) => {
        const previous = { secret: before.secret, until: new Date(clock.real().getTime() + OVERLAP_MS) };
        return changed({ ...before, secret: newSecret(), previous }, [{ type: 'webhook-secret-renewed', at }]);
      });
    },
    async remove(caller: Caller, command: Command, id: string): Promise<void> {
      await changes.change(subject, command, within(caller, id), (before, at) =>
        changed({ ...before, state: 'removed', place: null }, [{ type: 'webhook-removed', at }]),
      );
    },
    /** Pauses a webhook whose far side says that it is gone. */
    async pause(id: string, delivery: string, why: string): Promise<void> {
      await changes.change(subject, systemCommand('webhook-gone', delivery), { _id: id }, (before, at) =>
        before.state === 'active'
          ? changed({ ...before, state: 'paused', why }, [{ type: 'webhook-paused', at, why }])
          : changed(before, []),
      );
    },
    /** The latest messages to a webhook. */
    async messages(caller: Caller, id: string): Promise<WebhookDelivery[]> {
      await one(caller, id);
      return deliveries.find({ webhook: id }, { body: 0 }).sort({ queuedAt: -1 }).limit(100).lean<WebhookDelivery[]>();
    },
    /** The active webhooks of these owners. */
    async listening(owners: readonly WebhookOwner[]): Promise<Webhook[]> {
      const found = await subject.model
        .find({ owner: { $in: owners.map(ownerKey) }, state: 'active' } as never)
        .limit(200)
        .lean<WebhookDocument[]>();
      return found.map(readWebhook);
    },
    async byId(id: string): Promise<Webhook | null> {
      const found = await subject.model.findById(id).lean<WebhookDocument>();
      return found ? readWebhook(found) : null;
    },
  };
}
export type WebhookService = ReturnType<typeof webhookService>;

/** The company of a caller who may have webhooks. */
export function ownOf({ company }: Caller): WebhookOwner {
  if (company.kind === 'customer') throw new Problem('not-allowed');
  return company;
}

/** Who listens by a webhook: a program of that company, which may read what a key of it could. */
export const webhookReader = (owner: WebhookOwner): Caller => ({
  id: `webhook:${ownerKey(owner)}`,
  kind: 'key',
  name: 'Webhook',
  company: owner,
  roles: [],
  scopes: ['tickets:read', 'credits:read'],
  ticket: null,
});
