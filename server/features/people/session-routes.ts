import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { toSeconds } from '../../platform/clock/clock.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, email, instantOut, showInstant } from '../../platform/http/wire.js';
import { Problem } from '../../platform/problems.js';
import type { PeopleService } from './service.js';
import { COOKIE, type SessionService } from './sessions.js';
import { newPassword } from './wire.js';

const OwnSession = z
  .object({
    id: z.string(),
    agent: z.string().nullable().describe('What the browser called itself'),
    createdAt: instantOut,
    expiresAt: instantOut,
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' });

interface Dependencies {
  people: PeopleService;
  sessions: SessionService;
  /** A cookie that ends the one at hand. */
  noCookie: string;
}

const tag = 'People';

/** One's own sessions and password, and a way back in for who forgot it. */
export function sessionRoutes({ people, sessions, noCookie }: Dependencies): Route[] {
  return [
    route({
      ...{ method: 'get', path: '/sessions', summary: 'Where one is signed in', tag, may: 'signed-in' },
      answers: { 200: z.object({ items: z.array(OwnSession) }) },
      run: async ({ caller, request }) => {
        const found = await sessions.list(personOf(caller), request.cookies[COOKIE]);
        const items = found.map(({ createdAt, expiresAt, ...one }) => ({
          ...one,
          createdAt: showInstant(toSeconds(createdAt)),
          expiresAt: showInstant(toSeconds(expiresAt)),
        }));
        return { body: { items } };
      },
    }),
    route({
      ...{ method: 'delete', path: '/sessions', summary: 'Sign out everywhere', tag, may: 'signed-in' },
      answers: { 204: null },
      run: async ({ caller, command }) => {
        await people.endSessions(caller, command, personOf(caller));
        return { status: 204, headers: { 'set-cookie': noCookie } };
      },
    }),
    route({
      ...{ method: 'delete', path: '/sessions/:id', summary: 'Sign out on one device', tag, may: 'signed-in' },
      params: byId,
      answers: { 204: null },
      run: async ({ caller, params }) => {
        await sessions.endOne(personOf(caller), params.id);
        return { status: 204 };
      },
    }),
    route({
      ...{ method: 'delete', path: '/people/:id/sessions', summary: 'Sign a person out everywhere', tag },
      may: 'people:manage',
      params: byId,
      answers: { 204: null },
      run: async ({ caller, command, params }) => {
        await people.endSessions(caller, command, params.id);
        return { status: 204 };
      },
    }),
    route({
      ...{ method: 'put', path: '/session/password', summary: 'Change one’s own password', tag, may: 'signed-in' },
      body: z.strictObject({ present: z.string().max(200), next: newPassword }),
      answers: { 204: null },
      run: async ({ caller, command, body, request }) => {
        personOf(caller);
        const { [COOKIE]: session } = request.cookies;
        await people.changePassword(caller, command, body, { session, address: request.address });
        return { status: 204 };
      },
    }),
    route({
      ...{ method: 'post', path: '/password-links', tag, may: 'public' },
      summary: 'Have a link mailed to choose a new password; the answer does not tell whether somebody has the address',
      body: z.strictObject({ email }),
      answers: { 202: null },
      run: async ({ command, body, request }) => {
        await people.forgotPassword(command, body.email, request.address);
        return { status: 202 };
      },
    }),
  ];
}

/** The person who calls; keys and links have neither sessions nor passwords of their own. */
function personOf({ kind, id }: Caller): string {
  if (kind !== 'person') throw new Problem('not-allowed', 'Only people sign in and have passwords.');
  return id;
}
