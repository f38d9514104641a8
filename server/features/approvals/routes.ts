import { type Route, route } from '../../platform/http/route.js';
import { byId, page } from '../../platform/http/wire.js';
import type { ApprovalService } from './service.js';
import type { ApprovalsShown } from './shown.js';
import { ApprovalAnswer, ApprovalFilters, DecisionBody } from './wire.js';

interface Dependencies {
  approvals: ApprovalService;
  shown: ApprovalsShown;
}

const tag = 'Approvals';

/** Approvals over the API. */
export function approvalRoutes({ approvals, shown }: Dependencies): Route[] {
  const answering = (verb: 'approve' | 'decline', summary: string) =>
    route({
      ...{ method: 'post', path: `/approvals/:id/${verb}`, summary, tag },
      may: 'approvals:decide',
      params: byId,
      body: DecisionBody,
      answers: { 200: ApprovalAnswer },
      run: async ({ caller, command, params, body }) => {
        const said = { decision: verb, comment: body?.comment || null };
        return { body: await shown.whole(await approvals.decide(caller, command, params.id, said), caller) };
      },
    });
  return [
    route({
      ...{ method: 'get', path: '/approvals', summary: 'Approvals, the latest asked first', tag },
      may: 'approvals:see',
      query: ApprovalFilters,
      answers: { 200: page(ApprovalAnswer) },
      run: async ({ caller, query }) => {
        const { items, nextCursor } = await approvals.list(caller, query);
        return { body: { items: await Promise.all(items.map((now) => shown.whole(now, caller))), nextCursor } };
      },
    }),
    route({
      ...{ method: 'get', path: '/approvals/:id', summary: 'One approval with its answers', tag },
      may: 'approvals:see',
      params: byId,
      answers: { 200: ApprovalAnswer },
      run: async ({ caller, params }) => ({
        body: await shown.whole(await approvals.one(caller, params.id), caller),
      }),
    }),
    answering('approve', 'Say yes to what is asked'),
    answering('decline', 'Say no to what is asked'),
  ];
}
