import { z } from 'zod';
import { ROLES } from '../../domain/access/access.js';
import { type Route, route } from '../../platform/http/route.js';
import { byId, company, email, id, line, page, paging } from '../../platform/http/wire.js';
import type { PeopleService, Person } from './service.js';
import { language, newPassword, timeZone } from './wire.js';

const capacity = z
  .int()
  .min(0)
  .max(10_000)
  .nullable()
  .describe('How much work at a time: a ticket counts 1 to 4 by its priority, an incident 1 more. `null`: 15');
const calendar = id.nullable().describe('The calendar of their working hours; `null`: whenever they are there');
const skills = z
  .array(z.strictObject({ skill: id, level: z.int().min(1).max(5).default(1) }))
  .max(50)
  .refine((all) => new Set(all.map(({ skill }) => skill)).size === all.length, 'must name each skill once');
const PersonOut = z
  .object({
    id,
    version: z.int(),
    email: z.string(),
    name: z.string(),
    company,
    roles: z.array(z.enum(ROLES)),
    language,
    timeZone: z.string(),
    capacity: z.int().nullable(),
    calendar: z.string().nullable(),
    skills: z.array(z.object({ skill: z.string(), level: z.int() })),
    active: z.boolean(),
  })
  .meta({ id: 'Person' });

const presentPerson = (person: Person) => ({ ...person, skills: [...person.skills] });

const tag = 'People';

/** People: who they are, what they may, what they can. */
export function personRoutes({ people }: { people: PeopleService }): Route[] {
  return [
    route({
      method: 'get',
      path: '/people',
      summary: 'People of one’s own company; the provider’s see everybody',
      tag,
      may: 'agreements:see',
      query: z.strictObject(paging),
      answers: { 200: page(PersonOut) },
      run: async ({ caller, query }) => ({ body: await people.list(caller, query) }),
    }),
    route({
      method: 'post',
      path: '/people',
      summary: 'Add a person',
      tag,
      may: 'people:manage',
      body: z.strictObject({
        id: id.optional(),
        email,
        name: line(),
        company,
        roles: z.array(z.enum(ROLES)).min(1),
        language: language.default('en'),
        timeZone: timeZone.default('UTC'),
        capacity: capacity.default(null),
        calendar: calendar.default(null),
        skills: skills.default([]),
        password: newPassword.optional(),
      }),
      answers: { 201: PersonOut },
      run: async ({ caller, command, body: { id: wanted, password: secret, ...person } }) => {
        const added = await people.add(caller, command, {
          ...person,
          ...(wanted !== undefined && { id: wanted }),
          ...(secret !== undefined && { password: secret }),
        });
        return { status: 201, body: presentPerson(added), headers: { location: `/api/v1/people/${added.id}` } };
      },
    }),
    route({
      method: 'get',
      path: '/people/:id',
      summary: 'One person',
      tag,
      may: 'agreements:see',
      params: byId,
      answers: { 200: PersonOut },
      run: async ({ caller, params }) => ({ body: presentPerson(await people.one(caller, params.id)) }),
    }),
    route({
      method: 'patch',
      path: '/people/:id',
      summary: 'Change a person',
      tag,
      may: 'people:manage',
      params: byId,
      versioned: true,
      body: z.strictObject({
        email: email.optional(),
        name: line().optional(),
        roles: z.array(z.enum(ROLES)).min(1).optional(),
        language: language.optional(),
        timeZone: timeZone.optional(),
        capacity: capacity.optional(),
        calendar: calendar.optional(),
        skills: skills.optional(),
        active: z.boolean().optional(),
      }),
      answers: { 200: PersonOut },
      run: async ({ caller, command, params, body }) => {
        const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
        return { body: presentPerson(await people.change(caller, command, params.id, change)) };
      },
    }),
  ];
}
