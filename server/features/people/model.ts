import { type Connection, Schema } from 'mongoose';
import type { Company, Role, Scope } from '../../domain/access/access.js';
import {
  modelOf,
  type Subject,
  type SubjectDocument,
  storage,
  subjectModel,
  subjectSchema,
} from '../../platform/log/subject.js';
import type { KeyEvent, KeyState, PersonEvent, PersonState } from './state.js';

interface PersonDocument extends SubjectDocument {
  email: string;
  name: string;
  company: Company;
  roles: Role[];
  language: string;
  timeZone: string;
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

/** A signed-in browser. `_id` is the SHA-256 of its cookie. */
export interface SessionDocument {
  _id: string;
  person: string | null;
  /** What a one-time link opened: a ticket, and whose address it was mailed to. */
  link: { ticket: string; customer: string | null; email: string } | null;
  createdAt: Date;
  expiresAt: Date;
}

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

/** The collections of people and how they come in. */
export function peopleModels(connection: Connection) {
  const everyoneOf = ({ company }: { company: Company }) => ({
    provider: true,
    partner: company.kind === 'partner' ? company.id : null,
    customer: company.kind === 'customer' ? company.id : null,
  });
  const people: Subject<PersonState, PersonEvent, PersonDocument> = {
    kind: 'person',
    model: subjectModel(connection, 'Person', person, 'people'),
    read: ({ email, name, company, roles, language, timeZone, active }) => ({
      ...{ email, name, company, roles, language, timeZone, active },
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
  return {
    people,
    keys,
    sessions: modelOf<SessionDocument>(connection, 'Session', session, 'sessions'),
    credentials: modelOf<CredentialDocument>(connection, 'Credential', credential, 'credentials'),
    links: modelOf<LinkDocument>(connection, 'Link', link, 'links'),
  };
}
export type PeopleModels = ReturnType<typeof peopleModels>;
