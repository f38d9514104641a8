import type { Entries } from '../entry.js';

/** The feed, the audit trail and what looks after the desk. */
export const OPERATIONS: Entries = {
  'GET /events': { allowed: ({ isLink }) => (isLink ? 403 : 200), path: () => '/events?limit=200' },
  'GET /audit': { allowed: 200, path: () => '/audit?limit=200' },
  'PUT /dev/clock': { body: { now: '2026-11-07T09:00:00Z' }, allowed: 200 },
  'GET /openapi.json': { allowed: 200 },
};
