import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from '../../domain/access/access.js';
import { CAPABILITY_WORDS, can, SYSTEM } from '../../domain/access/access.js';
import { steadyNow } from '../clock/clock.js';
import { commandOf } from '../log/command.js';
import type { Logger } from '../logger.js';
import { Problem } from '../problems.js';
import { sendProblem } from './answer-problems.js';
import type { Held, Idempotency } from './idempotency.js';
import { factsOf, readExpected, readRequest } from './read-request.js';
import type { Answer, Call, Route } from './route.js';

/** Finds out who calls; `null` for nobody. Throws a problem for a credential that is none. */
export type Authenticate = (request: Request) => Promise<Caller | null>;

export interface Serving {
  authenticate: Authenticate;
  idempotency: Idempotency;
  logger: Logger;
  /** Where the ids of what requests without a key create come from; left out: chance. */
  newSeed?: () => string;
}

/** Serves one route: who calls, may they, what do they say, has it been done before, do it, answer. */
export function answering(route: Route, { authenticate, idempotency, logger, newSeed }: Serving): RequestHandler {
  return async (request, response) => {
    const givenAt = steadyNow();
    const caller = await authenticate(request);
    guard(route, caller);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const key = route.method === 'post' && caller ? request.get('idempotency-key') : undefined;
    const held = caller && key !== undefined ? await hold(idempotency, request, caller, key) : undefined;
    if (held?.finished?.problem) return sendProblem(response, request, held.finished.status, held.finished.problem);
    const answer = await within(held, async () => {
      const read = readRequest(route, request);
      const expected = readExpected(route, request);
      const call: Call<unknown, unknown, unknown, Caller | null> = {
        caller,
        ...read,
        command: commandOf(caller ?? SYSTEM, held?.seed ?? newSeed?.(), {
          ...(held && { fresh: held.fresh }),
          ...{ givenAt, replay: held?.finished !== undefined },
          ...(expected && { expected }),
        }),
        request: factsOf(request, gone.signal),
      };
      const given = await route.run(call as Call<never, never, never, never>);
      return held?.finished ? { ...given, status: held.finished.status } : given;
    });
    send(route, response, answer, logger);
  };
}

function guard(route: Route, caller: Caller | null): void {
  if (route.may === 'public') return;
  if (!caller) throw new Problem('not-signed-in');
  if (route.may !== 'signed-in' && !can(caller, route.may)) {
    throw new Problem('not-allowed', `This takes somebody who may ${CAPABILITY_WORDS[route.may]}.`);
  }
}

function hold(idempotency: Idempotency, request: Request, caller: Caller, key: string): Promise<Held> {
  if (key === '' || key.length > 200) {
    throw new Problem('unreadable', 'An Idempotency-Key has 1 to 200 characters.');
  }
  const body: unknown = request.body;
  return idempotency.hold({
    caller: caller.id,
    key,
    method: request.method,
    path: request.originalUrl,
    body: Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null),
  });
}

/** Runs a request that may hold a key, and leaves the key as pattern 4 wants it. */
async function within(held: Held | undefined, run: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await run();
    await held?.finish({ status: answer.status ?? 200 });
    return answer;
  } catch (error) {
    if (error instanceof Problem && error.status < 500 && error.status !== 422 && error.status !== 429) {
      await held?.finish({ status: error.status, problem: error.toJSON() });
    } else {
      await held?.letGo();
    }
    throw error;
  }
}

/** Sends an answer, after cutting it to what the route promises: a field that the schema lacks cannot leak. */
function send(route: Route, response: Response, answer: Answer, logger: Logger): void {
  const status = answer.status ?? 200;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.bytes) {
    const { type, content, name } = answer.bytes;
    response.status(status).setHeader('content-type', type);
    if (name !== undefined) response.attachment(name).setHeader('content-type', type);
    if (Buffer.isBuffer(content)) response.end(content);
    else content.pipe(response);
    return;
  }
  const schema = route.answers[status];
  if (schema === undefined)
    throw new Error(`${route.method} ${route.path} answered ${status}, which it does not promise`);
  if (schema === null) {
    response.status(status).end();
    return;
  }
  const body = schema.safeParse(answer.body);
  if (!body.success) {
    logger.error(
      { route: `${route.method} ${route.path}`, issues: body.error.issues },
      'An answer does not fit its schema',
    );
    throw new Error(`${route.method} ${route.path} made an answer that does not fit its schema: ${body.error.message}`);
  }
  const value: unknown = body.data;
  if (typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number') {
    response.setHeader('etag', `"${value.version}"`);
  }
  response.status(status).json(value);
}
