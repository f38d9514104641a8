import type { Request } from 'express';
import type { Connection } from 'mongoose';
import { RateLimiterMongo, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../../domain/access/access.js';
import type { Clock } from '../../platform/clock/clock.js';
import { readCookies } from '../../platform/http/read-request.js';
import { hashedId } from '../../platform/ids/ids.js';
import { commandOf } from '../../platform/log/command.js';
import type { LogMemory } from '../../platform/log/memory.js';
import { Problem } from '../../platform/problems.js';
import type { Accounts } from './accounts.js';
import type { PeopleModels, SessionDocument } from './model.js';
import { digest, newSecret, passwordMatches, sameSecret } from './secrets.js';
import type { KeyState, PersonState } from './state.js';

export const COOKIE = 'tandem_session';
const PERSON_DAYS = 14;
const LINK_DAYS = 30;
/** So many sessions of a person are listed. */
const LISTED = 100;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a session in force stands for, and until when (machine's time). */
export interface Authenticated {
  caller: Caller;
  expiresAt: Date | null;
}

/** Sign-in, sessions and keys: who a caller is. */
export function sessionService({
  models,
  accounts,
  connection,
  clock,
  remembered,
}: {
  models: PeopleModels;
  /** Keys as remembered: what was revoked before it was looked is. */
  remembered: Pick<LogMemory, 'look' | 'of'>;
  accounts: Accounts;
  connection: Connection;
  clock: Clock;
}) {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterMongo({
      ...{ storeClient: connection, tableName: models.throttles.collection.name, disableIndexesCreation: true },
      ...{ keyPrefix, points, duration: 15 * 60 },
    });
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
    agent: string | null = null,
  ): Promise<{ token: string; maxAgeSeconds: number }> {
    const token = newSecret();
    const createdAt = clock.real();
    const days = session.person === null ? LINK_DAYS : PERSON_DAYS;
    const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
    await models.sessions.create([
      { _id: digest(token), ...session, agent: agent?.slice(0, 200) ?? null, createdAt, expiresAt },
    ]);
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
    return person.active ? callerAs(id, person) : null;
  }

  async function signedOut(person: string): Promise<void> {
    const document = await models.people.model.findById(person).lean();
    if (!document) return;
    const state = models.people.read(document as never);
    await accounts.noted({ id: person, state }, 'signed-out', commandOf(callerAs(person, state)));
  }

  const ofPerson = (person: string): Promise<SessionDocument[]> =>
    models.sessions
      .find({ person, expiresAt: { $gt: clock.real() } })
      .sort({ createdAt: -1 })
      .limit(LISTED)
      .lean<SessionDocument[]>();

  /** A key as it was when it was last looked. What is no key is not remembered: anybody can ask for one. */
  async function keyOf(id: string): Promise<(KeyState & { id: string }) | null> {
    await remembered.look();
    try {
      return await remembered.of(JSON.stringify(['key', id]), async () => {
        const document = await models.keys.model.findById(id).lean();
        if (!document) throw new NoKey();
        return { ...models.keys.read(document as never), id };
      });
    } catch (error) {
      if (error instanceof NoKey) return null;
      throw error;
    }
  }

  async function ofKey(presented: string): Promise<Authenticated | null> {
    const id = /^td_([0-9a-z]+)_[\w-]+$/.exec(presented)?.[1];
    const key = id === undefined ? null : await keyOf(id);
    if (!key) return null;
    const over = key.expiresAt !== null && key.expiresAt <= (await clock.now());
    if (key.revoked || over || !sameSecret(key.hash, digest(presented))) return null;
    const caller: Caller = {
      ...{ id: key.id, kind: 'key', name: key.name, company: key.company },
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
      agent: string | null = null,
    ): Promise<{ person: string; token: string; maxAgeSeconds: number }> {
      const account = email.trim().toLowerCase();
      await throttle(address, account);
      const document = await models.people.model.findOne({ email: account } as never).lean();
      const credential = document ? await models.credentials.findById(document._id).lean<{ hash: string }>() : null;
      const right = await passwordMatches(credential?.hash, password);
      const whose = document && { id: document._id, state: models.people.read(document as never) };
      if (!whose || !right || !whose.state.active) {
        await accounts.failed(account, whose);
        throw new Problem('sign-in-failed');
      }
      await byAccount.delete(account);
      const begun = await begin({ person: whose.id, link: null }, agent);
      await accounts.noted(whose, 'signed-in', commandOf(callerAs(whose.id, whose.state)));
      return { person: whose.id, ...begun };
    },
    /** Ends one session; the sockets that it opened are cut by what is noted of it. */
    async end(token: string): Promise<void> {
      const ended = await models.sessions.findOneAndDelete({ _id: digest(token) }).lean<SessionDocument>();
      if (ended?.person) await signedOut(ended.person);
    },
    /** One of a person's sessions, by what the list calls it. */
    async endOne(person: string, id: string): Promise<void> {
      const [ended] = (await ofPerson(person)).filter(({ _id }) => nameOf(_id) === id);
      if (!ended) throw new Problem('not-found');
      await models.sessions.deleteOne({ _id: ended._id });
      await signedOut(person);
    },
    /** The sessions of a person, the latest first; `current` is the one at hand. */
    async list(person: string, token: string | undefined) {
      const here = token === undefined ? null : digest(token);
      return (await ofPerson(person)).map(({ _id, agent, createdAt, expiresAt }) => ({
        ...{ id: nameOf(_id), agent: agent ?? null, createdAt, expiresAt, current: _id === here },
      }));
    },
    /** Counts an attempt at something that can be guessed or abused; too many are refused. */
    attempt: throttle,
    accounts,
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

class NoKey extends Error {}

/** What a session is called where its owner may see it: not what its cookie could be found by. */
const nameOf = (hash: string): string => hashedId('session', hash);

function callerAs(id: string, { name, company, roles }: Pick<PersonState, 'name' | 'company' | 'roles'>): Caller {
  return { id, kind: 'person', name, company, roles, scopes: null, ticket: null };
}

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
