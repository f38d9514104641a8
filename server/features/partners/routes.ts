import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, instantOut, page, paging, showInstant } from '../../platform/http/wire.js';
import { invalid } from '../../platform/problems.js';
import { partly } from './noun.js';
import { type AnyNoun, nouns } from './nouns/index.js';
import type { Party, PartyService } from './service.js';

const filters = z.strictObject({
  ...paging,
  partner: z.string().optional(),
  customer: z.string().optional(),
  deal: z.string().optional(),
});

/** CRUD of every noun, from the table of nouns. */
export const partyRoutes = ({ parties }: { parties: PartyService }): Route[] =>
  nouns().flatMap((noun) => routesOf(noun, parties));

function routesOf(noun: AnyNoun, parties: PartyService): Route[] {
  const name = noun.name.charAt(0).toUpperCase() + noun.name.slice(1);
  const input = (noun.schema as z.ZodType<{ id: string }>).meta({ id: `${name}Content` });
  const shown = z.intersection(noun.shown, z.object({ version: z.int() })).meta({ id: name });
  const present = (party: Party, caller: Caller) => ({
    ...noun.present(party.content, caller),
    id: party.content.id,
    version: party.version,
  });
  const base = { tag: 'Parties and agreements' };
  const at = `/${noun.path}/:id`;
  return [
    route({
      ...base,
      method: 'get',
      path: `/${noun.path}`,
      summary: `List: ${noun.path}`,
      may: 'agreements:see',
      query: filters,
      answers: { 200: page(shown) },
      run: async ({ caller, query: { limit, cursor, partner, customer, deal } }) => {
        const filter = { ...(partner && { partner }), ...(customer && { customers: customer }), ...(deal && { deal }) };
        const found = await parties.list(noun, caller, { limit, cursor, filter });
        return { body: { ...found, items: found.items.map((party) => present(party, caller)) } };
      },
    }),
    route({
      ...base,
      method: 'post',
      path: `/${noun.path}`,
      summary: `Add to ${noun.path}`,
      may: noun.manage,
      body: input,
      answers: { 201: shown },
      run: async ({ caller, command, body }) => ({
        status: 201,
        body: present(await parties.add(noun, command, body, caller), caller),
        headers: { location: `/api/v1/${noun.path}/${body.id}` },
      }),
    }),
    route({
      ...base,
      method: 'get',
      path: at,
      summary: `One of ${noun.path}`,
      may: 'agreements:see',
      params: byId,
      answers: { 200: shown },
      run: async ({ caller, params }) => ({ body: present(await parties.one(noun, caller, params.id), caller) }),
    }),
    route({
      ...base,
      method: 'put',
      path: at,
      summary: `Replace one of ${noun.path}`,
      may: noun.manage,
      params: byId,
      versioned: true,
      body: input,
      answers: { 200: shown },
      run: async ({ caller, command, params, body }) => {
        // Whoever may not know of it is told so first.
        await parties.one(noun, caller, params.id);
        if (body.id !== params.id) throw invalid([{ path: 'id', message: `must be ${params.id}` }]);
        return { body: present(await parties.replace(noun, caller, command, body), caller) };
      },
    }),
    route({
      ...base,
      method: 'patch',
      path: at,
      summary: `Change some fields of one of ${noun.path}; each given one is replaced as a whole`,
      may: noun.manage,
      params: byId,
      versioned: true,
      body: partly(noun.schema).meta({ id: `${name}Change` }),
      answers: { 200: shown },
      run: async ({ caller, command, params, body }) => ({
        body: present(await parties.patch(noun, caller, command, params.id, body), caller),
      }),
    }),
    route({
      ...base,
      method: 'delete',
      path: at,
      summary: `Remove one of ${noun.path}; what cites it goes on to`,
      may: noun.manage,
      params: byId,
      versioned: true,
      answers: { 204: null },
      run: async ({ caller, command, params }) => {
        await parties.remove(noun, caller, command, params.id);
        return { status: 204 };
      },
    }),
    ...(noun.keepsVersions ? [versionsRoute(noun, parties)] : []),
  ];
}

function versionsRoute(noun: AnyNoun, parties: PartyService): Route {
  return route({
    method: 'get',
    path: `/${noun.path}/:id/versions`,
    summary: `Every version of one of ${noun.path}`,
    tag: 'Parties and agreements',
    may: 'agreements:see',
    params: byId,
    answers: { 200: z.object({ items: z.array(z.object({ version: z.int(), at: instantOut, content: noun.shown })) }) },
    run: async ({ caller, params }) => {
      const { versions } = await parties.one(noun, caller, params.id);
      const items = versions.map(({ version, at, content }) => ({
        version,
        at: showInstant(at),
        content: noun.present(content, caller),
      }));
      return { body: { items } };
    },
  });
}
