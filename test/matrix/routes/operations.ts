import type { Entries } from '../entry.js';

/** The feed, the audit trail and what looks after the desk. */
export const OPERATIONS: Entries = {
  'GET /events': { allowed: ({ isLink }) => (isLink ? 403 : 200), path: () => '/events?limit=200' },
  'GET /audit': { allowed: 200, path: () => '/audit?limit=200' },
  // It only moves forward, which takes the whole desk along: who may is told so.
  'PUT /dev/clock': { body: { now: '2026-11-02T08:00:00Z' }, allowed: 409 },
  'GET /openapi.json': { allowed: 200 },
};
