import { z } from 'zod';
import { SCOPES } from '../../domain/access/access.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, company, id, instantIn, instantOut, line, showInstant } from '../../platform/http/wire.js';
import type { Key, PeopleService } from './service.js';

const KeyOut = z
  .object({
    id,
    version: z.int(),
    name: z.string(),
    company,
    scopes: z.array(z.enum(SCOPES)),
    expiresAt: instantOut.nullable(),
    revoked: z.boolean(),
  })
  .meta({ id: 'Key' });

const presentKey = ({ expiresAt, ...key }: Key) => ({
  ...key,
  expiresAt: expiresAt === null ? null : showInstant(expiresAt),
});

const tag = 'People';

/** API keys: how programs call. */
export function keyRoutes({ people }: { people: PeopleService }): Route[] {
  return [
    route({
      method: 'get',
      path: '/keys',
      summary: 'API keys, without their secrets',
      tag,
      may: 'people:manage',
      answers: { 200: z.object({ items: z.array(KeyOut) }) },
      run: async ({ caller }) => ({ body: { items: (await people.keys(caller)).map(presentKey) } }),
    }),
    route({
      method: 'post',
      path: '/keys',
      summary: 'Make an API key; its secret is shown this once',
      tag,
      may: 'people:manage',
      body: z.strictObject({
        name: line(),
        company,
        scopes: z.array(z.enum(SCOPES)).min(1),
        expiresAt: instantIn.nullable().default(null),
      }),
      answers: { 201: KeyOut.extend({ key: z.string().nullable() }).meta({ id: 'NewKey' }) },
      run: async ({ caller, command, body }) => {
        const { key, secret } = await people.makeKey(caller, command, body);
        return {
          status: 201,
          body: { ...presentKey(key), key: secret },
          headers: { location: `/api/v1/keys/${key.id}` },
        };
      },
    }),
    route({
      method: 'delete',
      path: '/keys/:id',
      summary: 'Revoke an API key',
      tag,
      may: 'people:manage',
      params: byId,
      answers: { 200: KeyOut },
      run: async ({ caller, command, params }) => ({
        body: presentKey(await people.revoke(caller, command, params.id)),
      }),
    }),
  ];
}
