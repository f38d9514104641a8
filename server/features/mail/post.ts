import type { Model } from 'mongoose';
import { taggedAddress } from '../../domain/mail/address.js';
import type { Receiver, Recipients, Withheld } from '../../domain/mail/recipients.js';
import { mailMessageId, rootMessageId } from '../../domain/mail/thread.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { insertNew } from '../../platform/database/insert.js';
import { hashedId } from '../../platform/ids/ids.js';
import type { Logger } from '../../platform/logger.js';
import { type DeliveryCounts, deliveryQueue, PATIENT } from '../../platform/outbound/deliveries.js';
import type { MailContent, MailKind } from './contents.js';
import type { MailDelivery, MailTopic, WithheldMail } from './model.js';
import { oneLine, type RenderMail } from './render.js';
import type { MailTransport } from './transport.js';

/** The desk's own address: mail comes from it and answers go to it. */
interface DeskAddress {
  address: string;
  /** Where our message ids and the tags of answers are at home. */
  domain: string;
}

/** What to tell because of one event. */
export interface Mailing {
  /** The event's id. With the receiver's address it is the key of the mail: the same again is no second mail. */
  event: string;
  topic: MailTopic;
  /** The conversation it belongs to and what it answers, beside our own thread. */
  thread: { ticket: string; answers: readonly string[] } | null;
  recipients: Recipients;
  /** The mail for one receiver: its remark and what it shows are theirs. */
  content(receiver: Receiver): MailContent | Promise<MailContent>;
  kind: MailContent['kind'];
}

interface PostOptions {
  deliveries: Model<MailDelivery>;
  withheld: Model<WithheldMail>;
  render: RenderMail;
  transport: MailTransport;
  desk: DeskAddress;
  clock: { real(): Date };
  logger: Logger;
  backOff?: readonly number[];
}

/** The key of the mail that an event causes to an address. */
const mailKey = (event: string, address: string): string => hashedId('mail', event, address.toLowerCase());

/** Why somebody who should get a mail gets no second one. */
export const toldAlready = ({ address, party }: Receiver): Withheld => ({
  ...{ address, party },
  code: 'told-already',
  reason: 'Another mail has told them.',
});

/** The desk's post office: takes mails in for each event and receiver once, and sends them. */
export function postOffice({ deliveries, withheld, render, transport, desk, clock, logger, backOff }: PostOptions) {
  const queue = deliveryQueue<MailDelivery>({
    model: deliveries,
    handOver: async ({ mail }) =>
      mail ? transport.send(mail) : { result: 'refused', answer: 'Its text is not kept any more.' },
    forget: ['mail'],
    clock,
    logger,
    backOff: backOff ?? PATIENT,
  });

  async function deliveryFor(mailing: Mailing, receiver: Receiver) {
    const { event, topic, thread } = mailing;
    const _id = mailKey(event, receiver.address);
    const content = await mailing.content(receiver);
    const { brand } = content.data;
    const replyTo = thread ? taggedAddress(desk.address, thread.ticket) : null;
    const mail = {
      messageId: mailMessageId(_id, thread?.ticket ?? null, desk.domain),
      from: { name: oneLine(brand.senderName), address: desk.address },
      to: { name: oneLine(receiver.name), address: receiver.address },
      replyTo: replyTo === null ? null : { name: oneLine(brand.senderName), address: replyTo },
      references: thread ? [rootMessageId(thread.ticket, desk.domain), ...thread.answers] : [],
      ...render(content),
    };
    const { party, address, reason } = receiver;
    const lane = hashedId('lane', topic.kind, topic.id, address.toLowerCase());
    return { _id, lane, event, topic, kind: content.kind, party, address, reason, mail };
  }

  /** A mail about the same event that was about something else told them as well. */
  async function notTwice(mailing: Mailing, receiver: Receiver): Promise<void> {
    const known = await deliveries
      .findById(mailKey(mailing.event, receiver.address), { topic: 1 })
      .lean<Pick<MailDelivery, 'topic'>>();
    if (known && known.topic.id !== mailing.topic.id) await note(mailing, [toldAlready(receiver)]);
  }

  async function note({ event, topic, kind }: Mailing, withheldFrom: readonly Withheld[]): Promise<void> {
    for (const { address, party, code, reason } of withheldFrom) {
      const _id = hashedId('withheld', event, topic.id, kind, address ?? party, code);
      try {
        await insertNew(withheld, { _id, event, topic, kind, party, address, code, reason, at: clock.real() });
      } catch (error) {
        if (!isDuplicateKey(error, '_id')) throw error;
      }
    }
  }

  return {
    /** Takes a mailing in. Taking it in again changes nothing, so a consumer that died half-way just repeats it. */
    async take(mailing: Mailing): Promise<{ taken: number }> {
      let taken = 0;
      for (const receiver of mailing.recipients.receivers) {
        if ((await queue.enqueue([await deliveryFor(mailing, receiver)])) === 1) taken++;
        else await notTwice(mailing, receiver);
      }
      await note(mailing, mailing.recipients.withheld);
      return { taken };
    },
    /** Which of these addresses have got, or will get, a mail of one of these kinds for one of these events. */
    async told(
      events: readonly string[],
      addresses: readonly string[],
      kinds: readonly MailKind[],
    ): Promise<Set<string>> {
      if (events.length === 0 || addresses.length === 0) return new Set();
      const keys = events.flatMap((event) => addresses.map((address) => mailKey(event, address)));
      const found = await deliveries
        .find({ _id: { $in: keys }, kind: { $in: [...kinds] } }, { address: 1 })
        .lean<{ address: string }[]>();
      return new Set(found.map(({ address }) => address));
    },
    /** Sends what is due. */
    sendDue: (limit: number): Promise<DeliveryCounts> => queue.run(limit),
    sendAgain: (id: string): Promise<boolean> => queue.again(id),
    /** All mails about something, sent or not, oldest first. */
    async about(topic: MailTopic) {
      const of = { 'topic.kind': topic.kind, 'topic.id': topic.id };
      const [sent, not] = await Promise.all([
        deliveries.find(of, { mail: 0 }).sort({ queuedAt: 1 }).limit(500).lean<MailDelivery[]>(),
        withheld.find(of).sort({ at: 1 }).limit(500).lean<WithheldMail[]>(),
      ]);
      return { sent, withheld: not };
    },
    start: (): void => queue.start(),
    /** How long mail has not gone out, in seconds. */
    waits: async () => ({ mail: Math.max(queue.failing(), await queue.overdue()) }),
    endLeases: (): Promise<void> => queue.endLeases(),
    async stop(): Promise<void> {
      await queue.stop();
      transport.close();
    },
  };
}
export type PostOffice = ReturnType<typeof postOffice>;
