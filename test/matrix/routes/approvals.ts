import type { Entries } from '../entry.js';

/** Approvals: those of a partner's tickets are its own and the provider's. */
export const APPROVALS: Entries = {
  'GET /approvals': { allowed: 200, path: () => '/approvals?limit=200' },
  'GET /approvals/:id': { object: 'nothing', allowed: 404 },
  'POST /approvals/:id/approve': { object: 'nothing', body: {}, allowed: 404 },
  'POST /approvals/:id/decline': { object: 'nothing', body: {}, allowed: 404 },
};
