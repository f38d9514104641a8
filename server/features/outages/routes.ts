import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { componentsOf } from '../../domain/outage/outage.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, page, paging } from '../../platform/http/wire.js';
import { type Exposure, presentOutage, presentWhole, presentWindow } from './present.js';
import type { OutageNow, OutageService } from './service.js';
import {
  CorrectBody,
  EndBody,
  OutageAnswer,
  ReportBody,
  UpdateBody,
  WindowAnswer,
  WindowBody,
  WindowChange,
} from './wire.js';

interface Dependencies {
  outages: OutageService;
  componentNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** How far it reaches: for a partner among its own customers, else among all. */
  exposureOf(outage: OutageNow, partner: string | null): Promise<Exposure>;
}

/** Outages and maintenance over the API. */
export function outageRoutes(dependencies: Dependencies): Route[] {
  return [...lookingRoutes(dependencies), ...commandRoutes(dependencies), ...maintenanceRoutes(dependencies)];
}

const tag = 'Outages';

function lookingRoutes({ outages, componentNames, exposureOf }: Dependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/outages',
      summary: 'Outages, the newest first',
      tag,
      may: 'outages:see',
      query: z.strictObject({ ...paging, state: z.enum(['reported', 'ongoing', 'ended']).optional() }),
      answers: { 200: page(OutageAnswer) },
      run: async ({ caller, query }) => {
        const found = await outages.list(caller, query);
        const names = await componentNames(found.items.flatMap(({ outage }) => componentsOf(outage)));
        return { body: { ...found, items: found.items.map((one) => presentOutage(one, names)) } };
      },
    }),
    route({
      method: 'get',
      path: '/outages/:id',
      summary: 'One outage with its updates, tickets and exposure',
      tag,
      may: 'outages:see',
      params: byId,
      answers: { 200: OutageAnswer },
      run: async ({ caller, params }) => ({
        body: await whole({ outages, componentNames, exposureOf }, await outages.one(caller, params.id), caller),
      }),
    }),
  ];
}

async function whole({ outages, componentNames, exposureOf }: Dependencies, now: OutageNow, caller: Caller) {
  const [notes, tickets, names, exposure] = await Promise.all([
    outages.notesOf(now.id),
    outages.ticketsOf(now.id),
    componentNames(componentsOf(now.outage)),
    exposureFor(exposureOf, now, caller),
  ]);
  return presentWhole(now, { notes, tickets, exposure }, caller, names);
}

/** The provider's people see how far it reaches, a partner how far it reaches among its own, a customer nothing of it. */
function exposureFor(exposureOf: Dependencies['exposureOf'], now: OutageNow, { company }: Caller) {
  if (company.kind === 'customer') return null;
  return exposureOf(now, company.kind === 'partner' ? company.id : null);
}

function commandRoutes(dependencies: Dependencies): Route[] {
  const { outages } = dependencies;
  const answers = { 200: OutageAnswer };
  const done = async (caller: Caller, now: OutageNow) => ({ body: await whole(dependencies, now, caller) });
  return [
    route({
      method: 'post',
      path: '/outages',
      summary: 'Report an outage; made by somebody who may publish, it is published',
      tag,
      may: 'outages:report',
      body: ReportBody,
      answers: { 201: OutageAnswer },
      run: async ({ caller, command, body }) => {
        const now = await outages.report(caller, command, body);
        return { ...(await done(caller, now)), status: 201, headers: { location: `/api/v1/outages/${now.id}` } };
      },
    }),
    route({
      ...{ method: 'patch', path: '/outages/:id', summary: 'Correct what was recorded', tag, versioned: true },
      may: 'outages:publish',
      params: byId,
      body: CorrectBody,
      answers,
      run: async ({ caller, command, params, body }) =>
        done(caller, await outages.correct(caller, command, params.id, body)),
    }),
    route({
      ...{ method: 'post', path: '/outages/:id/publish', summary: 'Publish a reported outage', tag },
      may: 'outages:publish',
      params: byId,
      answers,
      run: async ({ caller, command, params }) => done(caller, await outages.publish(caller, command, params.id)),
    }),
    route({
      ...{ method: 'post', path: '/outages/:id/updates', summary: 'Tell how an outage goes on', tag },
      may: 'outages:publish',
      params: byId,
      body: UpdateBody,
      answers,
      run: async ({ caller, command, params, body }) =>
        done(caller, await outages.update(caller, command, params.id, body)),
    }),
    route({
      ...{ method: 'post', path: '/outages/:id/end', summary: 'End an outage, now or at an instant before', tag },
      may: 'outages:publish',
      params: byId,
      body: EndBody,
      answers,
      run: async ({ caller, command, params, body }) =>
        done(caller, await outages.end(caller, command, params.id, body.endedAt)),
    }),
  ];
}

function maintenanceRoutes({ outages }: Dependencies): Route[] {
  return [
    route({
      ...{ method: 'get', path: '/maintenance', summary: 'Windows of maintenance, the latest first', tag },
      may: 'outages:see',
      query: z.strictObject(paging),
      answers: { 200: page(WindowAnswer) },
      run: async ({ query }) => {
        const found = await outages.windows(query);
        return { body: { ...found, items: found.items.map(presentWindow) } };
      },
    }),
    route({
      ...{ method: 'get', path: '/maintenance/:id', summary: 'One window of maintenance', tag },
      may: 'outages:see',
      params: byId,
      answers: { 200: WindowAnswer },
      run: async ({ params }) => ({ body: presentWindow(await outages.window(params.id)) }),
    }),
    route({
      ...{ method: 'post', path: '/maintenance', summary: 'Announce maintenance', tag },
      may: 'outages:publish',
      body: WindowBody,
      answers: { 201: WindowAnswer },
      run: async ({ caller, command, body }) => {
        const made = await outages.announce(caller, command, body);
        return { status: 201, body: presentWindow(made), headers: { location: `/api/v1/maintenance/${made.id}` } };
      },
    }),
    route({
      ...{
        method: 'patch',
        path: '/maintenance/:id',
        summary: 'Change a window; one that grows or moves is announced anew',
        tag,
      },
      may: 'outages:publish',
      versioned: true,
      params: byId,
      body: WindowChange,
      answers: { 200: WindowAnswer },
      run: async ({ caller, command, params, body }) => ({
        body: presentWindow(await outages.changeWindow(caller, command, params.id, body)),
      }),
    }),
    route({
      ...{ method: 'post', path: '/maintenance/:id/cancel', summary: 'Cancel a window, or break it off', tag },
      may: 'outages:publish',
      params: byId,
      answers: { 200: WindowAnswer },
      run: async ({ caller, command, params }) => ({
        body: presentWindow(await outages.cancelWindow(caller, command, params.id)),
      }),
    }),
  ];
}
