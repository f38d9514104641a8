import type { Entries, Entry } from '../entry.js';

/** The partner is asked here: its admin and its keys may answer, once; its agents are not named, the provider looks on. */
const ANSWER: Entry = {
  ...{ object: 'approval', body: {}, last: true },
  allowed: ({ side, role }) => (side === 'provider' || role === 'partner-agent' ? 403 : [200, 409]),
};

/** Approvals: those of a partner's tickets are its own and the provider's. */
export const APPROVALS: Entries = {
  'GET /approvals': { allowed: 200, path: () => '/approvals?limit=200' },
  'GET /approvals/:id': { object: 'approval', allowed: 200 },
  'POST /approvals/:id/approve': ANSWER,
  'POST /approvals/:id/decline': ANSWER,
};
