import type { Company } from '../../domain/access/access.js';
import { toSeconds } from '../../platform/clock/clock.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { PeopleService } from '../people/service.js';
import type { MailNotices } from './notices.js';

interface Dependencies {
  people: Pick<PeopleService, 'byId' | 'ofPasswordRequest'>;
  notices: Pick<MailNotices, 'password'>;
  /** What a company is called. */
  nameOf(company: Company): Promise<string>;
}

/** Links are mailed at most once in this time to a person who forgot their password, in seconds. */
const RENEWAL = 600;

const ROLE_WORDS: Readonly<Record<string, string>> = {
  'partner-agent': 'agent',
  'partner-admin': 'administrator',
  admin: 'administrator',
};

/** Mails links to choose a password: to who is added without one, and to who forgot theirs. */
export function accountMails({ people, notices, nameOf }: Dependencies): Consumer {
  return {
    name: 'account-mails',
    types: ['person-added', 'password-asked'],
    async handle({ id: event, type, subject, at: instant, actor, data }) {
      const at = toSeconds(instant);
      if (type === 'password-asked') {
        const person = await people.ofPasswordRequest(subject.id);
        if (!person) return;
        const { id, email, name, timeZone: zone } = person;
        const once = `link-renewed:password:${id}:${email}:${Math.floor(at / RENEWAL)}`;
        await notices.password({ event: once, topic: { kind: 'person', id } }, { id, email, name, zone, at }, null);
        return;
      }
      const person = data.invited === true ? await people.byId(subject.id) : null;
      if (!person?.active) return;
      const { id, email, name, timeZone: zone, company, roles } = person;
      const role = roles.map((one) => ROLE_WORDS[one] ?? one).join(' and ');
      const invited = { by: actor.name, company: await nameOf(company), role };
      await notices.password({ event, topic: { kind: 'person', id } }, { id, email, name, zone, at }, invited);
    },
  };
}
