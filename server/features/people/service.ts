import type { Caller, Company, Role, Scope } from '../../domain/access/access.js';
import { can, hasRole } from '../../domain/access/access.js';
import { changed } from '../../domain/decision.js';
import type { Fault } from '../../domain/input/reader.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import type { Changes } from '../../platform/log/changes.js';
import type { Command } from '../../platform/log/command.js';
import { invalid, Problem } from '../../platform/problems.js';
import type { PeopleModels } from './model.js';
import { digest, hashPassword, newSecret, passwordMatches } from './secrets.js';
import type { SessionService } from './sessions.js';
import {
  addPerson,
  changePerson,
  foreignRoles,
  type KeyState,
  looksAfter,
  type PersonState,
  revokeKey,
} from './state.js';

/** A person with id and version, as presenters take it. */
export interface Person extends PersonState {
  id: string;
  version: number;
}

export interface Key extends KeyState {
  id: string;
  version: number;
}

export interface NewPerson {
  id?: string;
  email: string;
  name: string;
  company: Company;
  roles: readonly Role[];
  language: string;
  timeZone: string;
  capacity?: number | null;
  calendar?: string | null;
  skills?: PersonState['skills'];
  password?: string;
}

interface Dependencies {
  models: PeopleModels;
  changes: Changes;
  clock: Clock;
  sessions: SessionService;
  /** Whether there is such a company. */
  companyExists(company: Company): Promise<boolean>;
  /** What of these there is not. */
  unknownAgreements(named: { calendar: string | null; skills: readonly string[] }): Promise<readonly Fault[]>;
}

/** The companies of people by id, those who have left too. */
export const companiesOf =
  ({ people }: Pick<PeopleModels, 'people'>) =>
  async (ids: readonly string[]): Promise<ReadonlyMap<string, Company>> => {
    const found = await people.model.find({ _id: { $in: [...ids] } } as never).lean();
    return new Map(found.map((document) => [document._id, people.read(document as never).company]));
  };

