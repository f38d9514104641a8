import { z } from 'zod';
import {
  CAPABILITIES,
  type Caller,
  type Capability,
  can,
  READERS,
  ROLES,
  readerOf,
  SCOPES,
} from '../../domain/access/access.js';
import { findZone } from '../../domain/time/zone.js';
import type { Clock } from '../../platform/clock/clock.js';
import { type Route, route } from '../../platform/http/route.js';
import {
  byId,
  company,
  email,
  id,
  instantIn,
  instantOut,
  line,
  page,
  paging,
  showInstant,
} from '../../platform/http/wire.js';
import { Problem } from '../../platform/problems.js';
import type { Key, PeopleService, Person } from './service.js';
import { sessionRoutes } from './session-routes.js';
import { COOKIE, type SessionService } from './sessions.js';
import { newPassword } from './wire.js';

const timeZone = z.string().refine((name) => findZone(name) !== undefined, 'is not a known time zone');
const language = z.enum(['en', 'de', 'es']);

const capacity = z
  .int()
  .min(0)
  .max(10_000)
  .nullable()
  .describe('How much work at a time: a ticket counts 1 to 4 by its priority, an incident 1 more. `null`: 15');
const calendar = id.nullable().describe('The calendar of their working hours; `null`: whenever they are there');
const skills = z
  .array(z.strictObject({ skill: id, level: z.int().min(1).max(5).default(1) }))
  .max(50)
  .refine((all) => new Set(all.map(({ skill }) => skill)).size === all.length, 'must name each skill once');
const PersonOut = z
  .object({
    id,
    version: z.int(),
    email: z.string(),
    name: z.string(),
    company,
    roles: z.array(z.enum(ROLES)),
    language,
    timeZone: z.string(),
    capacity: z.int().nullable(),
    calendar: z.string().nullable(),
    skills: z.array(z.object({ skill: z.string(), level: z.int() })),
    active: z.boolean(),
  })
  .meta({ id: 'Person' });
const KeyOut = z
  .object({
    id,
    version: z.int(),
    name: z.string(),
    company,
    scopes: z.array(z.enum(SCOPES)),
    expiresAt: instantOut.nullable(),
    revoked: z.boolean(),
  })
  .meta({ id: 'Key' });
const SessionOut = z
  .object({
    person: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      roles: z.array(z.enum(ROLES)),
      company,
      reader: z.enum(READERS),
      language,
      timeZone: z.string(),
      ticket: z.string().nullable(),
    }),
    may: z.array(z.string()),
    now: instantOut.describe('What time it is by the desk’s clock'),
    provider: z.string().nullable().describe('The provider’s name; a customer knows their partner’s brand only'),
  })
  .meta({ id: 'Session' });

const presentPerson = (person: Person) => ({ ...person, skills: [...person.skills] });
const presentKey = ({ expiresAt, ...key }: Key) => ({
  ...key,
  expiresAt: expiresAt === null ? null : showInstant(expiresAt),
});

function presentSession(caller: Caller, person: Person | null, now: number, providerName: string) {
  return {
    person: {
      ...{
        id: caller.id,
        name: caller.name,
        email: person?.email ?? caller.name,
        roles: [...caller.roles],
        company: caller.company,
      },
      ...{
        reader: readerOf(caller),
        language: person?.language ?? 'en',
        timeZone: person?.timeZone ?? 'UTC',
        ticket: caller.ticket,
      },
    },
    may: (Object.keys(CAPABILITIES) as Capability[]).filter((capability) => can(caller, capability)),
    now: showInstant(now),
    provider: caller.company.kind === 'customer' ? null : providerName,
  };
}

