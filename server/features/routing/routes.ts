import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import { DEFAULT_CAPACITY, loadOf } from '../../domain/routing/capacity.js';
import { PRESENCES, type Presence, presenceAt } from '../../domain/routing/presence.js';
import type { Clock } from '../../platform/clock/clock.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId } from '../../platform/http/wire.js';
import { Problem } from '../../platform/problems.js';
import type { QueueAgent } from './ports.js';
import type { RoutingService, Standing } from './service.js';

const Load = {
  load: z.int().describe('How much of the capacity is taken'),
  capacity: z.int(),
  tickets: z.int(),
  over: z.boolean().describe('More than the capacity, or something that was taken by hand beyond it'),
};
const Availability = z
  .object({
    state: z.enum(PRESENCES).describe('What they say of themselves'),
    counts: z.enum(PRESENCES).describe('What counts: outside of their own hours they are off'),
    ...Load,
  })
  .meta({ id: 'Availability' });
const QueueAgentOut = Availability.extend({
  id: z.string(),
  name: z.string(),
  skills: z.array(z.object({ skill: z.string(), level: z.int() })),
}).meta({ id: 'QueueAgent' });

interface Dependencies {
  routing: RoutingService;
  clock: Pick<Clock, 'now'>;
  agentsOf(queue: string): Promise<QueueAgent[]>;
  agent(id: string): Promise<QueueAgent | null>;
  /** Throws `not-found` where the queue is not the caller's to see. */
  expectQueue(caller: Caller, id: string): Promise<void>;
}

/** Who is there, and how much they have to do. */
export function routingRoutes({ routing, clock, agentsOf, agent, expectQueue }: Dependencies): Route[] {
  const present = (one: Pick<QueueAgent, 'capacity' | 'hours'>, standing: Standing | undefined, at: number) => {
    const { slots = [], presence = 'online' as Presence } = standing ?? {};
    const load = loadOf({ slots });
    return {
      ...{ state: presence, counts: presenceAt(presence, one.hours, at), load, capacity: one.capacity },
      ...{ tickets: slots.length, over: load > one.capacity || slots.some(({ over }) => over) },
    };
  };

  async function mine(caller: Caller) {
    if (caller.kind !== 'person') throw new Problem('not-allowed', 'A key is never away; people are.');
    const known = (await agent(caller.id)) ?? { capacity: DEFAULT_CAPACITY, hours: null };
    return present(known, (await routing.standings([caller.id])).get(caller.id), await clock.now());
  }

  const tag = 'Routing';
  return [
    route({
      ...{ method: 'get', path: '/people/me/availability', summary: 'Whether one counts as there', tag },
      may: 'agreements:see',
      answers: { 200: Availability },
      run: async ({ caller }) => ({ body: await mine(caller) }),
    }),
    route({
      ...{ method: 'put', path: '/people/me/availability', summary: 'Say whether one is there', tag },
      may: 'agreements:see',
      body: z.strictObject({ state: z.enum(PRESENCES) }).meta({ id: 'SetAvailability' }),
      answers: { 200: Availability },
      run: async ({ caller, body }) => {
        if (caller.kind === 'person') await routing.setPresence(caller.id, body.state);
        return { body: await mine(caller) };
      },
    }),
    route({
      ...{ method: 'get', path: '/queues/:id/agents', summary: 'Who works a queue, and how much they have to do', tag },
      may: 'agreements:see',
      params: byId,
      answers: { 200: z.object({ items: z.array(QueueAgentOut) }).meta({ id: 'QueueAgents' }) },
      run: async ({ caller, params }) => {
        await expectQueue(caller, params.id);
        const agents = await agentsOf(params.id);
        const [standings, at] = await Promise.all([
          routing.standings(agents.map(({ member }) => member.id)),
          clock.now(),
        ]);
        const items = agents.map((one) => ({
          ...{ id: one.member.id, name: one.member.name, skills: [...one.skills] },
          ...present(one, standings.get(one.member.id), at),
        }));
        return { body: { items } };
      },
    }),
  ];
}
