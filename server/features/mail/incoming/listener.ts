import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import type { Logger } from '../../../platform/logger.js';
import { Problem } from '../../../platform/problems.js';
import { parseMail, type ReceivedMail } from './received.js';

interface ListenerOptions {
  host: string;
  port: number;
  /** Whether mail for this address is taken at all. */
  accepts(address: string): boolean;
  /** The mail counts as taken when this is done; when it throws, the sender tries again, or is told for good. */
  take(mail: ReceivedMail): Promise<void>;
  /** In bytes, with everything. */
  maxSize: number;
  logger: Logger;
}

/** A mail server of our own that takes mail in. */
export interface MailListener {
  port: number;
  close(): Promise<void>;
}

/** Listens for mail. Whoever may reach the port may hand mail in; who they are proves nothing. */
export async function mailListener({
  host,
  port,
  accepts,
  take,
  maxSize,
  logger,
}: ListenerOptions): Promise<MailListener> {
  const server = new SMTPServer({
    banner: 'Tandem Desk',
    logger: false,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxSize,
    maxClients: 100,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo({ address }, _session, done) {
      done(accepts(address) ? null : answer(550, 'No mail is taken for this address'));
    },
    onData(stream, { envelope }, done) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      bytesOf(stream, maxSize)
        .then(async (source) => {
          if (source === null) throw answer(552, 'The mail is too large');
          await take(await parseMail(source, { from, to }));
        })
        .then(
          () => done(null),
          (error: unknown) => done(refusalOf(error, logger)),
        );
    },
  });
  server.on('error', (error: unknown) => logger.warn({ error }, 'A connection to the mail server failed'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** What the sender is told: a "no" that was meant is for good; everything else may work later. */
function refusalOf(error: unknown, logger: Logger): Error {
  if (error instanceof Problem && error.status < 500 && error.status !== 429) return answer(550, error.message);
  if (error instanceof Error && 'responseCode' in error) return error;
  logger.error({ error }, 'A mail could not be taken in');
  return answer(451, 'Try again later');
}

/** The whole of a stream, or `null` where it is more than that; it is read to its end in any case. */
async function bytesOf(stream: Readable, maxSize: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= maxSize) chunks.push(bytes);
  }
  return size <= maxSize ? Buffer.concat(chunks) : null;
}
