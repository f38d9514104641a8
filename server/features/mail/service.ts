import type { Connection } from 'mongoose';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { domainOf, isOwnAddress, sameForm } from '../../domain/mail/address.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Logger } from '../../platform/logger.js';
import type { Sweep } from '../../platform/sweeps/sweeps.js';
import type { MailBrand } from './contents.js';
import { mailIntake, type TicketsByMail } from './incoming/intake.js';
import { incomingMails } from './incoming/kept.js';
import { type MailListener, mailListener } from './incoming/listener.js';
import type { ReceivedMail } from './incoming/received.js';
import { mailbox as mailboxOf } from './mailbox.js';
import { mailModels } from './model.js';
import { mailNotices, type PartiesOfDeal } from './notices.js';
import { postOffice } from './post.js';
import { provedAddresses } from './proved.js';
import { loadTemplates, mailRenderer } from './render.js';
import { ticketMails } from './tickets/consumer.js';
import { type MailPorts, mailSources } from './tickets/sources.js';
import { thirdPartyMails } from './tickets/third-parties.js';
import { type MailTransport, smtpTransport } from './transport.js';

interface Options extends Omit<MailPorts, 'incoming' | 'proved'> {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  /** Where the templates are. */
  templates: string;
  /** The desk's own address. */
  from: string;
  /** The mail server that mail is handed to; `null`: none. */
  smtpUrl: string | null;
  /** Where mail is taken in: `host:port` or a port; `null`: nowhere. */
  smtpListen: string | null;
  /** The server in front of us whose word on senders is trusted; `null`: none. */
  trustedServer: string | null;
  /** Whether everybody's mail goes to a mailbox of the desk's own. */
  ownMailbox: boolean;
  ticketsByMail: TicketsByMail;
  partiesOf(deal: string): Promise<PartiesOfDeal | null>;
  /** The face of a partner's mails as it is now: what followers read of it may be of a moment ago. */
  brandOf(partner: string | null): Promise<MailBrand>;
}

const MAX_MAIL = 30 * 1024 * 1024;
/** So many unknown addresses of one domain are written to in an hour. */
const UNKNOWN_AN_HOUR = 20;

/** The desk's mail: what goes out and comes in, and the demo's mailbox. */
export function mailService(options: Options) {
  const { connection, clock, logger, from, smtpUrl, links, ownMailbox } = options;
  const domain = domainOf(from);
  const deskDomains = [domain];
  let transport: MailTransport | null = null;
  let listener: MailListener | null = null;

  const post = postOffice({
    ...mailModels(connection),
    render: mailRenderer(loadTemplates(options.templates)),
    transport: {
      send: async (mail) => transport?.send(mail) ?? { result: 'failed', answer: 'No mail server is set (SMTP_URL).' },
      close: () => transport?.close(),
    },
    desk: { address: from, domain },
    clock,
    logger,
  });
  const incoming = incomingMails({ connection, clock });
  const proved = provedAddresses({ connection, clock });
  const sources = mailSources({ ...options, incoming, proved });
  const unknown = new RateLimiterMemory({ points: UNKNOWN_AN_HOUR, duration: 3600 });
  const mailbox = mailboxOf({ connection, clock });
  const intake = mailIntake({
    deskDomains,
    trustedServer: options.trustedServer,
    tickets: options.ticketsByMail,
    kept: incoming,
  });

  /** Takes in what is for the desk; everything else is for the demo's mailbox. */
  async function take(mail: ReceivedMail): Promise<void> {
    const isOurs = (address: string) => isOwnAddress(address, deskDomains);
    if (mail.envelope.to.some(isOurs)) await intake(mail);
    if (ownMailbox && !mail.envelope.to.every(isOurs)) await mailbox.keep(mail);
  }

  return {
    post,
    mailbox,
    proved,
    notices: mailNotices({
      ...{ post, deskDomains, links, partiesOf: options.partiesOf, brandOf: options.brandOf },
      providerName: options.provider.name,
    }),
    thirdParties: thirdPartyMails({ post, sources, tickets: options.tickets }),
    consumer: ticketMails({
      ...{ post, sources, deskDomains },
      mayAskUnknown: (source) => unknown.consume(sameForm(source)).then(...YES_OR_NO),
    }),
    /** Where a standing clock is moved, mail goes out before it answers. */
    sweep: {
      name: 'mail',
      shared: false,
      async run({ limit }) {
        const { handedOver, failed } = transport ? await post.sendDue(limit) : { handedOver: 0, failed: 0 };
        return { done: handedOver + failed, failed: [] };
      },
      nextDue: async () => null,
    } satisfies Sweep,
    /** Opens the mail server of our own, where there is one, and begins to send. */
    async start(): Promise<void> {
      if (ownMailbox || options.smtpListen !== null) {
        const { host, port } = listenAt(options.smtpListen);
        listener = await mailListener({
          ...{ host, port, take, logger, maxSize: MAX_MAIL },
          accepts: (address) => ownMailbox || isOwnAddress(address, deskDomains),
        });
      }
      const url = smtpUrl ?? (ownMailbox && listener ? `smtp://127.0.0.1:${listener.port}` : null);
      transport = url === null ? null : smtpTransport(url);
      post.start();
    },
    /** The port at which mail is taken in, once it is open. */
    listeningAt: (): number | null => listener?.port ?? null,
    async stop(): Promise<void> {
      await post.stop();
      await listener?.close();
    },
  };
}

const YES_OR_NO = [() => true, () => false] as const;

/** `2525`, `0.0.0.0:25`; without a setting a loopback port that the system chooses. */
function listenAt(setting: string | null): { host: string; port: number } {
  if (setting === null) return { host: '127.0.0.1', port: 0 };
  const [, host, port] = /^(?:(.*):)?(\d{1,5})$/.exec(setting) ?? [];
  if (port === undefined) throw new Error(`SMTP_LISTEN must be a port or host:port, not ${setting}`);
  return { host: host?.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1', port: Number(port) };
}
