import type { Model } from 'mongoose';
import { Webhook as Signer } from 'standardwebhooks';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import { toSeconds } from '../../platform/clock/clock.js';
import { hashedId } from '../../platform/ids/ids.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { LogEvent, NumberedEvent } from '../../platform/log/event.js';
import type { Logger } from '../../platform/logger.js';
import { type Attempt, deliveryQueue, PATIENT } from '../../platform/outbound/deliveries.js';
import { type OutboundFetch, OutboundRefused } from '../../platform/outbound/fetch.js';
import type { Sweep } from '../../platform/sweeps/sweeps.js';
import type { Webhook, WebhookDelivery, WebhookOwner } from './model.js';
import type { WebhookService } from './service.js';

/** How an event is told to a company: the same as in its feed; `null` where it may not see it. */
type PresentEvent = (event: NumberedEvent, owner: WebhookOwner) => Promise<object | null>;

/** What a message is about. */
type Topic = Pick<LogEvent['subject'], 'kind' | 'id'>;

const AT_ONCE = 500;
/** Events of so many subjects are told at once. */
const TOGETHER = 16;

interface MessageOptions {
  webhooks: Pick<WebhookService, 'listening' | 'byId' | 'pause'>;
  deliveries: Model<WebhookDelivery>;
  fetch: OutboundFetch;
  present: PresentEvent;
  clock: { real(): Date };
  logger: Logger;
  backOff?: readonly number[];
}

/** Tells webhooks of events: each event once to each, signed by Standard Webhooks, again and again until taken. */
export function webhookMessages(options: MessageOptions) {
  const { webhooks, deliveries, fetch, present, clock, logger } = options;
  const queue = deliveryQueue<WebhookDelivery>({
    model: deliveries,
    handOver,
    forget: ['body'],
    clock,
    logger,
    backOff: options.backOff ?? PATIENT,
  });

  async function handOver(delivery: WebhookDelivery): Promise<Attempt> {
    const webhook = await webhooks.byId(delivery.webhook);
    if (webhook?.state !== 'active') return { result: 'refused', answer: 'The webhook is not active any more.' };
    if (delivery.body === undefined) return { result: 'refused', answer: 'Its body is not kept any more.' };
    const now = clock.real();
    try {
      const { status } = await fetch({
        method: 'POST',
        url: webhook.url,
        headers: headersOf(webhook, delivery._id, delivery.body, now),
        body: delivery.body,
      });
      if (status === 410) await webhooks.pause(webhook.id, delivery._id, 'The address answered that it is gone (410).');
      const taken = status >= 200 && status < 300;
      return { result: taken ? 'handed-over' : status === 410 ? 'refused' : 'failed', answer: `HTTP ${status}` };
    } catch (error) {
      if (error instanceof OutboundRefused) return { result: 'refused', answer: error.message };
      throw error;
    }
  }

  /** Puts an event in the queue of every webhook that wants it and may hear of it. */
  async function tell(event: LogEvent, seq: number): Promise<void> {
    const listening = await webhooks.listening(ownersOf(event));
    for (const webhook of listening.filter(({ types }) => wants(types, event.type))) {
      const item = await present({ event, seq }, webhook.owner);
      if (item === null) continue;
      const _id = hashedId('webhook', event.id, webhook.id);
      const timestamp = formatInstant(toSeconds(event.at));
      const body = JSON.stringify({ type: event.type, timestamp, data: item });
      const lane = laneOf(webhook, event.subject);
      await queue.enqueue([{ _id, lane, webhook: webhook.id, event: event.id, type: event.type, body }]);
    }
  }

  return {
    consumer: { name: 'webhooks', together: TOGETHER, handle: tell } satisfies Consumer,
    /** Where a standing clock is moved, messages go out before it answers. */
    sweep: {
      name: 'webhooks',
      shared: false,
      async run({ limit }) {
        const { handedOver, failed } = await queue.run(limit);
        return { done: handedOver + failed, failed: [] };
      },
      nextDue: async () => null,
    } satisfies Sweep,
    /**
     * Sends a message of one's own making, such as a playbook's step, to an address where one of these owners has an
     * active webhook: its secret signs it. The key makes it once; `false` where nobody listens there.
     */
    async send(message: {
      key: string;
      about: Topic;
      owners: readonly WebhookOwner[];
      url: string;
      event: string;
      at: Seconds;
      data: object;
    }): Promise<boolean> {
      const { key, about, owners, url, event, at, data } = message;
      const webhook = (await webhooks.listening(owners)).find((one) => one.url === url);
      if (!webhook) return false;
      const body = JSON.stringify({ type: event, timestamp: formatInstant(at), data });
      const _id = hashedId('webhook', key, webhook.id);
      await queue.enqueue([{ _id, lane: laneOf(webhook, about), webhook: webhook.id, event: key, type: event, body }]);
      return true;
    },
    /** Sends what is due, and waits for what is under way. */
    sendDue: () => queue.run(AT_ONCE),
    sendAgain: (id: string): Promise<boolean> => queue.again(id),
    start: (): void => queue.start(),
    /** How long messages that are due have not been tried, in seconds: an address that fails is its owner’s ailment. */
    waits: async () => ({ webhooks: await queue.overdue() }),
    endLeases: (): Promise<void> => queue.endLeases(),
    stop: (): Promise<void> => queue.stop(),
  };
}
export type WebhookMessages = ReturnType<typeof webhookMessages>;

/** A webhook hears of one thing in order. */
const laneOf = ({ id }: Webhook, topic: Topic): string => hashedId('lane', id, topic.kind, topic.id);

/** Who may have heard of an event when it happened. */
const ownersOf = ({ audience }: LogEvent): WebhookOwner[] => [
  ...(audience.provider ? [{ kind: 'provider' } as const] : []),
  ...(audience.partner === null ? [] : [{ kind: 'partner', id: audience.partner } as const]),
];

const wants = (types: readonly string[], type: string): boolean =>
  types.some((wanted) => (wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type));

/** The headers of Standard Webhooks: the same id at each attempt, a signature for each secret that holds. */
function headersOf(webhook: Webhook, id: string, body: string, now: Date): Record<string, string> {
  const { secret, previous } = webhook;
  const secrets = previous && previous.until > now ? [secret, previous.secret] : [secret];
  const messageId = `msg_${id}`;
  return {
    'content-type': 'application/json',
    'user-agent': 'Tandem-Desk-Webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((one) => new Signer(one).sign(messageId, now, body)).join(' '),
  };
}
