import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { saidAsText } from '../said.js';

export interface MailPerson {
  address: string;
  name: string;
}

export interface ReceivedFile {
  name: string;
  type: string;
  content: Buffer;
}

/** A mail as it came in. */
export interface ReceivedMail {
  /** The envelope: who is told of failures (empty for reports themselves), and for whom it was. */
  envelope: { from: string; to: readonly string[] };
  /** With angle brackets; empty where it has none. */
  messageId: string;
  /** `null` where `From` is missing or names several. */
  from: MailPerson | null;
  to: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  /** `In-Reply-To`, then `References` from the last to the first. */
  references: readonly string[];
  /** By name in lower case; the topmost where there are several. */
  headers: ReadonlyMap<string, string>;
  /** The topmost first. */
  authenticationResults: readonly string[];
  files: readonly ReceivedFile[];
  size: number;
}

/** Reads a mail as it came over the wire. */
export async function parseMail(source: Buffer, envelope: ReceivedMail['envelope']): Promise<ReceivedMail> {
  const parsed = await simpleParser(source, { skipImageLinks: true });
  const senders = addressesOf(parsed.from);
  const [sender] = senders;
  const html = typeof parsed.html === 'string' ? parsed.html : null;
  return {
    envelope,
    messageId: parsed.messageId ?? '',
    from: senders.length === 1 && sender ? sender : null,
    to: [...addressesOf(parsed.to), ...addressesOf(parsed.cc)].map(({ address }) => address),
    subject: parsed.subject ?? '',
    text: parsed.text?.trim() ? parsed.text : saidAsText({ author: '', text: null, html }),
    html,
    references: referencesOf(parsed),
    headers: topmostHeaders(parsed),
    authenticationResults: parsed.headerLines
      .filter(({ key }) => key === 'authentication-results')
      .map(({ line }) => contentOf(line)),
    files: parsed.attachments.map(({ filename, contentType, content }, index) => ({
      name: filename ?? `attachment-${index + 1}`,
      type: contentType,
      content,
    })),
    size: source.length,
  };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): MailPerson[] {
  const fields = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return fields
    .flatMap(({ value }) => value)
    .flatMap((entry) => [entry, ...(entry.group ?? [])])
    .flatMap(({ address, name }) => (address ? [{ address, name }] : []));
}

function referencesOf({ inReplyTo, references }: ParsedMail): string[] {
  const named = references === undefined ? [] : Array.isArray(references) ? references : [references];
  return [...new Set([...(inReplyTo ? [inReplyTo] : []), ...named.toReversed()])];
}

const contentOf = (line: string): string =>
  line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n\s+/g, ' ')
    .trim();

function topmostHeaders({ headerLines }: ParsedMail): Map<string, string> {
  const headers = new Map<string, string>();
  for (const { key, line } of headerLines) {
    if (!headers.has(key)) headers.set(key, contentOf(line));
  }
  return headers;
}
