import { type Connection, type Model, Schema } from 'mongoose';
import { hashedId, randomId } from '../../platform/ids/ids.js';
import { modelOf, storage } from '../../platform/log/subject.js';
import { Problem } from '../../platform/problems.js';
import type { ReceivedMail } from './incoming/received.js';

/** A mail in the demo's mailbox. */
export interface MailboxMessage {
  _id: string;
  at: Date;
  messageId: string;
  from: { address: string; name: string };
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  headers: { name: string; value: string }[];
  /** How often it was handed over: more than once only when a process died in between. */
  times: number;
}

type Summary = Pick<MailboxMessage, '_id' | 'at' | 'from' | 'to' | 'subject'>;

/** The one mailbox of the demo: everybody's mail, to look at. */
export function mailbox({ connection, clock }: { connection: Connection; clock: { real(): Date } }) {
  const schema = new Schema<MailboxMessage>(
    {
      _id: { type: String, required: true },
      at: { type: Date, required: true },
      messageId: { type: String, required: false },
      from: { type: Schema.Types.Mixed, required: true },
      to: { type: [String], required: true },
      subject: { type: String, default: '' },
      text: { type: String, default: '' },
      html: { type: String, default: null },
      headers: { type: [Schema.Types.Mixed], required: true },
      times: { type: Number, required: true },
    } as never,
    storage,
  );
  schema.index({ at: -1, _id: -1 });
  const messages: Model<MailboxMessage> = modelOf(connection, 'MailboxMessage', schema, 'mailbox_messages');

  return {
    /** Keeps a mail; the same one handed over again is the same message. */
    async keep(mail: ReceivedMail): Promise<void> {
      const _id =
        mail.messageId === '' ? randomId() : hashedId('mailbox', mail.messageId, [...mail.envelope.to].sort().join());
      const message: Omit<MailboxMessage, '_id' | 'times'> = {
        at: clock.real(),
        messageId: mail.messageId,
        from: mail.from ?? { address: mail.envelope.from, name: '' },
        to: mail.envelope.to.map((address) => address.toLowerCase()),
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: [...mail.headers].map(([name, value]) => ({ name, value })),
      };
      await messages.updateOne({ _id }, { $setOnInsert: message, $inc: { times: 1 } }, { upsert: true });
    },
    /** The newest first, from where the cursor left off. */
    async list({ limit, cursor, to }: { limit: number; cursor: string | null; to: string | null }) {
      const after =
        cursor === null ? null : await messages.findById(cursor, { at: 1 }).lean<Pick<Summary, '_id' | 'at'>>();
      if (cursor !== null && !after) throw new Problem('unreadable', 'The cursor is none of this list.');
      const filter = {
        ...(to !== null && { to: to.toLowerCase() }),
        ...(after && { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after._id } }] }),
      };
      const found = await messages
        .find(filter, { at: 1, from: 1, to: 1, subject: 1 })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Summary[]>();
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?._id ?? null) : null };
    },
    async get(id: string): Promise<MailboxMessage> {
      const found = await messages.findById(id).lean<MailboxMessage>();
      if (!found) throw new Problem('not-found');
      return found;
    },
  };
}
export type Mailbox = ReturnType<typeof mailbox>;