/** People, their passwords, and keys: who can call at all. */
export function peopleService({ models, changes, clock, sessions, companyExists, unknownAgreements }: Dependencies) {
  const { people, keys, credentials } = models;

  /** Which people or keys a caller may see: the provider's see all (contacts too), others those of their company. */
  function horizon({ company }: Caller): Record<string, unknown> {
    if (company.kind === 'provider') return {};
    return { 'company.kind': company.kind, 'company.id': company.id };
  }

  async function companyFaults(caller: Caller, company: Company): Promise<Fault[]> {
    if (looksAfter(caller, company) && (company.kind === 'provider' || (await companyExists(company)))) return [];
    return [{ path: 'company', message: 'is not a company that you look after' }];
  }

  /** Refuses a calendar or skills that there are not, and what else is wrong. */
  async function expectKnown(
    { calendar, skills = [] }: Partial<PersonState>,
    faults: readonly Fault[] = [],
  ): Promise<void> {
    const missing = await unknownAgreements({ calendar: calendar ?? null, skills: skills.map(({ skill }) => skill) });
    if (faults.length + missing.length > 0) throw invalid([...faults, ...missing]);
  }

  async function setPassword(person: string, password: string): Promise<void> {
    await credentials.updateOne({ _id: person }, { $set: { hash: await hashPassword(password) } }, { upsert: true });
  }

  async function one(caller: Caller, id: string): Promise<Person> {
    const found = await people.model.findOne({ $and: [{ _id: id }, horizon(caller)] } as never).lean();
    if (!found) throw new Problem('not-found');
    return toPerson(found);
  }

  const toPerson = (document: { _id: string; version: number }): Person => ({
    ...people.read(document as never),
    id: document._id,
    version: document.version,
  });

  const toKey = (document: { _id: string; version: number }): Key => ({
    ...keys.read(document as never),
    id: document._id,
    version: document.version,
  });

  return {
    one,
    /** The person of a session; `null` for keys and links. */
    async self(caller: Caller): Promise<Person | null> {
      return caller.kind === 'person' ? one(caller, caller.id) : null;
    },
    async list(caller: Caller, query: { limit?: number | undefined; cursor?: string | undefined }) {
      const after = decodeCursor(query.cursor, 1);
      const limit = query.limit ?? 50;
      const found = await people.model
        .find({ $and: [horizon(caller), after ? { _id: { $gt: after[0] } } : {}] } as never)
        .sort({ _id: 1 })
        .limit(limit + 1)
        .lean();
      return pageOf(found.map(toPerson), limit, ({ id }) => [id]);
    },
    async add(caller: Caller, command: Command, input: NewPerson): Promise<Person> {
      const { id: wanted, password, ...person } = input;
      await expectKnown(person, [...(await companyFaults(caller, person.company)), ...foreignRoles(person)]);
      const id = wanted ?? command.newId('person');
      if (password !== undefined && !command.replay) await setPassword(id, password);
      try {
        await changes.create(people, command, id, (at) =>
          addPerson(
            { capacity: null, calendar: null, skills: [], ...person, active: true },
            password === undefined,
            at,
          ),
        );
      } catch (error) {
        if (!isDuplicateKey(error, 'email')) throw error;
        throw new Problem('exists', 'Somebody has this address already.', {
          errors: [{ path: 'email', message: 'is taken' }],
        });
      }
      return one(caller, id);
    },
    async change(
      caller: Caller,
      command: Command,
      id: string,
      change: Partial<Omit<PersonState, 'company'>>,
    ): Promise<Person> {
      await expectKnown(change);
      const filter = { $and: [{ _id: id }, horizon(caller)] };
      const outcome = await changes.change(people, command, filter, (state, at) => changePerson(state, change, at));
      if (!outcome.state.active) await sessions.endAll(id);
      return { ...outcome.state, id, version: outcome.version };
    },
    /** Sets one's own password; other sessions end. */
    async changePassword(
      caller: Caller,
      command: Command,
      { present, next }: { present: string; next: string },
      { session, address }: { session?: string | undefined; address: string },
    ): Promise<void> {
      await sessions.attempt(address, caller.id);
      const stored = await credentials.findById(caller.id).lean<{ hash: string }>();
      if (!(await passwordMatches(stored?.hash, present)))
        throw new Problem('sign-in-failed', 'The present password is not right.');
      await sessions.endAll(caller.id, session);
      await this.resetPassword(command, caller.id, next);
    },
    /** Sets a password without the old one: for a link that proved the address. */
    async resetPassword(command: Command, person: string, password: string): Promise<void> {
      await setPassword(person, password);
      await changes.change(people, command, { _id: person }, (state, at) =>
        changed(state, [{ type: 'password-set', at }]),
      );
    },
    /** Asks for a link to choose a new password: the same work and answer whether somebody has the address or not. */
    async forgotPassword(command: Command, email: string, address: string): Promise<void> {
      await sessions.attempt(address, `forgot:${email}`);
      await changes.create(models.passwordRequests, command, command.newId('password-request'), (at) =>
        changed({ email }, [{ type: 'password-asked', at }]),
      );
    },
    /** Whose password was asked for; `null` for an address that nobody has, or nobody any more. */
    async ofPasswordRequest(id: string): Promise<Person | null> {
      const document = await models.passwordRequests.model.findById(id).lean();
      if (!document) return null;
      const person = await this.byEmail(models.passwordRequests.read(document as never).email);
      return person?.active ? person : null;
    },
    /** Signs a person out everywhere, or everywhere but here. */
    async endSessions(caller: Caller, command: Command, person: string, but?: string): Promise<void> {
      const found = await one(caller, person);
      await sessions.endAll(person, but);
      await sessions.accounts.noted({ id: person, state: found }, 'sessions-ended', command);
    },
    async keys(caller: Caller): Promise<Key[]> {
      const found = await keys.model
        .find(horizon(caller) as never)
        .sort({ _id: 1 })
        .limit(200)
        .lean();
      return found.map(toKey);
    },
    /** Makes a key. Its secret is given here and never again. */
    async makeKey(
      caller: Caller,
      command: Command,
      input: { name: string; company: Company; scopes: readonly Scope[]; expiresAt: Seconds | null },
    ): Promise<{ key: Key; secret: string | null }> {
      await expectKnown({}, await companyFaults(caller, input.company));
      if (!can(caller, 'desk:admin') && !hasRole(caller, 'partner-admin')) throw new Problem('not-allowed');
      const id = command.newId('key');
      const secret = `td_${id}_${newSecret()}`;
      const state = { ...input, hash: digest(secret), revoked: false };
      const made = await changes.create(keys, command, id, (at) =>
        changed(state, [{ type: 'key-made', at, scopes: input.scopes }]),
      );
      return { key: { ...made.state, id, version: made.version }, secret: made.repeated ? null : secret };
    },
    async revoke(caller: Caller, command: Command, id: string): Promise<Key> {
      const filter = { $and: [{ _id: id }, horizon(caller)] };
      const outcome = await changes.change(keys, command, filter, revokeKey);
      return { ...outcome.state, id, version: outcome.version };
    },
    /** A person by address, for what reaches the desk by mail. */
    async byEmail(address: string): Promise<Person | null> {
      const found = await people.model.findOne({ email: address.toLowerCase() } as never).lean();
      return found && toPerson(found);
    },
    async byId(id: string): Promise<Person | null> {
      const found = await people.model.findById(id).lean();
      return found && toPerson(found);
    },
    /** People by id, those who have left too. */
    async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
      const found = await people.model.find({ _id: { $in: [...new Set(ids)] } } as never).lean();
      return new Map(found.map((document) => [document._id, toPerson(document)]));
    },
    /** The active people of a company with one of these roles (all, where none is named). */
    async ofCompany(company: Company, roles: readonly Role[] = []): Promise<Person[]> {
      const of =
        company.kind === 'provider'
          ? { 'company.kind': 'provider' }
          : { 'company.kind': company.kind, 'company.id': company.id };
      const withRole = roles.length > 0 ? { roles: { $in: roles } } : {};
      const found = await people.model
        .find({ ...of, ...withRole, active: true } as never)
        .limit(200)
        .lean();
      return found.map(toPerson);
    },
    /** Whether the store has anybody who could sign in. */
    async isEmpty(): Promise<boolean> {
      return (await people.model.findOne({}, { _id: 1 }).lean()) === null;
    },
    now: () => clock.now(),
  };
}
export type PeopleService = ReturnType<typeof peopleService>;
