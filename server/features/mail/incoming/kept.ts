import { type Connection, type Model, Schema } from 'mongoose';
import { modelOf, storage } from '../../../platform/log/subject.js';

/** What became of a mail that came in. */
export type Taken = 'ignored' | 'reply' | 'logged';

/** A mail that came in: what is remembered so that answers find their thread. Its words are the ticket's. */
interface IncomingMail {
  /** The seed, which is also the id of the command that made a ticket or reply of it. */
  _id: string;
  at: Date;
  messageId: string;
  automatic: boolean;
  outcome: Taken | 'under-way';
  ticket?: string;
}

const THREAD = 5;

/** The mails that came in. */
export function incomingMails({ connection, clock }: { connection: Connection; clock: { real(): Date } }) {
  const schema = new Schema<IncomingMail>(
    {
      _id: { type: String, required: true },
      at: { type: Date, required: true },
      messageId: { type: String, default: '' },
      automatic: { type: Boolean, required: true },
      outcome: { type: String, required: true },
      ticket: { type: String },
    } as never,
    storage,
  );
  schema.index({ ticket: 1, at: 1 }, { partialFilterExpression: { ticket: { $exists: true } } });
  const mails: Model<IncomingMail> = modelOf(connection, 'IncomingMail', schema, 'mail_incoming');

  return {
    /** Notes a mail before anything is made of it: the same one again is the same note. */
    async begin({
      seed,
      messageId,
      automatic,
    }: {
      seed: string;
      messageId: string;
      automatic: boolean;
    }): Promise<void> {
      const note = { at: clock.real(), messageId, automatic, outcome: 'under-way' };
      await mails.updateOne({ _id: seed }, { $setOnInsert: note } as never, { upsert: true });
    },
    async done(seed: string, outcome: Taken, ticket: string): Promise<void> {
      await mails.updateOne({ _id: seed }, { $set: { outcome, ticket } });
    },
    /** The mail that a command came of. */
    async of(command: string): Promise<{ messageId: string; automatic: boolean } | null> {
      return mails.findById(command, { messageId: 1, automatic: 1 }).lean<{ messageId: string; automatic: boolean }>();
    },
    /** Ids of the latest mails of a ticket, the latest last. */
    async thread(ticket: string): Promise<string[]> {
      const found = await mails
        .find({ ticket }, { messageId: 1 })
        .sort({ at: -1 })
        .limit(THREAD)
        .lean<IncomingMail[]>();
      return found.flatMap(({ messageId }) => messageId || []).toReversed();
    },
  };
}
export type IncomingMails = ReturnType<typeof incomingMails>;
