import { type Connection, type Model, Schema } from 'mongoose';
import { modelOf, storage } from '../../platform/log/subject.js';
import { type Delivery, deliveryFields, withDeliveryIndexes } from '../../platform/outbound/delivery.js';
import type { MailKind } from './contents.js';
import type { OutgoingMail } from './transport.js';

/** What a mail is about: a ticket, an outage, a credit, a person. */
export interface MailTopic {
  kind: string;
  id: string;
}

/** A mail to one receiver for one event: to be sent, sent, or given up. */
export interface MailDelivery extends Delivery {
  /** The event that it follows. */
  event: string;
  topic: MailTopic;
  kind: MailKind;
  party: 'provider' | 'partner' | 'customer';
  address: string;
  /** Why they get it. */
  reason: string;
  /** Forgotten once it is handed over. */
  mail?: OutgoingMail;
}

/** A mail that was not sent, and why. */
export interface WithheldMail {
  _id: string;
  event: string;
  topic: MailTopic;
  kind: MailKind;
  party: 'provider' | 'partner' | 'customer';
  address: string | null;
  code: string;
  reason: string;
  at: Date;
}

const common = {
  event: { type: String, required: true },
  topic: { type: Schema.Types.Mixed, required: true },
  kind: { type: String, required: true },
  party: { type: String, required: true },
  reason: { type: String, required: true },
} as const;

/** The mails of the desk. */
export function mailModels(connection: Connection): { deliveries: Model<MailDelivery>; withheld: Model<WithheldMail> } {
  const delivery = withDeliveryIndexes(
    new Schema<MailDelivery>(
      {
        ...deliveryFields,
        ...common,
        address: { type: String, required: true },
        mail: { type: Schema.Types.Mixed },
      } as never,
      storage,
    ),
  );
  delivery.index({ 'topic.kind': 1, 'topic.id': 1, queuedAt: 1 });
  const withheld = new Schema<WithheldMail>(
    {
      ...common,
      _id: { type: String, required: true },
      address: { type: String, default: null },
      code: { type: String, required: true },
      at: { type: Date, required: true },
    } as never,
    storage,
  );
  withheld.index({ 'topic.kind': 1, 'topic.id': 1, at: 1 });
  return {
    deliveries: modelOf(connection, 'MailDelivery', delivery, 'mail_deliveries'),
    withheld: modelOf(connection, 'WithheldMail', withheld, 'mail_withheld'),
  };
}
