import type { Caller, Company, Role, Scope } from '../../domain/access/access.js';
import { changed, type Decision, refused } from '../../domain/decision.js';
import type { Fault } from '../../domain/input/reader.js';
import type { Seconds } from '../../domain/time/instant.js';

/** A person who can sign in: the provider's, a partner's, or a customer's contact. */
export interface PersonState {
  /** In lower case; nobody else has it. */
  email: string;
  name: string;
  company: Company;
  roles: readonly Role[];
  language: string;
  timeZone: string;
  /** How much work they can have at a time; `null`: as much as anybody. */
  capacity: number | null;
  /** The calendar of their working hours; `null`: whenever they say that they are there. */
  calendar: string | null;
  skills: readonly { skill: string; level: number }[];
  active: boolean;
}

/** An API key. It acts for its company, within its scopes. */
export interface KeyState {
  name: string;
  company: Company;
  scopes: readonly Scope[];
  hash: string;
  expiresAt: Seconds | null;
  revoked: boolean;
}

export type PersonEvent =
  | { type: 'person-added'; at: Seconds; roles: readonly Role[]; invited: boolean }
  | { type: 'person-changed'; at: Seconds; fields: readonly string[] }
  | { type: 'person-deactivated'; at: Seconds }
  | { type: 'password-set'; at: Seconds };

export type KeyEvent =
  | { type: 'key-made'; at: Seconds; scopes: readonly Scope[] }
  | { type: 'key-revoked'; at: Seconds };

const ROLES_OF: Record<Company['kind'], readonly Role[]> = {
  provider: ['agent', 'lead', 'finance', 'admin'],
  partner: ['partner-agent', 'partner-admin'],
  customer: ['contact'],
};

/** Whether the caller looks after the people and keys of this company. */
export const looksAfter = (caller: Caller, company: Company): boolean =>
  caller.company.kind === 'provider' || sameCompany(caller.company, company);

export const sameCompany = (one: Company, other: Company): boolean =>
  one.kind === other.kind && (one.kind === 'provider' || one.id === (other as { id: string }).id);

/** The roles that nobody of the company's kind has. */
export const foreignRoles = ({ roles, company }: Pick<PersonState, 'roles' | 'company'>): Fault[] =>
  roles.flatMap((role, index) =>
    ROLES_OF[company.kind].includes(role)
      ? []
      : [{ path: `roles[${index}]`, message: `is no role of a ${company.kind}’s person` }],
  );

/** Adds a person. Who is invited gets a mail with a link to choose a password. */
export function addPerson(person: PersonState, invited: boolean, at: Seconds): Decision<PersonState, PersonEvent> {
  const errors = foreignRoles(person);
  if (errors.length > 0) return refused('invalid', 'These roles do not go with this company.', { errors });
  return changed(person, [{ type: 'person-added', at, roles: person.roles, invited }]);
}

export function changePerson(
  person: PersonState,
  change: Partial<Omit<PersonState, 'company'>>,
  at: Seconds,
): Decision<PersonState, PersonEvent> {
  const fields = (Object.keys(change) as (keyof typeof change)[]).filter(
    (name) => JSON.stringify(change[name]) !== JSON.stringify(person[name]),
  );
  if (fields.length === 0) return changed(person, []);
  const next = { ...person, ...change };
  const added = addPerson(next, false, at);
  if (!added.ok) return added;
  return changed(next, [
    next.active || !person.active ? { type: 'person-changed', at, fields } : { type: 'person-deactivated', at },
  ]);
}

export const revokeKey = (key: KeyState, at: Seconds): Decision<KeyState, KeyEvent> =>
  key.revoked ? changed(key, []) : changed({ ...key, revoked: true }, [{ type: 'key-revoked', at }]);
