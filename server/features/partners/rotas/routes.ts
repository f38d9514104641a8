import { z } from 'zod';
import { parseInstant } from '../../../domain/time/instant.js';
import { type Route, route } from '../../../platform/http/route.js';
import { byId, instantOut, showInstant } from '../../../platform/http/wire.js';
import type { Person } from '../../people/service.js';
import { daysLookedAt, instantLookedFrom } from '../nouns/fields.js';
import type { RotaService } from './service.js';

const DAYS = 28;
const DAYS_AT_MOST = 92;

const by = { by: z.enum(['override', 'layer']).nullable(), layer: z.int().nullable() };
const person = z.object({ id: z.string(), name: z.string() }).nullable();
const onCallQuery = z.strictObject({ at: instantLookedFrom.optional() });
const previewQuery = daysLookedAt(DAYS_AT_MOST);

const shown = (who: Person | null | undefined) => (who ? { id: who.id, name: who.name } : null);

/** Who is on call, now and in the coming weeks. */
export const rotaRoutes = ({ rotas }: { rotas: RotaService }): Route[] => [
  route({
    method: 'get',
    path: '/rotas/:id/on-call',
    summary: 'Who is on call at an instant (left out: now), and until when',
    tag: 'Parties and agreements',
    may: 'agreements:see',
    params: byId,
    query: onCallQuery,
    answers: { 200: z.object({ at: instantOut, until: instantOut.nullable(), person, ...by }) },
    run: async ({ caller, params, query }) => {
      const found = await rotas.onCall(caller, params.id, query.at === undefined ? undefined : parseInstant(query.at));
      const { at, until, who, by: why, layer } = found;
      return {
        body: {
          ...{ at: showInstant(at), until: until === null ? null : showInstant(until) },
          ...{ person: shown(who), by: why, layer },
        },
      };
    },
  }),
  route({
    method: 'get',
    path: '/rotas/:id/preview',
    summary: 'Who is on call in the coming weeks, stretch by stretch',
    tag: 'Parties and agreements',
    may: 'agreements:see',
    params: byId,
    query: previewQuery,
    answers: {
      200: z.object({
        timeZone: z.string(),
        spans: z.array(z.object({ from: instantOut, to: instantOut, person, ...by })),
      }),
    },
    run: async ({ caller, params, query }) => {
      const { timeZone, spans, there } = await rotas.preview(caller, params.id, query.from, query.days ?? DAYS);
      const items = spans.map(({ from, to, by: why, layer, person: who }) => ({
        ...{ from: showInstant(from), to: showInstant(to), by: why, layer },
        person: shown(there.get(who ?? '')),
      }));
      return { body: { timeZone, spans: items } };
    },
  }),
];