/** Sign-in, people and keys. */
export function peopleRoutes({
  people,
  sessions,
  clock,
  providerName,
  secure,
}: {
  people: PeopleService;
  sessions: SessionService;
  clock: Clock;
  providerName: string;
  secure: boolean;
}): Route[] {
  const cookie = (value: string, maxAgeSeconds: number) =>
    `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
  const tag = 'People';

  return [
    ...sessionRoutes({ people, sessions, noCookie: cookie('', 0) }),
    route({
      method: 'post',
      path: '/session',
      summary: 'Sign in',
      tag,
      may: 'public',
      body: z.strictObject({ email: z.string().max(254), password: z.string().max(200) }),
      answers: { 200: SessionOut },
      run: async ({ body, request }) => {
        if (request.header('x-requested-with') !== 'tandem-desk')
          throw new Problem('cross-site', 'Send X-Requested-With: tandem-desk.');
        const { person, token, maxAgeSeconds } = await sessions.signIn(
          body.email,
          body.password,
          request.address,
          request.header('user-agent') ?? null,
        );
        const found = await people.byId(person);
        if (!found) throw new Problem('sign-in-failed');
        const caller: Caller = {
          id: person,
          kind: 'person',
          name: found.name,
          company: found.company,
          roles: found.roles,
          scopes: null,
          ticket: null,
        };
        return {
          body: presentSession(caller, found, await clock.now(), providerName),
          headers: { 'set-cookie': cookie(token, maxAgeSeconds) },
        };
      },
    }),
    route({
      method: 'get',
      path: '/session',
      summary: 'Who is signed in',
      tag,
      may: 'signed-in',
      answers: { 200: SessionOut },
      run: async ({ caller }) => ({
        body: presentSession(caller, await people.self(caller), await clock.now(), providerName),
      }),
    }),
    route({
      method: 'delete',
      path: '/session',
      summary: 'Sign out',
      tag,
      may: 'public',
      answers: { 204: null },
      run: async ({ request }) => {
        const token = request.cookies[COOKIE];
        if (token !== undefined) await sessions.end(token);
        return { status: 204, headers: { 'set-cookie': cookie('', 0) } };
      },
    }),
    route({
      method: 'get',
      path: '/people',
      summary: 'People of one’s own company; the provider’s see everybody',
      tag,
      may: 'agreements:see',
      query: z.strictObject(paging),
      answers: { 200: page(PersonOut) },
      run: async ({ caller, query }) => ({ body: await people.list(caller, query) }),
    }),
    route({
      method: 'post',
      path: '/people',
      summary: 'Add a person',
      tag,
      may: 'people:manage',
      body: z.strictObject({
        id: id.optional(),
        email,
        name: line(),
        company,
        roles: z.array(z.enum(ROLES)).min(1),
        language: language.default('en'),
        timeZone: timeZone.default('UTC'),
        capacity: capacity.default(null),
        calendar: calendar.default(null),
        skills: skills.default([]),
        password: newPassword.optional(),
      }),
      answers: { 201: PersonOut },
      run: async ({ caller, command, body: { id: wanted, password: secret, ...person } }) => {
        const added = await people.add(caller, command, {
          ...person,
          ...(wanted !== undefined && { id: wanted }),
          ...(secret !== undefined && { password: secret }),
        });
        return { status: 201, body: presentPerson(added), headers: { location: `/api/v1/people/${added.id}` } };
      },
    }),
    route({
      method: 'get',
      path: '/people/:id',
      summary: 'One person',
      tag,
      may: 'agreements:see',
      params: byId,
      answers: { 200: PersonOut },
      run: async ({ caller, params }) => ({ body: presentPerson(await people.one(caller, params.id)) }),
    }),
    route({
      method: 'patch',
      path: '/people/:id',
      summary: 'Change a person',
      tag,
      may: 'people:manage',
      params: byId,
      versioned: true,
      body: z.strictObject({
        email: email.optional(),
        name: line().optional(),
        roles: z.array(z.enum(ROLES)).min(1).optional(),
        language: language.optional(),
        timeZone: timeZone.optional(),
        capacity: capacity.optional(),
        calendar: calendar.optional(),
        skills: skills.optional(),
        active: z.boolean().optional(),
      }),
      answers: { 200: PersonOut },
      run: async ({ caller, command, params, body }) => {
        const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
        return { body: presentPerson(await people.change(caller, command, params.id, change)) };
      },
    }),
    route({
      method: 'get',
      path: '/keys',
      summary: 'API keys, without their secrets',
      tag,
      may: 'people:manage',
      answers: { 200: z.object({ items: z.array(KeyOut) }) },
      run: async ({ caller }) => ({ body: { items: (await people.keys(caller)).map(presentKey) } }),
    }),
    route({
      method: 'post',
      path: '/keys',
      summary: 'Make an API key; its secret is shown this once',
      tag,
      may: 'people:manage',
      body: z.strictObject({
        name: line(),
        company,
        scopes: z.array(z.enum(SCOPES)).min(1),
        expiresAt: instantIn.nullable().default(null),
      }),
      answers: { 201: KeyOut.extend({ key: z.string().nullable() }).meta({ id: 'NewKey' }) },
      run: async ({ caller, command, body }) => {
        const { key, secret } = await people.makeKey(caller, command, body);
        return {
          status: 201,
          body: { ...presentKey(key), key: secret },
          headers: { location: `/api/v1/keys/${key.id}` },
        };
      },
    }),
    route({
      method: 'delete',
      path: '/keys/:id',
      summary: 'Revoke an API key',
      tag,
      may: 'people:manage',
      params: byId,
      answers: { 200: KeyOut },
      run: async ({ caller, command, params }) => ({
        body: presentKey(await people.revoke(caller, command, params.id)),
      }),
    }),
  ];
}
