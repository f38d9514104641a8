import { createTransport } from 'nodemailer';
import type { Attempt } from '../../platform/outbound/deliveries.js';

/** A mail as it goes over the wire, to one receiver. */
export interface OutgoingMail {
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo: { name: string; address: string } | null;
  /** Message ids, the oldest first; the last is what it answers. */
  references: readonly string[];
  subject: string;
  text: string;
  html: string;
}

/** Hands a mail to the next mail server. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<Attempt>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;

/** Mail by SMTP: `smtp://user:password@host:port`, `smtps://…`. The address in the envelope is the sender's. */
export function smtpTransport(url: string): MailTransport {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        const { response } = await transport.sendMail({
          messageId: mail.messageId,
          from: mail.from,
          to: mail.to,
          envelope: { from: mail.from.address, to: [mail.to.address] },
          ...(mail.replyTo && { replyTo: mail.replyTo }),
          ...(mail.references.length > 0 && {
            references: [...mail.references],
            inReplyTo: mail.references[mail.references.length - 1] ?? '',
          }),
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { result: 'handed-over', answer: response };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A code of 5xx to mail or address is for good; 4xx, a broken line, a refused sign-in may be otherwise tomorrow. */
function failureOf(error: unknown): Attempt {
  const answer = error instanceof Error ? error.message : String(error);
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  const forGood = typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH';
  return { result: forGood ? 'refused' : 'failed', answer };
}
