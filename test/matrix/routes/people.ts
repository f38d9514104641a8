import type { Entries } from '../entry.js';
import { HANSA, type Reader } from '../readers.js';

const STALE = { 'if-match': '"0"' };
/** Only people have sessions and passwords. */
const people = (status: number) => (reader: Reader) => (reader.role === null ? 403 : status);
/** Of another's company nobody adds people or keys. */
const looksAfterHansa = (status: number) => (reader: Reader) => (reader.side === 'foreign-partner' ? 422 : status);

/** Sign-in, people, keys, links and webhooks. */
export const PEOPLE_ROUTES: Entries = {
  'GET /session': { allowed: 200 },
  'POST /session': { body: { email: 'nobody@nowhere.example', password: 'not the right one' }, allowed: 401 },
  'PUT /session/password': {
    ...{ body: { present: 'not the right one', next: 'another long enough one' }, allowed: people(401) },
  },
  'GET /sessions': { allowed: people(200) },
  'DELETE /sessions/:id': { path: () => '/sessions/never-there', allowed: people(404) },
  'POST /password-links': { body: { email: 'nobody@nowhere.example' }, allowed: 202 },
  'GET /people': { allowed: 200, path: () => '/people?limit=200' },
  'POST /people': {
    body: { email: 'hsvictim@people.example', name: 'Twice', company: HANSA, roles: ['partner-agent'] },
    allowed: looksAfterHansa(409),
  },
  'GET /people/me/availability': { allowed: people(200) },
  'PUT /people/me/availability': { body: { state: 'away' }, allowed: people(200) },
  'GET /people/:id': { object: 'person', allowed: 200 },
  'PATCH /people/:id': { object: 'person', body: { name: 'Otherwise' }, headers: STALE, allowed: 412 },
  'DELETE /people/:id/sessions': { object: 'person', allowed: 204 },
  'GET /keys': { allowed: 200 },
  'POST /keys': { body: { name: 'k', company: HANSA, scopes: ['tickets:read'] }, allowed: looksAfterHansa(201) },
  'DELETE /keys/:id': {
    ...{ object: 'key', allowed: 200 },
    fresh: async ({ must, person }) => ({
      id: (await must(person.pvadmin, 'post', '/keys', { name: 'k', company: HANSA, scopes: ['tickets:read'] })).id,
    }),
  },
  'GET /links/:token': { path: () => `/links/${'x'.repeat(32)}`, allowed: 404 },
  'POST /links/:token': { path: () => `/links/${'x'.repeat(32)}`, body: {}, allowed: 404 },
  'POST /links/:token/renew': { path: () => `/links/${'x'.repeat(32)}/renew`, allowed: 404 },
  'GET /webhooks': { allowed: 200 },
  'POST /webhooks': { body: { url: 'http://127.0.0.1/inside' }, allowed: 422 },
  'GET /webhooks/:id': { object: 'webhook', allowed: 200 },
  'PATCH /webhooks/:id': { object: 'webhook', body: { description: 'x' }, headers: STALE, allowed: 412 },
  'DELETE /webhooks/:id': {
    ...{ object: 'webhook', allowed: 204 },
    fresh: async ({ must, person }) => ({
      id: (
        await must(person.hsadmin, 'post', '/webhooks', { url: 'https://hooks.hansa-it.example/other', active: false })
      ).id,
    }),
  },
  'POST /webhooks/:id/secret': { object: 'webhook', allowed: 200 },
  'GET /webhooks/:id/messages': { object: 'webhook', allowed: 200 },
  'POST /webhooks/:id/messages/:message/again': {
    ...{ object: 'webhook', path: (id) => `/webhooks/${id}/messages/never-there/again`, allowed: 404 },
  },
  'DELETE /sessions': { allowed: people(204), last: true },
  'DELETE /session': { allowed: 204, last: true },
};
