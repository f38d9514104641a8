import { tagOf } from './address.js';

/** What of a mail says which conversation it belongs to. */
export interface ThreadHints {
  to: readonly string[];
  /** `In-Reply-To` and `References`, the nearest first, each with its angle brackets. */
  references: readonly string[];
}

/** `<t.TICKET@domain>`: the first of a ticket's conversation, whether or not a mail with it was ever sent. */
export const rootMessageId = (ticket: string, domain: string): string => `<t.${ticket}@${domain}>`;

/** `<m.KEY.TICKET@domain>`: `key` is the same for the same event and receiver, so that a second hand-over is no second mail. */
export const mailMessageId = (key: string, ticket: string | null, domain: string): string =>
  ticket === null ? `<m.${key}@${domain}>` : `<m.${key}.${ticket}@${domain}>`;

const OWN_ID = /^<(?:t|m\.[0-9a-z]+)\.([^@<>\s]+)@([^@<>\s]+)>$/i;

/**
 * What a mail may be an answer to, the surest first: the tag of an address of ours, then the ids of our own mails
 * that it refers to. Whether such a ticket exists and its sender has a part in it is for others to say.
 */
export function ticketHints({ to, references }: ThreadHints, deskDomains: readonly string[]): string[] {
  const tags = to.flatMap((address) => tagOf(address, deskDomains) ?? []);
  const referred = references.flatMap((reference) => {
    const [, ticket, domain] = OWN_ID.exec(reference) ?? [];
    const ours = deskDomains.some((own) => own.toLowerCase() === domain?.toLowerCase());
    return ticket !== undefined && ours ? [ticket] : [];
  });
  return [...new Set([...tags, ...referred])];
}
