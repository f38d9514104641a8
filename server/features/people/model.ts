import { type Connection, Schema } from 'mongoose';
import type { Company, Role, Scope } from '../../domain/access/access.js';
import type { Clock } from '../../platform/clock/clock.js';
import {
  modelOf,
  type Subject,
  type SubjectDocument,
  storage,
  subjectModel,
  subjectSchema,
} from '../../platform/log/subject.js';
import type { AccountEvent, AccountState, PasswordRequest, PasswordRequestEvent } from './account-state.js';
import type { KeyEvent, KeyState, PersonEvent, PersonState } from './state.js';

interface PersonDocument extends SubjectDocument {
  email: string;
  name: string;
  company: Company;
  roles: Role[];
  language: string;
  timeZone: string;
  capacity?: number | null;
  calendar?: string | null;
  skills?: { skill: string; level: number }[];
  active: boolean;
}

interface KeyDocument extends SubjectDocument {
  name: string;
  company: Company;
  scopes: Scope[];
  /** SHA-256 of the key. */
  hash: string;
  expiresAt: number | null;
  revoked: boolean;
}

/** Attempts that are counted. The limiter writes them; their indexes are made with all others. */
interface ThrottleDocument {
  _id: unknown;
  key: string;
  points: number;
  expire: Date | null;
}

/** A signed-in browser. `_id` is the SHA-256 of its cookie. */
export interface SessionDocument {
  _id: string;
  person: string | null;
  /** What a one-time link opened: a ticket, and whose address it was mailed to. */
  link: { ticket: string; customer: string | null; email: string } | null;
  /** What the browser called itself, so that people know their devices again. */
  agent: string | null;
  createdAt: Date;
  expiresAt: Date;
}

interface AccountDocument extends SubjectDocument, AccountState {}

interface PasswordRequestDocument extends SubjectDocument, PasswordRequest {
  /** By the machine's clock: until then it is kept. */
  keptUntil: Date;
}

const REQUEST_KEPT_MS = 7 * 24 * 60 * 60 * 1_000;

/** Password hashes stand apart from people, so that no representation can carry one. */
export interface CredentialDocument {
  _id: string;
  hash: string;
}

/** What is mailed to an address to act once. `_id` is the SHA-256 of the token. */
export interface LinkDocument {
  _id: string;
  purpose: 'ticket' | 'password' | 'address' | 'approval';
  /** The ticket, person or approval that it is about. */
  subject: string;
  email: string;
  /** By the desk's clock, in seconds. */
  expiresAt: number;
  usedAt: number | null;
}

const person = subjectSchema<PersonDocument>({
  email: { type: String, required: true },
  name: { type: String, required: true },
  company: { type: Schema.Types.Mixed, required: true },
  roles: { type: [String], required: true },
  language: { type: String, required: true },
  timeZone: { type: String, required: true },
  capacity: { type: Number, default: null },
  calendar: { type: String, default: null },
  skills: { type: [Schema.Types.Mixed], default: [] } as never,
  active: { type: Boolean, required: true },
});
person.index({ email: 1 }, { unique: true });
person.index({ 'company.kind': 1, 'company.id': 1 });

const key = subjectSchema<KeyDocument>({
  name: { type: String, required: true },
  company: { type: Schema.Types.Mixed, required: true },
  scopes: { type: [String], required: true },
  hash: { type: String, required: true },
  expiresAt: { type: Number, default: null },
  revoked: { type: Boolean, required: true },
});
key.index({ 'company.kind': 1, 'company.id': 1 });

const session = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    person: { type: String, default: null },
    link: { type: Schema.Types.Mixed, default: null },
    agent: { type: String, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  storage,
);
session.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
session.index({ person: 1 });

const credential = new Schema<CredentialDocument>(
  { _id: { type: String, required: true }, hash: { type: String, required: true } },
  storage,
);

const link = new Schema<LinkDocument>(
  {
    _id: { type: String, required: true },
    purpose: { type: String, required: true },
    subject: { type: String, required: true },
    email: { type: String, required: true },
    expiresAt: { type: Number, required: true },
    usedAt: { type: Number, default: null },
  },
  storage,
);

const account = subjectSchema<AccountDocument>({
  person: { type: String, default: null },
  partner: { type: String, default: null },
  customer: { type: String, default: null },
});

const passwordRequest = subjectSchema<PasswordRequestDocument>({
  email: { type: String, required: true },
  keptUntil: { type: Date, required: true },
});
passwordRequest.index({ keptUntil: 1 }, { expireAfterSeconds: 0 });

const throttle = new Schema<ThrottleDocument>(
  { key: { type: String, required: true }, points: { type: Number, required: true }, expire: Date },
  storage,
);
throttle.index({ expire: -1 }, { expireAfterSeconds: 0 });
throttle.index({ key: 1 }, { unique: true });

/** The collections of people and how they come in. */
export function peopleModels(connection: Connection, clock: Clock) {
  const everyoneOf = ({ company }: { company: Company }) => ({
    provider: true,
    partner: company.kind === 'partner' ? company.id : null,
    customer: company.kind === 'customer' ? company.id : null,
  });
  const people: Subject<PersonState, PersonEvent, PersonDocument> = {
    kind: 'person',
    model: subjectModel(connection, 'Person', person, 'people'),
    read: ({
      email,
      name,
      company,
      roles,
      language,
      timeZone,
      capacity = null,
      calendar = null,
      skills = [],
      active,
    }) => ({
      ...{ email, name, company, roles, language, timeZone, capacity, calendar, skills, active },
    }),
    write: (state) => ({ ...state }),
    audience: everyoneOf,
  };
  const keys: Subject<KeyState, KeyEvent, KeyDocument> = {
    kind: 'key',
    model: subjectModel(connection, 'Key', key, 'keys'),
    read: ({ name, company, scopes, hash, expiresAt, revoked }) => ({
      name,
      company,
      scopes,
      hash,
      expiresAt,
      revoked,
    }),
    write: (state) => ({ ...state }),
    audience: everyoneOf,
  };
  const accounts: Subject<AccountState, AccountEvent, AccountDocument> = {
    kind: 'account',
    model: subjectModel(connection, 'Account', account, 'accounts'),
    read: ({ person, partner, customer }) => ({ person, partner, customer }),
    write: (state) => ({ ...state }),
    audience: ({ partner, customer }) => ({ provider: true, partner, customer }),
  };
  const passwordRequests: Subject<PasswordRequest, PasswordRequestEvent, PasswordRequestDocument> = {
    kind: 'password-request',
    model: subjectModel(connection, 'PasswordRequest', passwordRequest, 'password_requests'),
    read: ({ email }) => ({ email }),
    write: ({ email }) => ({ email, keptUntil: new Date(clock.real().getTime() + REQUEST_KEPT_MS) }),
    audience: () => ({ provider: true, partner: null, customer: null }),
  };
  return {
    people,
    keys,
    accounts,
    passwordRequests,
    sessions: modelOf<SessionDocument>(connection, 'Session', session, 'sessions'),
    credentials: modelOf<CredentialDocument>(connection, 'Credential', credential, 'credentials'),
    links: modelOf<LinkDocument>(connection, 'Link', link, 'links'),
    throttles: modelOf<ThrottleDocument>(connection, 'Throttle', throttle, 'throttles'),
  };
}
export type PeopleModels = ReturnType<typeof peopleModels>;
