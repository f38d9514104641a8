import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the receiver says to the next mails: `null` takes one, a code refuses it, `hang-up` takes it and cuts the line. */
type Mood = number | 'hang-up' | null;

/** A mail server of the outside world. */
export interface SmtpReceiver {
  url: string;
  /** What it took, oldest first, also what it took without its word reaching us. */
  taken: ParsedMail[];
  /** The first mail that fits, once it is there. */
  arrives(fits: (mail: ParsedMail) => boolean): Promise<ParsedMail>;
  /** The moods for the next mails, used up one by one; afterwards it takes everything. */
  moods: Mood[];
  close(): Promise<void>;
}

/** Opens a real SMTP server that can be moody. */
export async function smtpReceiver(): Promise<SmtpReceiver> {
  const taken: ParsedMail[] = [];
  const moods: Mood[] = [];
  const waiting: { fits(mail: ParsedMail): boolean; resolve(mail: ParsedMail): void }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(_address, _session, done) {
      const [mood] = moods;
      if (typeof mood !== 'number') return done();
      moods.shift();
      done(Object.assign(new Error(mood >= 500 ? 'No such mailbox' : 'Try later'), { responseCode: mood }));
    },
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        taken.push(mail);
        for (const one of waiting.filter(({ fits }) => fits(mail))) one.resolve(mail);
        if (moods.shift() === 'hang-up') lines.get(session.id)?.();
        else done();
      }, done);
    },
    onConnect(session, done) {
      const connection = [...server.connections].find(({ id }) => id === session.id);
      lines.set(session.id, () => connection?.close());
      done();
    },
  });
  const lines = new Map<string, () => void>();
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    async arrives(fits) {
      return taken.find(fits) ?? new Promise((resolve) => void waiting.push({ fits, resolve }));
    },
    moods,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
