import type { Request } from 'express';
import type { Connection } from 'mongoose';
import { RateLimiterMongo, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../../domain/access/access.js';
import type { Clock } from '../../platform/clock/clock.js';
import { readCookies } from '../../platform/http/read-request.js';
import { Problem } from '../../platform/problems.js';
import type { PeopleModels, SessionDocument } from './model.js';
import { digest, newSecret, passwordMatches, sameSecret } from './secrets.js';

export const COOKIE = 'tandem_session';
const PERSON_DAYS = 14;
const LINK_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a session in force stands for, and until when (machine's time). */
export interface Authenticated {
  caller: Caller;
  expiresAt: Date | null;
}

/** Sign-in, sessions and keys: who a caller is. */
export function sessionService({
  models,
  connection,
  clock,
}: {
  models: PeopleModels;
  connection: Connection;
  clock: Clock;
}) {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterMongo({ storeClient: connection, tableName: 'throttles', keyPrefix, points, duration: 15 * 60 });
  const byAddress = limiter('sign-in-from', 50);
  const byAccount = limiter('sign-in-as', 10);

  /** Counts an attempt, and refuses when there were too many. */
  async function throttle(address: string, email: string): Promise<void> {
    try {
      await byAddress.consume(address);
      await byAccount.consume(email);
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal;
      const { msBeforeNext } = refusal as RateLimiterRes;
      throw new Problem('too-many', 'Too many attempts; wait a while.', {
        retryAfter: Math.ceil(msBeforeNext / 1_000),
      });
    }
  }

  /** Begins a session; gives the cookie's value. */
  async function begin(
    session: Pick<SessionDocument, 'person' | 'link'>,
  ): Promise<{ token: string; maxAgeSeconds: number }> {
    const token = newSecret();
    const createdAt = clock.real();
    const days = session.person === null ? LINK_DAYS : PERSON_DAYS;
    const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
    await models.sessions.create([{ _id: digest(token), ...session, createdAt, expiresAt }]);
    return { token, maxAgeSeconds: (days * DAY_MS) / 1_000 };
  }

  async function ofToken(token: string): Promise<Authenticated | null> {
    const session = await models.sessions.findById(digest(token)).lean<SessionDocument>();
    if (!session || session.expiresAt <= clock.real()) return null;
    const caller = session.person === null ? callerOfLink(session) : await callerOfPerson(session.person);
    return caller && { caller, expiresAt: session.expiresAt };
  }

  async function callerOfPerson(id: string): Promise<Caller | null> {
    const document = await models.people.model.findById(id).lean();
    if (!document) return null;
    const person = models.people.read(document as never);
    if (!person.active) return null;
    return {
      id,
      kind: 'person',
      name: person.name,
      company: person.company,
      roles: person.roles,
      scopes: null,
      ticket: null,
    };
  }

  async function ofKey(presented: string): Promise<Authenticated | null> {
    const id = /^td_([0-9a-z]+)_[\w-]+$/.exec(presented)?.[1];
    const document = id === undefined ? null : await models.keys.model.findById(id).lean();
    if (!document) return null;
    const key = models.keys.read(document as never);
    const over = key.expiresAt !== null && key.expiresAt <= (await clock.now());
    if (key.revoked || over || !sameSecret(key.hash, digest(presented))) return null;
    const caller: Caller = {
      ...{ id: document._id, kind: 'key', name: key.name, company: key.company },
      ...{ roles: [], scopes: key.scopes, ticket: null },
    };
    return { caller, expiresAt: null };
  }

  return {
    begin,
    /** Signs a person in. Why not is never told apart: no such person, no password, a wrong one. */
    async signIn(
      email: string,
      password: string,
      address: string,
    ): Promise<{ person: string; token: string; maxAgeSeconds: number }> {
      const account = email.trim().toLowerCase();
      await throttle(address, account);
      const document = await models.people.model.findOne({ email: account } as never).lean();
      const credential = document ? await models.credentials.findById(document._id).lean<{ hash: string }>() : null;
      const right = await passwordMatches(credential?.hash, password);
      if (!document || !right || !models.people.read(document as never).active) throw new Problem('sign-in-failed');
      await byAccount.delete(account);
      return { person: document._id, ...(await begin({ person: document._id, link: null })) };
    },
    async end(token: string): Promise<void> {
      await models.sessions.deleteOne({ _id: digest(token) });
    },
    /** Ends all sessions of a person but, where given, the one at hand. */
    async endAll(person: string, but?: string): Promise<void> {
      await models.sessions.deleteMany({ person, ...(but !== undefined && { _id: { $ne: digest(but) } }) });
    },
    /** Whose this is: an API key, or a session's cookie. */
    ofCredential: (presented: string) => (presented.startsWith('td_') ? ofKey(presented) : ofToken(presented)),
    /** Who sent a request: by key, by cookie, or nobody. A cookie alone cannot change things from another site. */
    async authenticate(request: Pick<Request, 'get' | 'method'>): Promise<Caller | null> {
      const header = request.get('authorization');
      if (header !== undefined) {
        const presented = /^Bearer (\S+)$/i.exec(header)?.[1];
        const found = presented === undefined ? null : await ofKey(presented);
        if (!found) throw new Problem('not-signed-in', 'This API key is not known, revoked or over.');
        return found.caller;
      }
      const token = readCookies(request.get('cookie'))[COOKIE];
      if (token === undefined) return null;
      const found = await ofToken(token);
      if (found && !['GET', 'HEAD'].includes(request.method) && request.get('x-requested-with') !== 'tandem-desk') {
        throw new Problem(
          'cross-site',
          'A signed-in browser sends X-Requested-With: tandem-desk with what changes something.',
        );
      }
      return found?.caller ?? null;
    },
  };
}
export type SessionService = ReturnType<typeof sessionService>;

function callerOfLink({ _id, link }: SessionDocument): Caller | null {
  if (!link) return null;
  return {
    ...{
      id: `link:${_id.slice(0, 20)}`,
      kind: 'link',
      name: link.email,
      roles: ['contact'],
      scopes: null,
      ticket: link.ticket,
    },
    company: { kind: 'customer', id: link.customer ?? `of-ticket:${link.ticket}` },
  };
}
