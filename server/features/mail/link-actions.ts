import { SYSTEM } from '../../domain/access/access.js';
import { sameForm } from '../../domain/mail/address.js';
import { proveAddress } from '../../domain/ticket/verbs/prove.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Command } from '../../platform/log/command.js';
import { Problem } from '../../platform/problems.js';
import type { LinkAction } from '../people/link-routes.js';
import type { LinkView } from '../people/links.js';
import type { PeopleService } from '../people/service.js';
import { COOKIE, type SessionService } from '../people/sessions.js';
import type { TicketService } from '../tickets/service/index.js';
import type { MailNotices } from './notices.js';
import type { ProvedAddresses } from './proved.js';

interface Options {
  tickets: Pick<TicketService, 'store'>;
  people: Pick<PeopleService, 'byId' | 'resetPassword'>;
  sessions: Pick<SessionService, 'begin' | 'endAll'>;
  notices: MailNotices;
  proved: ProvedAddresses;
  clock: Clock;
  /** Cookies only over https. */
  secure: boolean;
}

/** Links are mailed anew at most once in this time for each purpose and address, in seconds. */
const RENEWAL = 600;

/** What the links in mails do: follow a ticket, confirm an address, choose a password. */
export function mailLinkActions({ tickets, people, sessions, notices, proved, clock, secure }: Options) {
  const ticketOf = (id: string) => tickets.store.one({ _id: id });

  async function renewalOf(purpose: string, subject: string, email: string) {
    const at = await clock.now();
    return { at, event: `link-renewed:${purpose}:${subject}:${email}:${Math.floor(at / RENEWAL)}` };
  }

  /** A session on this ticket alone. */
  async function enter(id: string, email: string) {
    const { origin } = await ticketOf(id);
    const link = { ticket: id, email, customer: origin.customer?.id ?? null };
    const { token, maxAgeSeconds } = await sessions.begin({ person: null, link });
    const cookie = `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
    return { body: { ticket: id }, headers: { 'set-cookie': cookie } };
  }

  async function mailTicketLink(id: string, email: string, purpose: string): Promise<void> {
    const { number, requester, origin } = await ticketOf(id);
    const { at, event } = await renewalOf(purpose, id, email);
    const name = requester.email.toLowerCase() === email ? requester.name : '';
    const ticket = { id, number, partner: origin.partner?.id ?? null, zone: 'UTC', at };
    await notices.ticketLink({ event, topic: { kind: 'ticket', id } }, { address: email, name }, ticket);
  }

  /** Whoever presses what was mailed to an address has shown that it is theirs. */
  async function press({ subject, email }: LinkView, command: Command) {
    await proved.note(email);
    const { requester } = await ticketOf(subject);
    if (sameForm(requester.email) === sameForm(email)) {
      await tickets.store.change(
        SYSTEM,
        command,
        { _id: subject },
        async () => null,
        () => (state, _context, at) => proveAddress(state, at),
      );
    }
    return enter(subject, email);
  }

  const ticket: LinkAction = {
    repeatable: false,
    showsUsed: false,
    show: async ({ subject }) => ({ number: (await ticketOf(subject)).number }),
    act: (link, _body, command) => press(link, command),
    renew: ({ subject, email }) => mailTicketLink(subject, email, 'ticket'),
  };

  const address: LinkAction = {
    repeatable: true,
    showsUsed: false,
    show: async ({ subject, email }) => ({ number: (await ticketOf(subject)).number, email }),
    act: (link, _body, command) => press(link, command),
    renew: ({ subject, email }) => mailTicketLink(subject, email, 'address'),
  };

  const password: LinkAction = {
    repeatable: true,
    showsUsed: false,
    show: async ({ email }) => ({ email }),
    async act({ subject }, { password: chosen }, command: Command) {
      if (chosen === undefined) throw new Problem('invalid');
      await sessions.endAll(subject);
      await people.resetPassword(command, subject, chosen);
      return { body: { ticket: null } };
    },
    async renew({ subject }) {
      const person = await people.byId(subject);
      if (!person?.active) return;
      const { id, email, name, timeZone } = person;
      const { at, event } = await renewalOf('password', id, email);
      await notices.password({ event, topic: { kind: 'person', id } }, { id, email, name, zone: timeZone, at }, null);
    },
  };

  return { ticket, address, password };
}
