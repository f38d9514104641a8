import type { Entries } from '../entry.js';
import { columnOf } from '../readers.js';

/** Credits, runs and the ledger. */
export const CREDITS: Entries = {
  'GET /credits': { allowed: 200, path: () => '/credits?limit=200' },
  'GET /credits/:id': { object: 'credit', allowed: 200 },
  'GET /credits/:id/note.pdf': {
    // On a resale deal the note is the partner's; its customer is shown what passes through.
    ...{ object: 'credit', allowed: (reader) => (columnOf(reader) === 'customer' ? 404 : 200) },
  },
  'GET /subscriptions/:id/uptime': {
    ...{ object: 'subscription', path: (id) => `/subscriptions/${id}/uptime?period=2026-10`, allowed: 200 },
  },
  'POST /credit-runs': { body: { month: '2026-10', dryRun: true }, allowed: 200 },
  'POST /credits/:id/approve': { object: 'credit', allowed: 409 },
  'POST /credits/:id/claim': { object: 'credit', allowed: 409 },
  'POST /credits/:id/dispute': { object: 'other credit', allowed: [200, 409], last: true },
  'POST /credits/:id/void': { object: 'other credit', allowed: [200, 409], last: true },
  'POST /credits/:id/apply': { object: 'other credit', body: { invoice: 'I-1' }, allowed: [200, 409], last: true },
  'POST /credits/:id/pay': { object: 'other credit', body: { reference: 'P-1' }, allowed: [200, 409], last: true },
  'GET /ledger/entries': { allowed: 200, path: () => '/ledger/entries?limit=200' },
  'GET /ledger/balances': { allowed: 200 },
};
