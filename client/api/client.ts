import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './paths.js';
import { ApiProblem, problemOf } from './problem.js';

const guard: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-Requested-With', 'tandem-desk');
    if (request.method === 'POST') request.headers.set('Idempotency-Key', crypto.randomUUID());
    return request;
  },
  onError() {
    return new ApiProblem(0, { code: 'offline' });
  },
};

/** The desk's HTTP interface, typed by its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: '/api/v1', credentials: 'same-origin' });
api.use(guard);

type Reply<T> = { data?: T; error?: unknown; response: Response };

/** The body of a successful answer; throws an `ApiProblem` for any other. */
export async function answer<T>(call: Promise<Reply<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response.status, error);
  return data as T;
}
