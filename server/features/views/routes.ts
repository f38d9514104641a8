import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, line, page, paging } from '../../platform/http/wire.js';
import type { ViewSeen, ViewService } from './service.js';
import { ViewAnswer, ViewBody, ViewCounted } from './wire.js';

const TAG = 'Views';
const PINNED_AT_MOST = 50;

/** Lists of tickets that people keep under a name. */
export function viewRoutes({ views }: { views: ViewService }): Route[] {
  const show = (view: ViewSeen, caller: Caller) => ({
    ...{ id: view.id, version: view.version, name: view.name, query: view.query, shared: view.shared },
    ...{ owner: view.owner, own: view.owner.id === caller.id, pinned: view.pinned },
    may: views.mayChange(caller, view) ? (['change', 'remove'] as const) : [],
  });
  const base = { tag: TAG, may: 'tickets:read' } as const;
  return [
    route({
      ...{ ...base, method: 'get', path: '/views', summary: 'Own views, and those shared in the company' },
      query: z.strictObject(paging),
      answers: { 200: page(ViewAnswer) },
      run: async ({ caller, query }) => {
        const found = await views.list(caller, query);
        return { body: { ...found, items: found.items.map((view) => show(view, caller)) } };
      },
    }),
    route({
      ...{ ...base, method: 'post', path: '/views', summary: 'Keep a view; shared by a lead or a partner’s admin' },
      body: ViewBody,
      answers: { 201: ViewAnswer },
      run: async ({ caller, command, body }) => {
        const view = await views.make(caller, command, body);
        return { status: 201, headers: { location: `/api/v1/views/${view.id}` }, body: show(view, caller) };
      },
    }),
    route({
      ...{ ...base, method: 'get', path: '/views/pinned', summary: 'The caller’s pinned views in order, counted' },
      answers: { 200: z.object({ items: z.array(ViewCounted) }) },
      run: async ({ caller }) => {
        const found = await views.pinned(caller);
        return { body: { items: found.map((view) => ({ ...show(view, caller), count: view.count })) } };
      },
    }),
    route({
      ...{ ...base, method: 'put', path: '/views/pinned', summary: 'Pin these views in this order, and no others' },
      body: z.strictObject({ views: z.array(line(80)).max(PINNED_AT_MOST) }).meta({ id: 'PinViews' }),
      answers: { 204: null },
      run: async ({ caller, command, body }) => {
        await views.pin(caller, command, [...new Set(body.views)]);
        return { status: 204 };
      },
    }),
    route({
      ...{ ...base, method: 'get', path: '/views/:id', summary: 'A view' },
      params: byId,
      answers: { 200: ViewAnswer },
      run: async ({ caller, params }) => ({ body: show(await views.one(caller, params.id), caller) }),
    }),
    route({
      ...{ ...base, method: 'put', path: '/views/:id', summary: 'Change a view, share it, or share it no more' },
      params: byId,
      versioned: true,
      body: ViewBody,
      answers: { 200: ViewAnswer },
      run: async ({ caller, command, params, body }) => ({
        body: show(await views.replace(caller, command, params.id, body), caller),
      }),
    }),
    route({
      ...{ ...base, method: 'delete', path: '/views/:id', summary: 'Remove a view' },
      params: byId,
      versioned: true,
      answers: { 204: null },
      run: async ({ caller, command, params }) => {
        await views.remove(caller, command, params.id);
        return { status: 204 };
      },
    }),
  ];
}
