import type { MailContact } from '../../../domain/mail/recipients.js';
import { recipientsOf } from '../../../domain/mail/recipients.js';
import { toSeconds } from '../../../platform/clock/clock.js';
import type { LogEvent } from '../../../platform/log/event.js';
import type { PostOffice } from '../post.js';
import { warningWords } from './contents.js';
import { targetParty } from './plan.js';
import type { AtWork, MailSources, TicketSeen } from './seen.js';

/** Somebody's people who are warned, and why they are. */
export interface Warned {
  party: 'provider' | 'partner';
  people: readonly MailContact[];
  reason: string;
}

/**
 * Who is warned of a target besides the partner of its own: whoever has the ticket, leads a queue that it is in or is on
 * call for one, each of what binds their party. A promise binds both.
 */
export function warnedOf(target: string, { assignee, led, onCall }: AtWork): Warned[] {
  const binds = (party: string) => target === 'promise' || target === party;
  const has = assignee && assignee.party !== 'customer' && binds(assignee.party) ? assignee : null;
  return [
    ...(has && has.party !== 'customer'
      ? [{ party: has.party, people: [has.contact], reason: 'You have the ticket.' }]
      : []),
    ...led
      .filter(({ party, leads }) => leads.length > 0 && binds(party))
      .map(({ party, queue: name, leads }) => ({ party, people: leads, reason: `You lead the queue ${name}.` })),
    ...onCall
      .filter(({ party }) => binds(party))
      .map(({ party, queue: name, contact }) => ({
        ...{ party, people: [contact], reason: `You are on call for the queue ${name}.` },
      })),
  ];
}

interface Options {
  post: PostOffice;
  sources: MailSources;
  deskDomains: readonly string[];
}

/** Mails of warnings and breaches to people who are named for them; each hears of an event once, however often named. */
export function warnedMails({ post, sources, deskDomains }: Options) {
  return async (event: LogEvent, ticket: TicketSeen): Promise<void> => {
    const named = warnedOf(targetParty(event), await sources.atWork(ticket.id, toSeconds(event.at)));
    for (const { party, people, reason } of named) {
      const zone = await sources.zoneOf({ customer: null, partner: party === 'partner' ? ticket.partner : null });
      const nobodyElse = { partner: null, deal: null, unproved: [], customer: { name: null, people: [] } };
      const recipients = recipientsOf(
        { to: { party, people, reason }, by: 'desk', author: null, doneBy: 'desk', answersMachine: null },
        { deskDomains, providerName: sources.providerName, ...nobodyElse },
      );
      const warning = warningWords(event, ticket, party, zone);
      const page = party === 'partner' ? '/partner/tickets/' : '/tickets/';
      await post.take({
        ...{ event: event.id, topic: { kind: 'ticket', id: ticket.id }, thread: null, recipients },
        kind: 'breach-warning',
        content: async (receiver) => ({
          kind: 'breach-warning',
          data: {
            ...{ brand: await sources.brandOf(null), preview: warning.words, remark: receiver.remark },
            why: `You get this because: ${receiver.reason}`,
            ticket: { number: ticket.number, subject: ticket.subject },
            ...{ turn: null, promise: null, warning, facts: [] },
            button: { label: 'Open the ticket', url: `${sources.links.publicUrl()}${page}${ticket.id}` },
          },
        }),
      });
    }
  };
}
