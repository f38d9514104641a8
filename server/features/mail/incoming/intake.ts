import { createHash } from 'node:crypto';
import { isOwnAddress, isPlainAddress, sameForm } from '../../../domain/mail/address.js';
import { senderIsProved } from '../../../domain/mail/authentication.js';
import { automatic } from '../../../domain/mail/automatic.js';
import { newText } from '../../../domain/mail/quoted.js';
import { ticketHints } from '../../../domain/mail/thread.js';
import { tokenIn } from '../../../domain/ticket/third-party.js';
import { hashedId } from '../../../platform/ids/ids.js';
import type { IncomingMails, Taken } from './kept.js';
import type { MailPerson, ReceivedFile, ReceivedMail } from './received.js';

/** What a mail says, for whoever makes a ticket or a reply of it. The same mail has the same seed, however often it comes. */
export interface MailSaid {
  seed: string;
  sender: MailPerson;
  /** Whether the sender's address is proved (DMARC, by the server that we trust). */
  proved: boolean;
  /** A machine wrote it: it is not answered. */
  automatic: boolean;
  messageId: string;
  text: string;
  files: readonly ReceivedFile[];
}

/** Tickets, as far as mail coming in needs them. */
export interface TicketsByMail {
  /** Puts a mail into the conversation with a third party that a tag of ours names; `false` if there is none. */
  toThread(tag: string, said: MailSaid): Promise<boolean>;
  /** The ticket that a tag or an id of ours names, with the addresses that have a part in it. */
  named(hint: string): Promise<{ id: string; participants: readonly string[] } | null>;
  /** Both give the id of the ticket, which may be another one: a follow-up of a closed ticket. */
  reply(ticket: string, said: MailSaid): Promise<string>;
  log(ticket: { subject: string; to: readonly string[] }, said: MailSaid): Promise<string>;
}

interface IntakeOptions {
  deskDomains: readonly string[];
  /** The mail server in front of us whose `Authentication-Results` are trusted; `null`: none. */
  trustedServer: string | null;
  tickets: TicketsByMail;
  kept: Pick<IncomingMails, 'begin' | 'done'>;
}

const MAX_TEXT = 100_000;
const MAX_SUBJECT = 300;
const MAX_FILES = 20;

/**
 * Makes tickets and replies of mails. An answer reaches its ticket only from somebody who has a part in it; from
 * anybody else it is a ticket of its own, which origin looks at. What a machine answered is nobody's concern.
 */
export function mailIntake({ deskDomains, trustedServer, tickets, kept }: IntakeOptions) {
  return async (mail: ReceivedMail): Promise<Taken> => {
    const { from: sender } = mail;
    const byMachine = automatic(mail.headers, mail.envelope.from);
    if (byMachine === 'reply' || sender === null) return 'ignored';
    if (!isPlainAddress(sender.address) || isOwnAddress(sender.address, deskDomains)) return 'ignored';
    const said: MailSaid = {
      seed: hashedId('mail-in', sameForm(sender.address), mail.messageId || fingerprint(mail)),
      sender,
      proved: senderIsProved(mail.authenticationResults, sender.address, trustedServer),
      automatic: byMachine !== null,
      messageId: mail.messageId,
      text: newText(mail.text).slice(0, MAX_TEXT),
      files: mail.files.slice(0, MAX_FILES),
    };
    await kept.begin(said);
    const to = [...new Set([...mail.envelope.to, ...mail.to].map(sameForm))];
    for (const hint of ticketHints({ to, references: mail.references }, deskDomains)) {
      if (tokenIn(hint) !== null && (await tickets.toThread(hint, said))) {
        await kept.done(said.seed, 'reply', hint.toLowerCase());
        return 'reply';
      }
      const ticket = await tickets.named(hint);
      if (!ticket?.participants.some((address) => sameForm(address) === sameForm(sender.address))) continue;
      await kept.done(said.seed, 'reply', await tickets.reply(ticket.id, said));
      return 'reply';
    }
    const subject = mail.subject.trim().slice(0, MAX_SUBJECT) || '(no subject)';
    const logged = await tickets.log({ subject, to }, { ...said, text: mail.text.trim().slice(0, MAX_TEXT) });
    await kept.done(said.seed, 'logged', logged);
    return 'logged';
  };
}

const fingerprint = ({ subject, text, headers }: ReceivedMail): string =>
  createHash('sha256')
    .update(JSON.stringify([subject, text, headers.get('date') ?? '']))
    .digest('hex');
