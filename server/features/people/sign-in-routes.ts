import { z } from 'zod';
import {
  CAPABILITIES,
  type Caller,
  type Capability,
  can,
  READERS,
  ROLES,
  readerOf,
} from '../../domain/access/access.js';
import type { Clock } from '../../platform/clock/clock.js';
import { type Route, route } from '../../platform/http/route.js';
import { company, instantOut, showInstant } from '../../platform/http/wire.js';
import { Problem } from '../../platform/problems.js';
import type { PeopleService, Person } from './service.js';
import { COOKIE, type SessionService } from './sessions.js';
import { language } from './wire.js';

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

interface Dependencies {
  people: PeopleService;
  sessions: SessionService;
  clock: Clock;
  providerName: string;
  /** The cookie of a session, and for how long it is kept. */
  cookie(token: string, maxAgeSeconds: number): string;
}

const tag = 'People';

/** Signing in and out, and who is signed in. */
export function signInRoutes({ people, sessions, clock, providerName, cookie }: Dependencies): Route[] {
  return [
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
  ];
}

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
