import type { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import type { Answer, Call, Route } from '../../platform/http/route.js';
import { route } from '../../platform/http/route.js';
import { presentRun, presentTicket } from './present.js';
import { presentAttachment } from './present-timeline.js';
import { ATTACHMENT_LIMIT } from './service/attachments.js';
import type { TicketNow, TicketService } from './service/index.js';
import type { TicketOutcome } from './service/store.js';
import { threadRoutes } from './thread-routes.js';
import {
  AssignBody,
  BreachParams,
  BreachReasonBody,
  CourtBody,
  CreateTicket,
  LinkBody,
  ListQuery,
  MergeBody,
  NothingBody,
  OriginBody,
  PatchBody,
  RatingBody,
  RecipientsQuery,
  ReopenBody,
  ReplyBody,
  RunBody,
  SnoozeBody,
  SolveBody,
  SplitBody,
  TicketParams,
  TimelineQuery,
  WebForm,
} from './wire-asked.js';
import { CommandAnswer, RunList, SlaAnswer, TicketAnswer, TicketList, WebFormAnswer } from './wire-shown.js';
import { AttachmentAnswer, MessageList, RecipientsAnswer, Timeline } from './wire-told.js';

const TAG = 'Tickets';

/** How the API speaks of tickets. */
export function ticketRoutes(tickets: TicketService): Route[] {
  return [
    ...threadRoutes(tickets.threads),
    ...lookingRoutes(tickets),
    ...loggingRoutes(tickets),
    ...commandRoutes(tickets),
    ...fileRoutes(tickets),
  ];
}

const show = ({ state, terms, at }: TicketNow, caller: Caller) => presentTicket(state, caller, terms, at);

function loggingRoutes(tickets: TicketService): Route[] {
  const created = async (caller: Caller, outcome: TicketOutcome): Promise<Answer> => ({
    status: 201,
    headers: { location: `/api/v1/tickets/${outcome.id}` },
    body: show(await tickets.after(outcome), caller),
  });
  return [
    route({
      ...{ method: 'post', path: '/tickets', summary: 'Log a ticket', tag: TAG, may: 'tickets:work' },
      body: CreateTicket,
      answers: { 201: TicketAnswer },
      run: async ({ caller, command, body }) => created(caller, await tickets.create(caller, command, body)),
    }),
    route({
      ...{ method: 'post', path: '/web-form', summary: 'Log a ticket by the open form', tag: TAG, may: 'public' },
      body: WebForm,
      answers: { 201: WebFormAnswer },
      run: async ({ command, body }) => {
        const { state } = await tickets.webForm(command, body);
        return { status: 201, body: { number: state.number } };
      },
    }),
    route({
      ...{ method: 'post', path: '/tickets/:id/replies', summary: 'Write a message', tag: TAG, may: 'tickets:work' },
      params: TicketParams,
      body: ReplyBody,
      answers: { 200: CommandAnswer, 201: CommandAnswer },
      run: async ({ caller, command, params, body }) => {
        const { outcome, message, isNew } = await tickets.reply(caller, command, params.id, body);
        const shown = { ...show(await tickets.after(outcome), caller), message };
        if (!isNew) return { body: shown };
        return { status: 201, headers: { location: `/api/v1/tickets/${outcome.id}` }, body: shown };
      },
    }),
    route({
      ...{ method: 'post', path: '/tickets/:id/split', summary: 'Split a ticket', tag: TAG, may: 'tickets:work' },
      params: TicketParams,
      body: SplitBody,
      answers: { 201: TicketAnswer },
      run: async ({ caller, command, params, body }) =>
        created(caller, await tickets.split(caller, command, params.id, body)),
    }),
  ];
}

type Doing<B> = (call: {
  caller: Caller;
  command: Call<never, never, never, Caller>['command'];
  id: string;
  body: B;
}) => Promise<TicketOutcome>;

/** A command on one ticket: answers with the ticket after it. */
function doing<B extends z.ZodType>(
  tickets: TicketService,
  verb: string,
  summary: string,
  body: B,
  act: Doing<z.output<B>>,
): Route {
  return route({
    ...{ method: 'post', path: `/tickets/:id/${verb}`, summary, tag: TAG, may: 'tickets:work' },
    params: TicketParams,
    body,
    answers: { 200: CommandAnswer },
    run: async ({ caller, command, params, body: said }) => {
      const outcome = await act({ caller, command, id: params.id, body: said as z.output<B> });
      return { body: show(await tickets.after(outcome), caller) };
    },
  });
}

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

function commandRoutes(tickets: TicketService): Route[] {
  return [
    doing(tickets, 'claim', 'Take a ticket', NothingBody, ({ caller, command, id }) =>
      tickets.claim(caller, command, id),
    ),
    route({
      ...{ method: 'post', path: '/queues/:id/next', summary: 'Take the best ticket of a queue', tag: TAG },
      may: 'tickets:work',
      params: TicketParams,
      body: NothingBody,
      answers: { 200: CommandAnswer, 204: null },
      run: async ({ caller, command, params }) => {
        const outcome = await tickets.next(caller, command, params.id);
        return outcome ? { body: show(await tickets.after(outcome), caller) } : { status: 204 };
      },
    }),
    doing(tickets, 'release', 'Give a ticket back to its queue', NothingBody, ({ caller, command, id }) =>
      tickets.release(caller, command, id),
    ),
    doing(tickets, 'assign', 'Give a ticket to somebody', AssignBody, ({ caller, command, id, body }) =>
      tickets.assign(caller, command, id, body.assignee),
    ),
    doing(tickets, 'court', 'Hand a ticket over', CourtBody, ({ caller, command, id, body }) =>
      tickets.handOver(caller, command, id, body),
    ),
    doing(tickets, 'solve', 'Solve a ticket', SolveBody, ({ caller, command, id, body }) =>
      tickets.solve(caller, command, id, body, body?.seen),
    ),
    doing(tickets, 'reopen', 'Open a solved ticket again', ReopenBody, ({ caller, command, id, body }) =>
      tickets.reopen(caller, command, id, body, body?.court ?? null),
    ),
    doing(tickets, 'close', 'Close a ticket', NothingBody, ({ caller, command, id }) =>
      tickets.close(caller, command, id),
    ),
    doing(tickets, 'rating', 'Rate a solved ticket', RatingBody, ({ caller, command, id, body }) =>
      tickets.rate(caller, command, id, body.score, body.words ?? null),
    ),
    doing(tickets, 'snooze', 'Snooze a ticket', SnoozeBody, ({ caller, command, id, body }) =>
      tickets.snooze(caller, command, id, secondsOf(body.until), body.reason ?? null),
    ),
    doing(tickets, 'merge', 'Merge a ticket into another', MergeBody, ({ caller, command, id, body }) =>
      tickets.merge(caller, command, id, body.into),
    ),
    doing(tickets, 'link', 'Link a ticket with another', LinkBody, ({ caller, command, id, body }) =>
      tickets.link(caller, command, id, body),
    ),
    doing(tickets, 'playbook-runs', 'Begin a playbook', RunBody, ({ caller, command, id, body }) =>
      tickets.runPlaybook(caller, command, id, body.playbook),
    ),
    doing(tickets, 'origin', 'Settle or change the origin', OriginBody, ({ caller, command, id, body }) =>
      tickets.settleOrigin(caller, command, id, body),
    ),
    route({
      ...{ method: 'post', path: '/tickets/:id/breaches/:key/reason', summary: 'Say why a clock was broken' },
      ...{ tag: TAG, may: 'tickets:work' },
      params: BreachParams,
      body: BreachReasonBody,
      answers: { 200: CommandAnswer },
      run: async ({ caller, command, params, body }) => {
        const key = params.key.replaceAll('.', ' ');
        const outcome = await tickets.explainBreach(caller, command, params.id, key, body);
        return { body: show(await tickets.after(outcome), caller) };
      },
    }),
    route({
      ...{ method: 'patch', path: '/tickets/:id', summary: 'Change a ticket', tag: TAG, may: 'tickets:work' },
      versioned: true,
      params: TicketParams,
      body: PatchBody,
      answers: { 200: TicketAnswer },
      run: async ({ caller, command, params, body }) => {
        const outcome = await tickets.patch(caller, command, params.id, body);
        return { body: show(await tickets.after(outcome), caller) };
      },
    }),
  ];
}

function lookingRoutes(tickets: TicketService): Route[] {
  const reading = { method: 'get', tag: TAG, may: 'tickets:read' } as const;
  return [
    route({
      ...{ ...reading, path: '/tickets', summary: 'Find tickets' },
      query: ListQuery,
      answers: { 200: TicketList },
      run: async ({ caller, query }) => {
        const { items, nextCursor, at } = await tickets.list(caller, query);
        return { body: { items: items.map((item) => show({ ...item, at }, caller)), nextCursor } };
      },
    }),
    route({
      ...{ ...reading, path: '/tickets/:id', summary: 'Read a ticket' },
      params: TicketParams,
      answers: { 200: TicketAnswer },
      run: async ({ caller, params }) => ({ body: show(await tickets.get(caller, params.id), caller) }),
    }),
    route({
      ...{ ...reading, path: '/tickets/:id/timeline', summary: 'Read what happened to a ticket' },
      params: TicketParams,
      query: TimelineQuery,
      answers: { 200: Timeline },
      run: async ({ caller, params, query }) => ({ body: await tickets.timeline(caller, params.id, query) }),
    }),
    route({
      ...{ ...reading, path: '/tickets/:id/messages', summary: 'Read what was said' },
      params: TicketParams,
      query: TimelineQuery,
      answers: { 200: MessageList },
      run: async ({ caller, params, query }) => ({ body: await tickets.conversation(caller, params.id, query) }),
    }),
    route({
      ...{ ...reading, path: '/tickets/:id/playbook-runs', summary: 'Read the playbooks of a ticket' },
      params: TicketParams,
      answers: { 200: RunList },
      run: async ({ caller, params }) => ({
        body: { items: (await tickets.runsOf(caller, params.id)).map(presentRun) },
      }),
    }),
    route({
      ...{ ...reading, path: '/tickets/:id/sla', summary: 'Read the clocks of a ticket' },
      params: TicketParams,
      answers: { 200: SlaAnswer },
      run: async ({ caller, params }) => ({ body: await tickets.clocks(caller, params.id) }),
    }),
    route({
      ...{ ...reading, path: '/tickets/:id/recipients', summary: 'Say who would receive a message' },
      params: TicketParams,
      query: RecipientsQuery,
      answers: { 200: RecipientsAnswer },
      run: async ({ caller, params, query }) => ({
        body: await tickets.recipients(caller, params.id, query.visibility),
      }),
    }),
  ];
}

function fileRoutes(tickets: TicketService): Route[] {
  return [
    route({
      ...{ method: 'post', path: '/attachments', summary: 'Upload a file', tag: TAG, may: 'tickets:work' },
      rawLimit: ATTACHMENT_LIMIT,
      answers: { 201: AttachmentAnswer },
      run: async ({ caller, command, request }) => {
        const [type, name] = [request.header('content-type'), request.header('x-file-name')];
        const file = await tickets.upload(caller, command, { bytes: request.raw, type, name });
        return { status: 201, headers: { location: `/api/v1/attachments/${file._id}` }, body: presentAttachment(file) };
      },
    }),
    route({
      ...{ method: 'get', path: '/attachments/:id', summary: 'Download a file', tag: TAG, may: 'tickets:read' },
      params: TicketParams,
      answers: { 200: null },
      run: async ({ caller, params }) => {
        const { file, content } = await tickets.download(caller, params.id);
        return {
          bytes: { type: file.type, content, name: file.name },
          headers: { 'content-length': String(file.size), 'x-content-type-options': 'nosniff' },
        };
      },
    }),
  ];
}
