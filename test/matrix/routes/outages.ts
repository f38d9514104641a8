import type { Entries } from '../entry.js';

const STALE = { 'if-match': '"0"' };
const window = { startsAt: '2026-12-20T22:00:00Z', endsAt: '2026-12-20T23:00:00Z', components: ['api'] };

/** Outages and maintenance. */
export const OUTAGES: Entries = {
  'GET /outages': { allowed: 200, path: () => '/outages?limit=200' },
  'GET /outages/:id': { object: 'report', allowed: 200 },
  'POST /outages': {
    body: { title: 'x', components: ['api'], impact: 'degraded', startedAt: '2026-11-07T08:00:00Z', endedAt: null },
    allowed: 201,
  },
  'PATCH /outages/:id': { object: 'outage', body: { reason: 'x' }, headers: STALE, allowed: 412 },
  'POST /outages/:id/publish': { object: 'outage', allowed: 409 },
  'POST /outages/:id/updates': { object: 'outage', body: { text: 'It goes on' }, allowed: 200 },
  'POST /outages/:id/end': { object: 'outage', body: { endedAt: null }, allowed: [200, 409], last: true },
  'GET /maintenance': { allowed: 200, path: () => '/maintenance?limit=200' },
  'GET /maintenance/:id': { object: 'maintenance', allowed: 200 },
  'POST /maintenance': { body: { title: 'x', ...window }, allowed: 201 },
  'PATCH /maintenance/:id': { object: 'maintenance', body: { title: 'y' }, headers: STALE, allowed: 412 },
  'POST /maintenance/:id/cancel': {
    ...{ object: 'maintenance', allowed: 200 },
    fresh: async ({ must, person }) => ({
      id: (await must(person.pvlead, 'post', '/maintenance', { title: 'x', ...window })).id,
    }),
  },
};
