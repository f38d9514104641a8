import type { Entries } from '../entry.js';
import type { Reader } from '../readers.js';

/** What was never read is stale: who is answered so could have changed it. */
const STALE = { 'if-match': '"0"' };
const VIEW = { name: 'x', query: { status: 'open' } };

/** Views are kept by people; keys and links have none. */
const people =
  (status: number) =>
  ({ role }: Reader): number =>
    role === null ? 403 : status;

/** The view of the matrix's world is shared by Hansa IT's admin in its company; to others there is none. */
export const VIEWS: Entries = {
  'GET /views': { path: () => '/views?limit=200', allowed: people(200) },
  'POST /views': { body: VIEW, allowed: people(201) },
  'GET /views/pinned': { allowed: people(200) },
  'PUT /views/pinned': { body: { views: [] }, allowed: people(204) },
  'GET /views/:id': { object: 'view', allowed: people(200) },
  'PUT /views/:id': {
    ...{ object: 'view', body: VIEW, headers: STALE },
    allowed: ({ role }) => (role === 'partner-admin' ? 412 : 403),
  },
  'DELETE /views/:id': {
    ...{ object: 'view', headers: STALE },
    allowed: ({ role }) => (role === 'partner-admin' ? 412 : 403),
  },
};
