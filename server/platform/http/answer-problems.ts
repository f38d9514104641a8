import type { ErrorRequestHandler, Request, Response } from 'express';
import { randomId } from '../ids/ids.js';
import type { Logger } from '../logger.js';
import { Problem } from '../problems.js';

/** Sends a body of RFC 9457. */
export function sendProblem(response: Response, request: Request, status: number, body: object): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...body, instance: request.originalUrl.split('?')[0] }));
}

/** The only place that turns what was thrown into an answer. */
export const answerProblems =
  (logger: Logger): ErrorRequestHandler =>
  (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const problem = thrown instanceof Problem ? thrown : foreseenElsewhere(thrown);
    if (problem) {
      if (problem.data.retryAfter !== undefined) response.setHeader('retry-after', String(problem.data.retryAfter));
      if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
      return sendProblem(response, request, problem.status, problem.toJSON());
    }
    const incident = randomId();
    logger.error({ incident, method: request.method, path: request.path, thrown }, 'A bug answered a request');
    sendProblem(response, request, 500, {
      type: 'about:blank',
      title: 'Something broke on our side',
      status: 500,
      code: 'bug',
      detail: `It has been noted as incident ${incident}.`,
      incident,
    });
  };

/** What the body readers and the store throw for things that a caller can cause or should try again. */
function foreseenElsewhere(thrown: unknown): Problem | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const type = 'type' in thrown ? thrown.type : undefined;
  if (type === 'entity.too.large') return new Problem('too-large');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return new Problem('media-type');
  const status = 'status' in thrown ? thrown.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem('unreadable', thrown instanceof Error ? thrown.message : undefined);
  }
  const code = 'code' in thrown ? thrown.code : undefined;
  if (code === 50) return new Problem('too-wide');
  const name = 'name' in thrown ? thrown.name : undefined;
  if (name === 'MongoServerSelectionError' || name === 'MongoNetworkError' || name === 'MongoNotConnectedError') {
    return new Problem('busy', 'The store cannot be reached just now.', { retryAfter: 2 });
  }
  return undefined;
}
