import { viewerOf } from '../../domain/ticket/visibility.js';
import { type Route, route } from '../../platform/http/route.js';
import { presentThread } from './present-threads.js';
import type { ThreadService } from './service/threads.js';
import { TicketParams } from './wire-asked.js';
import {
  ChaseBody,
  OpenThreadBody,
  ThreadAnswer,
  ThreadList,
  ThreadOwnerBody,
  ThreadParams,
  ThreadTasks,
  ThreadTextBody,
} from './wire-threads.js';

const TAG = 'Third parties';
const AT = '/tickets/:id/threads';

/** How the API speaks of conversations with third parties. */
export function threadRoutes(threads: ThreadService): Route[] {
  return [
    route({
      ...{ method: 'post', path: AT, summary: 'Ask a third party', tag: TAG, may: 'tickets:work' },
      params: TicketParams,
      body: OpenThreadBody,
      answers: { 201: ThreadAnswer },
      run: async ({ caller, command, params, body }) => {
        const { thread, outcome } = await threads.open(caller, command, params.id, body);
        const location = `/api/v1/tickets/${outcome.id}/threads/${thread}`;
        return { status: 201, headers: { location }, body: await threads.one(caller, params.id, thread) };
      },
    }),
    route({
      ...{ method: 'get', path: AT, summary: 'Read what is said with third parties', tag: TAG, may: 'tickets:read' },
      params: TicketParams,
      answers: { 200: ThreadList },
      run: async ({ caller, params }) => ({ body: { items: await threads.threadsOf(caller, params.id) } }),
    }),
    route({
      ...{ method: 'get', path: `${AT}/:thread`, summary: 'Read a thread', tag: TAG, may: 'tickets:read' },
      params: ThreadParams,
      answers: { 200: ThreadAnswer },
      run: async ({ caller, params }) => ({ body: await threads.one(caller, params.id, params.thread) }),
    }),
    route({
      ...{ method: 'post', path: `${AT}/:thread/messages`, summary: 'Write to a third party', tag: TAG },
      may: 'tickets:work',
      params: ThreadParams,
      body: ThreadTextBody,
      answers: { 200: ThreadAnswer },
      run: async ({ caller, command, params: { id, thread }, body: { text } }) => {
        await threads.write(caller, command, id, thread, { text, chase: false });
        return { body: await threads.one(caller, id, thread) };
      },
    }),
    route({
      ...{ method: 'post', path: `${AT}/:thread/chase`, summary: 'Ask a third party again', tag: TAG },
      may: 'tickets:work',
      params: ThreadParams,
      body: ChaseBody,
      answers: { 200: ThreadAnswer },
      run: async ({ caller, command, params: { id, thread }, body }) => {
        await threads.write(caller, command, id, thread, { text: body?.text, chase: true });
        return { body: await threads.one(caller, id, thread) };
      },
    }),
    route({
      ...{ method: 'post', path: `${AT}/:thread/owner`, summary: 'Make a thread a colleague’s task', tag: TAG },
      may: 'tickets:work',
      params: ThreadParams,
      body: ThreadOwnerBody,
      answers: { 200: ThreadAnswer },
      run: async ({ caller, command, params: { id, thread }, body: { owner } }) => {
        await threads.pass(caller, command, id, thread, owner);
        return { body: await threads.one(caller, id, thread) };
      },
    }),
    route({
      ...{ method: 'post', path: `${AT}/:thread/close`, summary: 'End a thread', tag: TAG, may: 'tickets:work' },
      params: ThreadParams,
      answers: { 200: ThreadAnswer },
      run: async ({ caller, command, params: { id, thread } }) => {
        await threads.close(caller, command, id, thread);
        return { body: await threads.one(caller, id, thread) };
      },
    }),
    route({
      ...{ method: 'get', path: '/threads', summary: 'Third parties that you have to chase', tag: TAG },
      may: 'tickets:read',
      answers: { 200: ThreadTasks },
      run: async ({ caller }) => ({
        body: {
          items: (await threads.tasksOf(caller)).map(({ ticket: { id, number, subject }, thread }) => ({
            ticket: { id, number, subject },
            thread: presentThread(viewerOf(caller, null), thread),
          })),
        },
      }),
    }),
  ];
}
